package seaworthy.kubernetes.k8s_06_test

import data.seaworthy.kubernetes.k8s_06

object_(id, api, kind, name, fields) := in_namespace(id, api, kind, "n", name, fields)

in_namespace(id, api, kind, namespace, name, fields) := {
	"id": id, "subject": {"kind": kind, "namespace": namespace, "name": name},
	"content": {"manifest": object.union({"apiVersion": api, "kind": kind, "metadata": {"name": name, "namespace": namespace}}, fields)},
}

service := object_(100, "v1", "Service", "web", {"spec": {"selector": {"app": "web"}, "ports": [{"name": "http", "port": 80, "targetPort": 8080}]}})

deployment(replicas) := {
	"id": 200, "subject": {"kind": "Deployment", "namespace": "n", "name": "web"},
	"content": {"podPath": ["spec", "template", "spec"], "manifest": {
		"kind": "Deployment", "metadata": {"name": "web", "namespace": "n"},
		"spec": {"replicas": replicas, "template": {
			"metadata": {"labels": {"app": "web"}},
			"spec": {"containers": [{"name": "web", "ports": [{"name": "web", "containerPort": 8080}]}]},
		}},
	}},
}

ingress(id, name, spec) := object_(id, "networking.k8s.io/v1", "Ingress", name, {"spec": spec})

path(type, value, backend) := {"path": value, "pathType": type, "backend": {"service": backend}}

one_path(host, entry) := {"rules": [{"host": host, "http": {"paths": [entry]}}]}

web := {"name": "web", "port": {"number": 80}}

route := ingress(1, "a", one_path("a.example", path("Prefix", "/", web)))

given(objects, more) := object.union({"evidence": object.union({"kubernetes/object": objects, "kubernetes/workload": [deployment(2)]}, more)}, {"parameters": {}})

found(objects) := result if {
	result := k8s_06.findings with input as given(objects, {})
}

rules(objects) := {[f.rule, f.on] | some f in found(objects)}

rules_with(objects, more) := result if {
	result := {[f.rule, f.on] | some f in k8s_06.findings} with input as given(objects, more)
}

test_a_route_to_a_live_backend_is_silent if {
	rules([route, service]) == set()
	rules([ingress(1, "a", one_path("a.example", path("Prefix", "/", {"name": "web", "port": {"name": "http"}}))), service]) == set()
	rules([ingress(1, "a", {"defaultBackend": {"service": web}}), service]) == set()
}

test_absent_evidence_is_silent if {
	rules([]) == set()
	rules([ingress(1, "a", {})]) == set()
	k8s_06.findings == set() with input as {}
}

test_a_missing_service_fires_with_its_place if {
	other := object_(101, "v1", "Service", "db", {"spec": {}})
	found([route, other]) == {{
		"rule": "missing-service", "on": 1, "path": ["spec", "rules", 0, "http", "paths", 0, "backend"],
		"service": "n/web", "port": "80", "protocol": "TCP",
	}}
}

test_a_namespace_without_services_is_unknown if {
	{[f.rule, f.status] | some f in found([route])} == {["services-not-seen", "unknown"]}
}

test_a_service_provided_elsewhere_is_silent if {
	k8s_06.findings == set() with input as given([route], {}) with input.parameters as {"services_provided_elsewhere": ["n/web"]}
}

test_a_service_of_another_api_is_none if {
	knative := object_(100, "serving.knative.dev/v1", "Service", "web", {"spec": {}})
	rules([route, knative]) == {["services-not-seen", 1]}
}

test_a_missing_port_fires if {
	every port in [{"number": 81}, {"name": "https"}, {}] {
		rules([ingress(1, "a", one_path("a.example", path("Prefix", "/", {"name": "web", "port": port}))), service]) == {["missing-port", 1]}
	}
	udp := object.union(service, {"content": {"manifest": {"spec": {"ports": [{"name": "http", "port": 80, "protocol": "UDP"}]}}}})
	rules([route, udp]) == {["missing-port", 1]}
}

test_the_beta_api_is_read if {
	old := object_(1, "extensions/v1beta1", "Ingress", "a", {"spec": {"backend": {"serviceName": "web", "servicePort": 80}}})
	rules([old, service]) == set()
	gone := object_(1, "extensions/v1beta1", "Ingress", "a", {"spec": {"backend": {"serviceName": "gone", "servicePort": 80}}})
	rules([gone, service]) == {["missing-service", 1]}
}

