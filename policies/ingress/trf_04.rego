# METADATA
# title: Every public route is rate limited
# description: Routers that answer the API, logins, the portal or webhooks pass a rate limit or an in-flight cap.
# custom:
#   id: TRF-04
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [tls/router]
#   reads: [tls/entry-point, tls/middleware, tls/service]
#   parameters: [internal_entry_points, limited_paths]
#   mappings:
#     nist-800-53r5: [AC-7, SC-5, SC-5(2)]
#   rules:
#     no-limit:
#       message: "router `{name}` answers `{paths}` on entry point `{entry_point}` without a rate limit or in-flight cap"
#       fix: add a middleware with `rateLimit` or `inFlightReq` to the router, or to the entry point
#     limit-not-known:
#       message: "whether router `{name}`, which answers `{paths}`, is limited on entry point `{entry_point}` is not known: `{missing}` is not in the evidence"
#       fix: add it to the evidence
#     rule-not-read:
#       message: "the rule of router `{name}` cannot be read, so what it answers is not known"
#       fix: correct the rule
#     no-public-route:
#       message: "no public router answers any of the paths that must be limited"
#       fix: add the ERP's routes to the evidence, or mend the parameter `limited_paths`
package seaworthy.ingress.trf_04

import data.seaworthy.lib.evidence
import data.seaworthy.lib.groups
import data.seaworthy.lib.parameters
import data.seaworthy.lib.traefik_routers
import data.seaworthy.lib.values

answers := traefik_routers.answering(parameters.value("limited_paths"))

# By router and entry point, the paths that it answers there.
answered := groups.by_key({[[i, name], path] |
	some [path, [name, _]], found in answers
	some i in (found & traefik_routers.useful)
})

# Only routers without limit are looked at closely: most have one.
judged := {[i, name]: paths |
	some [i, name], paths in answered
	not traefik_routers.has_effect(traefik_routers.routers[i].item, name, "limits")
}

findings contains finding("no-limit", i, name, paths, {}) if {
	some [i, name], paths in judged
	item := traefik_routers.routers[i].item
	missing(item, name) == set()
}

findings contains finding("limit-not-known", i, name, paths, {"missing": sort(unseen), "status": "unknown"}) if {
	some [i, name], paths in judged
	item := traefik_routers.routers[i].item
	unseen := missing(item, name)
	count(unseen) > 0
}

# What might limit and is not in the evidence.
missing(item, name) := traefik_routers.unseen(item, name) | {concat(" ", ["entry point", one]) |
	some one in [name]
	not one in object.keys(traefik_routers.entry_points)
}

findings contains {
	"rule": "rule-not-read", "on": item.id, "path": [],
	"name": values.string_at(item.content, ["name"]), "status": "unknown",
} if {
	some item in traefik_routers.unreadable
}

findings contains {"rule": "no-public-route", "on": item.id, "path": [], "status": "unknown"} if {
	count(answered) == 0
	item := evidence.of_kind("tls/router")[0]
}

finding(rule, i, name, paths, named) := object.union(
	{
		"rule": rule, "on": traefik_routers.routers[i].item.id, "path": [],
		"name": traefik_routers.routers[i].name, "entry_point": name, "paths": sort(paths),
	},
	named,
)
