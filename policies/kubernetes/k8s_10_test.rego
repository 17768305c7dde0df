package seaworthy.kubernetes.k8s_10_test

import data.seaworthy.kubernetes.k8s_10

# The rules of `lib` that K8S-10 takes in have tests of their own.
parameters := {"require_cpu_limit": false, "require_priority_class": true, "kubernetes_version": "1.34", "workload_rules": []}

probe := {"httpGet": {"port": 8069}}

container := {
	"name": "web",
	"ports": [{"name": "http", "containerPort": 8069}],
	"resources": {"requests": {"cpu": "500m", "memory": "1Gi"}, "limits": {"memory": "2Gi"}},
	"readinessProbe": probe,
	"livenessProbe": probe,
}

pod := {
	"priorityClassName": "production",
	"containers": [container],
	"topologySpreadConstraints": [{"labelSelector": {"matchLabels": {"app": "web"}}}],
}

workload(kind, spec, pod_spec) := {
	"id": 1, "subject": {"kind": kind, "namespace": "n", "name": "web"},
	"content": {"podPath": ["spec", "template", "spec"], "manifest": {
		"apiVersion": "apps/v1", "kind": kind, "metadata": {"name": "web", "namespace": "n"},
		"spec": object.union({"template": {"metadata": {"labels": {"app": "web"}}, "spec": pod_spec}}, spec),
	}},
}

object_(id, manifest) := {
	"id": id, "subject": {"kind": manifest.kind, "namespace": "n", "name": "x"},
	"content": {"manifest": manifest},
}

found(items, objects, given) := result if {
	result := k8s_10.findings with input as {
		"parameters": object.union(parameters, given),
		"evidence": {"kubernetes/workload": items, "kubernetes/object": objects},
	}
}

rules(item) := {f.rule | some f in found([item], [], {})}

deployment(pod_spec) := workload("Deployment", {"replicas": 2}, pod_spec)

with_container(fields) := deployment(object.union(pod, {"containers": [object.union(container, fields)]}))

service(spec) := object_(5, {"apiVersion": "v1", "kind": "Service", "spec": spec})

service_rules(spec) := {f.rule | some f in found([deployment(pod)], [service(spec)], {})}

test_a_workload_with_everything_is_silent if rules(deployment(pod)) == set()

test_requests_and_memory_limit_are_asked if {
	result := found([deployment(object.union(pod, {"containers": [object.remove(container, ["resources"])]}))], [], {})
	{[f.rule, f.resource, f.path] | some f in result} == {
		["no-request", "cpu", ["spec", "template", "spec", "containers", 0]],
		["no-request", "memory", ["spec", "template", "spec", "containers", 0]],
		["no-limit", "memory", ["spec", "template", "spec", "containers", 0]],
	}
}

test_a_cpu_limit_is_asked_on_demand if {
	{[f.rule, f.resource] | some f in found([deployment(pod)], [], {"require_cpu_limit": true})} == {["no-limit", "cpu"]}
}

test_a_limit_stands_in_for_a_request if {
	lone := object.union(object.remove(container, ["resources"]), {"resources": {"limits": {"cpu": 1, "memory": "1Gi"}}})
	rules(deployment(object.union(pod, {"containers": [lone]}))) == set()
}

test_pod_level_resources_count if {
	bare := object.remove(container, ["resources"])
	whole := {"resources": {"requests": {"cpu": "1"}, "limits": {"memory": "1Gi"}}}
	rules(deployment(object.union(object.union(pod, {"containers": [bare]}), whole))) == set()
}

test_a_limit_range_fills_in if {
	bare := deployment(object.union(pod, {"containers": [object.remove(container, ["resources"])]}))
	range := object_(9, {"kind": "LimitRange", "spec": {"limits": [{"type": "Container", "default": {"memory": "1Gi"}, "defaultRequest": {"cpu": "100m"}}]}})
	found([bare], [range], {}) == set()
}

test_probes_are_asked if {
	bare := deployment(object.union(pod, {"containers": [object.remove(container, ["readinessProbe", "livenessProbe"])]}))
	{[f.rule, f.probe] | some f in found([bare], [], {})} == {["no-probe", "readinessProbe"], ["no-probe", "livenessProbe"]}
}

test_an_empty_probe_is_none if rules(with_container({"livenessProbe": null})) == {"no-probe"}

