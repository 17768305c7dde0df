# METADATA
# title: Workloads run as production should
# description: Resources, probes, rollout, spread, termination, priority, served APIs, and Services that reach pods.
# custom:
#   id: K8S-10
#   severity: medium
#   stage: continuity
#   scope: snapshot
#   needs: [kubernetes/workload]
#   reads: [kubernetes/object]
#   parameters: [require_cpu_limit, require_priority_class, kubernetes_version, workload_rules, forbidden_ports, minimum_id, owner_labels, owner_annotations, allowed_service_types]
#   mappings:
#     nist-800-53r5: [CM-6, CP-10, SC-5, SC-6, SI-13]
#   rules:
#     no-request:
#       message: "container `{container}` requests no {resource}, so the scheduler counts it as nothing"
#       fix: set `resources.requests.{resource}` to what the container needs at usual load
#     no-limit:
#       message: "container `{container}` has no {resource} limit"
#       fix: set `resources.limits.{resource}`
#     no-probe:
#       message: "container `{container}` has no {probe}"
#       fix: add a `{probe}` that asks the container itself
#     rollout-with-downtime:
#       message: "`{subject}` runs {replicas} pods and a rollout may stop all of them at once"
#       fix: "use `strategy.type: RollingUpdate` with `maxUnavailable` below the number of replicas"
#     no-automatic-rollout:
#       message: "`{subject}` uses update strategy OnDelete, so a release changes nothing until pods are deleted by hand"
#       fix: "use `updateStrategy.type: RollingUpdate`"
#     no-spread:
#       message: "`{subject}` runs {replicas} pods and nothing keeps them on different nodes"
#       fix: add `topologySpreadConstraints` or `podAntiAffinity` whose selector matches the pod template's labels
#     no-grace:
#       message: "`{subject}` is killed without time to finish its work"
#       fix: set `terminationGracePeriodSeconds` to the longest request or job step, or remove it for 30 s
#     no-priority-class:
#       message: "`{subject}` names no priority class, so anything may evict it"
#       fix: set `priorityClassName`
#     removed-api:
#       message: "`{api}` `{kind}` is not served since Kubernetes 1.{since}"
#       fix: move the object to `{replacement}`
#     removed-api-without-successor:
#       message: "`{api}` `{kind}` is not served since Kubernetes 1.{since}, and nothing replaces it"
#       fix: remove the object, and what relies on it
#     deprecated-api:
#       message: "`{api}` `{kind}` is deprecated since Kubernetes 1.{since}"
#       fix: move the object to `{replacement}` before it is removed
#     deprecated-api-without-successor:
#       message: "`{api}` `{kind}` is deprecated since Kubernetes 1.{since}, and nothing replaces it"
#       fix: remove the object, and what relies on it, before an upgrade does
#     service-without-pods:
#       message: "no workload of the namespace has the labels that `{subject}` selects: `{selector}`"
#       fix: set the Service's selector to the pod template's labels
#     service-target-not-seen:
#       message: "the evidence holds no workload of the namespace of `{subject}`, so its selector cannot be judged"
#       fix: add the workload's manifests to the evidence
#     target-port-missing:
#       message: "`{subject}` sends to port `{port}`, which no selected container declares with that protocol"
#       fix: set `targetPort` to a declared container port, or declare it
#     external-ips:
#       message: "`{subject}` takes the address `{address}`, and with it other people's traffic to it"
#       fix: remove `externalIPs` and use a load balancer, or a Gateway or Ingress
#     exposed-service:
#       message: "`{subject}` is of type {type}, which is not among the allowed: {allowed}"
#       fix: use an allowed type, or add it to the parameter `allowed_service_types`
#     invalid-service-port:
#       message: "`{subject}` has `{port}` for a port, which is no number from 1 to 65535 and no port's name"
#       fix: name a port with at most 15 lower-case letters, digits and hyphens, at least one a letter
#     monitor-without-services:
#       message: "no Service of the namespace has the labels that `{subject}` selects"
#       fix: set its selector to the Service's labels
#     writable-root:
#       message: "container `{container}` may write to its root file system"
#       fix: set `securityContext.readOnlyRootFilesystem` to `true`, and mount an `emptyDir` where it has to write
#     duplicate-env:
#       message: "container `{container}` sets environment variable `{name}` twice; the last wins"
#       fix: remove one
#     probe-port-missing:
#       message: "the {probe} of container `{container}` asks port `{port}`, which is not among those that the container declares for TCP"
#       fix: correct the port, or declare it under `ports`
#     identical-probes:
#       message: "the {probe} and the {other} of container `{container}` are the same, so one of them does nothing of its own"
#       fix: give the livenessProbe a higher `failureThreshold`, so that a pod leaves service before it is restarted, or the startupProbe one for the longest start
#     never-pulls:
#       message: "the image of container `{container}` is never pulled, so it runs only where somebody has loaded it"
#       fix: remove `imagePullPolicy`
#     pull-not-always:
#       message: "container `{container}` has pull policy {policy}, so a node that has the image asks nobody's leave to run it"
#       fix: set `imagePullPolicy` to `Always`
#     invalid-port:
#       message: "container `{container}` declares port `{port}`, which is no number from 1 to 65535 and no port's name"
#       fix: name a port with at most 15 lower-case letters, digits and hyphens, at least one a letter
#     forbidden-port:
#       message: "container `{container}` declares port `{port}`, which the parameter `forbidden_ports` rules out"
#       fix: remove the server from the image; `kubectl exec` and `kubectl debug` need none
#     privileged-port:
#       message: "container `{container}` declares port `{port}`, below 1024, so it needs a capability or root"
#       fix: listen on a port from 1024 on; a Service may still offer the low one
#     low-id:
#       message: "container `{container}` has {field} `{value}`, below {limit}, and may meet a user of its node"
#       fix: set `securityContext.{field}` to {limit} or more
#     default-account-token:
#       message: "`{subject}` holds a token of its namespace's default service account"
#       fix: set `automountServiceAccountToken` to `false`, or use a service account of its own
#     unasked-token:
#       message: "`{subject}` holds a token of service account `{account}`, and neither says that it needs one"
#       fix: set `automountServiceAccountToken` to `false`, or to `true` where the pod asks the API server
#     root-group:
#       message: "a process of `{subject}` is in group root by `{field}`"
#       fix: set `{field}` to another number than 0
#     unmanaged-pod:
#       message: "nothing starts `{subject}` anew when it or its node fails"
#       fix: use a Deployment, StatefulSet, DaemonSet or Job
#     selector-mismatch:
#       message: "the selector of `{subject}` does not match the labels of its own pod template, so the API server refuses it"
#       fix: set the template's labels to those selected
#     job-without-ttl:
#       message: "`{subject}` and its pods stay for ever once it has ended"
#       fix: set `spec.ttlSecondsAfterFinished`
#     deprecated-field:
#       message: "`{subject}` sets `{field}`, the old name of `{other}`"
#       fix: use `{other}`
#     owner-not-named:
#       message: "`{subject}` lacks `{key}` among its {field}"
#       fix: name the owner there
#     missing-config-map:
#       message: "`{subject}` refers to ConfigMap `{name}`, which nothing in its namespace provides"
#       fix: add the ConfigMap, or correct the name
#     config-maps-not-seen:
#       message: "`{subject}` refers to ConfigMap `{name}`, and the evidence holds no ConfigMap of its namespace"
#       fix: add the ConfigMaps to the evidence
#     missing-config-key:
#       message: "`{subject}` refers to key `{key}` of ConfigMap `{name}`, which has no such key"
#       fix: correct the key, or add it to the ConfigMap
#     missing-service-account:
#       message: "`{subject}` runs as service account `{account}`, which nothing in its namespace provides"
#       fix: add the ServiceAccount, or correct the name
#     service-accounts-not-seen:
#       message: "`{subject}` runs as service account `{account}`, and the evidence holds no ServiceAccount of its namespace"
#       fix: add the ServiceAccounts to the evidence
#     unknown-rule:
#       message: "parameter `workload_rules` holds `{value}`, which is no optional rule"
#       fix: correct the name, or remove it
#     unknown-version:
#       message: "parameter `kubernetes_version` holds `{value}`, which is no version"
#       fix: set it to `latest` or as in `1.34`
package seaworthy.kubernetes.k8s_10

