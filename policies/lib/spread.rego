# Where the pods of a workload stand, or by which rules they are kept apart.
package seaworthy.lib.spread

import data.seaworthy.lib.evidence
import data.seaworthy.lib.nodes
import data.seaworthy.lib.pods
import data.seaworthy.lib.running
import data.seaworthy.lib.selectors
import data.seaworthy.lib.values

zone_keys := {"topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"}

node_keys := {"kubernetes.io/hostname"}

# A zone holds whole nodes: pods that are kept apart by zone are on different nodes.
over_nodes(item, replicas) if {
	some key in rules(item, replicas)
	key in (node_keys | zone_keys)
}

over_zones(item, replicas) if {
	some key in rules(item, replicas)
	key in zone_keys
}

# Topology keys by which its own pods are kept apart, strictly or by preference.
rules(item, replicas) := spread_keys(item, replicas) | apart_keys(item)

# A skew that all pods together do not reach keeps nothing apart.
spread_keys(item, replicas) := {constraint.topologyKey |
	some constraint in values.list_at(pods.spec(item.content), ["topologySpreadConstraints"])
	object.get(constraint, "maxSkew", 1) < replicas
	selectors.matches(constraint.labelSelector, pods.labels(item.content))
}

apart_keys(item) := {term.topologyKey |
	some list in ["requiredDuringSchedulingIgnoredDuringExecution", "preferredDuringSchedulingIgnoredDuringExecution"]
	some entry in values.list_at(pods.spec(item.content), ["affinity", "podAntiAffinity", list])
	term := object.get(entry, "podAffinityTerm", entry)
	selectors.matches(term.labelSelector, pods.labels(item.content))
}

# Ready pods by the key of what made them, directly or through a ReplicaSet.
positions_by_maker[key] contains i if {
	some i, pod in ready_pods
	some owner in values.list_at(pod.item.content.manifest, ["metadata", "ownerReferences"])
	owner.controller == true
	some kind, name in running.makers(owner)
	key := concat("/", [evidence.namespace(pod.item), kind, name])
}

ready_pods := [pod |
	some item in evidence.of_kind("kubernetes/workload")
	item.content.manifest.kind == "Pod"
	not running.is_finished(item)
	nodes.condition(item.content.manifest, "Ready") == "True"
	pod := {"item": item, "node": values.string_at(item.content.manifest, ["spec", "nodeName"])}
]

made_by(key) := [ready_pods[i] | some i in object.get(positions_by_maker, key, set())]

node_names(key) := {pod.node | some pod in made_by(key); pod.node != ""}

# Empty text for a node whose zone is not known.
zone_names(key) := {zone | some name in node_names(key); zone := object.get(zone_by_node, name, "")}

zone_by_node := {name: max(zones) | some name, zones in zones_by_node}

zones_by_node[node.name] contains node.zone if some node in nodes.all
