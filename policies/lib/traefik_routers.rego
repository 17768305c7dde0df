# Which of Traefik's routers answers a request. Traefik asks routers by priority, the highest
# first, and takes the first that matches; one without TLS never sees a request with it.
package seaworthy.lib.traefik_routers

import data.seaworthy.lib.evidence
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

# Positions of the routers that a host may reach, without asking each router about each host.
positions_by_host[host] contains i if {
	some i, router in routers
	some alternative in router.alternatives
	some host in hosts_reaching(alternative)
}

# The complete rule is made once; a partial one is made anew for each host looked up.
reachable := positions_by_host

hosts_reaching(alternative) := hosts if {
	count(hosts_asked(alternative) - {"*"}) == 0
} else := asked if {
	asked := hosts_asked(alternative) - {"*"}
	count(asked) == 1
} else := set()

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

# Routers that answer `host` and `path` for sure, and those that may.
certain(router, host, path) if {
	some alternative in router.alternatives
	every constraint in alternative {
		says(constraint, host, path) == "yes"
	}
}

possible(router, host, path) if {
	some alternative in router.alternatives
	not is_excluded(alternative, host, path)
}

is_excluded(alternative, host, path) if {
	some constraint in alternative
	says(constraint, host, path) == "no"
}

# Positions of the routers that may answer a request in a section: those that may match before the
# first that surely does, and that one. Equal priorities fall to chance.
answering(host, path, section) := {i |
	some i in possible_positions(host, path, section)
	routers[i].priority >= floor
} if {
	floor := max({routers[i].priority |
		some i in possible_positions(host, path, section)
		certain(routers[i], host, path)
	})
} else := possible_positions(host, path, section)

possible_positions(host, path, section) := {i |
	some i in object.get(reachable, host, set())
	section in routers[i].sections
	possible(routers[i], host, path)
}

sections := {section | some router in routers; some section in router.sections}

# Every answer to the given paths: which router gives it to which request.
answers(paths) := [{"host": host, "path": path, "section": section, "routers": found} |
	some host in hosts
	some section in sections
	some path in paths
	found := answering(host, path, section)
	count(found) > 0
]

# Middlewares by full name, with what stands in chains.
middlewares := {name: found |
	some named in evidence.of_kind("tls/middleware")
	name := values.string_at(named.content, ["name"])
	found := [item.content | some item in evidence.of_kind("tls/middleware"); item.content.name == name]
}

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
services := {name: found |
	some named in evidence.of_kind("tls/service")
	name := values.string_at(named.content, ["name"])
	found := [item.content | some item in evidence.of_kind("tls/service"); item.content.name == name]
}

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

# Where requests end, as servers rather than choices between them.
leaves(item) := [backend |
	some backend in backends(item)
	backend.kind in {"Service", "loadBalancer"}
]

# Servers by name and port.
targets(item) := {[backend.name, object.get(backend, "port", "")] | some backend in leaves(item)}
