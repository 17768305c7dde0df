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
import data.seaworthy.lib.groups
import data.seaworthy.lib.parameters
import data.seaworthy.lib.traefik_routers
import data.seaworthy.lib.values

web_path := parameters.value("web_path")

websocket_path := parameters.value("websocket_path")

web := answers([web_path])

websocket := answers([websocket_path])

# Who answers: for each host its own routers, and by path and section those for all hosts whose
# priority is not below the host's floor.
answers(paths) := {"open": opened, "own": own} if {
	found := traefik_routers.open_answers(paths)
	opened := {where: mine |
		some where, one in found
		mine := one.routers & traefik_routers.useful
	}
	own := [object.union(one, {"routers": mine}) |
		some [path, section], all in found
		top := max({traefik_routers.routers[i].priority | some i in opened[[path, section]]} | {traefik_routers.nowhere - 1})
		some one in traefik_routers.own_answers(path, section, all)
		mine := one.routers & traefik_routers.useful
		is_answered(mine, top, one.floor)
	]
}

is_answered(mine, top, least) if {
	count(mine) == 0
	top >= least
}

is_answered(mine, _, _) if count(mine) > 0

web_hosts := {one.host | some one in web.own}

websocket_hosts := {one.host | some one in websocket.own}

paths_answered := {one.path | some one in answers(parameters.value("needed_paths")).own}

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

first_ids := groups.by_key({[one.host, traefik_routers.routers[first].item.id] |
	some one in web.own
	first := min(one.routers | {i | i := first_open[[one.section, one.floor]]})
})

# Hosts have few floors, so what answers for all of them is found once for each.
web_open := at_floors(web, web_path)

websocket_open := at_floors(websocket, websocket_path)

at_floors(table, path) := {[section, least]: traefik_routers.above(table.open[[path, section]], least) |
	some [section, least] in {[one.section, one.floor] | some one in table.own}
}

first_open := {where: min(found) | some where, found in web_open; count(found) > 0}

findings contains finding("shares-port", traefik_routers.routers[i], {"hosts": shown(found), "asked": websocket_path}) if {
	not parameters.value("websocket_shares_port") == true
	some i, found in hosts_sharing
	not i in object.keys(open_sharing)
}

findings contains finding("shares-port", traefik_routers.routers[i], {"hosts": shown(found), "asked": websocket_path}) if {
	not parameters.value("websocket_shares_port") == true
	some i, kinds in open_sharing
	found := hosts_of_kinds[kinds] | object.get(hosts_sharing, [i], set())
}

# A web client has one answer for each host and section.
pairs := [{"host": one.host, "section": one.section, "floor": one.floor, "routers": one.routers, "web": other} |
	some one in websocket.own
	other := web_by_host[[one.host, one.section]]
]

web_by_host := {[one.host, one.section]: one | some one in web.own}

targets(i) := targets_by_router[i]

targets_by_router := {i: traefik_routers.targets(traefik_routers.routers[i].item) | some i in traefik_routers.useful}

own_targets(one) := union({targets(i) | some i in one.routers})

open_targets := {where: union({targets(i) | some i in found}) | some where, found in web_open}

hosts_sharing := groups.by_key(sharing_own | sharing_open)

sharing_own := {[i, pair.host] |
	some pair in pairs
	some i in pair.routers
	some target in targets(i)
	is_web_target(pair, target)
}

is_web_target(pair, target) if target in own_targets(pair.web)

is_web_target(pair, target) if target in open_targets[[pair.section, pair.web.floor]]

# Routers for all hosts, by where they lead.
sharing_open := {[i, pair.host] |
	some pair in pairs
	some target in own_targets(pair.web)
	some i in object.get(websocket_by_target, [[pair.section, target]], set())
	traefik_routers.routers[i].priority >= pair.floor
}

websocket_by_target := groups.by_key({[[section, target], i] |
	some [_, section], found in websocket.open
	some i in found
	some target in targets(i)
})

# Two routers for all hosts share on all hosts of a kind, of which there are few.
open_sharing := groups.by_key({[i, [section, floor, web_floor]] |
	some [section, floor, web_floor] in object.keys(alike)
	some i in object.get(websocket_open, [[section, floor]], set())
	some target in targets(i)
	target in open_targets[[section, web_floor]]
})

hosts_of_kinds := {kinds: union({alike[kind] | some kind in kinds}) |
	some kinds in {kinds | some kinds in open_sharing}
}

alike := groups.by_key([[[pair.section, pair.floor, pair.web.floor], pair.host] | some pair in pairs])