import data.seaworthy.lib.api_rules
import data.seaworthy.lib.container_rules
import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.pod_rules
import data.seaworthy.lib.production
import data.seaworthy.lib.reference_rules
import data.seaworthy.lib.service_rules
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

findings contains finding if some finding in api_rules.findings

findings contains finding if some finding in container_rules.findings

findings contains finding if some finding in pod_rules.findings

findings contains finding if some finding in reference_rules.findings

findings contains finding if some finding in service_rules.findings

# A misspelt name would leave its rule out without a word.
findings contains production.on_workload("unknown-rule", item, [], {"status": "unknown", "value": values.text(value)}) if {
	some value in (production.optional_rules - known_optional_rules)
	item := evidence.of_kind("kubernetes/workload")[0]
}

known_optional_rules := {
	"default-account-token", "identical-probes", "job-without-ttl", "privileged-port", "pull-not-always",
	"root-group", "unasked-token", "unmanaged-pod", "writable-root",
}

findings contains production.on_container("no-request", item, found, {"resource": resource}) if {
	some item in production.judged
	some found in production.lasting_containers(item)
	some resource in ["cpu", "memory"]
	not production.has_request(item, found, resource)
}

findings contains production.on_container("no-limit", item, found, {"resource": resource}) if {
	some item in production.judged
	some found in production.lasting_containers(item)
	some resource in limited_resources
	not production.has_limit(item, found, resource)
}

