# Autoscalers of a snapshot in one form: HorizontalPodAutoscalers of any version, and KEDA's
# ScaledObjects (https://keda.sh/docs/latest/reference/scaledobject-spec/).
package seaworthy.lib.scalers

import data.seaworthy.lib.evidence
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

all := array.concat(horizontal, keda)

horizontal := [scaler |
	some item in evidence.objects("HorizontalPodAutoscaler")
	not is_made_by_keda(item)
	scaler := {
		"item": item,
		"kind": "HorizontalPodAutoscaler",
		"target": workloads.target_key(item, ""),
		"min": workloads.count_at(item, "minReplicas", 1),
		"max": workloads.count_at(item, "maxReplicas", 0),
		"minPath": ["spec", "minReplicas"],
		"maxPath": ["spec", "maxReplicas"],
	}
]

keda := [scaler |
	some item in evidence.objects("ScaledObject")
	scaler := {
		"item": item,
		"kind": "ScaledObject",
		"target": workloads.target_key(item, "Deployment"),
		"min": workloads.count_at(item, "minReplicaCount", 0),
		"max": workloads.count_at(item, "maxReplicaCount", 100),
		"minPath": ["spec", "minReplicaCount"],
		"maxPath": ["spec", "maxReplicaCount"],
	}
]

# KEDA works through a HorizontalPodAutoscaler of its own: judge the ScaledObject where it is seen.
is_made_by_keda(item) if {
	some owner in values.list_at(item.content.manifest, ["metadata", "ownerReferences"])
	owner.kind == "ScaledObject"
	concat("/", [evidence.namespace(item), owner.name]) in scaled_objects
}

scaled_objects := {concat("/", [evidence.namespace(item), name]) |
	some item in evidence.objects("ScaledObject")
	name := values.string_at(item.content.manifest, ["metadata", "name"])
}

positions_by_target[scaler.target] contains i if some i, scaler in all

# Those that scale a workload.
of(item) := [all[i] | some i in object.get(positions_by_target, workloads.key(item), set())]

# The most pods it may run with.
ceiling_replicas(item) := max([scaler.max | some scaler in of(item)]) if {
	count(of(item)) > 0
} else := workloads.declared_replicas(item)