# Nobody reads a thousand names.
shown(names) := sort(names) if {
	count(names) <= 20
} else := array.concat(array.slice(sort(names), 0, 20), [sprintf("%d more", [count(names) - 20])])

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
findings contains shadowed(router, host, path, winner) if {
	some asked in asking
	not traefik_routers.open in asked.part.places
	router := traefik_routers.routers[asked.part.router]
	some host in asked.part.places
	not traefik_routers.is_excluded(asked.part.alternative, host, asked.path)
	some section in router.sections
	least := traefik_routers.floor_at(section, host, asked.path)
	router.priority < least
	path := asked.path
	winner := traefik_routers.first_at(section, host, path, least)
}

findings contains shadowed(router, host, asked.path, winner) if {
	some asked in asking_all_hosts
	asked.count <= most_shown
	router := traefik_routers.routers[asked.router]
	some host in asked.hosts
	least := traefik_routers.floor_at(asked.section, host, asked.path)
	winner := traefik_routers.first_at(asked.section, host, asked.path, least)
}

# A rule for all hosts has one finding where many are in its way.
findings contains shadowed(router, concat(" ", [first, "and other hosts"]), asked.path, winner) if {
	some asked in asking_all_hosts
	asked.count > most_shown
	router := traefik_routers.routers[asked.router]
	first := min(asked.hosts)
	least := traefik_routers.floor_at(asked.section, first, asked.path)
	winner := traefik_routers.first_at(asked.section, first, asked.path, least)
}

most_shown := 10

shadowed(router, host, path, winner) := finding("shadowed", router, {"host": host, "asked": path, "by": traefik_routers.routers[winner].name}) if {
	not traefik_routers.routers[winner].redirects
}

asking := [{"part": part, "path": path} |
	some part in traefik_routers.parts
	some path in named_paths(part.alternative)
]

# Of rules for all hosts, those hosts on which others come first.
asking_all_hosts := [{"router": asked.part.router, "path": asked.path, "section": section, "hosts": found, "count": count(found)} |
	some asked in asking
	traefik_routers.open in asked.part.places
	not traefik_routers.is_excluded(asked.part.alternative, traefik_routers.open, asked.path)
	some section in traefik_routers.routers[asked.part.router].sections
	found := before(section, asked.path, traefik_routers.routers[asked.part.router].priority)
	count(found) > 0
]

before(section, path, priority) := traefik_routers.hosts if {
	traefik_routers.look(section, traefik_routers.open, path).floor > priority
} else := known if {
	known := before_by_floor(section, priority)
	count(known) > most_shown
} else := before_by_floor(section, priority) | {host |
	some host in traefik_routers.hosts_with_keys(section, path)
	traefik_routers.look(section, host, path).floor > priority
}

before_by_floor(section, priority) := object.get(before_known, [[section, priority]], set())

# By the priority of a rule for all hosts.
before_known := {[section, priority]: union({found |
	some least, found in object.get(traefik_routers.hosts_by_floor, [section], {})
	least > priority
}) |
	some [section, priority] in open_priorities
}

open_priorities := {[section, router.priority] |
	some asked in asking
	traefik_routers.open in asked.part.places
	router := traefik_routers.routers[asked.part.router]
	some section in router.sections
}

# What a rule asks for by name, where it has to do with the paths that matter.
named_paths(alternative) := {constraint.value | some constraint in alternative; is_named(constraint)}

closed_answers := answers(closed)

# By router, what of the closed paths it gives to whom.
given_own := groups.by_key({[i, [one.host, one.path, one.section]] |
	some one in closed_answers.own
	some i in one.routers
})

# Of routers for all hosts, by their priority and what they answer: thousands may be alike.
alike_closed := groups.by_key({[[traefik_routers.routers[i].priority, answered], i] |
	some i, answered in open_closed
})

open_closed := groups.by_key({[i, where] |
	some where, found in closed_answers.open
	some i in found
})

given := [{"router": i, "hosts": {one[0] | some one in found}, "paths": {one[1] | some one in found}, "names": {one[2][0] | some one in found}} |
	some i, found in given_own
	not i in object.keys(open_closed)
]

given_open := [{"router": i, "hosts": (hosts | {one[0] | some one in own}), "paths": (paths | {one[1] | some one in own}), "names": (names | {one[2][0] | some one in own})} |
	some [priority, answered], alike in alike_closed
	found := [one | some one in closed_answers.own; [one.path, one.section] in answered; one.floor <= priority]
	hosts := {one.host | some one in found}
	paths := {one.path | some one in found}
	names := {one.section[0] | some one in found}
	some i in alike
	own := object.get(given_own, i, set())
]

# Routers, what they give, and the entry points on which nothing guards it.
exposed := [{"router": router, "hosts": shown(one.hosts), "paths": sort(one.paths), "unseen": traefik_routers.unseen(router.item, name)} |
	some one in array.concat(given, given_open)
	router := traefik_routers.routers[one.router]
	some name in one.names
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
