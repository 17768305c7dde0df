# What routes claim of the requests that arrive, and which claim comes first.
#
# A claim is {"id", "path", "name", "where", "sections", "rank", "key"}: of two claims with one key
# in one place the lower rank wins. Sections are entry points or listeners, `*` for all of them.
package seaworthy.lib.route_claims

import data.seaworthy.lib.edge_routes
import data.seaworthy.lib.evidence
import data.seaworthy.lib.gateway_routes
import data.seaworthy.lib.traefik_claims
import data.seaworthy.lib.values

all_claims := array.concat(ingress_claims, array.concat(gateway_claims, traefik_claims.all_claims))

# An Ingress that Traefik serves is judged with Traefik's routes.
ingress_claims := [claim |
	some item in edge_routes.ingresses
	not traefik_claims.serves(item)
	not is_canary(item)
	some i, rule in values.list_at(edge_routes.manifest_spec(item), ["rules"])
	some k, path in values.list_at(rule, ["http", "paths"])
	claim := {
		"id": item.id,
		"path": ["spec", "rules", i, "http", "paths", k],
		"name": full_name(item),
		"where": concat("", ["Ingress ", traefik_claims.class(item)]),
		"sections": ["*"],
		"rank": 0,
		"key": concat(" ", [lower(values.string_at(rule, ["host"])), path_key(path)]),
		"shown": concat("", [values.string_at(rule, ["host"]), values.string_at(path, ["path"])]),
	}
]

# ingress-nginx shares a path between an Ingress and its canary on purpose.
is_canary(item) if {
	values.string_at(item.content.manifest, ["metadata", "annotations", "nginx.ingress.kubernetes.io/canary"]) == "true"
}

full_name(item) := concat("/", [item.subject.kind, evidence.namespace(item), item.subject.name])

# A prefix is matched by its elements, so a slash at its end says nothing.
path_key(path) := concat(" ", ["Prefix", trim_suffix(values.string_at(path, ["path"]), "/")]) if {
	object.get(path, "pathType", "") == "Prefix"
} else := concat(" ", [
	values.string_at(path, ["pathType"]),
	values.string_at(path, ["path"]),
])

gateway_claims := [claim |
	some parent in gateway_routes.parents
	some host in hosts(parent.route)
	some match in matches(parent.route)
	claim := {
		"id": parent.id,
		"path": match.path,
		"name": full_name(parent.route.item),
		"where": concat(" ", [parent.route.kind, parent.namespace, parent.name]),
		"sections": [object.get({"": "*"}, parent.section, parent.section)],
		"rank": 0,
		"key": concat(" ", [host, json.marshal(match.canonical)]),
		"shown": concat("", [host, match.shown]),
	}
]

hosts(route) := [lower(host) | some host in named] if {
	named := values.list_at(route.spec, ["hostnames"])
	count(named) > 0
} else := ["*"]

# Every way in which a route matches; one without `matches` matches all there is.
matches(route) := [found |
	some i, rule in values.list_at(route.spec, ["rules"])
	some found in rule_matches(rule, ["spec", "rules", i])
]

rule_matches(rule, path) := [{"path": array.concat(path, ["matches", k]), "canonical": canonical(match), "shown": shown(match)} |
	some k, match in values.list_at(rule, ["matches"])
] if {
	count(values.list_at(rule, ["matches"])) > 0
} else := [{"path": path, "canonical": canonical({}), "shown": shown({})}]

# Absent fields have the specification's defaults; the order of headers says nothing.
canonical(match) := {
	"path": [object.get(match, ["path", "type"], "PathPrefix"), object.get(match, ["path", "value"], "/")],
	"method": object.get(match, "method", ""),
	"headers": sort([named(one) | some one in values.list_at(match, ["headers"])]),
	"query": sort([named(one) | some one in values.list_at(match, ["queryParams"])]),
}

named(one) := [object.get(one, "type", "Exact"), lower(values.string_at(one, ["name"])), values.string_at(one, ["value"])]

shown(match) := values.text(object.get(match, ["path", "value"], "/"))

# Most claims have their key to themselves and need no second look.
by_key[concat("\n", [claim.where, claim.key])] contains i if some i, claim in all_claims

crowded := {i |
	some _, found in by_key
	count(found) > 1
	some i in found
}

# Ranks and positions of the claims on each key, as a whole and by section.
claimants[place(all_claims[i], "")] contains [all_claims[i].rank, i] if some i in crowded

claimants[place(all_claims[i], section)] contains [all_claims[i].rank, i] if {
	some i in crowded
	some section in all_claims[i].sections
}

place(claim, section) := concat("\n", [claim.where, section, claim.key])

first := {at: min(found) | some at, found in claimants}

# Those sections in which another's claim may meet this one.
meeting(claim) := {""} if {
	"*" in claim.sections
} else := {section | some section in claim.sections} | {"*"}

# The claim that comes before the i-th, as [rank, position]; undefined where it is first itself.
before(i, claim) := winner if {
	winner := min([found | some section in meeting(claim); found := first[place(claim, section)]])
	winner[1] != i
}

# Claims that meet an equal one of the same rank: which of them answers is left to chance or age.
contested := [{"claim": claim, "other": all_claims[winner[1]]} |
	some i in crowded
	claim := all_claims[i]
	winner := before(i, claim)
	winner[0] == claim.rank
	not same_place(claim, all_claims[winner[1]])
]

# One rule may hang on several listeners of one Gateway.
same_place(claim, other) if {
	claim.id == other.id
	claim.path == other.path
}
