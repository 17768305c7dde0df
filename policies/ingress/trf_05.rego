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

at_floors(table, path) := {[section, least]: traefik_routers.above(table.open[[path, section]], least) |
	some [section, least] in {[one.section, one.floor] | some one in table.own}
}

first_open := {where: min(found) | some where, found in web_open; count(found) > 0}

findings contains finding("shares-port", traefik_routers.routers[i], {"hosts": names, "asked": websocket_path}) if {
	not parameters.value("websocket_shares_port") == true
	some i, names in names_sharing
}

# Routers for all hosts may be thousands that share with the same ones, whose names are sorted once.
names_sharing := object.union(
	{i: shown(found) |
		some i, found in sharing_own
		not i in object.keys(open_kinds)
	},
	{i: names |
		some kind, routers in open_by_kind
		alike_names := shown(object.get(hosts_by_kind, [kind], set()))
		some i in routers
		names := names_of_open(i, kind, alike_names)
		count(names) > 0
	},
)

names_of_open(i, kind, alike_names) := shown(object.get(hosts_by_kind, [kind], set()) | sharing_own[i]) if {
	sharing_own[i]
} else := alike_names

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

sharing_own := groups.by_key({[i, pair.host] |
	some pair in pairs
	some i in pair.routers
	some target in targets(i)
	is_web_target(pair, target)
})

is_web_target(pair, target) if target in own_targets(pair.web)

is_web_target(pair, target) if target in open_targets[[pair.section, pair.web.floor]]

# Routers for all hosts are of one kind that answer in the same sections, by one priority, and lead to
# the same servers.
open_kinds := {i: [sections, targets(i), traefik_routers.routers[i].priority] |
	some i, sections in groups.by_key({[i, section] |
		some [_, section], found in websocket.open
		some i in found
	})
}

open_by_kind := groups.by_key({[kind, i] | some i, kind in open_kinds})

# They share with what hosts have of their own, and with each other, and so on all hosts alike.
hosts_by_kind := groups.by_key(sharing_with_own | sharing_with_open)

sharing_with_own := {[kind, pair.host] |
	some pair in pairs
	some target in own_targets(pair.web)
	some kind in object.get(kinds_by_target, [[pair.section, target]], set())
	kind[2] >= pair.floor
}

kinds_by_target := groups.by_key({[[section, target], kind] |
	some kind in object.keys(open_by_kind)
	some section in kind[0]
	some target in kind[1]
})

sharing_with_open := {[kind, host] |
	some [section, floor, web_floor], hosts in alike
	some kind in object.keys(open_by_kind)
	section in kind[0]
	kind[2] >= floor
	some target in kind[1]
	target in open_targets[[section, web_floor]]
	some host in hosts
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
findings contains shadowed(router, host, asked.path, winner) if {
	some asked in asking
	not traefik_routers.open in asked.part.places
	router := traefik_routers.routers[asked.part.router]
	some host in asked.part.places
	not traefik_routers.is_excluded(asked.part.alternative, host, asked.path)
	some section in router.sections
	router.priority < floors[[section, host, asked.path]]
	winner := winners[[section, host, asked.path]]
}

findings contains shadowed(router, host, asked.path, winner) if {
	some asked in asking_all_hosts
	router := traefik_routers.routers[asked.router]
	some [host, winner] in asked.before
}

most_shown := 10

shadowed(router, host, path, winner) := finding("shadowed", router, {"host": host, "asked": path, "by": traefik_routers.routers[winner].name}) if {
	not traefik_routers.routers[winner].redirects
}

asking := [{"part": part, "path": path} |
	some part in traefik_routers.parts
	some path in named_paths(part.alternative)
]

# By section, host and path, below which priority nothing is answered, and who answers first. Thousands
# of routers may ask for the same path.
floors := {where: max({look(where).floor, open_look(where).floor}) | some where in places_asked}

winners := {where: first_at(where, floors[where]) | some where in places_asked}

places_asked := {[section, host, asked.path] |
	some asked in asking
	not traefik_routers.open in asked.part.places
	some section in traefik_routers.routers[asked.part.router].sections
	some host in asked.part.places
}

look(where) := traefik_routers.look(where[0], where[1], where[2])

open_look(where) := object.get(open_looks, [[where[0], where[2]]], {"floor": traefik_routers.nowhere, "routers": set()})

open_looks := {[section, path]: traefik_routers.look(section, traefik_routers.open, path) |
	some [section, path] in {[section, asked.path] |
		some asked in asking
		some section in traefik_routers.routers[asked.part.router].sections
	}
}

first_at([section, host, path], least) := min(union({
	traefik_routers.above(look([section, host, path]).routers, least),
	traefik_routers.above(open_look([section, host, path]).routers, least),
	{first |
		some place in {traefik_routers.open, host}
		some priority, first in object.get(traefik_routers.still_first, [[section, place]], {})
		priority >= least
	},
}))

# Of rules for all hosts, those hosts on which others come first, with these. What is the same for rules
# of one path and priority is looked for once.
asking_all_hosts := [{"router": i, "path": path, "before": found} |
	some [section, path, priority], routers in alike_asking
	found := shown_before(section, path, before(section, path, priority))
	count(found) > 0
	some i in routers
]

alike_asking := groups.by_key({[[section, asked.path, router.priority], asked.part.router] |
	some asked in asking
	traefik_routers.open in asked.part.places
	not traefik_routers.is_excluded(asked.part.alternative, traefik_routers.open, asked.path)
	router := traefik_routers.routers[asked.part.router]
	some section in router.sections
})

# A rule for all hosts has one finding where many are in its way.
shown_before(section, path, hosts) := {[concat(" ", [first, "and other hosts"]), first_before(section, first, path)]} if {
	count(hosts) > most_shown
	first := min(hosts)
} else := {[host, first_before(section, host, path)] | some host in hosts}

first_before(section, host, path) := first_at([section, host, path], least) if {
	least := max({look([section, host, path]).floor, open_look([section, host, path]).floor})
}

before(section, path, priority) := traefik_routers.hosts if {
	open_look([section, "", path]).floor > priority
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

open_priorities := {[section, priority] | some [section, _, priority] in object.keys(alike_asking)}

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

given := [object.union(given_to({one[0] | some one in found}, {one[1] | some one in found}, {one[2][0] | some one in found}), {"router": i}) |
	some i, found in given_own
	not i in object.keys(open_closed)
]

given_to(hosts, paths, names) := {"hosts": shown(hosts), "paths": sort(paths), "names": names}

given_open := [object.union(one, {"router": i}) |
	some [priority, answered], alike in alike_closed
	found := [one | some one in closed_answers.own; [one.path, one.section] in answered; one.floor <= priority]
	hosts := {one.host | some one in found}
	paths := {one.path | some one in found}
	names := {one.section[0] | some one in found}
	alone := given_to(hosts, paths, names)
	some i in alike
	one := given_by(i, hosts, paths, names, alone)
]

given_by(i, hosts, paths, names, alone) := given_to(hosts | {one[0] | some one in own}, paths | {one[1] | some one in own}, names | {one[2][0] | some one in own}) if {
	own := given_own[i]
} else := alone

# Routers, what they give, and the entry points on which nothing guards it.
exposed := [{"router": router, "hosts": one.hosts, "paths": one.paths, "unseen": traefik_routers.unseen(router.item, name)} |
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