test_init_containers_need_nothing if {
	rules(deployment(object.union(pod, {"initContainers": [{"name": "i"}], "ephemeralContainers": [{"name": "e"}]}))) == set()
}

test_sidecars_need_resources_but_no_probes if {
	result := found([deployment(object.union(pod, {"initContainers": [{"name": "s", "restartPolicy": "Always"}]}))], [], {})
	{f.rule | some f in result} == {"no-request", "no-limit"}
}

test_jobs_need_resources_only if {
	every kind in ["Job", "ScaledJob", "BroadcastJob"] {
		rules(workload(kind, {}, {"containers": [{"name": "j", "resources": container.resources}]})) == set()
	}
	rules(workload("Job", {}, {"containers": [{"name": "j"}]})) == {"no-request", "no-limit"}
}

test_helm_tests_and_owned_pods_are_not_judged if {
	bare := workload("Pod", {}, {"containers": [{"name": "t"}]})
	hook := object.union(bare, {"content": {"manifest": {"metadata": {"annotations": {"helm.sh/hook": "test"}}}}})
	owned := object.union(bare, {"content": {"manifest": {"metadata": {"ownerReferences": [{"controller": true}]}}}})
	rules(hook) == set()
	rules(owned) == set()
	count(rules(bare)) > 0
}

test_recreate_with_two_pods_fires if {
	rules(workload("Deployment", {"replicas": 2, "strategy": {"type": "Recreate"}}, pod)) == {"rollout-with-downtime"}
	rules(workload("Deployment", {"strategy": {"type": "Recreate"}}, pod)) == set()
}

rolling(amount) := {"replicas": 2, "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": amount}}}

test_stopping_all_at_once_fires if {
	every amount in ["100%", 2, 5] {
		rules(workload("Deployment", rolling(amount), pod)) == {"rollout-with-downtime"}
	}
	every amount in ["99%", 1, 0] {
		rules(workload("Deployment", rolling(amount), pod)) == set()
	}
}

test_on_delete_fires if {
	rules(workload("StatefulSet", {"updateStrategy": {"type": "OnDelete"}}, pod)) == {"no-automatic-rollout"}
	rules(workload("StatefulSet", {"updateStrategy": {"type": "RollingUpdate"}}, pod)) == set()
}

test_replicas_must_be_spread if {
	rules(deployment(object.remove(pod, ["topologySpreadConstraints"]))) == {"no-spread"}
	rules(workload("Deployment", {}, object.remove(pod, ["topologySpreadConstraints"]))) == set()
}

test_a_spread_that_selects_other_pods_is_none if {
	elsewhere := {"topologySpreadConstraints": [{"labelSelector": {"matchLabels": {"app": "x"}}}]}
	rules(deployment(object.union(pod, elsewhere))) == {"no-spread"}
}

test_anti_affinity_spreads if {
	bare := object.remove(pod, ["topologySpreadConstraints"])
	term := {"labelSelector": {"matchExpressions": [{"key": "app", "operator": "In", "values": ["web"]}]}}
	rules(deployment(object.union(bare, {"affinity": {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [term]}}}))) == set()
	rules(deployment(object.union(bare, {"affinity": {"podAntiAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": [{"weight": 1, "podAffinityTerm": term}]}}}))) == set()
	rules(deployment(object.union(bare, {"affinity": {"podAntiAffinity": {}}}))) == {"no-spread"}
}

test_no_time_to_end_fires if {
	rules(deployment(object.union(pod, {"terminationGracePeriodSeconds": 0}))) == {"no-grace"}
	rules(deployment(object.union(pod, {"terminationGracePeriodSeconds": 60}))) == set()
}

test_priority_is_asked if {
	bare := deployment(object.remove(pod, ["priorityClassName"]))
	rules(bare) == {"no-priority-class"}
	found([bare], [], {"require_priority_class": false}) == set()
	found([bare], [object_(9, {"kind": "PriorityClass", "globalDefault": true})], {}) == set()
}

test_removed_and_deprecated_apis_fire if {
	old := object_(7, {"apiVersion": "policy/v1beta1", "kind": "PodDisruptionBudget"})
	found([deployment(pod)], [old], {}) == {{
		"rule": "removed-api", "on": 7, "path": ["apiVersion"],
		"api": "policy/v1beta1", "kind": "PodDisruptionBudget", "since": 25, "replacement": "policy/v1 PodDisruptionBudget",
	}}
	found([deployment(pod)], [old], {"kubernetes_version": "v1.20"}) == set()
	{[f.rule, f.since] | some f in found([deployment(pod)], [old], {"kubernetes_version": "v1.24"})} == {["deprecated-api", 21]}
	{f.rule | some f in found([deployment(pod)], [object_(7, {"apiVersion": "v1", "kind": "Endpoints"})], {})} == {"deprecated-api"}
}

