# METADATA
# title: Nodes have headroom, even with the largest one or a zone lost
# description: What the pods reserve, and what the nodes really use, fits with room to spare into the nodes that are left after a failure.
# custom:
#   id: K8S-01
#   severity: high
#   stage: performance
#   scope: snapshot
#   needs: [kubernetes/workload]
#   reads:
#     - kubernetes/object:HorizontalPodAutoscaler
#     - kubernetes/object:LimitRange
#     - kubernetes/object:Node
#     - kubernetes/object:NodeMetrics
#     - kubernetes/object:RuntimeClass
#     - kubernetes/object:ScaledObject
#   parameters: [node_headroom_percent, node_failure, headroom_replicas]
#   mappings:
#     nist-800-53r5: [AU-4, CP-2, CP-2(2), SC-5(2), SC-6]
#   rules:
#     no-headroom:
#       message: "with {lost} lost, {resource} requests of {requested} exceed {limit}, which is {available} on {nodes} nodes less {headroom} %"
#       fix: add nodes, use smaller ones, or lower requests that usage does not need
#     no-headroom-in-use:
#       message: "with {lost} lost, {resource} usage of {used} exceeds {limit}, which is {available} on {nodes} nodes less {headroom} %"
#       fix: add nodes, and raise the requests that are below usage
#     pod-too-large:
#       message: "a pod of `{subject}` requests {requested} {resource}, more than any node that is left has when the largest is lost: {largest}"
#       fix: lower the request, or have two nodes of that size
#     no-node-for-pods:
#       message: "no ready node takes the pods of `{subject}`: its node selector, affinity or missing tolerations keep them away"
#       fix: label or untaint nodes, or correct `nodeSelector`, `affinity` and `tolerations`
#     requests-not-known:
#       message: "{count} workloads have containers without {resource} requests, so what they reserve is not known, such as {examples}"
#       fix: set `resources.requests`, or add the NodeMetrics of the metrics API to the evidence
#     request-not-readable:
#       message: "the {resource} requests of `{subject}` hold something that is no quantity"
#       fix: "write quantities such as `250m` or `1Gi`"
#     nodes-not-seen:
#       message: the evidence holds no Node, so the headroom is not known
#       fix: add the cluster's Nodes to the evidence, as `kubectl get nodes -o yaml` prints them
#     node-size-not-known:
#       message: "`{subject}` does not say how much {resource} it has"
#       fix: export the Node with its status
package seaworthy.kubernetes.k8s_01

import data.seaworthy.lib.evidence
import data.seaworthy.lib.headroom
import data.seaworthy.lib.nodes
import data.seaworthy.lib.parameters
import data.seaworthy.lib.quantities
import data.seaworthy.lib.requests
import data.seaworthy.lib.values

percent := parameters.value("node_headroom_percent")

findings contains lacking("no-headroom", loss, resource, {"requested": quantities.text(resource, requested)}) if {
	some pool in headroom.pools
	some resource in headroom.resources
	requested := object.get(headroom.demand(pool), resource, 0)
	loss := worst_loss(pool, resource, requested)
}

# The metrics API tells what is used, whoever asked for it; one sum over all nodes.
findings contains lacking("no-headroom-in-use", loss, resource, {"used": quantities.text(resource, used)}) if {
	some resource in requests.resources
	used := headroom.usage[resource]
	loss := worst_loss({node.id | some node in nodes.usable}, resource, used)
}

# The loss of a node says enough where the pods do not even fit after that.
worst_loss(pool, resource, amount) := loss if {
	loss := headroom.without_node(pool, resource)
	exceeds(amount, loss.available)
} else := loss if {
	loss := headroom.without_zone(pool, resource)
	exceeds(amount, loss.available)
}

exceeds(amount, available) if amount * 100 > available * (100 - percent)

findings contains on_workload("pod-too-large", item, named) if {
	count(nodes.usable) > 0
	some demand in headroom.demands
	some resource in requests.resources
	largest := object.get(headroom.largest_left, [demand.placement, resource], null)
	largest != null
	demand.pod[resource] > largest
	item := demand.item
	named := {
		"resource": resource,
		"requested": quantities.text(resource, demand.pod[resource]),
		"largest": quantities.text(resource, largest),
	}
}

findings contains on_workload("no-node-for-pods", demand.item, {}) if {
	count(nodes.all) > 0
	some demand in headroom.demands
	count(headroom.eligible[demand.placement]) == 0
}

findings contains on_workload("requests-not-known", unasked[0], named) if {
	count(nodes.all) > 0
	some resource in requests.resources
	not headroom.usage[resource]
	unasked := [demand.item | some demand in headroom.demands; resource in requests.unasked(demand.item)]
	count(unasked) > 0
	named := {
		"status": "unknown",
		"resource": resource,
		"count": count(unasked),
		"examples": array.slice(sort({values.string_at(item.content.manifest, ["metadata", "name"]) | some item in unasked}), 0, 3),
	}
}

findings contains on_workload("request-not-readable", item, {"status": "unknown", "resource": resource}) if {
	some [item, amounts] in headroom.requested
	some resource in requests.resources
	not amounts[resource]
}

findings contains on_workload("nodes-not-seen", item, {"status": "unknown"}) if {
	count(nodes.all) == 0
	item := evidence.of_kind("kubernetes/workload")[0]
}

findings contains {"rule": "node-size-not-known", "on": node.id, "path": ["status"], "status": "unknown", "resource": resource} if {
	some node in nodes.usable
	some resource in requests.resources
	not node.allocatable[resource]
}

lacking(rule, loss, resource, named) := object.union(named, {
	"rule": rule,
	"on": loss.on,
	"path": ["status", "allocatable"],
	"lost": loss.lost,
	"resource": resource,
	"available": quantities.text(resource, loss.available),
	"limit": quantities.text(resource, floor((loss.available * (100 - percent)) / 100)),
	"nodes": loss.nodes,
	"headroom": percent,
})

on_workload(rule, item, named) := object.union({"rule": rule, "on": item.id, "path": []}, named)
