# Objects of API versions that the target version of Kubernetes has deprecated, or serves no longer.
package seaworthy.lib.api_rules

import data.seaworthy.lib.api_versions
import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.production
import data.seaworthy.lib.values

findings contains object.union(api_finding("removed-api", item, ending.removed), {"replacement": ending.replacement}) if {
	some [item, ending] in removed
	ending.replacement
}

findings contains api_finding("removed-api-without-successor", item, ending.removed) if {
	some [item, ending] in removed
	not ending.replacement
}

findings contains object.union(api_finding("deprecated-api", item, ending.deprecated), {"replacement": ending.replacement}) if {
	some [item, ending] in deprecated
	ending.replacement
}

findings contains api_finding("deprecated-api-without-successor", item, ending.deprecated) if {
	some [item, ending] in deprecated
	not ending.replacement
}

removed := [[item, ending] |
	some item in all_objects
	ending := api_versions.ending[item.content.manifest.apiVersion][item.content.manifest.kind]
	has_ended(ending)
]

has_ended(ending) if ending.removed <= target_minor

# What is removed is no longer deprecated. What a controller made is its controller's to move.
deprecated := [[item, ending] |
	some item in all_objects
	not evidence.is_owned(item)
	ending := api_versions.ending[item.content.manifest.apiVersion][item.content.manifest.kind]
	ending.deprecated <= target_minor
	not has_ended(ending)
]

all_objects := array.concat(evidence.of_kind("kubernetes/workload"), evidence.of_kind("kubernetes/object"))

target_minor := api_versions.newest if parameters.value("kubernetes_version") == "latest"

target_minor := minor if {
	parts := split(trim_prefix(parameters.value("kubernetes_version"), "v"), ".")
	parts[0] == "1"
	minor := values.decimal(parts[1])
}

findings contains production.on_workload("unknown-version", item, [], {"status": "unknown", "value": value}) if {
	not target_minor
	item := evidence.of_kind("kubernetes/workload")[0]
	value := values.text(object.get(input, ["parameters", "kubernetes_version"], null))
}

api_finding(rule, item, since) := {
	"rule": rule,
	"on": item.id,
	"path": ["apiVersion"],
	"api": item.content.manifest.apiVersion,
	"kind": item.content.manifest.kind,
	"since": since,
}
