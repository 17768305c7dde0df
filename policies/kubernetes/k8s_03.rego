# METADATA
# title: Autoscaling is set up to work
# description: Autoscalers keep enough pods, have room to grow, scale on a metric that can be computed, and nothing else sets the same numbers.
# custom:
#   id: K8S-03
#   severity: medium
#   stage: performance
#   scope: snapshot
#   needs: [kubernetes/workload]
#   reads:
#     - kubernetes/object:HorizontalPodAutoscaler
#     - kubernetes/object:LimitRange
#     - kubernetes/object:ScaledObject
#     - kubernetes/object:VerticalPodAutoscaler
#   parameters: [min_autoscaled_replicas, max_scaling_target_percent, scaled_to_zero_allowed]
#   mappings:
#     nist-800-53r5: [CP-2, SC-5, SC-5(2), SC-6]
#   rules:
#     min-too-low:
#       message: "{scaler} `{subject}` may go down to {replicas} pods, at least {wanted} are asked"
#       fix: set `{field}` to {wanted} or more, or list the workload in the parameter `scaled_to_zero_allowed`
#     no-range:
#       message: "{scaler} `{subject}` has a maximum of {max} and a minimum of {min}, so it cannot add a pod"
#       fix: raise `{field}` above the minimum, or remove the autoscaler
#     max-reached:
#       message: "{scaler} `{subject}` runs {replicas} pods, its maximum, so it cannot add another"
#       fix: find out why the load is that high, and raise the maximum as far as nodes and database allow
#     target-too-high:
#       message: "{scaler} `{subject}` adds pods only above {target} % {metric} utilisation, at most {limit} % is asked"
#       fix: lower the target, so that new pods are ready before the old ones are full
#     no-request:
#       message: "{scaler} `{subject}` scales on {metric} utilisation, and container `{container}` of `{workload}` requests no {metric}"
#       fix: set `resources.requests.{metric}`; utilisation is computed as a share of it
#     container-not-found:
#       message: "{scaler} `{subject}` scales on {metric} of container `{container}`, which `{workload}` does not have"
#       fix: correct the container's name in the metric
#     fixed-replicas:
#       message: "`{workload}` declares {replicas} replicas, so each apply undoes what {scaler} `{subject}` has set"
#       fix: remove `spec.replicas` from the manifest, or let server-side apply give up the field
#     two-autoscalers:
#       message: "`{workload}` is scaled by several autoscalers that undo each other: `{scalers}`"
#       fix: keep one; a HorizontalPodAutoscaler and a ScaledObject take several metrics
#     resized-too:
#       message: "`{subject}` changes the {metric} requests that {scaler} `{other}` computes utilisation from"
#       fix: set its `updateMode` to `Off`, take {metric} out of its `controlledResources`, or scale on another metric
#     not-scaling:
#       message: "{scaler} `{subject}` does not scale: {condition} is False, `{reason}`"
#       fix: read its events; most often the metric or its adapter is missing
#     paused:
#       message: "`{subject}` is paused by annotation `{annotation}`"
#       fix: remove the annotation
#     no-metric:
#       message: "`{subject}` has no trigger"
#       fix: add the trigger that tells the load
#     target-not-seen:
#       message: "{scaler} `{subject}` scales `{target}`, which is not in the evidence"
#       fix: correct `scaleTargetRef`, or add the workload to the evidence
package seaworthy.kubernetes.k8s_03

import data.seaworthy.lib.parameters
import data.seaworthy.lib.pods
import data.seaworthy.lib.production
import data.seaworthy.lib.scalers
import data.seaworthy.lib.scaling_metrics
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

findings contains finding("min-too-low", scaler, scaler.minPath, named) if {
	some scaler in scalers.all
	wanted := parameters.value("min_autoscaled_replicas")
	scaler.min < wanted
	not may_sleep(scaler)
	named := {"replicas": scaler.min, "wanted": wanted, "field": scaler.minPath[1]}
}

# What takes work from a queue may rest when there is none.
may_sleep(scaler) if trim_namespace(scaler.target) in {name | some name in parameters.value("scaled_to_zero_allowed")}

# `namespace/name` of `namespace/kind/name`.
trim_namespace(target) := concat("/", [split(target, "/")[0], split(target, "/")[2]])

findings contains finding("no-range", scaler, scaler.maxPath, {"min": scaler.min, "max": scaler.max, "field": scaler.maxPath[1]}) if {
	some scaler in scalers.all
	scaler.max <= scaler.min
}

findings contains finding("max-reached", scaler, ["status", "currentReplicas"], {"replicas": current}) if {
	some scaler in scalers.all
	scaler.max > scaler.min
	current := scaler.item.content.manifest.status.currentReplicas
	current >= scaler.max
}