test_a_resource_backend_is_unknown if {
	bucket := {"backend": {"resource": {"kind": "StorageBucket", "name": "assets"}}, "path": "/"}
	rules([ingress(1, "a", one_path("a.example", bucket)), service]) == {["backend-not-judged", 1]}
}

test_an_external_name_is_unknown if {
	external := object_(100, "v1", "Service", "web", {"spec": {"type": "ExternalName", "externalName": "x.example"}})
	{[f.rule, f.status] | some f in found([route, external])} == {["external-name", "unknown"]}
}

test_pods_decide if {
	rules_with([route, service], {"kubernetes/workload": [deployment(0)]}) == {["scaled-to-zero", 1]}
	rules_with([route, service], {"kubernetes/workload": []}) == {["pods-not-seen", 1]}
	stray := object.union(service, {"content": {"manifest": {"spec": {"selector": {"app": "x"}}}}})
	rules([route, stray]) == {["no-pods", 1]}
	wrong := object.union(service, {"content": {"manifest": {"spec": {"ports": [{"port": 80, "targetPort": "admin"}]}}}})
	rules([route, wrong]) == {["port-not-open", 1]}
}

test_an_autoscaler_may_wake_what_sleeps if {
	scaler := object_(3, "keda.sh/v1alpha1", "ScaledObject", "web", {"spec": {"scaleTargetRef": {"name": "web"}}})
	rules_with([route, service, scaler], {"kubernetes/workload": [deployment(0)]}) == set()
}

slice(endpoints) := object_(4, "discovery.k8s.io/v1", "EndpointSlice", "web-x", {"metadata": {"labels": {"kubernetes.io/service-name": "web"}}, "endpoints": endpoints})

test_the_clusters_endpoints_come_first if {
	rules([route, service, slice([{"addresses": ["10.0.0.1"], "conditions": {"ready": false}}])]) == {["no-endpoints", 1]}
	rules([route, service, slice([])]) == {["no-endpoints", 1]}
	rules_with([route, service, slice([{"addresses": ["10.0.0.1"], "conditions": {"ready": true}}])], {"kubernetes/workload": []}) == set()
	rules_with([route, service, slice([{"addresses": ["10.0.0.1"]}])], {"kubernetes/workload": []}) == set()
}

test_a_service_without_selector_needs_endpoints if {
	bare := object_(100, "v1", "Service", "web", {"spec": {"ports": [{"port": 80}]}})
	rules([route, bare]) == {["endpoints-not-seen", 1]}
	rules([route, bare, object_(5, "v1", "Endpoints", "web", {"subsets": [{"addresses": [{"ip": "10.0.0.1"}]}]})]) == set()
	rules([route, bare, object_(5, "v1", "Endpoints", "web", {"subsets": [{"notReadyAddresses": [{"ip": "10.0.0.1"}]}]})]) == {["no-endpoints", 1]}
}

test_two_ingresses_on_one_path_fire_once if {
	second := ingress(2, "b", one_path("A.example", path("Prefix", "/", web)))
	{[f.rule, f.on, f.other] | some f in found([route, second, service])} == {["claimed-twice", 2, "Ingress/n/a"]}
}

test_other_paths_hosts_types_and_classes_do_not_collide if {
	every entry in [
		one_path("b.example", path("Prefix", "/", web)),
		one_path("a.example", path("Exact", "/", web)),
		one_path("a.example", path("Prefix", "/x", web)),
		object.union({"ingressClassName": "internal"}, one_path("a.example", path("Prefix", "/", web))),
	] {
		rules([route, ingress(2, "b", entry), service]) == set()
	}
}

test_a_canary_shares_on_purpose if {
	canary := object.union(
		ingress(2, "b", one_path("a.example", path("Prefix", "/", web))),
		{"content": {"manifest": {"metadata": {"annotations": {"nginx.ingress.kubernetes.io/canary": "true"}}}}},
	)
	rules([route, canary, service]) == set()
}

# Traefik

traefik(id, kind, name, services) := object_(id, "traefik.io/v1alpha1", kind, name, {"spec": {"routes": [{"services": services}]}})

# The rule of a route as the collector gives it.
rule(id, name, constraints, priority) := {
	"id": id, "subject": {"kind": "IngressRoute", "namespace": "n", "name": name},
	"content": {
		"kind": "IngressRoute", "name": name, "namespace": "n", "entryPoints": ["websecure"], "tls": true,
		"path": ["spec", "routes", 0], "match": name, "priority": priority, "alternatives": constraints,
	},
}

