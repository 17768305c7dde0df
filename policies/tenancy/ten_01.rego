# METADATA
# title: Tenants are kept apart
# description: No network policy, role, database account, bucket or file store joins two tenants.
# custom:
#   id: TEN-01
#   severity: critical
#   stage: security
#   scope: snapshot
#   needs: [kubernetes/object]
#   reads: [kubernetes/workload, network/namespace]
#   parameters: [tenant_label, shared_tenants]
#   mappings:
#     nist-800-53r5: [AC-3, AC-4, AC-6, SC-2, SC-4, SC-7(21)]
#   rules:
#     no-tenants:
#       message: "no namespace of the evidence has the label `{label}`, so tenants are not known"
#       fix: add the Namespaces to the evidence, or name their label in the parameter `tenant_label`
#     open-to-all:
#       message: "nothing denies {direction} by default in namespace `{namespace}` of tenant `{tenant}`, so other tenants are in reach"
#       fix: "add a NetworkPolicy with `podSelector: {}`, the policy type of that direction and no rules"
#     network-not-known:
#       message: "the evidence does not say which network policies guard namespace `{namespace}` of tenant `{tenant}`"
#       fix: add the tenant's workloads and NetworkPolicies to the evidence
#     admits-tenant:
#       message: "a policy of tenant `{tenant}` admits {direction} of tenant `{other}`, by namespace `{namespace}`"
#       fix: narrow the `namespaceSelector` to the tenant's own namespaces
#     bound-across:
#       message: "`{subject}` gives `{account}` of tenant `{other}` rights in tenant `{tenant}`"
#       fix: remove the subject from the binding
#     bound-everywhere:
#       message: "`{subject}` gives `{account}` of tenant `{tenant}` rights in every namespace"
#       fix: bind the role in the tenant's own namespaces by RoleBindings
#     shared-database-account:
#       message: "`{subject}` of tenant `{tenant}` and tenant `{other}` use one database account: `{account}`"
#       fix: give each tenant a role of its own
#     shared-bucket:
#       message: "`{subject}` of tenant `{tenant}` and tenant `{other}` use one bucket: `{bucket}`"
#       fix: give each tenant a bucket of its own, and a key for it alone
#     shared-file-store:
#       message: "`{subject}` of tenant `{tenant}` and tenant `{other}` mount one file store: `{store}`"
#       fix: give each tenant a volume of its own
package seaworthy.tenancy.ten_01

import data.seaworthy.lib.evidence
import data.seaworthy.lib.selectors
import data.seaworthy.lib.tenant_stores
import data.seaworthy.lib.tenants
import data.seaworthy.lib.values

findings contains found if some found in tenants.unknown_findings

guards[item.content.name] contains item.id if some item in evidence.of_kind("network/namespace")

findings contains {
	"rule": "open-to-all", "on": item.id, "path": [],
	"tenant": tenant, "namespace": item.content.name, "direction": direction,
} if {
	some item in evidence.of_kind("network/namespace")
	tenant := tenants.of_namespace[item.content.name]
	count(values.list_at(item.content, ["workloads"])) > 0
	some direction, flag in {"ingress": "defaultDenyIngress", "egress": "defaultDenyEgress"}
	not object.get(item.content, flag, false) == true
}

findings contains {
	"rule": "network-not-known", "on": item.id, "path": [],
	"tenant": tenant, "namespace": item.subject.name, "status": "unknown",
} if {
	some item in tenants.namespace_items
	tenant := tenants.of_namespace[item.subject.name]
	not item.subject.name in object.keys(guards)
}

# Peers of each policy of a tenant that reach beyond their own namespace.
peers := [peer |
	some item in evidence.objects("NetworkPolicy")
	tenant := tenants.of(item)
	some direction, fields in {"ingress": ["ingress", "from"], "egress": ["egress", "to"]}
	some i, rule in values.list_at(item.content.manifest, ["spec", fields[0]])
	some path, selector in reaches(rule, ["spec", fields[0], i], fields[1])
	peer := {"id": item.id, "tenant": tenant, "direction": direction, "path": path, "selector": selector}
]

# A rule without peers is for all there are, and so for all namespaces.
reaches(rule, path, field) := {array.concat(path, [field, k]): peer.namespaceSelector |
	some k, peer in rule[field]
	is_object(peer.namespaceSelector)
} if {
	count(values.list_at(rule, [field])) > 0
} else := {path: {}}

# One peer is one thing to mend, however many tenants it lets in: the first of them is named.
findings contains {
	"rule": "admits-tenant", "on": peer.id, "path": peer.path,
	"tenant": peer.tenant, "other": tenants.of_namespace[namespace], "direction": peer.direction, "namespace": namespace,
} if {
	some peer in peers
	namespace := min({name |
		some name in object.get(matches_of, json.marshal(peer.selector), set())
		tenants.of_namespace[name] != peer.tenant
	})
}

# Tenants' namespaces that a selector matches, once for each selector there is.
matches_of[json.marshal(selector)] := {name |
	some name in tenants.candidates(values.map_at(selector, ["matchLabels"]))
	selectors.matches(selector, tenants.labels_of[name])
} if {
	some selector in {peer.selector | some peer in peers}
}

findings contains {
	"rule": "bound-across", "on": item.id, "path": ["subjects", i],
	"tenant": tenant, "other": other, "account": account_name(subject),
} if {
	some item in evidence.objects("RoleBinding")
	tenant := tenants.of(item)
	some i, subject in values.list_at(item.content.manifest, ["subjects"])
	other := tenants.of_namespace[account_namespace(subject)]
	other != tenant
}

findings contains {
	"rule": "bound-everywhere", "on": item.id, "path": ["subjects", i],
	"tenant": tenant, "account": account_name(subject),
} if {
	some item in evidence.objects("ClusterRoleBinding")
	some i, subject in values.list_at(item.content.manifest, ["subjects"])
	tenant := tenants.of_namespace[account_namespace(subject)]
}

account_namespace(subject) := subject.namespace if subject.kind == "ServiceAccount"

# The group of all service accounts of a namespace.
account_namespace(subject) := trim_prefix(subject.name, "system:serviceaccounts:") if {
	subject.kind == "Group"
	startswith(subject.name, "system:serviceaccounts:")
}

account_name(subject) := concat("/", [subject.kind, values.string_at(subject, ["name"])])

findings contains shared(tenant_stores.database_uses, i, "shared-database-account", "account") if {
	some i, _ in tenant_stores.database_uses
}

findings contains shared(tenant_stores.bucket_uses, i, "shared-bucket", "bucket") if {
	some i, _ in tenant_stores.bucket_uses
}

findings contains shared(tenant_stores.file_uses, i, "shared-file-store", "store") if {
	some i, _ in tenant_stores.file_uses
}

# The first tenant to use a thing is named, the others are told.
shared(uses, i, rule, field) := {
	"rule": rule, "on": use.id, "path": use.path, "tenant": use.tenant, "other": other, field: use.thing,
} if {
	use := uses[i]
	other := min(object.get(tenant_stores.tenants_of, use.thing, set()))
	other != use.tenant
}
