# Routes of the Gateway API: the backends they lead to and the Gateways they hang on.
package seaworthy.lib.gateway_routes

import data.seaworthy.lib.backends
import data.seaworthy.lib.edge_routes
import data.seaworthy.lib.evidence
import data.seaworthy.lib.selectors
import data.seaworthy.lib.values

api := "gateway.networking.k8s.io"

# Kinds and the protocols of listeners that take them, by the specification of `ProtocolType`.
listener_protocols := {
	"HTTPRoute": {"HTTP", "HTTPS"},
	"GRPCRoute": {"HTTP", "HTTPS"},
	"TLSRoute": {"TLS"},
	"TCPRoute": {"TCP", "TLS"},
	"UDPRoute": {"UDP"},
}

routes := [{"item": item, "kind": kind, "spec": edge_routes.manifest_spec(item), "namespace": evidence.namespace(item)} |
	some kind, _ in listener_protocols
	some item in evidence.objects(kind)
	edge_routes.group(item) == api
]

# References to backends: of rules, and of filters that mirror requests.
references := [reference |
	some route in routes
	some i, rule in values.list_at(route.spec, ["rules"])
	some found in array.concat(rule_references(rule, ["spec", "rules", i]), mirror_references(rule, ["spec", "rules", i]))
	reference := reference_of(route, found.path, found.target)
]

rule_references(rule, path) := [{"path": array.concat(path, ["backendRefs", k]), "target": target} |
	some k, target in values.list_at(rule, ["backendRefs"])
]

mirror_references(rule, path) := [{"path": array.concat(path, ["filters", k, "requestMirror", "backendRef"]), "target": target} |
	some k, filter in values.list_at(rule, ["filters"])
	target := values.map_at(filter, ["requestMirror", "backendRef"])
	count(target) > 0
]

reference_of(route, path, target) := {
	"id": route.item.id,
	"path": path,
	"group": object.get(target, "group", ""),
	"kind": object.get(target, "kind", "Service"),
	"from": {"kind": route.kind, "namespace": route.namespace},
	"backend": {
		"namespace": object.get(target, "namespace", route.namespace),
		"service": values.string_at(target, ["name"]),
		"port": object.get(target, "port", null),
		"protocol": object.get({"UDPRoute": "UDP"}, route.kind, "TCP"),
	},
}

is_service(reference) if {
	reference.group in {"", "core"}
	reference.kind == "Service"
}

# A reference into another namespace needs that namespace's consent.
is_granted(reference) if reference.backend.namespace == reference.from.namespace

is_granted(reference) if {
	some grant in object.get(grants, reference.backend.namespace, set())
	some from in grant.from
	object.get(from, "group", "") == api
	from.kind == reference.from.kind
	from.namespace == reference.from.namespace
	some to in grant.to
	object.get(to, "group", "") == ""
	to.kind == "Service"
	object.get(to, "name", reference.backend.service) in {reference.backend.service, ""}
}

grants[evidence.namespace(item)] contains {"from": values.list_at(spec, ["from"]), "to": values.list_at(spec, ["to"])} if {
	some item in evidence.objects("ReferenceGrant")
	spec := edge_routes.manifest_spec(item)
}

# Rules that answer nothing: no backend with weight, and no filter that answers itself.
without_backends := [{"id": route.item.id, "path": ["spec", "rules", i]} |
	some route in routes
	some i, rule in values.list_at(route.spec, ["rules"])
	not has_weight(rule)
	not redirects(rule)
]

has_weight(rule) if {
	some target in values.list_at(rule, ["backendRefs"])
	not object.get(target, "weight", 1) == 0
}

redirects(rule) if {
	some filter in values.list_at(rule, ["filters"])
	filter.type in {"RequestRedirect", "ExtensionRef"}
}

# Gateways that routes name. A parent of another kind, such as a mesh's Service, is not asked about.
parents := [parent |
	some route in routes
	some i, reference in values.list_at(route.spec, ["parentRefs"])
	object.get(reference, "group", api) == api
	object.get(reference, "kind", "Gateway") == "Gateway"
	parent := {
		"id": route.item.id,
		"path": ["spec", "parentRefs", i],
		"route": route,
		"namespace": object.get(reference, "namespace", route.namespace),
		"name": values.string_at(reference, ["name"]),
		"section": object.get(reference, "sectionName", ""),
		"port": object.get(reference, "port", null),
	}
]