c(matcher, value) := {"matcher": matcher, "value": value}

routed(routes) := rules_with([service], {"network/route": routes})

web_route := traefik(10, "IngressRoute", "r", [{"name": "web", "port": 80}])

test_traefik_routes_reach_services if {
	seen := {"network/route": [rule(20, "r", [[c("Host", "a")]], 9)]}
	rules_with([web_route, service], seen) == set()
	rules_with([traefik(10, "IngressRoute", "r", [{"name": "web", "port": "80"}]), service], seen) == set()
	rules_with([traefik(10, "IngressRoute", "r", [{"name": "web", "port": "http"}]), service], seen) == set()
	rules_with([traefik(10, "IngressRoute", "r", [{"name": "web"}]), service], seen) == {["missing-port", 10]}
	rules_with([traefik(10, "IngressRoute", "r", [{"name": "gone", "port": 80}]), service], seen) == {["missing-service", 10]}
	rules_with([traefik(10, "IngressRoute", "r", []), service], seen) == {["no-backend", 10]}
}

test_traefik_routes_for_other_protocols if {
	rules([traefik(10, "IngressRouteUDP", "r", [{"name": "web", "port": 80}]), service]) == {["missing-port", 10]}
	foreign := object_(10, "example.com/v1", "IngressRoute", "r", {"spec": {"routes": [{"services": []}]}})
	rules([foreign, service]) == set()
}

test_rules_without_evidence_are_unknown if {
	{[f.rule, f.status] | some f in found([web_route, service])} == {["rules-not-seen", "unknown"]}
}

test_an_unreadable_rule_is_unknown if {
	broken := object.union(rule(20, "r", [], 9), {"content": {"unreadable": "ends too early"}})
	{[f.rule, f.on, f.status] | some f in k8s_06.findings} == {["unreadable-rule", 20, "unknown"]} with input as given([service], {"network/route": [broken]})
}

service_split(name) := object_(11, "traefik.io/v1alpha1", "TraefikService", "split", {"spec": {"weighted": {"services": [{"name": name, "port": 80}]}}})

test_traefik_services_are_followed if {
	seen := {"network/route": [rule(20, "r", [[c("Host", "a")]], 9)]}
	weighted := {name: service_split(name) | some name in ["web", "gone"]}
	mirrored := object_(11, "traefik.io/v1alpha1", "TraefikService", "split", {"spec": {"mirroring": {"name": "web", "port": 80, "mirrors": [{"name": "gone", "port": 80}]}}})
	to_split := traefik(10, "IngressRoute", "r", [{"kind": "TraefikService", "name": "split"}])
	rules_with([to_split, service, weighted.web], seen) == set()
	rules_with([to_split, service, weighted.gone], seen) == {["missing-service", 11]}
	rules_with([to_split, service, mirrored], seen) == {["missing-service", 11]}
	rules_with([to_split, service], seen) == {["missing-traefik-service", 10]}
	rules([service, weighted.gone]) == set()
}

test_services_of_other_providers if {
	seen := {"network/route": [rule(20, "r", [[c("Host", "a")]], 9)]}
	rules_with([traefik(10, "IngressRoute", "r", [{"kind": "TraefikService", "name": "api@internal"}]), service], seen) == set()
	rules_with([traefik(10, "IngressRoute", "r", [{"kind": "TraefikService", "name": "x@file"}]), service], seen) == {["backend-not-judged", 10]}
}

test_other_namespaces_need_leave if {
	seen := {"network/route": [rule(20, "r", [[c("Host", "a")]], 9)]}
	far := in_namespace(10, "traefik.io/v1alpha1", "IngressRoute", "n", "r", {"spec": {"routes": [{"services": [{"name": "web", "namespace": "m", "port": 80}]}]}})
	elsewhere := {"services_provided_elsewhere": ["m/web"]}
	{[f.rule, f.status] | some f in k8s_06.findings} == {["crosses-namespaces", "unknown"]} with input as given([far], seen) with input.parameters as elsewhere
	k8s_06.findings == set() with input as given([far], seen) with input.parameters as object.union(elsewhere, {"traefik_cross_namespace": true})
}

host := c("Host", "a")

