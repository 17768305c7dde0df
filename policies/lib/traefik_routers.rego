# Which of Traefik's routers answers a request. Traefik asks routers by priority, the highest
# first, and takes the first that matches; one without TLS never sees a request with it.
package seaworthy.lib.traefik_routers

import data.seaworthy.lib.evidence
import data.seaworthy.lib.groups
import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

all := [item |
	some item in evidence.of_kind("tls/router")
	not is_refused(item)
]

# Traefik's API says which routers it does not serve.
is_refused(item) if object.get(item.content, "status", "") == "disabled"

internal_names := {name | some name in parameters.value("internal_entry_points")}

entry_points := {name: [item |
	some item in evidence.of_kind("tls/entry-point")
	item.content.name == name
] |
	some named in evidence.of_kind("tls/entry-point")
	name := values.string_at(named.content, ["name"])
}

# One that redirects answers nothing else. Of two declarations the one without redirect counts.
open_names := {name |
	some name, items in entry_points
	not name in internal_names
	some item in items
	not item.content.redirectsToHttps == true
}

default_names := {name |
	some name in (object.keys(entry_points) - internal_names)
	some item in entry_points[name]
	item.content.asDefault == true
}

# Where a router listens that names no entry point; `any` where nothing tells.
otherwise := default_names if {
	count(default_names) > 0
} else := object.keys(entry_points) - internal_names if {
	count(object.keys(entry_points) - internal_names) > 0
} else := {"any"}

names_of(item) := named if {
	named := {name | some name in values.list_at(item.content, ["entryPoints"])}
	count(named) > 0
} else := otherwise

# The public entry points on which a router answers itself.
public_names(item) := {name |
	some name in names_of(item)
	not name in internal_names
	is_open(name)
}

is_open(name) if name in open_names

is_open(name) if not name in object.keys(entry_points)

# A section is an entry point with TLS or without it.
sections_of(item) := {[name, is_tls(item, name)] | some name in public_names(item)}

is_tls(item, _) if item.content.tls == true

else if {
	some entry_point in object.get(entry_points, is_name(item), [])
	entry_point.content.tls == true
}

else := false

# Only a router on one entry point surely takes that one's TLS.
is_name(item) := names[0] if {
	names := [name | some name in names_of(item)]
	count(names) == 1
} else := ""

routers := [router |
	some item in all
	sections := sections_of(item)
	count(sections) > 0
	not is_string(object.get(item.content, "unreadable", null))
	router := {
		"item": item,
		"name": values.string_at(item.content, ["name"]),
		"sections": sections,
		"priority": object.get(item.content, "priority", 0),
		"alternatives": values.list_at(item.content, ["alternatives"]),
		"redirects": redirects(item),
	}
]

unreadable := [item |
	some item in all
	is_string(object.get(item.content, "unreadable", null))
]

positive(constraint) if not constraint.negated == true

# Hosts that rules name; `*` stands for any other.
hosts := {host |
	some router in routers
	some alternative in router.alternatives
	some host in hosts_asked(alternative)
}

hosts_asked(alternative) := named if {
	named := {lower(constraint.value) | some constraint in alternative; constraint.matcher == "Host"; positive(constraint)}
	count(named) > 0
} else := {"*"}

# What a constraint says of a request from outside: `yes`, `no`, or `maybe` where it depends on more.
says(constraint, host, path) := turned(constraint, plain(constraint, host, path))

turned(constraint, answer) := answer if {
	positive(constraint)
} else := {"yes": "no", "no": "yes", "maybe": "maybe"}[answer]

plain(constraint, host, path) := yes_if(lower(constraint.value) == host) if {
	constraint.matcher == "Host"
	host != "*"
} else := "no" if {
	constraint.matcher == "Host"
} else := yes_if(regex.match(constraint.value, host)) if {
	constraint.matcher == "HostRegexp"
	host != "*"
	is_pattern(constraint)
} else := plain_path(constraint, path)

plain_path(constraint, path) := yes_if(constraint.value == path) if {
	constraint.matcher == "Path"
} else := yes_if(startswith(path, constraint.value)) if {
	constraint.matcher == "PathPrefix"
} else := yes_if(regex.match(constraint.value, path)) if {
	constraint.matcher == "PathRegexp"
	is_pattern(constraint)
} else := yes_if(endswith(constraint.value, "/0")) if {
	constraint.matcher == "ClientIP"
} else := "maybe"

is_pattern(constraint) if {
	constraint.regex == true
	regex.is_valid(constraint.value)
}

yes_if(true) := "yes"

