package seaworthy.tenancy.ten_04_test

import data.seaworthy.tenancy.ten_04

object_(id, api, kind, namespace, name, fields) := {
	"id": id, "subject": {"kind": kind, "namespace": namespace, "name": name},
	"content": {"manifest": object.union({"apiVersion": api, "kind": kind, "metadata": {"name": name, "namespace": namespace}}, fields)},
}

namespace(id, name, tenant) := {
	"id": id, "subject": {"kind": "Namespace", "name": name},
	"content": {"manifest": {"kind": "Namespace", "metadata": {"name": name, "labels": {"tenant": tenant}}}},
}

two := [namespace(1, "a", "acme"), namespace(2, "b", "blue"), namespace(3, "edge", "platform")]

limited := {"metadata": {"annotations": {"nginx.ingress.kubernetes.io/limit-rps": "20"}}}

ingress(id, ns, host) := object_(id, "networking.k8s.io/v1", "Ingress", ns, "i", object.union(
	{"spec": {"ingressClassName": "nginx", "rules": [{"host": host}]}},
	limited,
))

found(objects, rules_) := result if {
	result := ten_04.findings with input as {
		"evidence": {"kubernetes/object": array.concat(two, objects), "network/route": rules_},
		"parameters": {"tenant_label": "tenant", "shared_tenants": ["platform"], "require_tenant_rate_limit": true},
	}
}

rules(objects, rules_) := {[f.rule, f.on] | some f in found(objects, rules_)}

test_hosts_apart_are_silent if rules([ingress(10, "a", "a.example"), ingress(11, "b", "b.example")], []) == set()

test_absent_evidence_is_silent if ten_04.findings == set() with input as {}

test_no_tenants_is_unknown if {
	result := ten_04.findings with input as {"evidence": {"kubernetes/object": [ingress(10, "a", "a.example")]}, "parameters": {"tenant_label": "tenant"}}
	{[f.rule, f.status] | some f in result} == {["no-tenants", "unknown"]}
}

test_a_host_of_two_tenants_fires_at_the_second if {
	{[f.rule, f.on, f.tenant, f.other] | some f in found([ingress(10, "a", "A.example"), ingress(11, "b", "a.example")], [])} == {["claimed-by-two", 11, "blue", "acme"]}
	rules([ingress(10, "a", "a.example"), ingress(11, "a", "a.example"), ingress(12, "edge", "a.example")], []) == set()
}

test_a_wildcard_over_anothers_host_fires_at_the_host if {
	rules([ingress(10, "a", "x.shop.example"), ingress(11, "b", "*.shop.example")], []) == {["claimed-by-two", 10]}
	rules([ingress(10, "a", "x.y.shop.example"), ingress(11, "b", "*.shop.example")], []) == set()
}

test_a_route_for_every_host_fires if {
	rules([ingress(10, "a", "")], []) == {["claims-all", 10]}
	rules([], [rule(20, "a", [[{"matcher": "PathPrefix", "value": "/x"}]])]) == {["claims-all", 20]}
	rules([], [rule(20, "a", [[{"matcher": "Host", "value": "b", "negated": true}]])]) == {["claims-all", 20]}
	rules([], [rule(20, "a", [[{"matcher": "HostRegexp", "value": "^.+\\.a$", "regex": true}]])]) == set()
}

rule(id, ns, alternatives) := {
	"id": id, "subject": {"kind": "IngressRoute", "namespace": ns, "name": "r"},
	"content": {"kind": "IngressRoute", "name": "r", "namespace": ns, "path": ["spec", "routes", 0], "alternatives": alternatives},
}

a_rule := rule(20, "a", [[{"matcher": "Host", "value": "a.example"}]])

route(middlewares) := object_(10, "traefik.io/v1alpha1", "IngressRoute", "a", "r", {"spec": {"routes": [{"middlewares": middlewares}]}})

middleware(name, spec) := object_(30, "traefik.io/v1alpha1", "Middleware", "a", name, {"spec": spec})

test_hosts_of_traefik_and_gateway_routes_count if {
	http := object_(12, "gateway.networking.k8s.io/v1", "HTTPRoute", "b", "h", {"spec": {"hostnames": ["a.example"]}})
	rules([http], [a_rule]) == {["claimed-by-two", 12], ["limit-not-known", 12]}
}

test_a_route_without_limit_fires if {
	{[f.rule, f.path] | some f in found([route([])], [a_rule])} == {["no-limit", ["spec", "routes", 0]]}
	rules([route([{"name": "headers"}]), middleware("headers", {"headers": {}})], [a_rule]) == {["no-limit", 10]}
}

test_limits_of_traefik if {
	rules([route([{"name": "limit"}]), middleware("limit", {"rateLimit": {"average": 50}})], [a_rule]) == set()
	rules([route([{"name": "limit"}]), middleware("limit", {"inFlightReq": {"amount": 10}})], [a_rule]) == set()
	chain := object.union(middleware("all", {"chain": {"middlewares": [{"name": "limit"}]}}), {"id": 31})
	rules([route([{"name": "all"}]), chain, middleware("limit", {"rateLimit": {}})], [a_rule]) == set()
	rules([route([{"name": "all"}]), chain, middleware("limit", {"headers": {}})], [a_rule]) == {["no-limit", 10]}
}

test_a_middleware_that_is_not_seen_is_unknown if {
	{[f.rule, f.status] | some f in found([route([{"name": "gone"}])], [a_rule])} == {["limit-not-known", "unknown"]}
}

bare(class, annotations) := object_(10, "networking.k8s.io/v1", "Ingress", "a", "i", {
	"metadata": {"annotations": annotations},
	"spec": {"ingressClassName": class, "rules": [{"host": "a.example"}]},
})

test_limits_of_an_ingress_are_its_controllers if {
	rules([bare("nginx", {})], []) == {["no-limit", 10]}
	rules([bare("haproxy", {})], []) == {["limit-not-known", 10]}
	by_name := {"traefik.ingress.kubernetes.io/router.middlewares": "a-limit@kubernetescrd"}
	rules([bare("traefik", by_name), middleware("limit", {"rateLimit": {}})], []) == set()
	rules([bare("traefik", by_name)], []) == {["limit-not-known", 10]}
}

test_limits_may_be_left_out if {
	result := ten_04.findings with input as {
		"evidence": {"kubernetes/object": array.concat(two, [route([])]), "network/route": [a_rule]},
		"parameters": {"tenant_label": "tenant", "require_tenant_rate_limit": false},
	}
	result == set()
}

test_rules_that_nothing_shows_are_unknown if {
	limit := middleware("limit", {"rateLimit": {}})
	{[f.rule, f.status] | some f in found([route([{"name": "limit"}]), limit], [])} == {["rules-not-seen", "unknown"]}
	broken := object.union(a_rule, {"content": {"unreadable": "ends too early", "alternatives": []}})
	rules([route([{"name": "limit"}]), limit], [broken]) == {["rules-not-seen", 10]}
}
