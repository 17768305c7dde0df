# Workloads of a snapshot and how many pods each runs.
package seaworthy.lib.workloads

import data.seaworthy.lib.evidence
import data.seaworthy.lib.pods
import data.seaworthy.lib.values

# Kinds with a replica count. A DaemonSet follows the nodes, a Job ends.
replicated_kinds := {"Deployment", "StatefulSet", "ReplicaSet", "ReplicationController", "Rollout"}

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
floor_replicas(item) := min(scaler_minimums[key(item)]) if {
	scaler_minimums[key(item)]
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

by_namespace[namespace] contains {
	"id": item.id,
	"item": item,
	"labels": pods.labels(item.content),
} if {
	some item in all
	namespace := evidence.namespace(item)
}

in_namespace(namespace) := object.get(by_namespace, namespace, set())
