# Roles that the evidence binds to nobody: what is in them waits for the next binding.
package seaworthy.lib.unbound_roles

import data.seaworthy.lib.evidence
import data.seaworthy.lib.rbac
import data.seaworthy.lib.selectors
import data.seaworthy.lib.values

# Like `rbac.entries`, one for each rule. Kubernetes makes its own roles in every cluster.
entries := [entry |
	some kind in ["Role", "ClusterRole"]
	some item in evidence.objects(kind)
	name := values.string_at(item.content.manifest, ["metadata", "name"])
	not is_built_in(item, name)
	not [kind, name] in bound
	not is_aggregated(kind, item)
	some i, rule in values.list_at(item.content.manifest, ["rules"])
	entry := {
		"item": item,
		"role": name,
		"scope": scope(kind, item),
		"path": ["rules", i],
		"at": {},
		"verbs": {lower(verb) | some verb in values.list_at(rule, ["verbs"])},
		"resources": {lower(resource) | some resource in values.list_at(rule, ["resources"])},
		"api_groups": {group | some group in values.list_at(rule, ["apiGroups"])},
		"names": {resource | some resource in values.list_at(rule, ["resourceNames"])},
		"urls": {url | some url in values.list_at(rule, ["nonResourceURLs"])},
	}
]

is_built_in(item, _) if item.content.manifest.metadata.labels["kubernetes.io/bootstrapping"] == "rbac-defaults"

is_built_in(_, name) if startswith(name, "system:")

bound := {[kind, name] |
	some item in rbac.principals
	some grant in values.list_at(item.content, ["grants"])
	kind := values.string_at(grant, ["origin", "kind"])
	name := values.string_at(grant, ["origin", "name"])
}

# Its rules are part of another role, whose principals answer for them.
is_aggregated("ClusterRole", item) if {
	some aggregator in evidence.objects("ClusterRole")
	["ClusterRole", aggregator.content.manifest.metadata.name] in bound
	some selector in values.list_at(aggregator.content.manifest, ["aggregationRule", "clusterRoleSelectors"])
	selectors.matches(selector, values.map_at(item.content.manifest, ["metadata", "labels"]))
}

scope("Role", item) := concat(":", ["namespace", evidence.namespace(item)])

scope("ClusterRole", _) := "cluster"
