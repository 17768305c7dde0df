# What autoscalers measure, in one form for autoscaling/v1, v2beta1, v2beta2 and v2, and KEDA.
package seaworthy.lib.scaling_metrics

import data.seaworthy.lib.evidence
import data.seaworthy.lib.values

# Metrics that are a share of the pods' requests: name (cpu or memory), the container where it is
# one container's (else empty), the target in percent, and the path.
utilisation(scaler) := array.concat(
	array.concat(listed(scaler), simple(scaler)),
	array.concat(annotated(scaler), triggered(scaler)),
)

# v2 nests the target, v2beta1 did not. Without metrics, the API server asks for 80 % of cpu.
listed(scaler) := [metric |
	some i, entry in values.list_at(scaler.item.content.manifest, ["spec", "metrics"])
	some metric in shares(entry, ["spec", "metrics", i])
]

shares(entry, path) := [metric |
	some field in ["resource", "containerResource"]
	source := values.map_at(entry, [field])
	flat := object.get(source, "targetAverageUtilization", null)
	target := object.get(source, ["target", "averageUtilization"], flat)
	is_number(target)
	metric := {
		"name": values.string_at(source, ["name"]),
		"container": values.string_at(source, ["container"]),
		"target": target,
		"path": array.concat(path, [field]),
	}
]

simple(scaler) := [{
	"name": "cpu",
	"container": "",
	"target": object.get(spec, field, 80),
	"path": ["spec", field],
} |
	scaler.kind == "HorizontalPodAutoscaler"
	spec := values.map_at(scaler.item.content.manifest, ["spec"])
	field := "targetCPUUtilizationPercentage"
	count(values.list_at(spec, ["metrics"])) == 0
	is_simple(scaler, spec, field)
]

is_simple(_, spec, field) if is_number(spec[field])

is_simple(scaler, spec, field) if {
	not spec[field]
	count(annotated(scaler)) == 0
	not values.is_set(scaler.item.content.manifest, ["metadata", "annotations", metrics_annotation])
}

# autoscaling/v1 has no place for other metrics and keeps them as JSON in an annotation.
metrics_annotation := "autoscaling.alpha.kubernetes.io/metrics"

annotated(scaler) := [metric |
	written := values.string_at(scaler.item.content.manifest, ["metadata", "annotations", metrics_annotation])
	json.is_valid(written)
	some entry in values.list(json.unmarshal(written))
	some metric in shares(entry, ["metadata", "annotations", metrics_annotation])
]

# KEDA writes numbers as text; `metadata.type` is the older place of `metricType`.
triggered(scaler) := [metric |
	some i, trigger in values.list_at(scaler.item.content.manifest, ["spec", "triggers"])
	trigger.type in {"cpu", "memory"}
	kind := object.get(trigger, "metricType", object.get(trigger, ["metadata", "type"], "Utilization"))
	kind == "Utilization"
	metric := {
		"name": trigger.type,
		"container": values.string_at(trigger, ["metadata", "containerName"]),
		"target": values.decimal(values.text(object.get(trigger, ["metadata", "value"], ""))),
		"path": ["spec", "triggers", i, "metadata", "value"],
	}
]

# VerticalPodAutoscalers that act, and on what. Their mode is Auto unless they say otherwise.
vertical := [scaler |
	some item in evidence.objects("VerticalPodAutoscaler")
	spec := values.map_at(item.content.manifest, ["spec"])
	not object.get(spec, ["updatePolicy", "updateMode"], "Auto") == "Off"
	scaler := {
		"item": item,
		"resources": controlled(spec),
		"target": concat("/", [
			evidence.namespace(item),
			values.string_at(spec, ["targetRef", "kind"]),
			values.string_at(spec, ["targetRef", "name"]),
		]),
	}
]

# A policy that names no resources controls both, as no policy does.
controlled(spec) := {"cpu", "memory"} if {
	count(values.list_at(spec, ["resourcePolicy", "containerPolicies"])) == 0
} else := {resource |
	some policy in values.list_at(spec, ["resourcePolicy", "containerPolicies"])
	object.get(policy, "mode", "Auto") != "Off"
	some resource in object.get(policy, "controlledResources", ["cpu", "memory"])
}
