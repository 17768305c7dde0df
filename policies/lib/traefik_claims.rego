# What Traefik's routers claim. Traefik asks routers by priority, the highest first, and takes the
# first that matches; its rules are in the evidence as alternatives of constraints.
package seaworthy.lib.traefik_claims

import data.seaworthy.lib.edge_routes
import data.seaworthy.lib.evidence
import data.seaworthy.lib.values

rules := evidence.of_kind("network/route")

# Objects whose rules are in the evidence.
seen := {[item.subject.kind, evidence.namespace(item), item.subject.name] | some item in rules}

class(item) := name if {
	name := values.string_at(edge_routes.manifest_spec(item), ["ingressClassName"])
	name != ""
} else := values.string_at(item.content.manifest, ["metadata", "annotations", "kubernetes.io/ingress.class"])

serves(item) if class(item) in traefik_classes

serves(item) if {
	not class(item) in known_classes
	contains(lower(class(item)), "traefik")
}

known_classes := {item.subject.name | some item in evidence.objects("IngressClass")}

traefik_classes := {item.subject.name |
	some item in evidence.objects("IngressClass")
	values.string_at(item.content.manifest, ["spec", "controller"]) == "traefik.io/ingress-controller"
}

# Routers in one form, whatever they come from.
routers := array.concat(object_routers, ingress_routers)

object_routers := [router |
	some item in rules
	not is_string(object.get(item.content, "unreadable", null))
	router := {
		"id": item.id,
		"path": array.concat(values.list_at(item.content, ["path"]), ["match"]),
		"name": concat("/", [item.content.kind, item.content.namespace, item.content.name]),
		"where": concat(" ", [item.content.kind, tls_word(item.content)]),
		"sections": sections(item.content.entryPoints),
		"priority": object.get(item.content, "priority", 0),
		"match": values.string_at(item.content, ["match"]),
		"alternatives": values.list_at(item.content, ["alternatives"]),
	}
]

# A router without TLS never sees a request with it, and the other way round.
tls_word(content) := "tls" if {
	content.tls == true
} else := "tls" if {
	some name in content.entryPoints
	name in tls_entry_points
} else := "plain"

tls_entry_points := {item.content.name |
	some item in evidence.of_kind("tls/entry-point")
	item.content.tls == true
}

sections(names) := names if count(names) > 0

else := ["*"]

annotation(item, name) := values.string_at(item.content.manifest, ["metadata", "annotations", concat("", ["traefik.ingress.kubernetes.io/router.", name])])

# Traefik builds such a rule for each path of an Ingress.
ingress_routers := [router |
	some item in edge_routes.ingresses
	serves(item)
	some i, rule in values.list_at(edge_routes.manifest_spec(item), ["rules"])
	some k, path in values.list_at(rule, ["http", "paths"])
	constraints := array.concat(host_constraint(rule), path_constraint(path))
	match := concat(" && ", [concat("", [one.matcher, "(`", one.value, "`)"]) | some one in constraints])
	router := {
		"id": item.id,
		"path": ["spec", "rules", i, "http", "paths", k],
		"name": concat("/", ["Ingress", evidence.namespace(item), item.subject.name]),
		"where": concat(" ", ["IngressRoute", ingress_tls(item)]),
		"sections": sections([trim_space(name) | some name in split(annotation(item, "entrypoints"), ","); name != ""]),
		"priority": ingress_priority(item, match),
		"match": match,
		"alternatives": [constraints],
	}
]

host_constraint(rule) := [{"matcher": "Host", "value": lower(host)}] if {
	host := values.string_at(rule, ["host"])
	host != ""
} else := []

path_constraint(path) := [{"matcher": matcher, "value": value}] if {
	value := values.string_at(path, ["path"])
	not value in {"", "/"}
	matcher := object.get({"Exact": "Path"}, values.string_at(path, ["pathType"]), "PathPrefix")
} else := []

ingress_tls(item) := "tls" if {
	annotation(item, "tls") == "true"
} else := tls_word({"entryPoints": [trim_space(name) | some name in split(annotation(item, "entrypoints"), ",")]})

ingress_priority(item, match) := priority if {
	priority := values.decimal(annotation(item, "priority"))
	priority > 0
} else := count(match)

# One entry for each alternative of each router.
alternatives := [alternative |
	some r, router in routers
	some constraints in router.alternatives
	alternative := {
		"router": r,
		"constraints": {constraint | some constraint in constraints},
		"host": host_key(constraints),
		"path": path_place(constraints),
		"starts": [start | some constraint in constraints; start := start_of(constraint)],
	}
]

all_claims := [claim |
	some alternative in alternatives
	router := routers[alternative.router]
	claim := {
		"id": router.id,
		"path": router.path,
		"name": router.name,
		"where": router.where,
		"sections": router.sections,
		"rank": 0 - router.priority,
		"key": json.marshal(sort([constraint | some constraint in alternative.constraints])),
		"shown": router.match,
	}
]

host_matchers := {"Host", "HostSNI"}

positive(constraint) if not object.get(constraint, "negated", false)

# The one host asked for; `*` where it is any, several or a pattern.
host_key(constraints) := hosts[0] if {
	hosts := [constraint.value | some constraint in constraints; positive(constraint); constraint.matcher in host_matchers]
	count(hosts) == 1
} else := "*"