test_equal_rules_of_equal_priority_are_claimed_twice if {
	result := k8s_06.findings with input as given([service], {"network/route": [rule(20, "a", [[host]], 9), rule(21, "b", [[host]], 9)]})
	{[f.rule, f.on, f.other] | some f in result} == {["claimed-twice", 21, "IngressRoute/n/a"]}
}

test_an_equal_rule_of_lower_priority_is_shadowed if {
	routed([rule(20, "a", [[host]], 9), rule(21, "b", [[host]], 10)]) == {["shadowed", 20]}
}

test_one_alternative_in_common_is_no_shadow if {
	routed([rule(20, "a", [[host], [c("Host", "b")]], 9), rule(21, "b", [[host]], 10)]) == set()
}

test_the_longer_rule_comes_first if {
	api := [[host, c("PathPrefix", "/api")]]
	routed([rule(20, "a", [[host]], 9), rule(21, "b", api, 30)]) == set()
	routed([rule(20, "a", [[host]], 50), rule(21, "b", api, 30)]) == {["shadowed", 21]}
	routed([rule(20, "a", [[host]], 30), rule(21, "b", api, 30)]) == {["shadowed", 21]}
}

test_what_shadows_a_path if {
	below := {
		"id": 21, "subject": {"kind": "IngressRoute", "namespace": "n", "name": "b"},
		"content": object.union(rule(21, "b", [[host, c("PathPrefix", "/api/v1")]], 1).content, {}),
	}
	every wide in [
		[c("PathPrefix", "/api")],
		[host, c("PathPrefix", "/ap")],
		[{"matcher": "PathRegexp", "value": "^/api/.*", "regex": true, "prefix": "/api/"}],
		[{"matcher": "HostRegexp", "value": "^[a-z]$", "regex": true}],
		[host, {"matcher": "PathPrefix", "value": "/web", "negated": true}],
		[{"matcher": "Host", "value": "b", "negated": true}],
		[],
	] {
		routed([rule(20, "a", [wide], 9), below]) == {["shadowed", 21]}
	}
	every other in [
		[c("PathPrefix", "/api/v1/x")],
		[c("Host", "b")],
		[host, c("Header", "X=1")],
		[{"matcher": "PathRegexp", "value": "^/api/v1$", "regex": true, "prefix": "/api/v1"}],
		[{"matcher": "PathRegexp", "value": "^/(", "regex": true}],
		[{"matcher": "PathRegexp", "value": "/api/{id:[0-9]+}", "prefix": "/api/"}],
		[{"matcher": "HostRegexp", "value": "^[b-z]$", "regex": true}],
		[host, {"matcher": "PathPrefix", "value": "/api/v1/admin", "negated": true}],
	] {
		routed([rule(20, "a", [other], 9), below]) == set()
	}
}

test_a_pattern_tied_to_its_end_shadows_a_whole_path if {
	pattern := {"matcher": "PathRegexp", "value": "^/(a|b)$", "regex": true}
	routed([rule(20, "a", [[pattern]], 9), rule(21, "b", [[host, c("Path", "/a")]], 1)]) == {["shadowed", 21]}
}

test_a_prefix_shadows_a_pattern_below_it if {
	pattern := {"matcher": "PathRegexp", "value": "^/api/.*", "regex": true, "prefix": "/api/"}
	routed([rule(20, "a", [[host, c("PathPrefix", "/api")]], 9), rule(21, "b", [[host, pattern]], 1)]) == {["shadowed", 21]}
}

test_other_entry_points_and_plain_http_do_not_meet if {
	elsewhere := object.union(rule(21, "b", [[host]], 1), {"content": {"entryPoints": ["web"]}})
	routed([rule(20, "a", [[host]], 9), elsewhere]) == set()
	plain := object.union(rule(21, "b", [[host]], 1), {"content": {"tls": false}})
	routed([rule(20, "a", [[host]], 9), plain]) == set()
	secure := {"id": 30, "subject": {"kind": "EntryPoint", "name": "websecure"}, "content": {"name": "websecure", "tls": true}}
	rules_with([service], {"network/route": [rule(20, "a", [[host]], 9), plain], "tls/entry-point": [secure]}) == {["shadowed", 21]}
	anywhere := object.union(rule(21, "b", [[host]], 19), {"content": {"entryPoints": []}})
	routed([rule(20, "a", [[host]], 9), anywhere]) == {["shadowed", 20]}
}

