# METADATA
# title: Paths route where they should
# description: The web client, live updates, the API, the portal and webhooks are answered, and the database manager is not.
# custom:
#   id: TRF-05
#   severity: high
#   stage: integration
#   scope: snapshot
#   needs: [tls/router]
#   reads: [tls/entry-point, tls/middleware, tls/service]
#   parameters: [internal_entry_points, web_path, websocket_path, websocket_shares_port, needed_paths, closed_paths]
#   mappings:
#     nist-800-53r5: [AC-4, CM-7, SC-7]
#   rules:
#     path-missing:
#       message: "no public router answers `{asked}` on `{host}`"
#       fix: add a router for it
#     shares-port:
#       message: "router `{name}` sends `{asked}` of `{hosts}` to the port of the web client, where no live updates are"
#       fix: add a router for the path to the ERP's websocket port, or set the parameter `websocket_shares_port`
#     shadowed:
#       message: "router `{name}` never answers `{asked}` on `{host}`: `{by}` comes first"
#       fix: give it a `priority` above that of the other
#     database-exposed:
#       message: "router `{name}` lets everyone reach `{paths}` on `{hosts}`"
#       fix: add a router for `/web/database` with an `ipAllowList`, or take the path out of the rule
#     guard-not-known:
#       message: "whether router `{name}` lets everyone reach `{paths}` on `{hosts}` is not known: `{missing}` is not in the evidence"
#       fix: add it to the evidence
#     refused:
#       message: "Traefik does not serve router `{name}`: {why}"
#       fix: mend what it says
#     rule-not-read:
#       message: "the rule of router `{name}` cannot be read, so what it answers is not known"
#       fix: correct the rule
#     no-web-client:
#       message: "no public router answers `{asked}`"
#       fix: add the ERP's routes to the evidence, or to the release
package seaworthy.ingress.trf_05

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.traefik_routers
import data.seaworthy.lib.values

web_path := parameters.value("web_path")

websocket_path := parameters.value("websocket_path")

web_answers := useful(traefik_routers.answers([web_path]))

websocket_answers := useful(traefik_routers.answers([websocket_path]))

needed_answers := useful(traefik_routers.answers(parameters.value("needed_paths")))

# Answers of routers that do more than send the client on.
useful(answers) := [{"host": answer.host, "path": answer.path, "section": answer.section, "routers": found} |
	some answer in answers
	found := {i |
		some i in answer.routers
		not traefik_routers.routers[i].redirects
		traefik_routers.leads_somewhere(traefik_routers.routers[i].item)
	}
	count(found) > 0
]

web_hosts := {answer.host | some answer in web_answers}

websocket_hosts := {answer.host | some answer in websocket_answers}

paths_answered := {answer.path | some answer in needed_answers}

findings contains {"rule": "no-web-client", "on": item.id, "path": [], "asked": web_path} if {
	count(web_hosts) == 0
	count(traefik_routers.unreadable) == 0
	item := evidence.of_kind("tls/router")[0]
}

findings contains missing(host, websocket_path) if {
	some host in web_hosts
	not host in websocket_hosts
}

findings contains missing("any host", path) if {
	count(web_hosts) > 0
	some path in parameters.value("needed_paths")
	not path in paths_answered
}

# One finding, at the first router of the host's web client.
missing(host, path) := {"rule": "path-missing", "on": first_of(host), "path": [], "host": host, "asked": path}

first_of(host) := min({id | some ids in first_ids; some id in ids}) if {
	host == "any host"
} else := min(first_ids[host])

first_ids := first_by_host

first_by_host[answer.host] contains id if {
	some answer in web_answers
	id := traefik_routers.routers[min(answer.routers)].item.id
}

findings contains finding("shares-port", traefik_routers.routers[i], {"hosts": sort(found), "asked": websocket_path}) if {
	not parameters.value("websocket_shares_port") == true
	some i, found in hosts_sharing
}

hosts_sharing[i] contains answer.host if {
	some answer in websocket_answers
	web_targets := targets_of_web[[answer.host, answer.section]]
	some i in answer.routers
	count(traefik_routers.targets(traefik_routers.routers[i].item) & web_targets) > 0
}

# By host and section, of which the web client has one answer each.
targets_of_web := {[answer.host, answer.section]: found |
	some answer in web_answers
	found := union({traefik_routers.targets(traefik_routers.routers[i].item) | some i in answer.routers})
}

listed := ({web_path, websocket_path} | {path | some path in parameters.value("needed_paths")}) | closed

closed := {path | some path in parameters.value("closed_paths")}

is_named(constraint) if {
	traefik_routers.positive(constraint)
	constraint.matcher in {"Path", "PathPrefix"}
	some path in listed
	shares_start(constraint.value, path)
}

shares_start(one, other) if startswith(one, other)

shares_start(one, other) if startswith(other, one)

# Where one of two routers asks for more of the same path, the other is not meant to answer it.
findings contains finding("shadowed", router, {"host": host, "asked": path, "by": winner.name}) if {
	some i, router in traefik_routers.routers
	some alternative in router.alternatives
	some path in named_paths(alternative)
	some host in traefik_routers.hosts_reaching(alternative)
	not traefik_routers.is_excluded(alternative, host, path)
	some section in router.sections
	found := traefik_routers.answering(host, path, section)
	not i in found
	winner := traefik_routers.routers[min(found)]
	not winner.redirects
}

# What a rule asks for by name, where it has to do with the paths that matter.
named_paths(alternative) := {constraint.value | some constraint in alternative; is_named(constraint)}

closed_answers := useful(traefik_routers.answers(closed))

# By router, what of the closed paths it gives to whom.
given[i] contains answer if {
	some answer in closed_answers
	some i in answer.routers
}

# Routers, what they give, and the entry points on which nothing guards it.
exposed := [{"router": router, "hosts": hosts, "paths": paths, "unseen": traefik_routers.unseen(router.item, name)} |
	some i, answers in given
	router := traefik_routers.routers[i]
	hosts := sort({answer.host | some answer in answers})
	paths := sort({answer.path | some answer in answers})
	some name in {answer.section[0] | some answer in answers}
	not traefik_routers.has_effect(router.item, name, "guards")
]

findings contains finding("database-exposed", one.router, {"hosts": one.hosts, "paths": one.paths}) if {
	some one in exposed
	count(one.unseen) == 0
}

findings contains finding("guard-not-known", one.router, {"hosts": one.hosts, "paths": one.paths, "missing": sort(one.unseen), "status": "unknown"}) if {
	some one in exposed
	count(one.unseen) > 0
}

findings contains {
	"rule": "refused", "on": item.id, "path": [],
	"name": values.string_at(item.content, ["name"]), "why": concat("; ", values.list_at(item.content, ["errors"])),
} if {
	some item in evidence.of_kind("tls/router")
	traefik_routers.is_refused(item)
}

findings contains {
	"rule": "rule-not-read", "on": item.id, "path": [],
	"name": values.string_at(item.content, ["name"]), "status": "unknown",
} if {
	some item in traefik_routers.unreadable
}

finding(rule, router, named) := object.union(
	{"rule": rule, "on": router.item.id, "path": [], "name": router.name},
	named,
)