yes_if(false) := "no"

# What rules ask is indexed by section, place and the text that its path begins with, for a release
# has thousands of routers and no request may be held against each. A place is a host, or `open` for
# alternatives that ask nothing of the host: a host is not told apart from others by these.
open := "**"

parts := [{"router": i, "alternative": alternative, "places": places_of(alternative)} |
	some i, router in routers
	some alternative in router.alternatives
]

places_of(alternative) := {open} if {
	every constraint in alternative {
		not constraint.matcher in {"Host", "HostRegexp"}
	}
} else := {host |
	count(named) == 0
	some host in hosts
	not host_excludes(alternative, host)
} if {
	named := hosts_asked(alternative) - {"*"}
	count(named) != 1
} else := hosts_asked(alternative) - {"*"}

host_excludes(alternative, host) if {
	some constraint in alternative
	constraint.matcher in {"Host", "HostRegexp"}
	says(constraint, host, "") == "no"
}

asks_path(alternative) if {
	some constraint in alternative
	constraint.matcher in {"Path", "PathPrefix", "PathRegexp"}
}

# What every path begins with that an alternative takes.
path_key(alternative) := max({key | some constraint in alternative; key := constraint_key(constraint)} | {""})

constraint_key(constraint) := constraint.value if {
	positive(constraint)
	constraint.matcher in {"Path", "PathPrefix"}
} else := values.string_at(constraint, ["prefix"]) if {
	positive(constraint)
	constraint.matcher == "PathRegexp"
	is_pattern(constraint)
}

keys := groups.by_key({[[section, place], path_key(part.alternative)] |
	some part in parts
	asks_path(part.alternative)
	some section in routers[part.router].sections
	some place in part.places
})

positions := groups.by_key({[[section, place, path_key(part.alternative)], k] |
	some k, part in parts
	asks_path(part.alternative)
	some section in routers[part.router].sections
	some place in part.places
})

# What asks nothing of the path says the same to all of them.
still_all := groups.by_key({[[section, place], {"router": part.router, "says": said}] |
	some part in parts
	not asks_path(part.alternative)
	some section in routers[part.router].sections
	some place in part.places
	said := verdict(part.alternative, place, "")
	said != "no"
})

still := {where: {"floor": least, "routers": above({one.router | some one in found}, least)} |
	some where, found in still_all
	least := floor(found)
}

# Lower than any priority.
nowhere := -9000000000000000000

floor(found) := max({routers[one.router].priority | some one in found; one.says == "yes"} | {nowhere})

above(found, least) := {i | some i in found; routers[i].priority >= least}

verdict(alternative, host, path) := "no" if {
	is_excluded(alternative, host, path)
} else := "yes" if {
	every constraint in alternative {
		says(constraint, host, path) == "yes"
	}
} else := "maybe"

is_excluded(alternative, host, path) if {
	some constraint in alternative
	says(constraint, host, path) == "no"
}

keys_of_path(where, path) := {key | some key in known; startswith(path, key)} if {
	known := object.get(keys, [where], set())
	count(known) <= count(path)
} else := {key |
	some n in numbers.range(0, count(path))
	key := substring(path, 0, n)
	key in object.get(keys, [where], set())
}

# Who of a place may answer a path: those that may match before the first that surely does, and that
# one, whose priority is the floor. Equal priorities fall to chance. Those for all paths stay apart.
look(section, place, path) := {"floor": least, "routers": above({one.router | some one in found}, least)} if {
	found := {{"router": parts[k].router, "says": said} |
		some key in keys_of_path([section, place], path)
		some k in object.get(positions, [[section, place, key]], set())
		said := verdict(parts[k].alternative, place, path)
		said != "no"
	}
	least := max({floor(found), still_at(section, place).floor})
}

still_at(section, place) := object.get(still, [[section, place]], {"floor": nowhere, "routers": set()})

all_of(section, place, found) := above(still_at(section, place).routers, found.floor) | found.routers

sections := {section | some router in routers; some section in router.sections}

# By path and section, who may answer whatever the host.
open_answers(paths) := {[path, section]: {"floor": found.floor, "routers": all_of(section, open, found)} |
	some path in paths
	some section in sections
	found := look(section, open, path)
}

# What each host has of its own for a path: its routers and its floor, below which nothing answers, be
# it for all hosts or for this.
own_answers(path, section, opened) := [{"path": path, "section": section, "host": host, "floor": least, "routers": above(all_of(section, host, own), least)} |
	some host in hosts
	own := look(section, host, path)
	least := max({own.floor, opened.floor})
]

