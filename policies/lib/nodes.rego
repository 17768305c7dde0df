# Nodes of a snapshot: what they hold, where they stand, and which pods they take.
package seaworthy.lib.nodes

import data.seaworthy.lib.evidence
import data.seaworthy.lib.quantities
import data.seaworthy.lib.selectors
import data.seaworthy.lib.values

# What can be allocated is missing in `allocatable` where the Node does not say it.
all := [node |
	some item in evidence.objects("Node")
	manifest := item.content.manifest
	node := {
		"id": item.id,
		"name": values.string_at(manifest, ["metadata", "name"]),
		"labels": values.map_at(manifest, ["metadata", "labels"]),
		"zone": zone(values.map_at(manifest, ["metadata", "labels"])),
		"taints": hard_taints(manifest),
		"cordoned": object.get(manifest, ["spec", "unschedulable"], false) == true,
		"ready": condition(manifest, "Ready"),
		"allocatable": allocatable(manifest),
		"manifest": manifest,
	}
]

# Nodes that new pods can land on.
usable := [node |
	some node in all
	not node.cordoned
	node.ready != "False"
	node.ready != "Unknown"
]

zones := {node.zone | some node in all; node.zone != ""}

# The second label is that of Kubernetes before 1.17.
zone(labels) := found[0] if {
	found := [name |
		some label in ["topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"]
		name := values.string_at(labels, [label])
		name != ""
	]
	count(found) > 0
} else := ""

# Its status, "True", "False" or "Unknown"; empty where the node does not have it.
condition(manifest, type) := status if {
	some entry in values.list_at(manifest, ["status", "conditions"])
	entry.type == type
	status := values.string_at(entry, ["status"])
} else := ""

allocatable(manifest) := {resource: amount |
	some resource in ["cpu", "memory", "pods"]
	capacity := object.get(manifest, ["status", "capacity", resource], null)
	amount := quantities.of(resource, object.get(manifest, ["status", "allocatable", resource], capacity))
}

# PreferNoSchedule keeps nobody away, and `cordoned` and `ready` tell of the nodes' own taints.
hard_taints(manifest) := [taint |
	some taint in values.list_at(manifest, ["spec", "taints"])
	object.get(taint, "effect", "") in {"NoSchedule", "NoExecute"}
	not startswith(object.get(taint, "key", ""), "node.kubernetes.io/")
]

# What of a pod spec decides where its pods may run.
placement(spec) := {
	"selector": values.map_at(spec, ["nodeSelector"]),
	"terms": object.get(spec, required_terms, null),
	"tolerations": values.list_at(spec, ["tolerations"]),
}

required_terms := [
	"affinity", "nodeAffinity",
	"requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms",
]

admits(node, placement_) if {
	every label, value in placement_.selector {
		node.labels[label] == value
	}
	every taint in node.taints {
		is_tolerated(taint, placement_.tolerations)
	}
	matches_terms(node, placement_.terms)
}

is_tolerated(taint, tolerations) if {
	some toleration in tolerations
	object.get(toleration, "effect", "") in {"", null, taint.effect}
	tolerates_key(toleration, taint)
}

# Without a key, Exists tolerates everything; Equal is the default operator.
tolerates_key(toleration, taint) if {
	toleration.operator == "Exists"
	object.get(toleration, "key", "") in {"", null, taint.key}
}

tolerates_key(toleration, taint) if {
	object.get(toleration, "operator", "Equal") in {"", null, "Equal"}
	toleration.key == taint.key
	object.get(toleration, "value", "") == object.get(taint, "value", "")
}

# One term is enough; a term that asks nothing matches nothing.
matches_terms(_, null)

matches_terms(node, terms) if {
	some term in values.list(terms)
	expressions := values.list_at(term, ["matchExpressions"])
	fields := values.list_at(term, ["matchFields"])
	count(expressions) + count(fields) > 0
	every expression in expressions {
		holds(expression, node.labels)
	}
	every field in fields {
		holds(field, {"metadata.name": node.name})
	}
}

holds(expression, labels) if selectors.holds(expression, labels)

holds(expression, labels) if {
	expression.operator == "Gt"
	to_number(labels[expression.key]) > to_number(expression.values[0])
}

holds(expression, labels) if {
	expression.operator == "Lt"
	to_number(labels[expression.key]) < to_number(expression.values[0])
}
