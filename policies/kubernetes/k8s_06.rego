# METADATA
# title: Every ingress route reaches a live backend
# description: Ingresses, Traefik's routes and Gateway API routes lead to Services with ready pods, no two claim one host and path, and none is shadowed.
# custom:
#   id: K8S-06
#   severity: high
#   stage: continuity
#   scope: snapshot
#   needs: [kubernetes/object]
#   reads: [kubernetes/workload, network/route, tls/entry-point]
#   parameters: [services_provided_elsewhere, traefik_cross_namespace]
#   mappings:
#     nist-800-53r5: [CM-6, CP-10, SC-5, SC-7, SI-13]
#   rules:
#     missing-service:
#       message: "`{subject}` leads to Service `{service}`, which is not there"
#       fix: correct the name or namespace, add the Service, or list it in the parameter `services_provided_elsewhere`
#     services-not-seen:
#       message: "`{subject}` leads to Service `{service}`, and the evidence holds no Service of its namespace"
#       fix: add the Services of the namespace to the evidence, or list it in the parameter `services_provided_elsewhere`
#     external-name:
#       message: "`{subject}` leads to Service `{service}`, an ExternalName whose target the evidence does not show"
#       fix: verify that the target answers and that the controller allows ExternalName, and accept it by a waiver
#     missing-port:
#       message: "`{subject}` leads to port `{port}` of Service `{service}`, which has no such {protocol} port"
#       fix: name a port that the Service has
#     no-endpoints:
#       message: "`{subject}` leads to Service `{service}`, which has no ready endpoint"
#       fix: find out why its pods are not ready, and release when they are
#     endpoints-not-seen:
#       message: "`{subject}` leads to Service `{service}`, which selects no pods, and the evidence holds no endpoints for it"
#       fix: add the EndpointSlices of the Service to the evidence
#     pods-not-seen:
#       message: "`{subject}` leads to Service `{service}`, and the evidence holds no workload of its namespace"
#       fix: add the manifests of the workload behind the Service to the evidence
#     no-pods:
#       message: "`{subject}` leads to Service `{service}`, whose selector matches no workload"
#       fix: set the Service's selector to the pod template's labels
#     scaled-to-zero:
#       message: "`{subject}` leads to Service `{service}`, all of whose workloads are scaled to 0"
#       fix: raise `replicas`, or remove the route
#     port-not-open:
#       message: "`{subject}` leads to Service `{service}`, whose target port no selected container declares with that protocol"
#       fix: set `targetPort` to a declared container port, or declare it
#     no-backend:
#       message: "`{subject}` has a rule that leads nowhere"
#       fix: add a backend to the rule, or remove it
#     backend-not-judged:
#       message: "`{subject}` leads to `{backend}`, whose state the evidence does not show"
#       fix: verify that it answers, and accept it by a waiver
#     missing-traefik-service:
#       message: "`{subject}` leads to TraefikService `{service}`, which is not there"
#       fix: correct the name or namespace, or add the TraefikService to the evidence
#     crosses-namespaces:
#       message: "`{subject}` leads to `{service}` in another namespace, which Traefik refuses unless it is told to allow it"
#       fix: move the route to the backend's namespace, or set the parameter `traefik_cross_namespace` where Traefik runs with `allowCrossNamespace`
#     not-granted:
#       message: "`{subject}` leads to Service `{service}` in another namespace, and no ReferenceGrant there allows it"
#       fix: add a ReferenceGrant in the Service's namespace
#     no-parent:
#       message: "`{subject}` hangs on no Gateway"
#       fix: add `parentRefs`
#     missing-gateway:
#       message: "`{subject}` hangs on Gateway `{gateway}`, which is not there"
#       fix: correct the name or namespace in `parentRefs`, or add the Gateway
#     gateway-not-seen:
#       message: "`{subject}` hangs on Gateway `{gateway}`, and the evidence holds no Gateway of its namespace"
#       fix: add the Gateway to the evidence
#     no-listener:
#       message: "`{subject}` hangs on a listener that Gateway `{gateway}` does not have"
#       fix: correct `sectionName` or `port`
#     not-admitted:
#       message: "no listener of Gateway `{gateway}` takes `{subject}`: kind, host name or namespace do not fit"
#       fix: compare the listener's protocol, `hostname` and `allowedRoutes` with the route
#     namespace-not-seen:
#       message: "whether Gateway `{gateway}` takes `{subject}` depends on labels of its namespace, which the evidence does not hold"
#       fix: add the Namespace to the evidence
#     refused:
#       message: "the Gateway's controller says of `{subject}` that {condition} is False: `{reason}`"
#       fix: mend what its reason names
#     claimed-twice:
#       message: "`{subject}` claims `{claim}`, which `{other}` claims too"
#       fix: keep one of the two routes, or give them rules that differ
#     shadowed:
#       message: "no request gets to the rule `{claim}` of `{subject}`: `{other}` has priority {priority} and takes them all"
#       fix: raise the rule's `priority` above {priority}, or narrow the other; without one, the longer rule comes first
#     unreadable-rule:
#       message: "the rule `{claim}` of `{subject}` {why}"
#       fix: mend the rule; Traefik drops a router whose rule it cannot read
#     rules-not-seen:
#       message: "the evidence does not hold the rules of `{subject}`"
#       fix: collect the evidence again from the manifest
package seaworthy.kubernetes.k8s_06

