# Where a live object differs from its manifest. Only what the manifest says is asked: defaults and
# what controllers add are the cluster's own.
package seaworthy.lib.drift

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.quantities
import data.seaworthy.lib.release_objects
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

live_by_key[release_objects.key(item)] contains i if some i, item in release_objects.live

# Each declared object beside its live twin.
pairs := [{"declared": item, "live": release_objects.live[min(found)]} |
	some item in release_objects.declared
	found := object.get(live_by_key, release_objects.key(item), set())
	count(found) > 0
]

same_version(pair) if {
	pair.declared.content.manifest.apiVersion == pair.live.content.manifest.apiVersion
}

# Paths of what the manifest says and the live object does not.
differences(pair) := {path |
	declared := pair.declared.content.manifest
	live := pair.live.content.manifest
	walk(declared, [path, value])
	is_leaf(path, value)
	not is_left_out(path)
	not is_alike(value, object.get(live, path, null), path)
	not is_alike_by_name(declared, live, path, value)
	not is_scaled(pair.declared, path)
	not is_ignored(pair.declared, path)
}

# A list of scalars is one value; so is what is empty.
is_leaf(path, value) if {
	count(path) > 0
	is_scalar(value)
	not is_number(path[count(path) - 1])
}

is_leaf(_, value) if {
	is_array(value)
	every item in value {
		is_scalar(item)
	}
}

is_scalar(value) if not is_composite(value)

is_composite(value) if is_object(value)

is_composite(value) if is_array(value)

# The server's own fields, the version (compared elsewhere), and Secrets' write-only texts.
left_out := {
	["apiVersion"], ["metadata", "namespace"], ["metadata", "creationTimestamp"], ["metadata", "resourceVersion"],
	["metadata", "generation"], ["metadata", "finalizers"], ["metadata", "generateName"],
}

is_left_out(path) if path in left_out

is_left_out(path) if path[0] in {"status", "stringData"}

is_left_out(path) if array.slice(path, 0, 2) == ["metadata", "managedFields"]

is_alike(value, value, _)

# The server drops what says nothing, and takes null as absent.
is_alike(value, null, _) if value in [null, false, "", 0, []]

is_alike(value, other, path) if {
	count({step | some step in path} & {"requests", "limits", "hard", "capacity", "sizeLimit", "storage", "min", "max", "default", "defaultRequest", "averageValue", "divisor", "overhead"}) > 0
	quantities.number(value) == quantities.number(other)
}

# Lists of named things may stand in another order, or with more between them.
is_alike_by_name(declared, live, path, value) if {
	positions := [k | some k, step in path; is_number(step)]
	count(positions) > 0
	found := resolved(declared, live, path, positions)
	is_alike(value, object.get(live, found, null), path)
}

# The path in the live object, the first two lists on the way followed by name.
resolved(declared, live, path, positions) := second if {
	first := followed(declared, live, path, path, positions[0])
	count(positions) > 1
	second := followed(declared, live, path, first, positions[1])
} else := followed(declared, live, path, path, positions[0])

followed(declared, live, path, so_far, position) := array.concat(
	array.slice(so_far, 0, position),
	array.concat([index], array.slice(so_far, position + 1, count(so_far))),
) if {
	wanted := identity(object.get(declared, array.slice(path, 0, position + 1), null))
	some index, element in object.get(live, array.slice(so_far, 0, position), [])
	identity(element) == wanted
}

# By what the API server tells the elements of a list apart.
identity(element) := ["name", element.name] if {
	element.name
} else := ["mountPath", element.mountPath] if {
	element.mountPath
} else := ["containerPort", element.containerPort, object.get(element, "protocol", "TCP")] if {
	element.containerPort
} else := ["port", element.port, object.get(element, "protocol", "TCP")] if {
	element.port
}

# An autoscaler owns the number of replicas.
is_scaled(item, path) if {
	path == ["spec", "replicas"]
	object.get(workloads.scaler_minimums, workloads.key(item), false)
}

ignored := {entry | some entry in parameters.value("ignored_fields")}

is_ignored(_, path) if dotted(path) in ignored

is_ignored(item, path) if concat(":", [item.subject.kind, dotted(path)]) in ignored

# `spec.template`, without the positions in lists.
dotted(path) := concat(".", [step | some step in path; is_string(step)])

live_kinds := {kind_key(item) | some item in release_objects.live}

kind_key(item) := concat("/", [release_objects.group(item), item.subject.kind])

# Declared objects that the cluster does not have, by whether it was asked for such objects.
absent := [item |
	some item in release_objects.declared
	not release_objects.has_live_twin(item)
	not is_template(item)
]

# Names that the server makes, and hooks that Helm removes when they are done.
is_template(item) if values.string_at(item.content.manifest, ["metadata", "generateName"]) != ""

is_template(item) if values.string_at(item.content.manifest, ["metadata", "annotations", "helm.sh/hook"]) != ""

is_asked_for(item) if kind_key(item) in live_kinds

# What the delivery tool once applied and git no longer has.
left_behind := [item |
	some item in release_objects.live
	release_objects.is_marked(item)
	not release_objects.is_declared(item)
	evidence.namespace(item) in declared_namespaces
]

declared_namespaces := {evidence.namespace(item) | some item in release_objects.declared}