path_place(constraints) := paths[0] if {
	paths := [concat("", [constraint.matcher, constraint.value]) |
		some constraint in constraints
		positive(constraint)
		constraint.matcher in {"Path", "PathPrefix"}
	]
	count(paths) == 1
} else := "*"

# The text with which every path that satisfies a constraint begins.
start_of(constraint) := constraint.value if {
	positive(constraint)
	constraint.matcher in {"Path", "PathPrefix"}
} else := constraint.prefix if {
	positive(constraint)
	constraint.matcher == "PathRegexp"
}

# Positions of alternatives by what they ask at least.
index[index_key(routers[alternative.router].where, alternative.host, alternative.path)] contains i if {
	some i, alternative in alternatives
}

index_key(where, host, path) := concat("\n", [where, host, path])

busy_hosts := {host | some host, number in alternatives_by_host; number > 1}

alternatives_by_host := {key: count(found) | some key, found in positions_by_host}

positions_by_host[host_place(alternative)] contains i if some i, alternative in alternatives

host_place(alternative) := concat("\n", [routers[alternative.router].where, alternative.host])

# Alternatives that may be as wide as one or wider. One that has its host to itself meets only
# those of any host.
candidates(alternative) := {i |
	where := routers[alternative.router].where
	some host in host_candidates(alternative, where)
	some path in path_candidates(alternative)
	some i in object.get(index, index_key(where, host, path), set())
}

host_candidates(alternative, where) := {host |
	some host in {alternative.host, "*"}
	object.get(positions_by_host, concat("\n", [where, host]), set()) != set()
	not is_alone(alternative, host)
}

is_alone(alternative, host) if {
	host == alternative.host
	not host_place(alternative) in busy_hosts
}

path_candidates(alternative) := ({"*"} | {candidate |
	some start in alternative.starts
	some length in prefix_lengths
	length <= count(start)
	candidate := concat("", ["PathPrefix", substring(start, 0, length)])
}) | {alternative.path}

prefix_lengths := {count(constraint.value) |
	some alternative in alternatives
	some constraint in alternative.constraints
	constraint.matcher == "PathPrefix"
}

# The first router that answers everything an alternative asks for before it is asked.
shadow_of(alternative) := min(found) if {
	found := {[0 - routers[r].priority, r] |
		some i in candidates(alternative)
		wider := alternatives[i]
		r := wider.router
		comes_before(routers[r], routers[alternative.router], wider, alternative)
		every constraint in wider.constraints {
			implied(constraint, alternative)
		}
	}
	count(found) > 0
}

comes_before(router, other, wider, alternative) if {
	router.priority > other.priority
	covers(router.sections, other.sections)
	wider.router != alternative.router
}

# Equal priorities fall to chance; equal rules of equal priority are contested, not shadowed.
comes_before(router, other, wider, alternative) if {
	router.priority == other.priority
	covers(router.sections, other.sections)
	wider.router != alternative.router
	wider.constraints != alternative.constraints
}

covers(sections_, _) if "*" in sections_

covers(sections_, others) if {
	every section in others {
		section in sections_
	}
}

implied(constraint, alternative) if constraint in alternative.constraints

implied(constraint, alternative) if {
	positive(constraint)
	constraint.matcher == "PathPrefix"
	some start in alternative.starts
	startswith(start, constraint.value)
}

implied(constraint, alternative) if {
	is_regex(constraint, "PathRegexp")
	some one in alternative.constraints
	positive(one)
	one.matcher == "Path"
	regex.match(constraint.value, one.value)
}

# A pattern that is not tied to the end and matches a prefix matches whatever follows it.
implied(constraint, alternative) if {
	is_regex(constraint, "PathRegexp")
	not regex.match(`\$|\\[zbB]`, constraint.value)
	some start in alternative.starts
	regex.match(constraint.value, start)
}

implied(constraint, alternative) if {
	some pattern, literal in {"HostRegexp": "Host", "HostSNIRegexp": "HostSNI"}
	is_regex(constraint, pattern)
	some one in alternative.constraints
	positive(one)
	one.matcher == literal
	regex.match(constraint.value, one.value)
}

implied(constraint, alternative) if {
	not positive(constraint)
	constraint.matcher in {"Path", "PathPrefix"}
	some start in alternative.starts
	not startswith(start, constraint.value)
	not startswith(constraint.value, start)
}

implied(constraint, alternative) if {
	not positive(constraint)
	constraint.matcher in host_matchers
	some one in alternative.constraints
	positive(one)
	one.matcher == constraint.matcher
	one.value != constraint.value
}

is_regex(constraint, matcher) if {
	positive(constraint)
	constraint.matcher == matcher
	constraint.regex == true
	regex.is_valid(constraint.value)
}

# Routers none of whose alternatives a request ever gets to.
shadowed := [{"router": router, "by": routers[min(shadows)[1]]} |
	some r, router in routers
	positions := object.get(positions_by_router, r, set())
	shadows := [shadow | some i in positions; shadow := shadow_of(alternatives[i])]
	count(shadows) > 0
	count(shadows) == count(positions)
]

positions_by_router[alternative.router] contains i if some i, alternative in alternatives
