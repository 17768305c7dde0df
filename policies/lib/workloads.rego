# Workloads of a snapshot and how many pods each runs.
package seaworthy.lib.workloads

import data.seaworthy.lib.evidence
import data.seaworthy.lib.pods
import data.seaworthy.lib.selectors
import data.seaworthy.lib.values

# Kinds with a replica count. A DaemonSet follows the nodes, a Job ends.
replicated_kinds := {
	"Deployment", "StatefulSet", "ReplicaSet", "ReplicationController", "Rollout", "CloneSet",
	"DeploymentConfig",
}

# What a controller made is judged through the controller.
all := [item |
	some item in evidence.of_kind("kubernetes/workload")
	not evidence.is_owned(item)
]

kind(item) := values.string_at(item.content.manifest, ["kind"])

has_replicas(item) if kind(item) in replicated_kinds

declared_replicas(item) := replicas if {
	replicas := item.content.manifest.spec.replicas
	is_number(replicas)
} else := 1

# The fewest pods it runs with: an autoscaler's minimum stands above the manifest's count.
floor_replicas(item) := min(minimums) if {
	minimums := object.get(scaler_minimums, key(item), set())
	count(minimums) > 0
} else := declared_replicas(item)

# Meant to run as two or more, by the manifest or by its autoscaler.
is_replicated(item) if {
	has_replicas(item)
	max([declared_replicas(item), floor_replicas(item)]) >= 2
}

key(item) := concat("/", [
	evidence.namespace(item),
	kind(item),
	values.string_at(item.content.manifest, ["metadata", "name"]),
])

scaler_minimums[target] contains minimum if {
	some scaler in evidence.objects("HorizontalPodAutoscaler")
	target := target_key(scaler, "")
	minimum := count_at(scaler, "minReplicas", 1)
}

# KEDA scales a Deployment unless it is told another kind, and to zero unless told otherwise.
scaler_minimums[target] contains minimum if {
	some scaler in evidence.objects("ScaledObject")
	target := target_key(scaler, "Deployment")
	minimum := count_at(scaler, "minReplicaCount", 0)
}

target_key(scaler, default_kind) := concat("/", [
	evidence.namespace(scaler),
	object.get(scaler.content.manifest, ["spec", "scaleTargetRef", "kind"], default_kind),
	values.string_at(scaler.content.manifest, ["spec", "scaleTargetRef", "name"]),
])

count_at(scaler, field, otherwise) := number if {
	number := scaler.content.manifest.spec[field]
	is_number(number)
} else := otherwise

# Whole objects, built once: a rule per key would be asked anew for each key.
by_id := {item.id: item | some item in all}

labels_of := {item.id: pods.labels(item.content) | some item in all}

by_namespace[namespace] contains item.id if {
	some item in all
	namespace := evidence.namespace(item)
}

in_namespace(namespace) := object.get(by_namespace, namespace, set())

by_label[label_key(evidence.namespace(by_id[id]), key, value)] contains id if {
	some id, labels in labels_of
	some key, value in labels
}

label_key(namespace, key, value) := concat("/", [namespace, key, values.text(value)])

# Ids of the workloads of a namespace whose pods a label selector selects.
selected(namespace, selector) := {id |
	some id in candidates(namespace, values.map_at(selector, ["matchLabels"]))
	selectors.matches(selector, labels_of[id])
}

# Asking the index first keeps many selectors over many workloads from growing quadratic.
candidates(namespace, labels) := in_namespace(namespace) if {
	count(labels) == 0
} else := intersection({ids |
	some key, value in labels
	ids := object.get(by_label, label_key(namespace, key, value), set())
})
