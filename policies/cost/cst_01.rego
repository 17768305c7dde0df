# METADATA
# title: Spend is mapped to environment, region and service tier
# description: Everything that costs money carries labels that say for which environment, in which region and for which service tier.
# custom:
#   id: CST-01
#   severity: low
#   stage: sign-off
#   scope: snapshot
#   needs: [kubernetes/workload]
#   reads: [kubernetes/object]
#   parameters: [environment_labels, region_labels, tier_labels, exempt_namespaces]
#   mappings:
#     nist-800-53r5: [CM-8, PM-3, SA-2]
#   rules:
#     not-mapped:
#       message: "neither the {holder} of `{subject}` nor its namespace is labelled with {missing}"
#       fix: label the pod template, the claim or the Service, or its Namespace once for all in it
#     mapping-not-known:
#       message: "the {holder} of `{subject}` is not labelled with {missing}, and its Namespace is not in the evidence"
#       fix: add the Namespace to the evidence, or label the object itself
#     says-nothing:
#       message: "label `{label}` of the {holder} of `{subject}` has the value `{value}`, which maps nothing"
#       fix: name the real environment, region or tier
package seaworthy.cost.cst_01

import data.seaworthy.lib.evidence
import data.seaworthy.lib.nodes
import data.seaworthy.lib.parameters
import data.seaworthy.lib.pods
import data.seaworthy.lib.production
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

findings contains finding("not-mapped", cost, cost.path, {"missing": missing}) if {
	some cost in costs
	object.get(labels_of_namespace, cost.namespace, null) != null
	missing := unmapped(cost)
	count(missing) > 0
}

findings contains finding("mapping-not-known", cost, cost.path, {"missing": missing, "status": "unknown"}) if {
	some cost in costs
	object.get(labels_of_namespace, cost.namespace, null) == null
	missing := unmapped(cost)
	count(missing) > 0
}

findings contains finding("says-nothing", cost, array.concat(cost.path, [label]), {"label": label, "value": value}) if {
	some cost in costs
	some label, value in cost.labels
	some _, names in label_names
	is_named(label, names)
	says_nothing(value)
}

label_names := {
	"environment": {name | some name in parameters.value("environment_labels")},
	"region": {name | some name in parameters.value("region_labels")},
	"service tier": {name | some name in parameters.value("tier_labels")},
}

# In words, sorted; what is labelled with a placeholder is a finding of its own.
unmapped(cost) := sort([dimension |
	some dimension, names in label_names
	not has_label(cost.labels, names)
	not is_mapped_by_namespace(cost.namespace, dimension)
	not is_told_by_nodes(dimension)
])

has_label(labels, names) if {
	some label in object.keys(labels)
	is_named(label, names)
}

is_mapped(labels, names) if {
	some label, value in labels
	is_named(label, names)
	not says_nothing(value)
}

# The name of a label stands behind its prefix:
# https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
is_named(label, names) if {
	parts := split(label, "/")
	parts[count(parts) - 1] in names
}

placeholders := {"", "-", "n-a", "na", "none", "tbd", "todo", "unknown", "unset", "changeme"}

says_nothing(value) if lower(values.text(value)) in placeholders

says_nothing(null)

# Asked once for each namespace, not once for each of its objects.
mapped_by_namespace := {namespace: dimensions |
	some namespace, several in labels_of_namespace
	dimensions := {dimension |
		some dimension, names in label_names
		some labels in several
		is_mapped(labels, names)
	}
}

is_mapped_by_namespace(namespace, dimension) if {
	dimension in object.get(mapped_by_namespace, namespace, set())
}

labels_of_namespace[name] contains labels if {
	some item in evidence.objects("Namespace")
	name := values.string_at(item.content.manifest, ["metadata", "name"])
	labels := values.map_at(item.content.manifest, ["metadata", "labels"])
}

# The cloud provider labels its nodes, and cost reports read it there.
is_told_by_nodes("region") if nodes_tell_region

nodes_tell_region if {
	count(nodes.all) > 0
	every node in nodes.all {
		is_mapped(node.labels, {"region"})
	}
}

costs := [cost |
	some cost in array.concat(pod_costs, object_costs)
	not cost.namespace in exempt
]

exempt := {name | some name in parameters.value("exempt_namespaces")}

# Reports read the labels of pods; those of the Deployment above them are not copied down.
pod_costs := [cost |
	some item in production.judged
	cost := {
		"id": item.id,
		"namespace": evidence.namespace(item),
		"holder": holder(item),
		"labels": pods.labels(item.content),
		"path": array.concat(pods.metadata_path(item.content), ["labels"]),
	}
]

holder(item) := "pod" if workloads.kind(item) == "Pod"

else := "pod template"

# Storage and load balancers have prices of their own.
object_costs := [cost |
	some kind, holder_ in {"PersistentVolumeClaim": "claim", "Service": "load balancer"}
	some item in evidence.objects(kind)
	is_priced(item)
	cost := {
		"id": item.id,
		"namespace": evidence.namespace(item),
		"holder": holder_,
		"labels": object.union(tags(item), values.map_at(item.content.manifest, ["metadata", "labels"])),
		"path": ["metadata", "labels"],
	}
]

# A claim that a StatefulSet made carries the labels of its template.
is_priced(item) if item.content.manifest.kind == "PersistentVolumeClaim"

is_priced(item) if item.content.manifest.spec.type == "LoadBalancer"

# Providers take tags for what they make from an annotation: `key=value,key=value`.
tag_annotations := [
	"service.beta.kubernetes.io/aws-load-balancer-additional-resource-tags",
	"service.beta.kubernetes.io/azure-pip-tags",
]

tags(item) := object.union_n([{trim_space(parts[0]): trim_space(parts[1])} |
	some annotation in tag_annotations
	written := values.string_at(item.content.manifest, ["metadata", "annotations", annotation])
	some pair in split(written, ",")
	parts := split(pair, "=")
	count(parts) == 2
])

finding(rule, cost, path, named) := object.union(
	{"rule": rule, "on": cost.id, "path": path, "holder": cost.holder},
	named,
)
