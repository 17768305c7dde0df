# METADATA
# title: Every tier survives the loss of a node and of a zone
# description: Each tier runs as two or more ready pods or instances, and they do not share one node or one zone.
# custom:
#   id: HAV-01
#   severity: high
#   stage: continuity
#   scope: snapshot
#   needs: [kubernetes/workload]
#   reads: [kubernetes/object]
#   parameters: [node_failure, single_replica_allowed, exempt_namespaces]
#   mappings:
#     nist-800-53r5: [CP-2, CP-9(6), CP-10, SC-5, SC-36, SI-13]
#   rules:
#     one-pod:
#       message: "`{subject}` may run as {replicas} pods, so its tier stands still when their node is lost"
#       fix: run two pods or more, or list it in the parameter `single_replica_allowed` with the time its users can wait
#     one-ingress-pod:
#       message: "`{subject}` takes the traffic from outside and may run as {replicas} pods"
#       fix: run two pods or more on different nodes
#     bare-pod:
#       message: "`{subject}` is a pod that nothing starts again when its node is lost"
#       fix: let a Deployment or StatefulSet run it
#     too-few-ready:
#       message: "`{subject}` has {ready} ready pods of {replicas}"
#       fix: find out why the others do not become ready
#     on-one-node:
#       message: "all {ready} ready pods of `{subject}` are on node `{node}`"
#       fix: spread them by `kubernetes.io/hostname`, and restart them
#     in-one-zone:
#       message: "all {ready} ready pods of `{subject}` are in zone `{zone}`"
#       fix: spread them by `topology.kubernetes.io/zone`, and restart them
#     may-share-node:
#       message: "nothing keeps the {replicas} pods of `{subject}` on different nodes"
#       fix: add `topologySpreadConstraints` for `kubernetes.io/hostname` and `topology.kubernetes.io/zone` whose selector matches the pod template's labels
#     may-share-zone:
#       message: "nothing keeps the {replicas} pods of `{subject}` in different zones"
#       fix: add `topologySpreadConstraints` for `topology.kubernetes.io/zone` whose selector matches the pod template's labels
#     one-instance:
#       message: "{kind} `{subject}` has {instances} instances, so there is nothing to fail over to"
#       fix: set `{field}` to 2 or more, 3 for a quorum
#     too-few-instances-ready:
#       message: "{kind} `{subject}` has {ready} ready instances of {instances}"
#       fix: find out why the others do not become ready
#     instances-may-share-zone:
#       message: "nothing keeps the instances of {kind} `{subject}` in different zones"
#       fix: "set `affinity.topologyKey: topology.kubernetes.io/zone`"
#     one-node:
#       message: only {count} nodes of the cluster take pods, so nothing survives the loss of a node
#       fix: add nodes
#     one-zone:
#       message: "all nodes of the cluster are in zone `{zone}`"
#       fix: add nodes in another zone, or set the parameter `node_failure` to `node` where one zone is accepted
#     zones-not-known:
#       message: "{count} nodes do not say in which zone they are, such as {examples}"
#       fix: label them `topology.kubernetes.io/zone`
#     nodes-not-seen:
#       message: the evidence holds no Node, so whether pods can land in several zones is not known
#       fix: add the cluster's Nodes to the evidence, as `kubectl get nodes -o yaml` prints them
package seaworthy.resilience.hav_01

import data.seaworthy.lib.database_clusters
import data.seaworthy.lib.evidence
import data.seaworthy.lib.images
import data.seaworthy.lib.nodes
import data.seaworthy.lib.parameters
import data.seaworthy.lib.pods
import data.seaworthy.lib.production
import data.seaworthy.lib.running
import data.seaworthy.lib.spread
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

failure := parameters.value("node_failure")

# Work that ends is done again; a workload that is switched off serves nobody.
tiers := [tier |
	some item in production.judged
	not evidence.namespace(item) in exempt
	workloads.has_replicas(item)
	workloads.declared_replicas(item) > 0
	key := workloads.key(item)
	tier := {
		"item": item,
		"key": key,
		"replicas": workloads.floor_replicas(item),
		"may_be_one": is_allowed(item),
	}
]

exempt := {name | some name in parameters.value("exempt_namespaces")}

allowed := {name | some name in parameters.value("single_replica_allowed")}

is_allowed(item) if {
	concat("/", [evidence.namespace(item), name_of(item)]) in allowed
} else := false

findings contains finding(rule, tier.item, ["spec", "replicas"], {"replicas": tier.replicas}) if {
	failure != "none"
	some tier in array.concat(tiers, node_tiers)
	not tier.may_be_one
	tier.replicas < 2
	rule := lonely(tier.item)
}

lonely(item) := "one-ingress-pod" if takes_traffic(item)

else := "one-pod"

# An ingress that runs on every node of its choice.
node_tiers := [tier |
	count(nodes.all) > 0
	some item in production.judged
	workloads.kind(item) == "DaemonSet"
	not evidence.namespace(item) in exempt
	takes_traffic(item)
	placement := nodes.placement(pods.spec(item.content))
	replicas := count([1 | some node in nodes.usable; nodes.admits(node, placement)])
	tier := {"item": item, "key": workloads.key(item), "replicas": replicas, "may_be_one": is_allowed(item)}
]

