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
#   parameters: [require_cpu_limit, require_priority_class, kubernetes_version]
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
#       message: "no workload of the namespace has the labels that Service `{subject}` selects: `{selector}`"
#       fix: set the Service's selector to the pod template's labels
#     service-target-not-seen:
#       message: "the evidence holds no workload of the namespace of Service `{subject}`, so its selector cannot be judged"
#       fix: add the workload's manifests to the evidence
#     target-port-missing:
#       message: "Service `{subject}` sends to port `{port}`, which no selected container declares with that protocol"
#       fix: set `targetPort` to a declared container port, or declare it
#     unknown-version:
#       message: "parameter `kubernetes_version` holds `{value}`, which is no version"
#       fix: set it to `latest` or as in `1.34`
package seaworthy.kubernetes.k8s_10

import data.seaworthy.lib.api_versions
import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.production
import data.seaworthy.lib.services
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

findings contains on_container("no-request", item, found, {"resource": resource}) if {
	some item in production.judged
	some found in production.lasting_containers(item)
	some resource in ["cpu", "memory"]
	not production.has_request(item, found, resource)
}

findings contains on_container("no-limit", item, found, {"resource": resource}) if {
	some item in production.judged
	some found in production.lasting_containers(item)
	some resource in limited_resources
	not production.has_limit(item, found, resource)
}

limited_resources := ["cpu", "memory"] if {
	parameters.value("require_cpu_limit") == true
} else := ["memory"]

# Never asked of init, sidecar or ephemeral containers.
findings contains on_container("no-probe", item, found, {"probe": probe}) if {
	some item in production.judged
	not production.runs_to_completion(item)
	some found in production.lasting_containers(item)
	found.list == "containers"
	some probe in ["readinessProbe", "livenessProbe"]
	object.get(found.container, probe, null) in {null, {}}
}

findings contains on_workload("rollout-with-downtime", item, ["spec", "strategy"], {"replicas": replicas}) if {
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

findings contains on_workload("no-automatic-rollout", item, ["spec", "updateStrategy", "type"], {}) if {
	some item in production.judged
	workloads.kind(item) in {"StatefulSet", "DaemonSet"}
	production.update_strategy(item) == "OnDelete"
}

findings contains on_workload("no-spread", item, item.content.podPath, {"replicas": replica_count(item)}) if {
	some item in production.judged
	workloads.is_replicated(item)
	not production.is_spread(item)
}

findings contains on_workload("no-grace", item, path, {}) if {
	some item in production.judged
	path := array.concat(item.content.podPath, ["terminationGracePeriodSeconds"])
	object.get(item.content.manifest, path, null) == 0
}

findings contains on_workload("no-priority-class", item, item.content.podPath, {}) if {
	parameters.value("require_priority_class") == true
	some item in production.judged
	not production.runs_to_completion(item)
	not production.has_priority(item)
}

findings contains object.union(api_finding("removed-api", item, ending.removed), {"replacement": ending.replacement}) if {
	some [item, ending] in removed
	ending.replacement
}

findings contains api_finding("removed-api-without-successor", item, ending.removed) if {
	some [item, ending] in removed
	not ending.replacement
}

findings contains object.union(api_finding("deprecated-api", item, ending.deprecated), {"replacement": ending.replacement}) if {
	some [item, ending] in deprecated
	ending.replacement
}

findings contains api_finding("deprecated-api-without-successor", item, ending.deprecated) if {
	some [item, ending] in deprecated
	not ending.replacement
}

removed := [[item, ending] |
	some item in all_objects
	ending := api_versions.ending[item.content.manifest.apiVersion][item.content.manifest.kind]
	has_ended(ending)
]

has_ended(ending) if ending.removed <= target_minor

# What is removed is no longer deprecated. What a controller made is its controller's to move.
deprecated := [[item, ending] |
	some item in all_objects
	not evidence.is_owned(item)
	ending := api_versions.ending[item.content.manifest.apiVersion][item.content.manifest.kind]
	ending.deprecated <= target_minor
	not has_ended(ending)
]

all_objects := array.concat(evidence.of_kind("kubernetes/workload"), evidence.of_kind("kubernetes/object"))

target_minor := api_versions.newest if parameters.value("kubernetes_version") == "latest"

target_minor := minor if {
	parts := split(trim_prefix(parameters.value("kubernetes_version"), "v"), ".")
	parts[0] == "1"
	minor := values.decimal(parts[1])
}

findings contains on_workload("unknown-version", item, [], {"status": "unknown", "value": value}) if {
	not target_minor
	item := evidence.of_kind("kubernetes/workload")[0]
	value := values.text(object.get(input, ["parameters", "kubernetes_version"], null))
}

findings contains service_finding("service-without-pods", service, ["spec", "selector"], {"selector": shown}) if {
	some service in services.selecting
	count(services.backends(service)) == 0
	count(workloads.in_namespace(service.namespace)) > 0
	shown := concat(", ", sort([concat("=", [key, values.text(value)]) | some key, value in service.selector]))
}

# What an operator creates is not in manifests.
findings contains service_finding("service-target-not-seen", service, ["spec", "selector"], {"status": "unknown"}) if {
	some service in services.selecting
	count(workloads.in_namespace(service.namespace)) == 0
}

findings contains service_finding("target-port-missing", service, ["spec", "ports", i], {"port": values.text(target)}) if {
	some service in services.selecting
	found := services.backends(service)
	count(found) > 0
	some i, port in service.ports
	target := services.target_port(port)
	services.is_missing(target, services.protocol(port), services.declared_ports(found))
}

replica_count(item) := max([workloads.declared_replicas(item), workloads.floor_replicas(item)])

on_workload(rule, item, path, named) := object.union({"rule": rule, "on": item.id, "path": path}, named)

on_container(rule, item, found, named) := object.union(
	on_workload(rule, item, found.path, {"container": found.name}),
	named,
)

service_finding(rule, service, path, named) := object.union({"rule": rule, "on": service.id, "path": path}, named)

api_finding(rule, item, since) := {
	"rule": rule,
	"on": item.id,
	"path": ["apiVersion"],
	"api": item.content.manifest.apiVersion,
	"kind": item.content.manifest.kind,
	"since": since,
}
