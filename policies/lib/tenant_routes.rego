# Hosts that routes of tenants claim, and whether a limit stands before them.
package seaworthy.lib.tenant_routes

import data.seaworthy.lib.edge_routes
import data.seaworthy.lib.evidence
import data.seaworthy.lib.gateway_routes
import data.seaworthy.lib.tenants
import data.seaworthy.lib.traefik_claims
import data.seaworthy.lib.values

# A claim is {"id", "path", "tenant", "host"}; the host is `*` where any will do.
claims := array.concat(ingress_claims, array.concat(traefik_hosts, gateway_hosts))

ingress_claims := [{"id": item.id, "path": ["spec", "rules", i], "tenant": tenant, "host": host_or_any(values.string_at(rule, ["host"]))} |
	some item in edge_routes.ingresses
	tenant := tenants.of(item)
	some i, rule in values.list_at(edge_routes.manifest_spec(item), ["rules"])
]

host_or_any(host) := lower(host) if host != ""

else := "*"

traefik_hosts := [{"id": item.id, "path": array.concat(item.content.path, ["match"]), "tenant": tenant, "host": host} |
	some item in traefik_claims.rules
	tenant := tenants.of_namespace[item.content.namespace]
	some host in hosts_of(values.list_at(item.content, ["alternatives"]))
]

hosts_of(alternatives) := {host |
	some constraints in alternatives
	some host in hosts_asked(constraints)
}

# A pattern is taken for what it says, not for what it matches.
hosts_asked(constraints) := {constraint.value |
	some constraint in constraints
	is_host(constraint)
} if {
	some constraint in constraints
	is_host(constraint)
} else := {"*"}

is_host(constraint) if {
	constraint.matcher in {"Host", "HostSNI", "HostRegexp", "HostSNIRegexp"}
	traefik_claims.positive(constraint)
}

# A route without host names takes those of its listener: nothing of its own.
gateway_hosts := [{"id": route.item.id, "path": ["spec", "hostnames", i], "tenant": tenant, "host": lower(host)} |
	some route in gateway_routes.routes
	tenant := tenants.of_namespace[route.namespace]
	some i, host in values.list_at(route.spec, ["hostnames"])
]

tenants_of_host[claim.host] contains claim.tenant if some claim in claims

# The names that answer for a host: itself, and the wildcard over it.
answering(host) := {host, wildcard(host)}

wildcard(host) := concat("", ["*", substring(host, indexof(host, "."), -1)]) if {
	contains(host, ".")
	not startswith(host, "*.")
} else := host

rivals(claim) := {tenant |
	some name in answering(claim.host)
	some tenant in object.get(tenants_of_host, name, set())
	tenant != claim.tenant
}

# Middlewares of Traefik by name: whether they limit, and those they chain.
middlewares[concat("/", [evidence.namespace(item), item.subject.name])] contains edge_routes.manifest_spec(item) if {
	some item in evidence.objects("Middleware")
	edge_routes.group(item) in edge_routes.traefik_groups
}

limiting := {name |
	some name, specs in middlewares
	some spec in specs
	some kind in ["rateLimit", "inFlightReq"]
	values.is_set(spec, [kind])
}

# A chain limits where one of its own does; chains of chains are followed once.
chaining := {name |
	some name, specs in middlewares
	some spec in specs
	some reference in values.list_at(spec, ["chain", "middlewares"])
	middleware_key(reference, split(name, "/")[0]) in limiting
}

middleware_key(reference, namespace) := concat("/", [object.get(reference, "namespace", namespace), values.string_at(reference, ["name"])])

# Rules of Traefik's HTTP routes of tenants, each with the middlewares it names.
traefik_rules := [{"id": item.id, "path": ["spec", "routes", i], "tenant": tenant, "names": names} |
	some route in edge_routes.traefik_routes
	item := route.item
	item.subject.kind == "IngressRoute"
	tenant := tenants.of(item)
	some i, rule in values.list_at(edge_routes.manifest_spec(item), ["routes"])
	names := {middleware_key(reference, evidence.namespace(item)) | some reference in values.list_at(rule, ["middlewares"])}
]

has_limit(rule) if count(rule.names & (limiting | chaining)) > 0

names_unseen(rule) if count(rule.names - object.keys(middlewares)) > 0

# ingress-nginx limits by annotations: https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#rate-limiting
nginx_limits := ["limit-connections", "limit-rps", "limit-rpm"]

ingress_rules := [{"id": item.id, "path": ["metadata", "annotations"], "tenant": tenant, "item": item} |
	some item in edge_routes.ingresses
	tenant := tenants.of(item)
]

is_limited(item) if {
	some limit in nginx_limits
	values.string_at(item.content.manifest, ["metadata", "annotations", concat("", ["nginx.ingress.kubernetes.io/", limit])]) != ""
}

# Traefik names an object's middleware `namespace-name@kubernetescrd`.
is_limited(item) if {
	traefik_claims.serves(item)
	named := {trim_space(name) | some name in split(traefik_claims.annotation(item, "middlewares"), ",")}
	some key in (limiting | chaining)
	concat("", [replace(key, "/", "-"), "@kubernetescrd"]) in named
}

is_nginx(item) if contains(lower(traefik_claims.class(item)), "nginx")

gateway_rules := [{"id": route.item.id, "path": ["spec"], "tenant": tenant} |
	some route in gateway_routes.routes
	route.kind in {"HTTPRoute", "GRPCRoute"}
	tenant := tenants.of_namespace[route.namespace]
]