# Known by their images' names.
ingress_images := {
	"traefik", "nginx-ingress", "nginx-ingress-controller",
	"kubernetes-ingress", "haproxy-ingress", "contour", "kong", "kong-gateway", "caddy", "apisix",
}

takes_traffic(item) if {
	some image in pods.images(item.content)
	image.role == "container"
	segments := split(images.parse(image.reference).repository, "/")
	segments[count(segments) - 1] in ingress_images
} else if {
	some image in pods.images(item.content)
	contains(image.reference, "ingress-nginx/controller")
}

findings contains finding("bare-pod", item, [], {}) if {
	failure != "none"
	some item in production.judged
	workloads.kind(item) == "Pod"
	not evidence.namespace(item) in exempt
	not is_allowed(item)
	not running.is_finished(item)
}

findings contains finding("too-few-ready", tier.item, ["status", "readyReplicas"], {"ready": ready, "replicas": tier.replicas}) if {
	some tier in tiers
	status := values.map_at(tier.item.content.manifest, ["status"])
	values.is_set(status, ["observedGeneration"])
	tier.replicas >= 2
	ready := object.get(status, "readyReplicas", 0)
	ready < 2
}

# What stands where goes before what is declared.
findings contains finding("on-one-node", tier.item, [], {"node": node, "ready": ready}) if {
	failure != "none"
	some tier in spreadable
	ready := count(spread.made_by(tier.key))
	ready > 1
	count(spread.node_names(tier.key)) == 1
	some node in spread.node_names(tier.key)
}

findings contains finding("in-one-zone", tier.item, [], {"zone": zone, "ready": ready}) if {
	failure == "zone"
	count(nodes.zones) > 1
	some tier in spreadable
	ready := count(spread.made_by(tier.key))
	ready > 1
	count(spread.node_names(tier.key)) > 1
	count(spread.zone_names(tier.key)) == 1
	some zone in spread.zone_names(tier.key)
	zone != ""
}

findings contains finding("may-share-node", tier.item, tier.item.content.podPath, {"replicas": tier.replicas}) if {
	failure != "none"
	some tier in spreadable
	count(spread.made_by(tier.key)) == 0
	not spread.over_nodes(tier.item, tier.replicas)
}

findings contains finding("may-share-zone", tier.item, tier.item.content.podPath, {"replicas": tier.replicas}) if {
	failure == "zone"
	not count(nodes.zones) == 1
	some tier in spreadable
	count(spread.made_by(tier.key)) == 0
	spread.over_nodes(tier.item, tier.replicas)
	not spread.over_zones(tier.item, tier.replicas)
}

spreadable := [tier | some tier in tiers; tier.replicas > 1]

findings contains database_finding("one-instance", cluster, {"field": concat(".", cluster.path)}) if {
	failure != "none"
	some cluster in database_clusters.all
	cluster.instances < 2
	not is_allowed(cluster.item)
}

findings contains database_finding("too-few-instances-ready", cluster, {"ready": cluster.ready}) if {
	some cluster in database_clusters.all
	cluster.instances > 1
	cluster.ready in {0, 1}
}

findings contains database_finding("instances-may-share-zone", cluster, {}) if {
	failure == "zone"
	not count(nodes.zones) == 1
	some cluster in database_clusters.all
	cluster.kind == "Cluster"
	cluster.instances > 1
	not database_clusters.spreads_over_zones(cluster)
}

findings contains {"rule": "one-node", "on": nodes.all[0].id, "path": [], "count": count(nodes.usable)} if {
	failure != "none"
	count(nodes.all) > 0
	count(nodes.usable) < 2
}

findings contains {"rule": "one-zone", "on": nodes.all[0].id, "path": ["metadata", "labels"], "zone": zone} if {
	failure == "zone"
	count(nodes.usable) > 1
	count(nodes.zones) == 1
	count(without_zone) == 0
	some zone in nodes.zones
}

findings contains {
	"rule": "zones-not-known",
	"on": without_zone[0].id,
	"path": ["metadata", "labels"],
	"status": "unknown",
	"count": count(without_zone),
	"examples": array.slice(sort({node.name | some node in without_zone}), 0, 3),
} if {
	failure == "zone"
	count(without_zone) > 0
}

without_zone := [node | some node in nodes.usable; node.zone == ""]

findings contains {"rule": "nodes-not-seen", "on": item.id, "path": [], "status": "unknown"} if {
	failure != "none"
	count(nodes.all) == 0
	item := evidence.of_kind("kubernetes/workload")[0]
}

name_of(item) := values.string_at(item.content.manifest, ["metadata", "name"])

finding(rule, item, path, named) := object.union({"rule": rule, "on": item.id, "path": path}, named)

database_finding(rule, cluster, named) := finding(rule, cluster.item, cluster.path, object.union(
	{"kind": cluster.kind, "instances": cluster.instances},
	named,
))