limited_resources := ["cpu", "memory"] if {
	parameters.value("require_cpu_limit") == true
} else := ["memory"]

# Never asked of init, sidecar or ephemeral containers.
findings contains production.on_container("no-probe", item, found, {"probe": probe}) if {
	some item in production.judged
	not production.runs_to_completion(item)
	some found in production.lasting_containers(item)
	found.list == "containers"
	some probe in ["readinessProbe", "livenessProbe"]
	object.get(found.container, probe, null) in {null, {}}
}

findings contains production.on_workload("rollout-with-downtime", item, ["spec", "strategy"], {"replicas": replicas}) if {
	some item in production.judged
	workloads.kind(item) == "Deployment"
	replicas := replica_count(item)
	replicas > 1
	stops_all(item, replicas)
}

stops_all(item, _) if production.rollout_strategy(item) == "Recreate"

stops_all(item, replicas) if {
	unavailable := item.content.manifest.spec.strategy.rollingUpdate.maxUnavailable
	most_unavailable(unavailable, replicas) >= replicas
}

most_unavailable(value, _) := value if is_number(value)

# Rounded down, as the Deployment controller does.
most_unavailable(value, replicas) := floor((values.percent(value) * replicas) / 100)

findings contains production.on_workload("no-automatic-rollout", item, ["spec", "updateStrategy", "type"], {}) if {
	some item in production.judged
	workloads.kind(item) in {"StatefulSet", "DaemonSet"}
	production.update_strategy(item) == "OnDelete"
}

findings contains production.on_workload("no-spread", item, item.content.podPath, {"replicas": replica_count(item)}) if {
	some item in production.judged
	workloads.is_replicated(item)
	not production.is_spread(item)
}

findings contains production.on_workload("no-grace", item, path, {}) if {
	some item in production.judged
	path := array.concat(item.content.podPath, ["terminationGracePeriodSeconds"])
	object.get(item.content.manifest, path, null) == 0
}

findings contains production.on_workload("no-priority-class", item, item.content.podPath, {}) if {
	parameters.value("require_priority_class") == true
	some item in production.judged
	not production.runs_to_completion(item)
	not production.has_priority(item)
}

replica_count(item) := max([workloads.declared_replicas(item), workloads.floor_replicas(item)])
