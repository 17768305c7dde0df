# What pods reserve beside what the nodes they may run on can give, also after a failure.
package seaworthy.lib.headroom

import data.seaworthy.lib.evidence
import data.seaworthy.lib.nodes
import data.seaworthy.lib.parameters
import data.seaworthy.lib.pods
import data.seaworthy.lib.quantities
import data.seaworthy.lib.requests
import data.seaworthy.lib.running
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

resources := ["cpu", "memory", "pods"]

# One entry for each workload; pods that a DaemonSet or the kubelet itself starts on a node take
# from that node's capacity instead.
demands := [demand |
	some item in running.all
	not is_per_node(item)
	number := replicas(item)
	number > 0
	demand := {
		"item": item,
		"number": number,
		"placement": placement_key(item),
		"pod": object.union(requests.of(item), {"pods": 1}),
	}
]

replicas(item) := running.most_pods(item) if {
	parameters.value("headroom_replicas") == "maximum"
} else := running.pods(item)

is_per_node(item) if workloads.kind(item) == "DaemonSet"

is_per_node(item) if is_bound_for_good(item)

# A mirror of what the kubelet runs from a file, or the pod of a DaemonSet that is not in the evidence.
is_bound_for_good(item) if {
	some owner in values.list_at(item.content.manifest, ["metadata", "ownerReferences"])
	owner.kind in {"Node", "DaemonSet"}
}

placement_key(item) := json.marshal(nodes.placement(pods.spec(item.content)))

placements := {key: json.unmarshal(key) | some key in object.keys(by_placement)}

# Ids of the nodes that take pods of a placement. Names are not unique where the evidence holds
# several clusters.
eligible := {key: ids |
	some key, placement in placements
	ids := {node.id |
		some node in nodes.usable
		nodes.admits(node, placement)
	}
}

# Sets of nodes that some pods cannot leave. Pods fit only if each such set holds all pods that are
# bound to it or to a part of it (Hall's theorem).
pools := {ids |
	some ids in eligible
	count(ids) > 0
}

by_placement[demand.placement] contains i if some i, demand in demands

totals := {key: total |
	some key, positions in by_placement
	total := {resource: amount |
		some resource in resources
		amount := sum([times(demands[i], resource) | some i in positions])
	}
}

times(demand_, resource) := demand_.pod[resource] * demand_.number

demand(pool) := {resource: total |
	some resource in resources
	total := sum([totals[key][resource] |
		some key, ids in eligible
		count(ids) > 0
		count(ids - pool) == 0
	])
}

# What a node can give to the pods above.
free := {node.id: left |
	some node in nodes.usable
	left := {resource: amount |
		some resource in resources
		amount := node.allocatable[resource] - sum([request[resource] | some request in object.get(per_node, node.id, [])])
	}
}

per_node := {node.id: found |
	count(daemons) + count(bound) > 0
	some node in nodes.usable
	found := array.concat(
		[daemon.request | some daemon in daemons; nodes.admits(node, daemon.placement)],
		[bound[i].request | some i in object.get(bound_to, node.name, set())],
	)
}

daemons := [daemon |
	some item in running.all
	workloads.kind(item) == "DaemonSet"
	daemon := {
		"item": item,
		"placement": nodes.placement(pods.spec(item.content)),
		"request": object.union(requests.of(item), {"pods": 1}),
	}
]

bound := [pod |
	some item in running.all
	is_bound_for_good(item)
	pod := {
		"node": values.string_at(pods.spec(item.content), ["nodeName"]),
		"request": object.union(requests.of(item), {"pods": 1}),
	}
]

# Each workload that counts, with what one pod of it asks for.
requested := array.concat(
	[[demand_.item, demand_.pod] | some demand_ in demands],
	[[daemon.item, daemon.request] | some daemon in daemons],
)

bound_to[pod.node] contains i if some i, pod in bound

by_id := {node.id: node | some node in nodes.usable}

# What each node of a pool gives; undefined where one does not say it.
amounts(pool, resource) := found if {
	found := [[free[id][resource], id] | some id in pool]
	count([1 | some [amount, _] in found; is_number(amount)]) == count(pool)
}

# What a pool has left of a resource when the node that gives most fails.
without_node(pool, resource) := loss if {
	parameters.value("node_failure") != "none"
	given := amounts(pool, resource)
	largest := max(given)
	loss := {
		"on": largest[1],
		"lost": concat(" ", ["node", by_id[largest[1]].name]),
		"available": sum([amount | some [amount, _] in given]) - largest[0],
		"nodes": count(given) - 1,
	}
} else := loss if {
	parameters.value("node_failure") == "none"
	given := amounts(pool, resource)
	loss := {
		"on": max(given)[1],
		"lost": "nothing",
		"available": sum([amount | some [amount, _] in given]),
		"nodes": count(given),
	}
}

# The same for the zone that gives most; pods that are bound to one zone do not survive it anyway.
without_zone(pool, resource) := loss if {
	parameters.value("node_failure") == "zone"
	zones := {by_id[id].zone | some id in pool}
	count(zones) > 1
	not "" in zones
	given := amounts(pool, resource)
	by_zone := [[total, zone] |
		some zone in zones
		total := sum([amount | some [amount, id] in given; by_id[id].zone == zone])
	]
	largest := max(by_zone)
	lost := [id | some id in sort(pool); by_id[id].zone == largest[1]]
	loss := {
		"on": lost[0],
		"lost": concat(" ", ["zone", largest[1]]),
		"available": sum([amount | some [amount, _] in given]) - largest[0],
		"nodes": count(pool) - count(lost),
	}
}

# The most that one node has for a pod of a placement after the largest is lost.
largest_left := {key: left |
	some key, ids in eligible
	left := {resource: amount |
		some resource in requests.resources
		given := sort(amounts(ids, resource))
		count(given) > 1
		amount := given[count(given) - 2][0]
	}
}

# By resource, where there is a metric of every node.
usage := {resource: total |
	some resource in requests.resources
	count(nodes.usable) > 0
	used := [amount |
		some node in nodes.usable
		amount := max([quantities.of(resource, metric[resource]) | some metric in object.get(metrics, node.name, set())])
	]
	count(used) == count(nodes.usable)
	total := sum(used)
}

metrics[name] contains used if {
	some item in evidence.objects("NodeMetrics")
	name := values.string_at(item.content.manifest, ["metadata", "name"])
	used := values.map_at(item.content.manifest, ["usage"])
}