test_an_ingress_of_traefik_meets_its_routes if {
	class := in_namespace(40, "networking.k8s.io/v1", "IngressClass", "", "edge", {"spec": {"controller": "traefik.io/ingress-controller"}})
	mine := object.union(
		ingress(1, "a", object.union({"ingressClassName": "edge"}, one_path("a", path("Prefix", "/api", web)))),
		{"content": {"manifest": {"metadata": {"annotations": {"traefik.ingress.kubernetes.io/router.tls": "true", "traefik.ingress.kubernetes.io/router.entrypoints": "websecure"}}}}},
	)
	rules_with([mine, class, service], {"network/route": [rule(20, "r", [[host]], 100)]}) == {["shadowed", 1]}
	rules_with([mine, class, service], {"network/route": [rule(20, "r", [[host]], 9)]}) == set()
	raised := object.union(mine, {"content": {"manifest": {"metadata": {"annotations": {"traefik.ingress.kubernetes.io/router.priority": "200"}}}}})
	rules_with([raised, class, service], {"network/route": [rule(20, "r", [[host]], 100)]}) == set()
}

test_ingresses_of_a_class_named_traefik_meet_each_other if {
	exact := object.union({"ingressClassName": "traefik"}, one_path("", path("Exact", "/x", web)))
	rules([ingress(1, "a", exact), ingress(2, "b", exact), service]) == {["claimed-twice", 2]}
}

# Gateway API

gw := "gateway.networking.k8s.io/v1"

gateway(listener) := object_(50, gw, "Gateway", "edge", {"spec": {"listeners": [object.union({"name": "https", "port": 443, "protocol": "HTTPS"}, listener)]}})

http(id, name, spec) := object_(id, gw, "HTTPRoute", name, {"spec": object.union({"parentRefs": [{"name": "edge"}], "rules": [{"backendRefs": [{"name": "web", "port": 80}]}]}, spec)})

test_a_gateway_route_is_silent if rules([http(51, "a", {}), gateway({}), service]) == set()

test_gateway_backends if {
	rules([http(51, "a", {"rules": [{"backendRefs": [{"name": "gone", "port": 80}]}]}), gateway({}), service]) == {["missing-service", 51]}
	rules([http(51, "a", {"rules": [{"backendRefs": [{"name": "web"}]}]}), gateway({}), service]) == {["missing-port", 51]}
	rules([http(51, "a", {"rules": [{"backendRefs": [{"name": "web", "port": 80, "weight": 0}]}]}), gateway({}), service]) == {["no-backend", 51]}
	rules([http(51, "a", {"rules": [{"filters": [{"type": "RequestRedirect"}]}]}), gateway({}), service]) == set()
	rules([http(51, "a", {"rules": [{}]}), gateway({}), service]) == {["no-backend", 51]}
	pool := {"group": "inference.networking.x-k8s.io", "kind": "InferencePool", "name": "p"}
	rules([http(51, "a", {"rules": [{"backendRefs": [pool]}]}), gateway({}), service]) == {["backend-not-judged", 51]}
	mirror := {"backendRefs": [{"name": "web", "port": 80}], "filters": [{"type": "RequestMirror", "requestMirror": {"backendRef": {"name": "gone", "port": 80}}}]}
	rules([http(51, "a", {"rules": [mirror]}), gateway({}), service]) == {["missing-service", 51]}
	udp := object_(51, "gateway.networking.k8s.io/v1alpha2", "UDPRoute", "a", {"spec": {"parentRefs": [{"name": "edge"}], "rules": [{"backendRefs": [{"name": "web", "port": 80}]}]}})
	rules([udp, gateway({"protocol": "UDP"}), service]) == {["missing-port", 51]}
}

grant(to) := in_namespace(60, "gateway.networking.k8s.io/v1beta1", "ReferenceGrant", "m", "g", {"spec": {
	"from": [{"group": "gateway.networking.k8s.io", "kind": "HTTPRoute", "namespace": "n"}], "to": [to],
}})

test_another_namespace_needs_a_grant if {
	far := http(51, "a", {"rules": [{"backendRefs": [{"name": "web", "namespace": "m", "port": 80}]}]})
	parameters := {"services_provided_elsewhere": ["m/web"]}
	ungranted := {f.rule | some f in k8s_06.findings} with input as given([far, gateway({})], {}) with input.parameters as parameters
	ungranted == {"not-granted"}
	every to in [{"group": "", "kind": "Service"}, {"group": "", "kind": "Service", "name": "web"}] {
		k8s_06.findings == set() with input as given([far, gateway({}), grant(to)], {}) with input.parameters as parameters
	}
	narrow := {f.rule | some f in k8s_06.findings} with input as given([far, gateway({}), grant({"group": "", "kind": "Service", "name": "x"})], {}) with input.parameters as parameters
	narrow == {"not-granted"}
}

