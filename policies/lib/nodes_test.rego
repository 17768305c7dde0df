package seaworthy.lib.nodes_test

import data.seaworthy.lib.nodes

node(labels, spec, status) := {"id": 1, "subject": {}, "content": {"manifest": {
	"kind": "Node", "metadata": {"name": "a", "labels": labels}, "spec": spec, "status": status,
}}}

only(item) := found if {
	found := nodes.all[0] with input as {"evidence": {"kubernetes/object": [item]}}
}

ready(status) := {"conditions": [{"type": "MemoryPressure", "status": "False"}, {"type": "Ready", "status": status}]}

admitted(node_, spec) if nodes.admits(only(node_), nodes.placement(spec))

plain := node({"disk": "ssd", "cores": "8"}, {}, {})

tainted(taint) := node({}, {"taints": [taint]}, {})

affinity(term) := {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [term]}}}}

expression(key, operator, wanted) := affinity({"matchExpressions": [{"key": key, "operator": operator, "values": wanted}]})

test_allocatable_and_capacity if {
	only(node({}, {}, {"allocatable": {"cpu": "3920m", "memory": "1Gi", "pods": "110"}})).allocatable == {"cpu": 3920, "memory": 1073741824, "pods": 110}
	only(node({}, {}, {"capacity": {"cpu": "4"}, "allocatable": {"memory": "big"}})).allocatable == {"cpu": 4000}
	only(node({}, {}, {})).allocatable == {}
}

test_zones if {
	only(node({"topology.kubernetes.io/zone": "z1"}, {}, {})).zone == "z1"
	only(node({"failure-domain.beta.kubernetes.io/zone": "z2"}, {}, {})).zone == "z2"
	only(plain).zone == ""
	nodes.zones == {"z1"} with input as {"evidence": {"kubernetes/object": [node({"topology.kubernetes.io/zone": "z1"}, {}, {}), plain]}}
}

usable(item) if {
	count(nodes.usable) == 1 with input as {"evidence": {"kubernetes/object": [item]}}
}

test_cordoned_and_failed_nodes_take_nothing if {
	usable(plain)
	usable(node({}, {}, ready("True")))
	not usable(node({}, {}, ready("False")))
	not usable(node({}, {}, ready("Unknown")))
	not usable(node({}, {"unschedulable": true}, ready("True")))
}

test_taints_keep_pods_away if {
	every taint in [{"key": "gpu", "effect": "NoSchedule"}, {"key": "gpu", "value": "yes", "effect": "NoExecute"}] {
		not admitted(tainted(taint), {})
		admitted(tainted(taint), {"tolerations": [{"operator": "Exists"}]})
		admitted(tainted(taint), {"tolerations": [{"operator": "Exists", "key": "gpu"}]})
		not admitted(tainted(taint), {"tolerations": [{"operator": "Exists", "key": "other"}]})
		not admitted(tainted(taint), {"tolerations": [{"operator": "Exists", "effect": "PreferNoSchedule"}]})
	}
	admitted(tainted({"key": "gpu", "value": "yes", "effect": "NoExecute"}), {"tolerations": [{"key": "gpu", "value": "yes"}]})
	not admitted(tainted({"key": "gpu", "value": "yes", "effect": "NoExecute"}), {"tolerations": [{"key": "gpu", "value": "no"}]})
	admitted(tainted({"key": "gpu", "effect": "PreferNoSchedule"}), {})
	admitted(tainted({"key": "node.kubernetes.io/unschedulable", "effect": "NoSchedule"}), {})
}

test_node_selectors if {
	admitted(plain, {"nodeSelector": {"disk": "ssd"}})
	not admitted(plain, {"nodeSelector": {"disk": "hdd"}})
	not admitted(plain, {"nodeSelector": {"gpu": "yes"}})
}

test_node_affinity if {
	admitted(plain, expression("disk", "In", ["ssd"]))
	not admitted(plain, expression("disk", "NotIn", ["ssd"]))
	admitted(plain, expression("gpu", "DoesNotExist", []))
	admitted(plain, expression("cores", "Gt", ["4"]))
	not admitted(plain, expression("cores", "Gt", ["8"]))
	admitted(plain, expression("cores", "Lt", ["9"]))
	not admitted(plain, affinity({}))
	not admitted(plain, affinity(null))
	admitted(plain, affinity({"matchFields": [{"key": "metadata.name", "operator": "In", "values": ["a"]}]}))
	not admitted(plain, affinity({"matchFields": [{"key": "metadata.name", "operator": "In", "values": ["b"]}]}))
}
