# Whether a backend that a route names is there and alive. A backend is
# {"namespace", "service", "port" (number, name or null), "protocol"}.
package seaworthy.lib.backends

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.services
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

key(namespace, name) := concat("/", [namespace, name])

# Knative and others have a kind Service too; Kubernetes' own is in the core group.
service_items := [item |
	some item in evidence.objects("Service")
	not contains(values.string_at(item.content.manifest, ["apiVersion"]), "/")
]

positions[key(evidence.namespace(item), item.subject.name)] contains i if some i, item in service_items

namespaces_with_services := {evidence.namespace(item) | some item in service_items}

# Live exports may hold a Service beside its manifest: the first stands for both.
item_of(namespace, name) := service_items[min(found)] if {
	found := object.get(positions, key(namespace, name), set())
	count(found) > 0
}

spec_of(item) := values.map_at(item.content.manifest, ["spec"])

is_known(backend) if item_of(backend.namespace, backend.service)

is_elsewhere(backend) if key(backend.namespace, backend.service) in parameters.value("services_provided_elsewhere")

# Everything wrong with a backend: at most one fault, the first that a request would meet.
faults(backend) := {"missing-service"} if {
	is_absent(backend)
	backend.namespace in namespaces_with_services
} else := {"services-not-seen"} if {
	is_absent(backend)
} else := {"external-name"} if {
	is_external(item_of(backend.namespace, backend.service))
} else := {"missing-port"} if {
	item := item_of(backend.namespace, backend.service)
	count(ports(item, backend)) == 0
} else := pod_faults(item_of(backend.namespace, backend.service), backend) if {
	is_known(backend)
} else := set()

is_absent(backend) if {
	not is_known(backend)
	not is_elsewhere(backend)
}

is_external(item) if values.string_at(spec_of(item), ["type"]) == "ExternalName"

# The Service's ports that a backend means. The AWS controller reads `use-annotation` as no port.
ports(item, backend) := [port |
	some port in values.list_at(spec_of(item), ["ports"])
	is_meant(port, backend)
]

is_meant(port, backend) if {
	values.string_at(port, ["name"]) == backend.port
	services.protocol(port) == backend.protocol
}

is_meant(port, backend) if {
	object.get(port, "port", null) == backend.port
	is_number(backend.port)
	services.protocol(port) == backend.protocol
}

is_meant(_, {"port": "use-annotation"})

# What the cluster says of endpoints counts before what manifests promise.
pod_faults(item, backend) := {"no-endpoints"} if {
	has_endpoints(item)
	not is_ready(item)
} else := set() if {
	has_endpoints(item)
} else := {"endpoints-not-seen"} if {
	count(selector(item)) == 0
} else := {"pods-not-seen"} if {
	count(workloads.in_namespace(evidence.namespace(item))) == 0
} else := {"no-pods"} if {
	count(pods_of(item)) == 0
} else := {"scaled-to-zero"} if {
	every id in pods_of(item) {
		is_at_zero(workloads.by_id[id])
	}
} else := {"port-not-open"} if {
	some port in ports(item, backend)
	services.is_missing(services.target_port(port), services.protocol(port), services.declared_ports(pods_of(item)))
} else := set()

selector(item) := values.map_at(spec_of(item), ["selector"])

pods_of(item) := workloads.selected(evidence.namespace(item), {"matchLabels": selector(item)})

is_at_zero(item) if {
	workloads.has_replicas(item)
	workloads.declared_replicas(item) == 0
	not object.get(workloads.scaler_minimums, workloads.key(item), false)
}

has_endpoints(item) if key(evidence.namespace(item), item.subject.name) in judged_by_cluster

is_ready(item) if key(evidence.namespace(item), item.subject.name) in ready_by_cluster

slices := [{"key": key(evidence.namespace(item), owner), "manifest": item.content.manifest} |
	some item in evidence.objects("EndpointSlice")
	owner := values.string_at(item.content.manifest, ["metadata", "labels", "kubernetes.io/service-name"])
]

endpoints := [{"key": key(evidence.namespace(item), item.subject.name), "manifest": item.content.manifest} |
	some item in evidence.objects("Endpoints")
]

judged_by_cluster := {one.key | some one in slices} | {one.key | some one in endpoints}

# An absent condition means ready: EndpointSlice v1.
ready_by_cluster := {one.key |
	some one in slices
	some endpoint in values.list_at(one.manifest, ["endpoints"])
	count(values.list_at(endpoint, ["addresses"])) > 0
	not object.get(endpoint, ["conditions", "ready"], null) == false
} | {one.key |
	some one in endpoints
	some subset in values.list_at(one.manifest, ["subsets"])
	count(values.list_at(subset, ["addresses"])) > 0
}
