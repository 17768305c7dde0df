# What Ingresses and Traefik's routes lead to.
package seaworthy.lib.edge_routes

import data.seaworthy.lib.backends
import data.seaworthy.lib.evidence
import data.seaworthy.lib.values

ingresses := [item |
	some item in evidence.objects("Ingress")
	group(item) in {"networking.k8s.io", "extensions"}
]

group(item) := split(values.string_at(item.content.manifest, ["apiVersion"]), "/")[0]

manifest_spec(item) := values.map_at(item.content.manifest, ["spec"])

# Every backend of an Ingress and where it stands.
ingress_backends := array.concat(
	[found |
		some item in ingresses
		some field in ["defaultBackend", "backend"]
		values.is_set(manifest_spec(item), [field])
		found := ingress_backend(item, ["spec", field])
	],
	[found |
		some item in ingresses
		some i, rule in values.list_at(manifest_spec(item), ["rules"])
		some k, _ in values.list_at(rule, ["http", "paths"])
		found := ingress_backend(item, ["spec", "rules", i, "http", "paths", k, "backend"])
	],
)

# extensions/v1beta1 and networking.k8s.io/v1beta1 wrote `serviceName` and `servicePort`.
ingress_backend(item, path) := {"id": item.id, "path": path, "backend": {
	"namespace": evidence.namespace(item),
	"service": service,
	"port": port_of(backend, [["service", "port", "number"], ["service", "port", "name"], ["servicePort"]]),
	"protocol": "TCP",
}} if {
	backend := values.map_at(item.content.manifest, path)
	service := first_text(backend, [["service", "name"], ["serviceName"]])
} else := {"id": item.id, "path": path, "what": values.text(object.get(item.content.manifest, path, null))}

first_text(object_, paths) := texts[0] if {
	texts := [text |
		some path in paths
		text := values.string_at(object_, path)
		text != ""
	]
}

port_of(object_, paths) := found[0] if {
	found := [port |
		some path in paths
		port := object.get(object_, path, null)
		not port == null
	]
	count(found) > 0
} else := null

traefik_groups := {"traefik.io", "traefik.containo.us"}

# Kinds of routes and the protocol of the Services behind them.
traefik_kinds := {"IngressRoute": "TCP", "IngressRouteTCP": "TCP", "IngressRouteUDP": "UDP"}

traefik_routes := [{"item": item, "protocol": protocol} |
	some kind, protocol in traefik_kinds
	some item in evidence.objects(kind)
	group(item) in traefik_groups
]

traefik_services := [item |
	some item in evidence.objects("TraefikService")
	group(item) in traefik_groups
]

# Routes that lead nowhere: Traefik takes none without a service.
without_services := [{"id": route.item.id, "path": ["spec", "routes", i]} |
	some route in traefik_routes
	some i, rule in values.list_at(manifest_spec(route.item), ["routes"])
	count(values.list_at(rule, ["services"])) == 0
]

# References of routes, and of the TraefikServices that any route or TraefikService names.
traefik_references := array.concat(route_references, [reference |
	some reference in service_references
	reference.owner in named_services
])

route_references := [reference |
	some route in traefik_routes
	some i, rule in values.list_at(manifest_spec(route.item), ["routes"])
	some k, service in values.list_at(rule, ["services"])
	reference := traefik_reference(route.item, ["spec", "routes", i, "services", k], service, route.protocol)
]

service_references := array.concat(
	[reference |
		some item in traefik_services
		some i, service in values.list_at(manifest_spec(item), ["weighted", "services"])
		reference := traefik_reference(item, ["spec", "weighted", "services", i], service, "TCP")
	],
	array.concat(
		[reference |
			some item in traefik_services
			service := values.map_at(manifest_spec(item), ["mirroring"])
			count(service) > 0
			reference := traefik_reference(item, ["spec", "mirroring"], service, "TCP")
		],
		[reference |
			some item in traefik_services
			some i, service in values.list_at(manifest_spec(item), ["mirroring", "mirrors"])
			reference := traefik_reference(item, ["spec", "mirroring", "mirrors", i], service, "TCP")
		],
	),
)

traefik_reference(item, path, service, protocol) := {
	"id": item.id,
	"owner": backends.key(evidence.namespace(item), item.subject.name),
	"path": path,
	"kind": object.get(service, "kind", "Service"),
	"crosses": namespace != evidence.namespace(item),
	"backend": {
		"namespace": namespace,
		"service": values.string_at(service, ["name"]),
		"port": port_number(object.get(service, "port", null)),
		"protocol": protocol,
	},
} if {
	namespace := namespace_of(service, item)
}

namespace_of(service, item) := asked if {
	asked := values.string_at(service, ["namespace"])
	asked != ""
} else := evidence.namespace(item)

# A port written as text is a number all the same: `port: "80"`.
port_number(port) := values.decimal(port) if is_string(port)

else := port

named_services := {backends.key(reference.backend.namespace, reference.backend.service) |
	some reference in array.concat(route_references, service_references)
	reference.kind == "TraefikService"
}

known_services := {backends.key(evidence.namespace(item), item.subject.name) | some item in traefik_services}
