package seaworthy.lib.workloads_test

import data.seaworthy.lib.workloads

workload(spec) := {
	"id": 1, "subject": {"kind": "Deployment", "namespace": "n", "name": "web"},
	"content": {"podPath": ["spec", "template", "spec"], "manifest": {"kind": "Deployment", "metadata": {"name": "web"}, "spec": spec}},
}

scaler(kind, spec) := {"evidence": {"kubernetes/object": [{
	"id": 2, "subject": {"kind": kind, "namespace": "n", "name": "s"},
	"content": {"manifest": {"kind": kind, "spec": spec}},
}]}}

target := {"kind": "Deployment", "name": "web"}

test_absent_replicas_are_one if {
	workloads.floor_replicas(workload({})) == 1 with input as {}
	workloads.floor_replicas(workload({"replicas": null})) == 1 with input as {}
	not workloads.is_replicated(workload({})) with input as {}
}

test_declared_replicas if {
	workloads.floor_replicas(workload({"replicas": 3})) == 3 with input as {}
	workloads.is_replicated(workload({"replicas": 2})) with input as {}
}

test_an_autoscaler_raises_the_floor if {
	hpa := scaler("HorizontalPodAutoscaler", {"scaleTargetRef": target, "minReplicas": 3})
	workloads.floor_replicas(workload({})) == 3 with input as hpa
	workloads.is_replicated(workload({})) with input as hpa
}

test_an_autoscaler_lowers_the_floor if {
	hpa := scaler("HorizontalPodAutoscaler", {"scaleTargetRef": target})
	workloads.floor_replicas(workload({"replicas": 3})) == 1 with input as hpa
	workloads.is_replicated(workload({"replicas": 3})) with input as hpa
}

test_keda_needs_no_kind if {
	workloads.floor_replicas(workload({})) == 2 with input as scaler("ScaledObject", {"scaleTargetRef": {"name": "web"}, "minReplicaCount": 2})
	workloads.floor_replicas(workload({})) == 0 with input as scaler("ScaledObject", {"scaleTargetRef": {"name": "web"}})
}

test_another_target_changes_nothing if {
	hpa := scaler("HorizontalPodAutoscaler", {"scaleTargetRef": {"kind": "StatefulSet", "name": "web"}, "minReplicas": 3})
	workloads.floor_replicas(workload({})) == 1 with input as hpa
}

test_custom_kinds_with_replicas if {
	every kind in ["Rollout", "CloneSet", "DeploymentConfig"] {
		item := {"content": {"manifest": {"kind": kind, "spec": {"replicas": 2}}}}
		workloads.has_replicas(item)
	}
}

test_a_daemon_set_has_no_replicas if {
	item := {"content": {"manifest": {"kind": "DaemonSet", "spec": {"replicas": 5}}}}
	not workloads.has_replicas(item)
}

test_owned_workloads_are_left_out if {
	owned := {"id": 3, "subject": {"kind": "ReplicaSet"}, "content": {"podPath": ["spec"], "manifest": {"metadata": {"ownerReferences": [{"controller": true}]}}}}
	found := workloads.all with input as {"evidence": {"kubernetes/workload": [workload({}), owned]}}
	[item.id | some item in found] == [1]
}

labelled := object.union(workload({}), {"content": {"manifest": {"spec": {"template": {"metadata": {"labels": {"app": "web"}}}}}}})

test_workloads_of_a_namespace if {
	snapshot := {"evidence": {"kubernetes/workload": [labelled]}}
	workloads.in_namespace("n") == {1} with input as snapshot
	workloads.in_namespace("other") == set() with input as snapshot
}

test_selected_workloads if {
	snapshot := {"evidence": {"kubernetes/workload": [labelled]}}
	workloads.selected("n", {"matchLabels": {"app": "web"}}) == {1} with input as snapshot
	workloads.selected("n", {}) == {1} with input as snapshot
	workloads.selected("n", {"matchLabels": {"app": "web", "tier": "x"}}) == set() with input as snapshot
	workloads.selected("n", {"matchLabels": {"app": "web"}, "matchExpressions": [{"key": "app", "operator": "DoesNotExist"}]}) == set() with input as snapshot
	workloads.selected("m", {"matchLabels": {"app": "web"}}) == set() with input as snapshot
}
