# Kubernetes principals of a snapshot and what each grant gives them.
package seaworthy.lib.rbac

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

principals := [item |
	some item in evidence.of_kind("iam/principal")
	item.content.system == "kubernetes"
]

# One entry per grant. What Kubernetes binds to its own components is left out: it is the
# platform's, not the release's. The groups that mean everybody are no components.
entries := [entry |
	some item in principals
	not is_component(item)
	some grant in values.list_at(item.content, ["grants"])
	object.get(grant, "effect", "allow") == "allow"
	role := values.string_at(grant, ["origin", "name"])
	not startswith(role, "system:")
	entry := {
		"item": item,
		"role": role,
		"binding": values.string_at(grant, ["via", "name"]),
		"scope": values.string_at(grant, ["scope"]),
		"path": values.list_at(grant, ["path"]),
		"at": values.written_at(grant),
		"verbs": {lower(verb) | some verb in values.list_at(grant, ["actions"])},
		"resources": {lower(resource) | some resource in values.list_at(grant, ["resources"])},
		"api_groups": {group | some group in values.list_at(grant, ["apiGroups"])},
		"names": {name | some name in values.list_at(grant, ["names"])},
		"urls": {url | some url in values.list_at(grant, ["nonResourceUrls"])},
	}
]

everybody := {"system:anonymous", "system:unauthenticated", "system:authenticated", "system:serviceaccounts"}

is_component(item) if {
	item.content.type in {"User", "Group"}
	startswith(item.content.name, "system:")
	not item.content.name in everybody
	not startswith(item.content.name, "system:serviceaccount")
}

# Verbs a grant gives on a resource. Where verbs and resources are both `*` the wildcard says it all.
rights_on(entry, resource, verbs) := verbs & entry.verbs if {
	count({resource, "*", subresource_wildcard(resource)} & entry.resources) > 0
	not "*" in entry.verbs
} else := {"*"} if {
	"*" in entry.verbs
	resource in entry.resources
} else := set()

# `*/exec` is the exec of every resource.
subresource_wildcard(resource) := concat("/", ["*", split(resource, "/")[1]]) if {
	contains(resource, "/")
} else := resource

is_listed(item, parameter) if {
	some entry in parameters.value(parameter)
	replace(entry, "//", "/") == key(item)
}

key(item) := concat("/", ["ServiceAccount", evidence.namespace(item), item.content.name]) if {
	item.content.type == "ServiceAccount"
} else := concat("/", [item.content.type, item.content.name])

# A role that nobody is bound to stands for whoever will be.
label(item) := concat("", ["whoever is bound to ", item.content.manifest.kind, " `", role, "`"]) if {
	role := values.string_at(item.content.manifest, ["metadata", "name"])
} else := concat("", [values.string_at(item.content, ["type"]), " `", shown_name(item), "`"])

shown_name(item) := concat("/", [evidence.namespace(item), item.content.name]) if {
	item.content.type == "ServiceAccount"
} else := values.string_at(item.content, ["name"])
