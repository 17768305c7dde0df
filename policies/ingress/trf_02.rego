# METADATA
# title: Sticky sessions are right where needed
# description: Live updates come back to their server, and the cookie that sees to it is safe.
# custom:
#   id: TRF-02
#   severity: medium
#   stage: integration
#   scope: snapshot
#   needs: [tls/router]
#   reads: [tls/entry-point, tls/middleware, tls/service]
#   parameters: [internal_entry_points, live_paths, same_site]
#   mappings:
#     nist-800-53r5: [SC-23]
#   rules:
#     not-sticky:
#       message: "router `{name}` answers `{asked}` by `{service}`, which is not sticky"
#       fix: give the service `sticky.cookie` with `secure`, `httpOnly` and `sameSite`
#     sticky-without-effect:
#       message: "service `{service}` of router `{name}` is sticky, but the cluster balances it after Traefik did"
#       fix: turn `nativeLB` off for this service
#     cookie-not-secure:
#       message: "the sticky cookie of service `{service}` at router `{name}` is not Secure"
#       fix: set `sticky.cookie.secure` to `true`
#     cookie-not-http-only:
#       message: "the sticky cookie of service `{service}` at router `{name}` is not HttpOnly"
#       fix: set `sticky.cookie.httpOnly` to `true`
#     cookie-same-site:
#       message: "the sticky cookie of service `{service}` at router `{name}` has SameSite `{value}`"
#       fix: set `sticky.cookie.sameSite` to `lax`
#     service-not-known:
#       message: "router `{name}` answers `{asked}` by `{service}`, which is not in the evidence"
#       fix: add the service's file or object to the evidence
#     rule-not-read:
#       message: "the rule of router `{name}` cannot be read, so what it answers is not known"
#       fix: correct the rule
#     no-live-route:
#       message: "no public router is known to answer `{asked}`"
#       fix: add the ERP's routes to the evidence
package seaworthy.ingress.trf_02

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.traefik_routers
import data.seaworthy.lib.values

live_paths := parameters.value("live_paths")

# A catch-all answers paths that nobody meant; only where no router asks for a path does it count.
asking[path] := found if {
	some path in live_paths
	found := {i |
		some i, router in traefik_routers.routers
		some alternative in router.alternatives
		some constraint in alternative
		asks_for(constraint, path)
	}
}

asks_for(constraint, path) if {
	traefik_routers.positive(constraint)
	constraint.matcher in {"Path", "PathPrefix"}
	shortest := concat("", ["/", split(path, "/")[1]])
	startswith(constraint.value, shortest)
}

asks_for(constraint, path) if {
	traefik_routers.positive(constraint)
	constraint.matcher == "PathRegexp"
	startswith(values.string_at(constraint, ["prefix"]), concat("", ["/", split(path, "/")[1]]))
}

answering_first := {i |
	some found in traefik_routers.answering([live_paths[0]])
	some i in found
	not traefik_routers.routers[i].redirects
}

asking_any := {i | some found in asking; some i in found}

judged := {[i, path] | some path, found in asking; some i in found; not traefik_routers.routers[i].redirects} if {
	count(asking_any) > 0
} else := {[i, live_paths[0]] | some i in answering_first}

findings contains finding("not-sticky", router, {"asked": path, "service": shown(backend)}) if {
	some [i, path] in judged
	router := traefik_routers.routers[i]
	some backend in traefik_routers.backends(router.item)
	has_choice(backend)
	not values.is_set(backend, ["sticky"])
}

has_choice(backend) if {
	backend.kind in {"Service", "loadBalancer"}
	object.get(backend, "servers", 2) > 1
}

has_choice(backend) if {
	backend.kind == "weighted"
	object.get(backend, "choices", 0) > 1
}

shown(backend) := backend.name if {
	backend.name != ""
} else := "a choice of several services"

findings contains finding("sticky-without-effect", router, {"service": shown(backend)}) if {
	some [i, _] in judged
	router := traefik_routers.routers[i]
	some backend in traefik_routers.backends(router.item)
	values.is_set(backend, ["sticky"])
	backend.nativeLb == true
}

findings contains finding("service-not-known", router, {"asked": path, "service": name, "status": "unknown"}) if {
	some [i, path] in judged
	router := traefik_routers.routers[i]
	some name in traefik_routers.unseen_backends(router.item)
}

# Every cookie counts, whatever the path.
cookies := [{"router": router, "service": shown(backend), "cookie": backend.sticky} |
	some router in traefik_routers.routers
	some backend in traefik_routers.backends(router.item)
	is_object(object.get(backend, "sticky", null))
]

findings contains finding("cookie-not-secure", one.router, {"service": one.service}) if {
	some one in cookies
	not one.cookie.secure == true
}

findings contains finding("cookie-not-http-only", one.router, {"service": one.service}) if {
	some one in cookies
	not one.cookie.httpOnly == true
}

findings contains finding("cookie-same-site", one.router, {"service": one.service, "value": value}) if {
	some one in cookies
	value := values.string_at(one.cookie, ["sameSite"])
	not lower(value) in {lower(allowed) | some allowed in parameters.value("same_site")}
}

findings contains {
	"rule": "rule-not-read", "on": item.id, "path": [],
	"name": values.string_at(item.content, ["name"]), "status": "unknown",
} if {
	some item in traefik_routers.unreadable
}

findings contains {"rule": "no-live-route", "on": item.id, "path": [], "asked": live_paths[0], "status": "unknown"} if {
	count(judged) == 0
	item := evidence.of_kind("tls/router")[0]
}

finding(rule, router, named) := object.union(
	{"rule": rule, "on": router.item.id, "path": [], "name": router.name},
	named,
)
