# METADATA
# title: Quotas hold noisy neighbours
# description: Every namespace of a tenant has a quota of CPU and memory, no tenant holds too much of all, and its database connections are capped.
# custom:
#   id: TEN-02
#   severity: high
#   stage: continuity
#   scope: snapshot
#   needs: [kubernetes/object]
#   reads: []
#   parameters: [tenant_label, shared_tenants, max_tenant_share_percent, connections_capped_elsewhere]
#   mappings:
#     nist-800-53r5: [AU-4, CP-2(2), SC-5(2), SC-6]
#   rules:
#     no-tenants:
#       message: "no namespace of the evidence has the label `{label}`, so tenants are not known"
#       fix: add the Namespaces to the evidence, or name their label in the parameter `tenant_label`
#     no-quota:
#       message: "namespace `{namespace}` of tenant `{tenant}` has no quota of {resource}"
#       fix: add a ResourceQuota with `requests.{resource}` and `limits.{resource}`
#     unreadable-quota:
#       message: "quota `{subject}` of tenant `{tenant}` has an amount of {resource} that is no quantity: `{value}`"
#       fix: write it as in `500m` or `2Gi`
#     too-large-share:
#       message: "tenant `{tenant}` holds {share} % of all tenants' quota of {resource}, {limit} % are allowed"
#       fix: lower its quota, or give it capacity of its own
#     connections-not-capped:
#       message: "database role `{role}` of `{subject}` may open any number of connections"
#       fix: set `connectionLimit` of the role
#     connections-not-known:
#       message: "whether database connections of each tenant are capped is not known"
#       fix: add the database cluster's roles to the evidence, or set the parameter `connections_capped_elsewhere`
package seaworthy.tenancy.ten_02

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.quantities
import data.seaworthy.lib.tenants
import data.seaworthy.lib.values

findings contains found if some found in tenants.unknown_findings

# The names a quota may give a resource; without prefix it means requests.
names := {"cpu": ["requests.cpu", "cpu", "limits.cpu"], "memory": ["requests.memory", "memory", "limits.memory"]}

# The amounts that quotas of tenants set.
amounts := [amount |
	some item in evidence.objects("ResourceQuota")
	tenant := tenants.of(item)
	hard := values.map_at(item.content.manifest, ["spec", "hard"])
	some resource, keys in names
	found := [key | some key in keys; values.is_set(hard, [key])]
	count(found) > 0
	amount := {
		"id": item.id,
		"tenant": tenant,
		"namespace": evidence.namespace(item),
		"resource": resource,
		"key": found[0],
		"value": hard[found[0]],
	}
]

limited := {[amount.namespace, amount.resource] | some amount in amounts}

findings contains {
	"rule": "no-quota", "on": item.id, "path": [],
	"tenant": tenants.of_namespace[item.subject.name], "namespace": item.subject.name, "resource": resource,
} if {
	some item in tenants.namespace_items
	tenants.of_namespace[item.subject.name]
	some resource, _ in names
	not [item.subject.name, resource] in limited
}

findings contains {
	"rule": "unreadable-quota", "on": amount.id, "path": ["spec", "hard", amount.key],
	"tenant": amount.tenant, "resource": amount.resource, "value": values.text(amount.value), "status": "unknown",
} if {
	some amount in amounts
	not quantities.number(amount.value)
}

# Of several quotas of one namespace the lowest holds.
lowest := {key: min(found) | some key, found in numbers}

numbers[concat("/", [amount.tenant, amount.namespace, amount.resource])] contains quantities.number(amount.value) if {
	some amount in amounts
}

held[resource][tenant] := sum(parts) if {
	some resource, _ in names
	some tenant in tenants.all_tenants
	parts := [lowest[key] |
		some namespace in object.get(tenants.namespaces_of, tenant, set())
		key := concat("/", [tenant, namespace, resource])
	]
}

totals := {resource: sum([amount | some _, amount in by_tenant]) | some resource, by_tenant in held}

# One of two tenants always holds half.
findings contains {
	"rule": "too-large-share", "on": first_quota[tenant], "path": ["spec", "hard"],
	"tenant": tenant, "resource": resource, "share": share, "limit": limit,
} if {
	count(tenants.all_tenants) > 2
	limit := parameters.value("max_tenant_share_percent")
	some resource, by_tenant in held
	some tenant, amount in by_tenant
	totals[resource] > 0
	share := floor((amount * 100) / totals[resource])
	share > limit
}

first_quota := {tenant: min(ids) | some tenant, ids in quota_ids}

quota_ids[amount.tenant] contains amount.id if some amount in amounts

# Roles that CloudNativePG manages. Its default, -1, is no limit.
roles := [role |
	some item in evidence.objects("Cluster")
	startswith(values.string_at(item.content.manifest, ["apiVersion"]), "postgresql.cnpg.io/")
	some i, one in values.list_at(item.content.manifest, ["spec", "managed", "roles"])
	role := {"id": item.id, "position": i, "name": values.string_at(one, ["name"]), "limit": object.get(one, "connectionLimit", -1)}
]

findings contains {
	"rule": "connections-not-capped", "on": role.id,
	"path": ["spec", "managed", "roles", role.position], "role": role.name,
} if {
	some role in roles
	role.limit == -1
}

findings contains {"rule": "connections-not-known", "on": tenants.first_id, "path": [], "status": "unknown"} if {
	count(tenants.all_tenants) > 0
	count(roles) == 0
	not capped_elsewhere
}

capped_elsewhere if parameters.value("connections_capped_elsewhere") == true
