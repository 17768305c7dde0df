# METADATA
# title: Nothing was changed by hand
# description: Only the delivery tool and the cluster's own controllers own fields of the release's objects.
# custom:
#   id: GIT-03
#   severity: high
#   stage: drift
#   scope: snapshot
#   needs: [kubernetes/object]
#   reads: [kubernetes/workload]
#   parameters: [allowed_field_managers]
#   mappings:
#     nist-800-53r5: [AU-10, CM-3, CM-5, CM-6, SI-7]
#   rules:
#     changed-by-hand:
#       message: "field manager `{manager}` owns fields of `{subject}`: `{fields}`"
#       fix: bring the change into git and let the delivery tool apply it, or list the manager in the parameter `allowed_field_managers`
#     managers-not-seen:
#       message: "{objects} live objects of the release show no managed fields, `{subject}` first"
#       fix: export with `kubectl get --show-managed-fields -o yaml`
#     live-not-seen:
#       message: "the evidence holds no live object, so who changed it is not known"
#       fix: add an export of the live objects, by `kubectl get --show-managed-fields -o yaml`
package seaworthy.gitops.git_03

import data.seaworthy.lib.parameters
import data.seaworthy.lib.release_objects
import data.seaworthy.lib.values

findings contains {
	"rule": "changed-by-hand", "on": item.id, "path": ["metadata", "managedFields", i],
	"manager": manager, "fields": array.slice(sort(fields), 0, 5),
} if {
	some item in release_objects.released
	some i, entry in values.list_at(item.content.manifest, ["metadata", "managedFields"])
	manager := values.string_at(entry, ["manager"])
	not is_allowed(manager)
	object.get(entry, "subresource", "") != "status"
	fields := owned(entry)
	count(fields) > 0
}

is_allowed(manager) if manager in exact_names

is_allowed(manager) if {
	some prefix in prefixes
	startswith(manager, prefix)
}

allowed := {name | some name in parameters.value("allowed_field_managers")}

exact_names := {name | some name in allowed; not endswith(name, "*")}

prefixes := {trim_suffix(name, "*") | some name in allowed; endswith(name, "*")}

# Fields by their first two names. The status is the controllers' to write, and what kubectl last
# applied is its own note.
owned(entry) := {field |
	some top, inner in values.map_at(entry, ["fieldsV1"])
	startswith(top, "f:")
	top != "f:status"
	some field in below(substring(top, 2, -1), inner)
}

below(top, inner) := {top} if count(names(inner)) == 0

else := {concat(".", [top, name]) |
	some name in names(inner)
	not is_note(top, name, inner)
}

names(inner) := {substring(name, 2, -1) |
	is_object(inner)
	some name, _ in inner
	startswith(name, "f:")
}

note := "f:kubectl.kubernetes.io/last-applied-configuration"

is_note("metadata", "annotations", inner) if object.keys(inner["f:annotations"]) - {"."} == {note}

findings contains {
	"rule": "managers-not-seen", "on": min({item.id | some item in silent}), "path": ["metadata"],
	"objects": count(silent), "status": "unknown",
} if {
	count(silent) > 0
}

silent := [item |
	some item in release_objects.released
	count(values.list_at(item.content.manifest, ["metadata", "managedFields"])) == 0
]

findings contains {"rule": "live-not-seen", "on": release_objects.all_items[0].id, "path": [], "status": "unknown"} if {
	count(release_objects.released) == 0
	count(release_objects.all_items) > 0
}
