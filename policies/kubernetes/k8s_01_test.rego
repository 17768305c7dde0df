package seaworthy.kubernetes.k8s_01_test

import data.seaworthy.kubernetes.k8s_01

parameters := {"node_headroom_percent": 15, "node_failure": "zone", "headroom_replicas": "current"}

node(id, cpu, zone) := object_("Node", id, concat("", ["n", format_int(id, 10)]), {"topology.kubernetes.io/zone": zone}, {
	"spec": {}, "status": {"allocatable": {"cpu": cpu, "memory": "64Gi", "pods": "110"}},
})

object_(kind, id, name, labels, fields) := {
	"id": id, "subject": {"kind": kind, "name": name},
	"content": {"manifest": object.union({"kind": kind, "metadata": {"name": name, "labels": labels}}, fields)},
}

pod(cpu) := {"containers": [{"resources": {"requests": {"cpu": cpu, "memory": "1Gi"}}}]}

workload(id, kind, replicas, pod_) := {
	"id": id, "subject": {"kind": kind, "namespace": "n", "name": "web"},
	"content": {"podPath": ["spec", "template", "spec"], "manifest": {
		"kind": kind, "metadata": {"name": concat("-", ["web", format_int(id, 10)]), "namespace": "n"},
		"spec": {"replicas": replicas, "template": {"spec": pod_}},
	}},
}

web(replicas) := workload(1, "Deployment", replicas, pod("1"))

# Three zones with one node of four cores each: with a node lost, 15 % less than 8 cores are 6.8.
three := [node(11, "4", "a"), node(12, "4", "b"), node(13, "4", "c")]

found_with(given, workloads, objects) := result if {
	result := k8s_01.findings with input as {"parameters": object.union(parameters, given), "evidence": {
		"kubernetes/workload": workloads, "kubernetes/object": objects,
	}}
}

found(workloads, objects) := found_with({}, workloads, objects)

rules(workloads, objects) := {f.rule | some f in found(workloads, objects)}

test_room_after_the_loss_of_a_node_is_silent if rules([web(6)], three) == set()

test_no_room_after_the_loss_of_a_node_fires if {
	found([web(7)], three) == {{
		"rule": "no-headroom", "on": 13, "path": ["status", "allocatable"], "resource": "cpu", "lost": "node n13",
		"requested": "7000m", "available": "8000m", "limit": "6800m", "nodes": 2, "headroom": 15,
	}}
}

test_the_largest_node_is_the_one_lost if {
	some f in found([web(7)], [node(11, "4", "a"), node(12, "16", "b"), node(13, "4", "c")])
	f.rule == "no-headroom"
	f.lost == "node n12"
	f.available == "8000m"
}

two_zones := [node(11, "4", "a"), node(12, "4", "a"), node(13, "4", "b")]

test_a_lost_zone_counts if {
	some f in found([web(6)], two_zones)
	f.rule == "no-headroom"
	f.lost == "zone a"
	f.on == 11
	f.nodes == 1
}

test_the_failure_to_survive_is_a_parameter if {
	found_with({"node_failure": "node"}, [web(6)], two_zones) == set()
	found_with({"node_failure": "none"}, [web(10)], three) == set()
	{f.lost | some f in found_with({"node_failure": "none"}, [web(11)], three)} == {"nothing"}
	{f.lost | some f in found_with({"node_headroom_percent": 50}, [web(5)], three)} == {"node n13"}
}

test_nodes_without_zones_lose_a_node_only if {
	rules([web(6)], [node(11, "4", ""), node(12, "4", ""), node(13, "4", "b")]) == set()
}

test_cordoned_and_failed_nodes_give_nothing if {
	cordoned := object.union(node(14, "64", "a"), {"content": {"manifest": {"spec": {"unschedulable": true}}}})
	failed := object.union(node(15, "64", "a"), {"content": {"manifest": {"status": {"conditions": [{"type": "Ready", "status": "Unknown"}]}}}})
	rules([web(7)], array.concat(three, [cordoned, failed])) == {"no-headroom"}
}

tainted(id, zone) := object.union(node(id, "16", zone), {"content": {"manifest": {"spec": {"taints": [{"key": "batch", "effect": "NoSchedule"}]}}}})

test_tainted_nodes_help_only_who_tolerates_them if {
	nodes := array.concat(three, [tainted(14, "a"), tainted(15, "b")])
	tolerant := object.union(pod("1"), {"tolerations": [{"operator": "Exists"}]})
	rules([web(7)], nodes) == {"no-headroom"}
	rules([workload(1, "Deployment", 7, tolerant)], nodes) == set()
	rules([workload(1, "Deployment", 7, tolerant), web(6)], nodes) == set()
	rules([workload(1, "Deployment", 19, tolerant), web(6)], nodes) == {"no-headroom"}
}

