# METADATA
# title: The proxy itself is closed
# description: Traefik's API and dashboard are not open, it believes only known proxies, and it logs requests.
# custom:
#   id: TRF-06
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [tls/proxy]
#   reads: [tls/entry-point, tls/router, tls/middleware, tls/service]
#   parameters: [internal_entry_points]
#   mappings:
#     nist-800-53r5: [AC-3, AU-2, AU-12, CM-7, SC-7]
#   rules:
#     insecure-api:
#       message: "the API of proxy `{name}` is open to whoever reaches its entry point `traefik`"
#       fix: set `api.insecure` to `false`, and route to `api@internal` behind authentication
#     debug-api:
#       message: "the API of proxy `{name}` gives out profiles of its memory"
#       fix: set `api.debug` to `false`
#     api-routed-openly:
#       message: "router `{name}` leads everyone to `{service}` on entry point `{entry_point}`"
#       fix: put `basicAuth`, `forwardAuth` or an `ipAllowList` before it
#     api-guard-not-known:
#       message: "whether router `{name}` leads everyone to `{service}` is not known: `{missing}` is not in the evidence"
#       fix: add it to the evidence
#     trusts-all-headers:
#       message: "entry point `{name}` believes the forwarded headers of every client: `{value}`"
#       fix: list the load balancer's addresses in `forwardedHeaders.trustedIPs`
#     trusts-all-proxies:
#       message: "entry point `{name}` believes the PROXY protocol of every client: `{value}`"
#       fix: list the load balancer's addresses in `proxyProtocol.trustedIPs`
#     no-access-log:
#       message: "proxy `{name}` writes no access log"
#       fix: add `accessLog` to the static configuration
package seaworthy.ingress.trf_06

import data.seaworthy.lib.evidence
import data.seaworthy.lib.traefik_routers
import data.seaworthy.lib.values

proxies := evidence.of_kind("tls/proxy")

findings contains finding("insecure-api", item, ["api", "insecure"], {}) if {
	some item in proxies
	item.content.apiInsecure == true
}

findings contains finding("debug-api", item, ["api", "debug"], {}) if {
	some item in proxies
	item.content.apiDebug == true
}

findings contains finding("no-access-log", item, [], {}) if {
	some item in proxies
	not item.content.accessLog == true
}

# Routers by hand to what Traefik serves itself.
open_routes := {[i, service, name] |
	some i, router in traefik_routers.routers
	some service in values.list_at(router.item.content, ["unresolvedServices"])
	service in {"api@internal", "dashboard@internal", "rest@internal", "prometheus@internal"}
	some name in traefik_routers.public_names(router.item)
	not traefik_routers.has_effect(router.item, name, "guards")
}

findings contains route_finding("api-routed-openly", i, service, {"entry_point": name}) if {
	some [i, service, name] in open_routes
	count(traefik_routers.unseen(traefik_routers.routers[i].item, name)) == 0
}

findings contains route_finding("api-guard-not-known", i, service, {"missing": sort(unseen), "status": "unknown"}) if {
	some [i, service, name] in open_routes
	unseen := traefik_routers.unseen(traefik_routers.routers[i].item, name)
	count(unseen) > 0
}

route_finding(rule, i, service, named) := object.union(
	{
		"rule": rule, "on": traefik_routers.routers[i].item.id, "path": [],
		"name": traefik_routers.routers[i].name, "service": service,
	},
	named,
)

trusting := {"trusts-all-headers": "forwardedHeaders", "trusts-all-proxies": "proxyProtocol"}

findings contains finding(rule, item, [part, "insecure"], {"value": "insecure: true"}) if {
	some rule, part in trusting
	some item in evidence.of_kind("tls/entry-point")
	object.get(item.content, [part, "insecure"], false) == true
}

findings contains finding(rule, item, [part, "trustedIPs", i], {"value": range}) if {
	some rule, part in trusting
	some item in evidence.of_kind("tls/entry-point")
	some i, range in values.list_at(item.content, [part, "trustedIPs"])
	is_everyone(range)
}

# Half of all addresses is everyone as well, in two lines.
is_everyone(range) if {
	bits := to_number(split(range, "/")[1])
	bits < 4
}

finding(rule, item, path, named) := object.union(
	{"rule": rule, "on": item.id, "path": path, "name": values.string_at(item.content, ["name"])},
	named,
)