without_parents := [route.item.id |
	some route in routes
	count(values.list_at(route.spec, ["parentRefs"])) == 0
]

gateway_items := [item |
	some item in evidence.objects("Gateway")
	edge_routes.group(item) == api
]

gateways[backends.key(evidence.namespace(item), item.subject.name)] contains i if some i, item in gateway_items

namespaces_with_gateways := {evidence.namespace(item) | some item in gateway_items}

gateway_of(parent) := gateway_items[min(found)] if {
	found := object.get(gateways, backends.key(parent.namespace, parent.name), set())
	count(found) > 0
}

parent_faults(parent) := {"missing-gateway"} if {
	not gateway_of(parent)
	parent.namespace in namespaces_with_gateways
} else := {"gateway-not-seen"} if {
	not gateway_of(parent)
} else := {"no-listener"} if {
	count(listeners(parent)) == 0
} else := set() if {
	some listener in listeners(parent)
	admits(listener, parent)
} else := {"namespace-not-seen"} if {
	some listener in listeners(parent)
	takes(listener, parent.route)
	values.string_at(listener, ["allowedRoutes", "namespaces", "from"]) == "Selector"
	not namespace_labels[parent.route.namespace]
} else := {"not-admitted"}

listeners(parent) := [listener |
	some listener in values.list_at(edge_routes.manifest_spec(gateway_of(parent)), ["listeners"])
	parent.section in {"", object.get(listener, "name", "")}
	parent.port in {null, object.get(listener, "port", null)}
]

admits(listener, parent) if {
	takes(listener, parent.route)
	admits_namespace(listener, parent)
}

takes(listener, route) if {
	takes_kind(listener, route.kind)
	shares_host(object.get(listener, "hostname", ""), values.list_at(route.spec, ["hostnames"]))
}

takes_kind(listener, kind) if {
	kind in {one.kind | some one in values.list_at(listener, ["allowedRoutes", "kinds"])}
}

takes_kind(listener, kind) if {
	count(values.list_at(listener, ["allowedRoutes", "kinds"])) == 0
	protocol := object.get(listener, "protocol", "")
	protocol in listener_protocols[kind]
}

# A protocol of an implementation's own has a domain before it.
takes_kind(listener, _) if contains(object.get(listener, "protocol", ""), "/")

shares_host("", _)

shares_host(_, []) := true

shares_host(listener, hosts) if {
	listener != ""
	some host in hosts
	overlap(lower(listener), lower(host))
}

overlap(host, host)

overlap(wide, host) if {
	startswith(wide, "*.")
	endswith(host, substring(wide, 1, -1))
}

overlap(host, wide) if {
	startswith(wide, "*.")
	endswith(host, substring(wide, 1, -1))
}

admits_namespace(listener, parent) if {
	from := object.get(listener, ["allowedRoutes", "namespaces", "from"], "Same")
	from == "Same"
	parent.route.namespace == parent.namespace
}

admits_namespace(listener, _) if object.get(listener, ["allowedRoutes", "namespaces", "from"], "Same") == "All"

admits_namespace(listener, parent) if {
	object.get(listener, ["allowedRoutes", "namespaces", "from"], "Same") == "Selector"
	labels := namespace_labels[parent.route.namespace]
	selectors.matches(object.get(listener, ["allowedRoutes", "namespaces", "selector"], null), labels)
}

# The API server labels every namespace with its name.
namespace_labels := {name: object.union_n([labels | some labels in sets]) |
	some name, sets in label_sets
}

label_sets[item.subject.name] contains object.union(
	values.map_at(item.content.manifest, ["metadata", "labels"]),
	{"kubernetes.io/metadata.name": item.subject.name},
) if {
	some item in evidence.objects("Namespace")
}

# What the controller itself says, in a live export.
refused := [{"id": route.item.id, "condition": condition.type, "reason": values.string_at(condition, ["reason"])} |
	some route in routes
	some parent in values.list_at(route.item.content.manifest, ["status", "parents"])
	some condition in values.list_at(parent, ["conditions"])
	condition.type in {"Accepted", "ResolvedRefs"}
	condition.status == "False"
]
