# The evidence of a snapshot-scope control.
package seaworthy.lib.evidence

import data.seaworthy.lib.values

of_kind(kind) := values.list_at(input, ["evidence", kind])

# kubectl puts an object that names no namespace into `default`.
namespace(item) := name if {
	name := item.subject.namespace
	is_string(name)
	name != ""
} else := "default"

# Kubernetes objects of one kind, whatever their API version.
objects(kind) := [all_objects[i] | some i in positions[kind]]

all_objects := of_kind("kubernetes/object")

# Positions, not objects: a set of whole manifests is slow to build.
positions[kind] contains i if {
	some i, item in all_objects
	kind := item.content.manifest.kind
}

# Live exports list what a controller made beside the controller: judge the controller once.
is_owned(item) if {
	some owner in values.list_at(item.content.manifest, ["metadata", "ownerReferences"])
	owner.controller == true
}
