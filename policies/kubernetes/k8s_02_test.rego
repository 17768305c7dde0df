package seaworthy.kubernetes.k8s_02_test

import data.seaworthy.kubernetes.k8s_02

workload(id, name, kind, spec) := {
	"id": id, "subject": {"kind": kind, "namespace": "n", "name": name},
	"content": {"podPath": ["spec", "template", "spec"], "manifest": {
		"kind": kind, "metadata": {"name": name, "namespace": "n"},
		"spec": object.union({"template": {"metadata": {"labels": {"app": name}}}}, spec),
	}},
}

other(id, kind, name, fields) := {
	"id": id, "subject": {"kind": kind, "namespace": "n", "name": name},
	"content": {"manifest": object.union({"kind": kind, "metadata": {"name": name, "namespace": "n"}}, fields)},
}

budget(id, name, spec) := other(id, "PodDisruptionBudget", name, {"apiVersion": "policy/v1", "spec": spec})

web := {"matchLabels": {"app": "web"}}

found(items, objects) := result if {
	result := k8s_02.findings with input as {"evidence": {"kubernetes/workload": items, "kubernetes/object": objects}}
}

rules(items, objects) := {[f.rule, f.on] | some f in found(items, objects)}

three := workload(1, "web", "Deployment", {"replicas": 3})

test_a_replicated_workload_without_budget_fires if {
	found([three], []) == {{"rule": "no-budget", "on": 1, "path": [], "replicas": 3}}
}

test_a_budget_that_lets_one_go_is_silent if {
	rules([three], [budget(2, "web", {"selector": web, "maxUnavailable": 1})]) == set()
	rules([three], [budget(2, "web", {"selector": web, "minAvailable": 2})]) == set()
	rules([three], [budget(2, "web", {"selector": web, "minAvailable": "50%"})]) == set()
	rules([three], [budget(2, "web", {"selector": web, "maxUnavailable": "1%"})]) == set()
}

test_one_replica_needs_none if {
	rules([workload(1, "web", "Deployment", {})], []) == set()
	rules([workload(1, "web", "Deployment", {"replicas": 1})], []) == set()
}

test_an_autoscaled_workload_needs_one if {
	hpa := other(3, "HorizontalPodAutoscaler", "web", {"spec": {"scaleTargetRef": {"kind": "Deployment", "name": "web"}, "minReplicas": 2}})
	rules([workload(1, "web", "Deployment", {})], [hpa]) == {["no-budget", 1]}
	rules([workload(1, "web", "Deployment", {})], [hpa, budget(2, "web", {"selector": web, "minAvailable": 2})]) == {["blocks-drains", 2]}
}

test_jobs_and_daemon_sets_need_none if {
	rules([workload(1, "web", "DaemonSet", {"replicas": 3}), workload(2, "job", "Job", {"parallelism": 3})], []) == set()
}

test_zero_disruptions_fire if {
	every spec in [
		{"selector": web, "maxUnavailable": 0},
		{"selector": web, "maxUnavailable": "0%"},
		{"selector": web, "minAvailable": "100%"},
		{"selector": web, "minAvailable": 3},
		{"selector": web, "minAvailable": 5},
		{"selector": web, "minAvailable": "90%"},
	] {
		rules([three], [budget(2, "web", spec)]) == {["blocks-drains", 2]}
	}
}

test_a_blocking_budget_names_its_field if {
	found([three], [budget(2, "web", {"selector": web, "minAvailable": 3})]) == {{
		"rule": "blocks-drains", "on": 2, "path": ["spec", "minAvailable"], "field": "minAvailable", "value": "3",
	}}
}

test_a_budget_around_one_pod_blocks_drains if {
	rules([workload(1, "web", "StatefulSet", {})], [budget(2, "web", {"selector": web, "minAvailable": 1})]) == {["blocks-drains", 2]}
}

test_a_budget_over_two_workloads_counts_both if {
	both := [workload(1, "web", "Deployment", {"replicas": 2}), workload(3, "cron", "Deployment", {"replicas": 1})]
	rules(both, [budget(2, "all", {"selector": {}, "minAvailable": 2})]) == set()
	rules(both, [budget(2, "all", {"selector": {}, "minAvailable": 3})]) == {["blocks-drains", 2]}
}

test_two_budgets_on_one_workload_fire if {
	result := found([three], [
		budget(2, "b", {"selector": web, "maxUnavailable": 1}),
		budget(3, "a", {"selector": {"matchExpressions": [{"key": "app", "operator": "Exists"}]}, "maxUnavailable": 1}),
	])
	result == {{"rule": "two-budgets", "on": 1, "path": [], "budgets": ["a", "b"]}}
}

test_selectors_decide if {
	rules([three], [budget(2, "x", {"selector": {"matchLabels": {"app": "x"}}, "maxUnavailable": 1})]) == {["no-budget", 1]}
	rules([three], [budget(2, "x", {"selector": {}, "maxUnavailable": 1})]) == set()
	rules([three], [budget(2, "x", {"maxUnavailable": 1})]) == {["no-budget", 1]}
}

test_an_empty_selector_of_the_beta_api_selects_none if {
	beta := other(2, "PodDisruptionBudget", "x", {"apiVersion": "policy/v1beta1", "spec": {"selector": {}, "maxUnavailable": 1}})
	rules([three], [beta]) == {["no-budget", 1]}
}

test_another_namespace_does_not_count if {
	elsewhere := {"id": 2, "subject": {"kind": "PodDisruptionBudget", "namespace": "m", "name": "web"}, "content": budget(2, "web", {"selector": web, "maxUnavailable": 1}).content}
	rules([three], [elsewhere]) == {["no-budget", 1]}
}

test_absent_evidence_is_silent if rules([], []) == set()

test_a_budget_without_spec_does_not_protect if {
	rules([three], [other(2, "PodDisruptionBudget", "x", {})]) == {["no-budget", 1]}
}

of_budget(spec, required) := {f.rule | some f in result} if {
	result := k8s_02.findings with input as {
		"parameters": {"require_unhealthy_pod_eviction": required},
		"evidence": {
			"kubernetes/workload": [three],
			"kubernetes/object": [budget(2, "web", object.union({"selector": web, "maxUnavailable": 1}, spec))],
		},
	}
}

test_evicting_unhealthy_pods_is_asked_on_demand if {
	of_budget({}, true) == {"unhealthy-pods-block-drains"}
	of_budget({"unhealthyPodEvictionPolicy": "IfHealthyBudget"}, true) == {"unhealthy-pods-block-drains"}
	of_budget({"unhealthyPodEvictionPolicy": "AlwaysAllow"}, true) == set()
	of_budget({}, false) == set()
}