test_pods_bound_to_few_nodes_need_room_there if {
	bound := object.union(pod("1"), {"nodeSelector": {"topology.kubernetes.io/zone": "a"}})
	{f.nodes | some f in found([workload(1, "Deployment", 1, bound)], three); f.rule == "no-headroom"} == {0}
}

test_no_node_for_a_pod_fires if {
	bound := object.union(pod("1"), {"nodeSelector": {"disk": "ssd"}})
	found([workload(1, "Deployment", 1, bound)], three) == {{"rule": "no-node-for-pods", "on": 1, "path": []}}
}

test_a_pod_larger_than_what_is_left_fires if {
	found([workload(1, "Deployment", 1, pod("6"))], [node(11, "4", "a"), node(12, "8", "b"), node(13, "4", "c")]) == {{
		"rule": "pod-too-large", "on": 1, "path": [], "resource": "cpu", "requested": "6000m", "largest": "4000m",
	}}
}

test_daemon_sets_take_from_every_node if {
	rules([web(6), workload(2, "DaemonSet", 0, pod("1"))], three) == {"no-headroom"}
	rules([web(5), workload(2, "DaemonSet", 0, pod("1"))], three) == set()
}

mirror := {"id": 9, "subject": {"namespace": "kube-system"}, "content": {"podPath": ["spec"], "manifest": {
	"kind": "Pod", "metadata": {"name": "etcd", "ownerReferences": [{"kind": "Node", "name": "n11", "controller": true}]},
	"spec": object.union(pod("2"), {"nodeName": "n11"}),
}}}

test_static_pods_take_from_their_node if {
	rules([web(5), mirror], three) == set()
	rules([web(6), mirror], three) == {"no-headroom"}
}

test_an_autoscaler_counts_at_its_minimum_or_maximum if {
	scaler := object_("HorizontalPodAutoscaler", 5, "web", {}, {"metadata": {"namespace": "n"}, "spec": {
		"scaleTargetRef": {"kind": "Deployment", "name": "web-1"}, "minReplicas": 6, "maxReplicas": 7,
	}})
	item := object.union(scaler, {"subject": {"namespace": "n"}})
	rules([web(1)], array.concat(three, [item])) == set()
	{f.rule | some f in found_with({"headroom_replicas": "maximum"}, [web(1)], array.concat(three, [item]))} == {"no-headroom"}
}

test_too_many_pods_fire if {
	nodes := [object.union(n, {"content": {"manifest": {"status": {"allocatable": {"pods": "3"}}}}}) | some n in three]
	{f.resource | some f in found([workload(1, "Deployment", 6, pod("100m"))], nodes)} == {"pods"}
}

metric(id, cpu) := object_("NodeMetrics", 100 + id, concat("", ["n", format_int(id, 10)]), {}, {"usage": {"cpu": cpu, "memory": "1Gi"}})

test_usage_counts_where_every_node_has_metrics if {
	metrics := [metric(11, "2500m"), metric(12, "2500m"), metric(13, "2500m")]
	{[f.rule, f.used] | some f in found([web(1)], array.concat(three, metrics))} == {["no-headroom-in-use", "7500m"]}
	rules([web(1)], array.concat(three, [metric(11, "9"), metric(12, "9")])) == set()
}

asks_nothing := workload(2, "Deployment", 1, {"containers": [{"name": "a", "resources": {"requests": {"memory": "1Gi"}}}]})

test_absent_requests_are_unknown if {
	found([web(1), asks_nothing], three) == {{
		"rule": "requests-not-known", "on": 2, "path": [], "status": "unknown", "resource": "cpu", "count": 1, "examples": ["web-2"],
	}}
}

test_metrics_stand_in_for_absent_requests if {
	rules([web(1), asks_nothing], array.concat(three, [metric(11, "1"), metric(12, "1"), metric(13, "1")])) == set()
}

test_unreadable_requests_are_unknown if {
	{[f.rule, f.status] | some f in found([workload(1, "Deployment", 1, pod("much"))], three)} == {["request-not-readable", "unknown"]}
}

test_no_nodes_are_unknown if {
	found([web(1)], []) == {{"rule": "nodes-not-seen", "on": 1, "path": [], "status": "unknown"}}
}

test_nodes_without_status_are_unknown if {
	bare := object_("Node", 11, "n11", {}, {})
	{[f.rule, f.resource] | some f in found([web(1)], [bare])} == {["node-size-not-known", "cpu"], ["node-size-not-known", "memory"]}
}

test_no_workload_is_silent if found([], three) == set()