test_parents if {
	rules([http(51, "a", {"parentRefs": []}), gateway({}), service]) == {["no-parent", 51]}
	rules([http(51, "a", {}), service]) == {["gateway-not-seen", 51]}
	rules([http(51, "a", {"parentRefs": [{"name": "gone"}]}), gateway({}), service]) == {["missing-gateway", 51]}
	rules([http(51, "a", {"parentRefs": [{"name": "edge", "sectionName": "http"}]}), gateway({}), service]) == {["no-listener", 51]}
	rules([http(51, "a", {"parentRefs": [{"name": "edge", "port": 80}]}), gateway({}), service]) == {["no-listener", 51]}
	rules([http(51, "a", {"parentRefs": [{"name": "edge", "sectionName": "https", "port": 443}]}), gateway({}), service]) == set()
	rules([http(51, "a", {"parentRefs": [{"group": "", "kind": "Service", "name": "mesh"}]}), service]) == set()
}

test_listeners_choose_their_routes if {
	every listener in [{"hostname": "*.example"}, {"hostname": "a.example"}, {"allowedRoutes": {"kinds": [{"kind": "HTTPRoute"}]}}, {"protocol": "example.com/quic"}] {
		rules([http(51, "a", {"hostnames": ["a.example"]}), gateway(listener), service]) == set()
	}
	rules([http(51, "a", {"hostnames": ["*.example"]}), gateway({"hostname": "a.example"}), service]) == set()
	every listener in [{"hostname": "b.example"}, {"hostname": "*.b.example"}, {"protocol": "TCP"}, {"allowedRoutes": {"kinds": [{"kind": "TLSRoute"}]}}] {
		rules([http(51, "a", {"hostnames": ["a.example"]}), gateway(listener), service]) == {["not-admitted", 51]}
	}
}

namespace(labels) := {"id": 70, "subject": {"kind": "Namespace", "name": "m"}, "content": {"manifest": {"kind": "Namespace", "metadata": {"name": "m", "labels": labels}}}}

test_listeners_choose_namespaces if {
	far := in_namespace(51, gw, "HTTPRoute", "m", "a", {"spec": {"parentRefs": [{"name": "edge", "namespace": "n"}], "rules": [{"filters": [{"type": "RequestRedirect"}]}]}})
	rules([far, gateway({})]) == {["not-admitted", 51]}
	rules([far, gateway({"allowedRoutes": {"namespaces": {"from": "All"}}})]) == set()
	selecting := gateway({"allowedRoutes": {"namespaces": {"from": "Selector", "selector": {"matchLabels": {"edge": "yes"}}}}})
	rules([far, selecting]) == {["namespace-not-seen", 51]}
	rules([far, selecting, namespace({"edge": "yes"})]) == set()
	rules([far, selecting, namespace({})]) == {["not-admitted", 51]}
}

test_the_controllers_refusal_is_told if {
	refused := object.union(http(51, "a", {}), {"content": {"manifest": {"status": {"parents": [{"conditions": [{"type": "ResolvedRefs", "status": "False", "reason": "BackendNotFound"}]}]}}}})
	rules([refused, gateway({}), service]) == {["refused", 51]}
}

test_equal_matches_on_one_gateway_fire if {
	rules([http(51, "a", {}), http(52, "b", {}), gateway({}), service]) == {["claimed-twice", 52]}
	rules([http(51, "a", {}), http(52, "b", {"hostnames": ["b.example"]}), gateway({}), service]) == set()
	path_rule := {"matches": [{"path": {"type": "PathPrefix", "value": "/"}}], "backendRefs": [{"name": "web", "port": 80}]}
	rules([http(51, "a", {}), http(52, "b", {"rules": [path_rule]}), gateway({}), service]) == {["claimed-twice", 52]}
	header_rule := object.union(path_rule, {"matches": [{"headers": [{"name": "X", "value": "1"}]}]})
	rules([http(51, "a", {}), http(52, "b", {"rules": [header_rule]}), gateway({}), service]) == set()
	sections := {"parentRefs": [{"name": "edge", "sectionName": "https"}, {"name": "edge"}]}
	rules([http(51, "a", sections), gateway({}), service]) == set()
}