findings contains finding("target-too-high", scaler, metric.path, {"metric": metric.name, "target": metric.target, "limit": limit}) if {
	limit := parameters.value("max_scaling_target_percent")
	some scaler in scalers.all
	some metric in scaling_metrics.utilisation(scaler)
	metric.target > limit
}

findings contains finding("no-request", scaler, metric.path, named) if {
	some scaler in scalers.all
	some item in targets(scaler)
	some metric in scaling_metrics.utilisation(scaler)
	some found in production.lasting_containers(item)
	metric.container in {"", found.name}
	not production.has_request(item, found, metric.name)
	named := {"metric": metric.name, "container": found.name, "workload": name_of(item)}
}

findings contains finding("container-not-found", scaler, metric.path, named) if {
	some scaler in scalers.all
	some item in targets(scaler)
	some metric in scaling_metrics.utilisation(scaler)
	metric.container != ""
	not metric.container in {found.name | some found in pods.containers(item.content)}
	named := {"metric": metric.name, "container": metric.container, "workload": name_of(item)}
}

findings contains object.union(finding("fixed-replicas", scaler, ["spec", "scaleTargetRef"], {}), named) if {
	some scaler in scalers.all
	some item in targets(scaler)
	replicas := applied_replicas(item)
	named := {"workload": name_of(item), "replicas": replicas}
}

# The API server fills in the count of a live object; who applied it stands in its metadata.
applied_replicas(item) := replicas if {
	not is_live(item)
	replicas := item.content.manifest.spec.replicas
	is_number(replicas)
	replicas > 0
} else := replicas if {
	some field in values.list_at(item.content.manifest, ["metadata", "managedFields"])
	field.operation == "Apply"
	values.is_set(field, ["fieldsV1", "f:spec", "f:replicas"])
	replicas := workloads.declared_replicas(item)
} else := replicas if {
	annotation := "kubectl.kubernetes.io/last-applied-configuration"
	applied := item.content.manifest.metadata.annotations[annotation]
	contains(applied, `"replicas"`)
	json.is_valid(applied)
	replicas := json.unmarshal(applied).spec.replicas
}

is_live(item) if values.is_set(item.content.manifest, ["metadata", "uid"])

findings contains finding("two-autoscalers", rivals[0], ["spec", "scaleTargetRef"], named) if {
	some target, positions in scalers.positions_by_target
	count(positions) > 1
	rivals := [scalers.all[i] | some i in sort(positions)]
	named := {"workload": split(target, "/")[2], "scalers": sort([label(scaler) | some scaler in rivals])}
}

findings contains {
	"rule": "resized-too",
	"on": vertical.item.id,
	"path": ["spec", "updatePolicy"],
	"scaler": scaler.kind,
	"other": name_of(scaler.item),
	"metric": metric.name,
} if {
	some vertical in scaling_metrics.vertical
	some i in object.get(scalers.positions_by_target, vertical.target, set())
	scaler := scalers.all[i]
	some metric in scaling_metrics.utilisation(scaler)
	metric.name in vertical.resources
}

# Zero pods switch it off on purpose.
findings contains finding("not-scaling", scaler, ["status", "conditions", i], named) if {
	some scaler in scalers.all
	some i, condition in values.list_at(scaler.item.content.manifest, ["status", "conditions"])
	condition.type in {"AbleToScale", "ScalingActive", "Ready"}
	condition.status == "False"
	reason := values.string_at(condition, ["reason"])
	reason != "ScalingDisabled"
	named := {"condition": condition.type, "reason": reason}
}

findings contains finding("paused", scaler, ["metadata", "annotations", annotation], {"annotation": annotation}) if {
	some scaler in scalers.keda
	some annotation in ["autoscaling.keda.sh/paused", "autoscaling.keda.sh/paused-replicas"]
	value := object.get(scaler.item.content.manifest, ["metadata", "annotations", annotation], "false")
	value != "false"
}

findings contains finding("no-metric", scaler, ["spec", "triggers"], {}) if {
	some scaler in scalers.keda
	count(values.list_at(scaler.item.content.manifest, ["spec", "triggers"])) == 0
}

findings contains finding("target-not-seen", scaler, ["spec", "scaleTargetRef"], {"status": "unknown", "target": target}) if {
	some scaler in scalers.all
	count(targets(scaler)) == 0
	[_, kind, name] := split(scaler.target, "/")
	target := concat(" ", [kind, name])
}

targets(scaler) := [item |
	some id in object.get(ids_by_key, scaler.target, set())
	item := workloads.by_id[id]
]

ids_by_key[workloads.key(item)] contains item.id if some item in workloads.all

name_of(item) := values.string_at(item.content.manifest, ["metadata", "name"])

label(scaler) := concat(" ", [scaler.kind, name_of(scaler.item)])

finding(rule, scaler, path, named) := object.union(
	{"rule": rule, "on": scaler.item.id, "path": path, "scaler": scaler.kind},
	named,
)