import data.seaworthy.lib.backends
import data.seaworthy.lib.edge_routes
import data.seaworthy.lib.evidence
import data.seaworthy.lib.gateway_routes
import data.seaworthy.lib.parameters
import data.seaworthy.lib.route_claims
import data.seaworthy.lib.traefik_claims
import data.seaworthy.lib.values

# Faults that only more evidence can settle.
doubtful := {
	"services-not-seen", "external-name", "endpoints-not-seen", "pods-not-seen", "backend-not-judged",
	"crosses-namespaces", "gateway-not-seen", "namespace-not-seen", "unreadable-rule", "rules-not-seen",
}

findings contains finding(fault, reference.id, reference.path, {
	"service": backends.key(reference.backend.namespace, reference.backend.service),
	"port": values.text(reference.backend.port),
	"protocol": reference.backend.protocol,
}) if {
	some reference in service_references
	some fault in backends.faults(reference.backend)
}

service_references := array.concat(
	[found | some found in edge_routes.ingress_backends; found.backend],
	array.concat(
		[found | some found in edge_routes.traefik_references; found.kind == "Service"; is_own(found)],
		[found | some found in gateway_routes.references; gateway_routes.is_service(found)],
	),
)

# `name@provider` is another provider's, and `@internal` is in Traefik itself.
is_own(reference) if not contains(reference.backend.service, "@")

findings contains finding("backend-not-judged", found.id, found.path, {"backend": found.what}) if {
	some found in edge_routes.ingress_backends
	not found.backend
}

findings contains finding("backend-not-judged", reference.id, reference.path, {"backend": reference.backend.service}) if {
	some reference in edge_routes.traefik_references
	not is_own(reference)
	not endswith(reference.backend.service, "@internal")
}

findings contains finding("backend-not-judged", reference.id, reference.path, {"backend": concat(" ", [
	values.text(reference.kind),
	reference.backend.service,
])}) if {
	some reference in gateway_routes.references
	not gateway_routes.is_service(reference)
}

findings contains finding("missing-traefik-service", reference.id, reference.path, {"service": name}) if {
	some reference in edge_routes.traefik_references
	reference.kind == "TraefikService"
	is_own(reference)
	name := backends.key(reference.backend.namespace, reference.backend.service)
	not name in edge_routes.known_services
}

findings contains finding("crosses-namespaces", reference.id, reference.path, {"service": name}) if {
	some reference in edge_routes.traefik_references
	reference.crosses
	not may_cross
	name := backends.key(reference.backend.namespace, reference.backend.service)
}

may_cross if parameters.value("traefik_cross_namespace") == true

findings contains finding("not-granted", reference.id, reference.path, {"service": name}) if {
	some reference in gateway_routes.references
	gateway_routes.is_service(reference)
	not gateway_routes.is_granted(reference)
	name := backends.key(reference.backend.namespace, reference.backend.service)
}

findings contains finding("no-backend", rule.id, rule.path, {}) if {
	some rule in array.concat(edge_routes.without_services, gateway_routes.without_backends)
}

findings contains finding("no-parent", id, ["spec"], {}) if some id in gateway_routes.without_parents

findings contains finding(fault, parent.id, parent.path, {"gateway": backends.key(parent.namespace, parent.name)}) if {
	some parent in gateway_routes.parents
	some fault in gateway_routes.parent_faults(parent)
}

findings contains finding("refused", found.id, ["status"], {"condition": found.condition, "reason": found.reason}) if {
	some found in gateway_routes.refused
}

findings contains finding("claimed-twice", found.claim.id, found.claim.path, {"claim": found.claim.shown, "other": found.other.name}) if {
	some found in route_claims.contested
}

findings contains finding("shadowed", found.router.id, found.router.path, {
	"claim": found.router.match,
	"other": found.by.name,
	"priority": found.by.priority,
}) if {
	some found in traefik_claims.shadowed
}

findings contains finding("unreadable-rule", item.id, array.concat(item.content.path, ["match"]), {
	"claim": values.string_at(item.content, ["match"]),
	"why": item.content.unreadable,
}) if {
	some item in traefik_claims.rules
	item.content.unreadable
}

findings contains finding("rules-not-seen", route.item.id, ["spec", "routes"], {}) if {
	some route in edge_routes.traefik_routes
	route.protocol == "TCP"
	count(values.list_at(edge_routes.manifest_spec(route.item), ["routes"])) > 0
	not [route.item.subject.kind, evidence.namespace(route.item), route.item.subject.name] in traefik_claims.seen
}

finding(rule, id, path, named) := object.union({"rule": rule, "on": id, "path": path}, object.union(named, status(rule)))

status(rule) := {"status": "unknown"} if {
	rule in doubtful
} else := {}