# By path and section, who answers a request to any host.
answering(paths) := {[path, section]: found |
	some [path, section], opened in open_answers(paths)
	own := own_answers(path, section, opened)
	least := min({one.floor | some one in own})
	found := union({one.routers | some one in own}) | above(opened.routers, least)
}

# The floor of one host, and the first in the evidence of those who answer there.
floor_at(section, host, path) := max({look(section, host, path).floor, look(section, open, path).floor})

first_at(section, host, path, least) := min({i |
	some place in {open, host}
	some i in above(look(section, place, path).routers, least)
} | {first |
	some place in {open, host}
	some priority, first in object.get(still_first, [[section, place]], {})
	priority >= least
})

# The first of each priority, as thousands may have the same.
still_first := {where: {priority: min({i | some i in found.routers; routers[i].priority == priority}) |
	some priority in {routers[i].priority | some i in found.routers}
} |
	some where, found in still
}

# Hosts whose routers for all paths have one floor, and those that have a router for paths that begin
# with a text.
hosts_by_floor := {section: {floor: hosts_of_floor[[section, floor]] | some [one, floor] in object.keys(hosts_of_floor); one == section} |
	some section in sections
}

hosts_of_floor := groups.by_key({[[section, found.floor], host] |
	some [section, host], found in still
	host != open
})

hosts_by_key := groups.by_key({[[section, key], host] |
	some [section, host], known in keys
	host != open
	some key in known
})

hosts_with_keys(section, path) := {host |
	some n in numbers.range(0, count(path))
	some host in object.get(hosts_by_key, [[section, substring(path, 0, n)]], set())
}

# Middlewares by full name, with what stands in chains.
middlewares := {name: [evidence.of_kind("tls/middleware")[i].content | some i in found] | some name, found in middlewares_by_name}

middlewares_by_name := groups.by_key({[values.string_at(item.content, ["name"]), i] |
	some i, item in evidence.of_kind("tls/middleware")
})

names_before(name) := {one |
	some entry_point in object.get(entry_points, name, [])
	some one in values.list_at(entry_point.content, ["middlewares"])
}

# All middlewares that a request to a router passes on an entry point.
in_force(item, name) := {one | some one in values.list_at(item.content, ["middlewares"])} | {full |
	some one in names_before(name)
	full := full_name(one, item)
}

# An entry point that names a middleware without provider means that of the router's own.
full_name(name, item) := concat("@", array.concat(split(name, "@"), [provider | not contains(name, "@")])) if {
	provider := object.get({"Ingress": "kubernetes", "IngressRoute": "kubernetescrd"}, item.content.origin, "file")
}

has_effect(item, name, effect) if {
	some one in in_force(item, name)
	some content in object.get(middlewares, one, [])
	content[effect] == true
}

# Middlewares of which nothing is known.
unseen(item, name) := {one |
	some one in in_force(item, name)
	not is_seen(one)
}

is_seen(name) if {
	some content in object.get(middlewares, name, [])
	count(values.list_at(content, ["unresolvedMiddlewares"])) == 0
}

is_seen(name) if endswith(name, "@internal")

redirects(item) if {
	some name in public_names(item)
	has_effect(item, name, "redirectsToHttps")
} else := false

# Backends by full name, where routers name those of another file.
services := {name: [evidence.of_kind("tls/service")[i].content | some i in found] | some name, found in services_by_name}

services_by_name := groups.by_key({[values.string_at(item.content, ["name"]), i] |
	some i, item in evidence.of_kind("tls/service")
})

backends(item) := array.concat(values.list_at(item.content, ["services"]), [backend |
	some name in values.list_at(item.content, ["unresolvedServices"])
	some content in object.get(services, name, [])
	some backend in values.list_at(content, ["services"])
])

service_names := object.keys(services)

unseen_backends(item) := {name |
	some name in values.list_at(item.content, ["unresolvedServices"])
	not name in service_names
	not endswith(name, "@internal")
}

# Whether requests get to a server at all.
leads_somewhere(item) if count(backends(item)) > 0

leads_somewhere(item) if count(unseen_backends(item)) > 0

# Positions of the routers that do more than send the client on.
useful := {i |
	some i, router in routers
	not router.redirects
	leads_somewhere(router.item)
}

# Where requests end, as servers rather than choices between them.
leaves(item) := [backend |
	some backend in backends(item)
	backend.kind in {"Service", "loadBalancer"}
]

# Servers by name and port.
targets(item) := {[backend.name, object.get(backend, "port", "")] | some backend in leaves(item)}
