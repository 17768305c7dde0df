# Objects as declared and as they live in a cluster. The API server gives a live object its `uid`;
# no manifest has one.
package seaworthy.lib.release_objects

import data.seaworthy.lib.evidence
import data.seaworthy.lib.values

all_items := array.concat(evidence.of_kind("kubernetes/object"), evidence.of_kind("kubernetes/workload"))

metadata(item) := values.map_at(item.content.manifest, ["metadata"])

is_live(item) if values.string_at(item.content.manifest, ["metadata", "uid"]) != ""

# Controllers make objects for other objects; those are judged through their owners.
live := [item |
	some item in all_items
	is_live(item)
	not evidence.is_owned(item)
]

declared := [item |
	some item in all_items
	not is_live(item)
]

# Versions of one group are one kind to the API server.
key(item) := concat("/", [
	group(item),
	item.subject.kind,
	object.get(item.subject, "namespace", ""),
	item.subject.name,
])

group(item) := split(version, "/")[0] if {
	version := values.string_at(item.content.manifest, ["apiVersion"])
	contains(version, "/")
} else := ""

declared_by_key[key(item)] contains i if some i, item in declared

live_keys := {key(item) | some item in live}

has_live_twin(item) if key(item) in live_keys

is_declared(item) if count(object.get(declared_by_key, key(item), set())) > 0

# Marks that tools leave on what they deploy.
label_marks := ["argocd.argoproj.io/instance", "kustomize.toolkit.fluxcd.io/name", "helm.toolkit.fluxcd.io/name"]

annotation_marks := ["argocd.argoproj.io/tracking-id", "meta.helm.sh/release-name"]

is_marked(item) if {
	some mark in label_marks
	values.string_at(item.content.manifest, ["metadata", "labels", mark]) != ""
}

is_marked(item) if {
	some mark in annotation_marks
	values.string_at(item.content.manifest, ["metadata", "annotations", mark]) != ""
}

known := [item |
	some item in live
	is_of_release(item)
]

is_of_release(item) if is_declared(item)

is_of_release(item) if is_marked(item)

# The live objects of the release: where nothing tells which they are, all of them.
released := known if count(known) > 0

else := live