api_rules(manifest, version) := {[f.rule, f.since] | some f in found([deployment(pod)], [object_(7, manifest)], {"kubernetes_version": version})}

test_apis_without_successor_say_so if {
	api_rules({"apiVersion": "v1", "kind": "ComponentStatus"}, "1.34") == {["deprecated-api-without-successor", 19]}
	policy := {"apiVersion": "policy/v1beta1", "kind": "PodSecurityPolicy"}
	api_rules(policy, "1.24") == {["deprecated-api-without-successor", 21]}
	api_rules(policy, "latest") == {["removed-api-without-successor", 25]}
}

test_plans_beyond_the_newest_version_wait_for_it if {
	plan := {"apiVersion": "resource.k8s.io/v1beta1", "kind": "DeviceClass"}
	api_rules(plan, "latest") == {["deprecated-api", 35]}
	api_rules(plan, "1.38") == {["removed-api", 38]}
}

test_custom_resources_are_silent if api_rules({"apiVersion": "example.com/v1beta1", "kind": "Ingress"}, "latest") == set()

test_served_apis_are_silent if {
	found([deployment(pod)], [object_(7, {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget"})], {"kubernetes_version": "latest"}) == set()
}

test_an_unknown_version_is_unknown if {
	{[f.rule, f.status] | some f in found([deployment(pod)], [], {"kubernetes_version": "newest"})} == {["unknown-version", "unknown"]}
}

test_a_service_that_reaches_pods_is_silent if {
	every port in [{"port": 80, "targetPort": "http"}, {"port": 80, "targetPort": 8069}, {"port": 8069}] {
		service_rules({"selector": {"app": "web"}, "ports": [port]}) == set()
	}
}

test_a_service_without_pods_fires if {
	result := found([deployment(pod)], [service({"selector": {"app": "wbe"}, "ports": [{"port": 80}]})], {})
	result == {{"rule": "service-without-pods", "on": 5, "path": ["spec", "selector"], "selector": "app=wbe"}}
}

test_a_missing_target_port_fires if {
	every port in [{"port": 80, "targetPort": "web"}, {"port": 80, "targetPort": 8080}, {"port": 80}, {"port": 80, "targetPort": "http", "protocol": "UDP"}] {
		service_rules({"selector": {"app": "web"}, "ports": [port]}) == {"target-port-missing"}
	}
}

test_an_undeclared_number_is_silent_where_none_are_declared if {
	quiet := deployment(object.union(pod, {"containers": [object.remove(container, ["ports"])]}))
	found([quiet], [service({"selector": {"app": "web"}, "ports": [{"port": 80}]})], {}) == set()
}

test_services_without_selector_are_not_asked if {
	service_rules({"ports": [{"port": 80}]}) == set()
	service_rules({"type": "ExternalName", "selector": {"app": "x"}, "externalName": "db.example"}) == set()
}

test_a_service_of_an_unseen_namespace_is_unknown if {
	result := found([], [service({"selector": {"app": "web"}, "ports": []})], {})
	{[f.rule, f.status] | some f in result} == {["service-target-not-seen", "unknown"]}
}

test_rules_of_other_files_are_asked if {
	rules(with_container({"imagePullPolicy": "Never"})) == {"never-pulls"}
	rules(deployment(object.union(pod, {"serviceAccount": "default"}))) == {"deprecated-field"}
	config := {"envFrom": [{"configMapRef": {"name": "web"}}]}
	rules(with_container(config)) == {"config-maps-not-seen"}
	service_rules({"selector": {"app": "web"}, "ports": [{"port": 8069}], "externalIPs": ["192.0.2.1"]}) == {"external-ips"}
}

test_a_misspelt_rule_is_unknown if {
	{[f.rule, f.status, f.value] | some f in found([deployment(pod)], [], {"workload_rules": ["writable_root"]})} == {["unknown-rule", "unknown", "writable_root"]}
	found([deployment(pod)], [], {"workload_rules": ["privileged-port", "pull-not-always"]}) == set()
}

test_absent_evidence_is_silent if found([], [], {}) == set()
