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

# Paths of what the manifest says and the live object does not, and of what has more in it there
# than it may.
differences(pair) := changed(pair) | added(pair)

changed(pair) := {path |
	declared := pair.declared.content.manifest
	live := pair.live.content.manifest
	walk(declared, [path, value])
	is_leaf(path, value)
	is_asked(pair, path)
	not is_alike(value, object.get(live, stored(path), null), path)
	not is_alike_by_name(declared, live, path, value)
	not is_scaled(pair.declared, path)
}

# What the API server replaces as one value, which nobody else may add to.
added(pair) := {path |
	declared := pair.declared.content.manifest
	walk(declared, [path, value])
	is_composite(value)
	is_asked(pair, path)
	has_more(pair.declared, path, value, twin(declared, pair.live.content.manifest, path))
}

is_asked(pair, path) if {
	not is_left_out(path)
	not is_filled(pair.declared, path)
	not is_ignored(pair.declared, path)
}

# A list of scalars is one value; so is what is empty, and a value of a Secret.
is_leaf(path, value) if {
	count(path) > 0
	is_scalar(value)
	not is_number(path[count(path) - 1])
	not is_redacted(path)
}

is_leaf(path, value) if {
	is_array(value)
	not is_redacted(path)
	every item in value {
		is_scalar(item)
	}
}

is_leaf(path, value) if {
	is_object(value)
	value.redacted
	is_redacted(array.concat(path, ["redacted"]))
}

# An empty object that stands for a choice: the volume is this one.
is_leaf(path, {}) if path[count(path) - 1] in {"emptyDir", "namespaceSelector", "podSelector"}

# Where the collector put commitments in the place of a Secret's values.
is_redacted(path) if {
	count(path) == 3
	path[0] in {"data", "stringData"}
}

is_scalar(value) if not is_composite(value)

is_composite(value) if is_object(value)

is_composite(value) if is_array(value)

# The server's own fields, and the version, which is compared elsewhere.
left_out := {
	["apiVersion"], ["metadata", "namespace"], ["metadata", "creationTimestamp"], ["metadata", "resourceVersion"],
	["metadata", "generation"], ["metadata", "finalizers"], ["metadata", "generateName"],
}

is_left_out(path) if path in left_out

is_left_out(path) if path[0] == "status"

is_left_out(path) if array.slice(path, 0, 2) == ["metadata", "managedFields"]

# An aggregated role's rules are the controller's.
is_filled(item, path) if {
	path[0] == "rules"
	item.content.manifest.aggregationRule
}

# Of two fields of a Secret the write-only one counts.
is_filled(item, path) if {
	path[0] == "data"
	item.subject.kind == "Secret"
	item.content.manifest.stringData[path[1]]
}

# The API server moves a Secret's `stringData` into its `data`.
stored(path) := array.concat(["data"], array.slice(path, 1, count(path))) if {
	path[0] == "stringData"
} else := path

is_alike(value, value, _)

# The server drops what says nothing, and takes null as absent.
is_alike(null, null, _)

is_alike(value, null, path) if {
	value in [false, "", 0, []]
	not is_kept(path)
}

# Where nothing is said by a zero the server chooses.
is_alike(value, other, path) if {
	value in ["", 0]
	other != null
	path[count(path) - 1] in chosen_by_server
	not is_text_by_key(path)
}

is_alike(value, other, path) if {
	is_quantity(path)
	quantities.number(value) == quantities.number(other)
}

is_quantity(path) if count({step | some step in path} & {"requests", "limits", "hard", "capacity", "sizeLimit", "storage", "min", "max", "default", "defaultRequest", "averageValue", "divisor", "overhead"}) > 0

is_quantity(path) if array.slice(path, count(path) - 2, count(path)) == ["target", "value"]

# Defaulted fields that the API has no way of setting to zero.
chosen_by_server := {
	"clusterIP", "dnsPolicy", "failureThreshold", "healthCheckNodePort", "imagePullPolicy", "nodeName", "nodePort",
	"periodSeconds", "protocol", "restartPolicy", "schedulerName", "sessionAffinity", "successThreshold",
	"terminationMessagePath", "terminationMessagePolicy", "timeoutSeconds", "type",
}

# Fields that mean something else when they are absent than when they are zero or false.
kept := {
	"allowPrivilegeEscalation", "automountServiceAccountToken", "fsGroup", "hostUsers", "maxUnavailable",
	"minAvailable", "runAsGroup", "runAsUser", "ttlSecondsAfterFinished",
}

is_kept(path) if path[count(path) - 1] in kept

is_kept(path) if is_text_by_key(path)

# Texts by keys of the user's choice.
is_text_by_key(path) if {
	count(path) > 1
	path[count(path) - 2] in {"annotations", "binaryData", "data", "labels", "matchLabels", "nodeSelector", "parameters"}
}

# The groups of which the API server replaces every list as one value.
atomic_groups := {"networking.k8s.io", "rbac.authorization.k8s.io"}

selectors := {"labelSelector", "matchLabels", "namespaceSelector", "nodeSelector", "objectSelector", "podSelector", "selector"}

has_more(item, path, value, other) if {
	is_array(value)
	is_array(other)
	count(other) > count(value)
	is_one_value(item, path, value)
}

# A rule that says more allows or selects something else.
has_more(item, path, value, other) if {
	is_object(value)
	is_rule(item, path)
	count((object.keys(other) - object.keys(value)) - {"apiGroup", "policyTypes", "protocol"}) > 0
}

has_more(_, path, value, other) if {
	is_object(value)
	path[count(path) - 1] in selectors
	count(object.keys(other) - object.keys(value)) > 0
}

is_one_value(item, _, _) if release_objects.group(item) in atomic_groups

# A list whose elements have no names; admission gives pods more tolerations.
is_one_value(_, path, value) if {
	count(value) > 0
	path[count(path) - 1] != "tolerations"
	every element in value {
		is_object(element)
		not identity(element)
	}
}

is_rule(item, path) if {
	release_objects.group(item) in atomic_groups
	some step in path
	is_number(step)
}

is_rule(item, ["spec"]) if {
	item.subject.kind == "NetworkPolicy"
	release_objects.group(item) in atomic_groups
}

# The same place of the live object; by name where lists have names.
twin(declared, live, path) := object.get(live, resolved(declared, live, path, positions), null) if {
	positions := [k | some k, step in path; is_number(step)]
	count(positions) > 0
} else := object.get(live, path, null)

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
	array.concat([min(found)], array.slice(so_far, position + 1, count(so_far))),
) if {
	wanted := identity(object.get(declared, array.slice(path, 0, position + 1), null))
	found := {index |
		some index, element in object.get(live, array.slice(so_far, 0, position), [])
		identity(element) == wanted
	}
	count(found) > 0
}

# By what the API server tells the elements of a list apart; one volume may be mounted twice.
identity(element) := ["mountPath", element.mountPath] if {
	element.mountPath
} else := ["devicePath", element.devicePath] if {
	element.devicePath
} else := ["name", element.name] if {
	element.name
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
