# METADATA
# title: Shared ingress is fair and safe
# description: No host name is claimed by two tenants or for all, and a limit stands before every tenant's routes.
# custom:
#   id: TEN-04
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [kubernetes/object]
#   reads: [network/route]
#   parameters: [tenant_label, shared_tenants, require_tenant_rate_limit]
#   mappings:
#     nist-800-53r5: [AC-4, SC-5, SC-5(2), SC-6, SC-7(21)]
#   rules:
#     no-tenants:
#       message: "no namespace of the evidence has the label `{label}`, so tenants are not known"
#       fix: add the Namespaces to the evidence, or name their label in the parameter `tenant_label`
#     claimed-by-two:
#       message: "tenant `{tenant}` claims host `{host}`, which tenant `{other}` claims too"
#       fix: leave the host to one tenant, and let an admission policy hold each to its own domains
#     claims-all:
#       message: "`{subject}` of tenant `{tenant}` claims every host"
#       fix: name the tenant's hosts
#     no-limit:
#       message: "`{subject}` of tenant `{tenant}` has a route without rate limit or in-flight limit"
#       fix: add a middleware with `rateLimit` or `inFlightReq`, or the controller's annotation
#     limit-not-known:
#       message: "whether a limit stands before the routes of `{subject}` of tenant `{tenant}` is not known"
#       fix: add the middlewares it names to the evidence, or accept it by a waiver where the controller limits by other means
#     rules-not-seen:
#       message: "the evidence does not hold the rules of `{subject}` of tenant `{tenant}`, or they cannot be read"
#       fix: mend the rule, and collect the evidence again from the manifest
package seaworthy.tenancy.ten_04

import data.seaworthy.lib.edge_routes
import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.tenant_routes
import data.seaworthy.lib.tenants
import data.seaworthy.lib.traefik_claims

findings contains found if some found in tenants.unknown_findings

# Of two claims of one host the second tenant's, by name, is told; a wildcard beside a host under
# it is told at the host.
findings contains {
	"rule": "claimed-by-two", "on": claim.id, "path": claim.path,
	"tenant": claim.tenant, "other": other, "host": claim.host,
} if {
	some claim in tenant_routes.claims
	claim.host != "*"
	other := min(tenant_routes.rivals(claim))
	is_later(claim, other)
}

is_later(claim, other) if other < claim.tenant

is_later(claim, other) if not other in object.get(tenant_routes.tenants_of_host, claim.host, set())

findings contains {"rule": "claims-all", "on": claim.id, "path": claim.path, "tenant": claim.tenant} if {
	some claim in tenant_routes.claims
	claim.host == "*"
}

asked if parameters.value("require_tenant_rate_limit") == true

findings contains at("no-limit", rule, {}) if {
	asked
	some rule in tenant_routes.traefik_rules
	not tenant_routes.has_limit(rule)
	not tenant_routes.names_unseen(rule)
}

findings contains at("limit-not-known", rule, {"status": "unknown"}) if {
	asked
	some rule in tenant_routes.traefik_rules
	not tenant_routes.has_limit(rule)
	tenant_routes.names_unseen(rule)
}

findings contains at("no-limit", rule, {}) if {
	asked
	some rule in tenant_routes.ingress_rules
	not tenant_routes.is_limited(rule.item)
	tenant_routes.is_nginx(rule.item)
}

findings contains at("limit-not-known", rule, {"status": "unknown"}) if {
	asked
	some rule in tenant_routes.ingress_rules
	not tenant_routes.is_limited(rule.item)
	not tenant_routes.is_nginx(rule.item)
}

# The Gateway API has no limit of its own.
findings contains at("limit-not-known", rule, {"status": "unknown"}) if {
	asked
	some rule in tenant_routes.gateway_rules
}

readable := {[item.subject.kind, item.content.namespace, item.content.name] |
	some item in traefik_claims.rules
	not item.content.unreadable
}

findings contains {"rule": "rules-not-seen", "on": item.id, "path": ["spec", "routes"], "tenant": tenant, "status": "unknown"} if {
	some route in edge_routes.traefik_routes
	item := route.item
	route.protocol == "TCP"
	tenant := tenants.of(item)
	not [item.subject.kind, evidence.namespace(item), item.subject.name] in readable
}

at(rule, found, named) := object.union(
	{"rule": rule, "on": found.id, "path": found.path, "tenant": found.tenant},
	named,
)
