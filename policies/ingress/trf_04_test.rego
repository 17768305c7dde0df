package seaworthy.ingress.trf_04_test

import data.seaworthy.ingress.trf_04

router(name, alternatives, middlewares) := {
	"name": name, "entryPoints": ["websecure"], "tls": true, "priority": 10 + count(name),
	"alternatives": alternatives, "middlewares": middlewares, "origin": "file",
	"services": [{"name": "web@file", "kind": "loadBalancer"}], "unresolvedServices": [],
}

host := {"matcher": "Host", "value": "erp.example"}

everything := [[host]]

middleware(name, fields) := object.union(
	{"name": name, "limits": false, "guards": false, "redirectsToHttps": false, "unresolvedMiddlewares": []},
	fields,
)

known := [
	middleware("limit@file", {"limits": true}), middleware("headers@file", {}), middleware("https@file", {"redirectsToHttps": true}),
	middleware("torn@file", {"unresolvedMiddlewares": ["gone@file"]}),
]

found(routers, entry_points) := result if {
	result := trf_04.findings with input as {
		"parameters": {"internal_entry_points": ["traefik"], "limited_paths": ["/web/login", "/jsonrpc"]},
		"evidence": {
			"tls/router": [{"id": i, "content": content} | some i, content in routers],
			"tls/entry-point": [{"id": 50 + i, "content": content} | some i, content in entry_points],
			"tls/middleware": [{"id": 70 + i, "content": content} | some i, content in known],
		},
	}
}

rules(routers) := {f.rule | some f in found(routers, [{"name": "websecure", "tls": true}])}

test_a_limited_router_is_silent if rules([router("erp", everything, ["headers@file", "limit@file"])]) == set()

test_a_router_without_limit_fires if {
	found([router("erp", everything, ["headers@file"])], [{"name": "websecure", "tls": true}]) == {{
		"rule": "no-limit", "on": 0, "path": [], "name": "erp", "entry_point": "websecure", "paths": ["/jsonrpc", "/web/login"],
	}}
}

test_the_entry_point_may_limit if {
	found([router("erp", everything, [])], [{"name": "websecure", "tls": true, "middlewares": ["limit@file"]}]) == set()
	found([router("erp", everything, [])], [{"name": "websecure", "tls": true, "middlewares": ["limit"]}]) == set()
}

unknown(routers, entry_points) := {[f.rule, f.status, f.missing] | some f in found(routers, entry_points)}

test_what_is_not_in_the_evidence_may_limit if {
	listening := [{"name": "websecure", "tls": true}]
	unknown([router("erp", everything, ["gone@file"])], listening) == {["limit-not-known", "unknown", ["gone@file"]]}
	unknown([router("erp", everything, ["torn@file"])], listening) == {["limit-not-known", "unknown", ["torn@file"]]}
	unknown([router("erp", everything, [])], []) == {["limit-not-known", "unknown", ["entry point websecure"]]}
}

test_paths_that_need_no_limit_are_not_asked if {
	static := [[host, {"matcher": "PathPrefix", "value": "/web/static"}]]
	rules([router("static", static, []), router("erp", everything, ["limit@file"])]) == set()
}

test_only_the_router_that_answers_is_asked if {
	login := [[host, {"matcher": "Path", "value": "/web/login"}]]
	{[f.name, f.paths] | some f in found([router("erp", everything, ["limit@file"]), router("login", login, [])], [{"name": "websecure"}])} == {["login", ["/web/login"]]}
	{[f.name, f.paths] | some f in found([router("erp", everything, []), router("login", login, ["limit@file"])], [{"name": "websecure"}])} == {["erp", ["/jsonrpc"]]}
}

test_a_router_that_may_answer_is_asked_too if {
	post := [[host, {"matcher": "Method", "value": "POST"}]]
	{f.name | some f in found([router("erp", everything, ["limit@file"]), router("posting", post, [])], [{"name": "websecure"}])} == {"posting"}
}

test_insiders_are_not_asked if {
	inside := [[host, {"matcher": "ClientIP", "value": "10.0.0.0/8"}]]
	rules([router("erp", everything, ["limit@file"]), router("inside", inside, [])]) == set()
}

test_redirects_need_no_limit if {
	routers := [router("erp", everything, ["limit@file"]), object.union(router("plain", everything, ["https@file"]), {"entryPoints": ["web"], "tls": false})]
	found(routers, [{"name": "websecure", "tls": true}, {"name": "web"}]) == set()
}

test_a_redirecting_entry_point_answers_nothing if {
	routers := [router("erp", everything, ["limit@file"]), object.union(router("plain", everything, []), {"entryPoints": ["web"], "tls": false})]
	found(routers, [{"name": "websecure", "tls": true}, {"name": "web", "redirectsToHttps": true}]) == set()
}

test_internal_entry_points_are_not_public if {
	routers := [router("erp", everything, ["limit@file"]), object.union(router("api", everything, []), {"entryPoints": ["traefik"]})]
	found(routers, [{"name": "websecure", "tls": true}, {"name": "traefik"}]) == set()
}

test_a_router_without_entry_points_listens_on_all if {
	any := object.union(router("erp", everything, []), {"entryPoints": []})
	{f.entry_point | some f in found([any], [{"name": "websecure"}, {"name": "web"}, {"name": "traefik"}])} == {"websecure", "web"}
	{f.entry_point | some f in found([any], [{"name": "websecure", "asDefault": true}, {"name": "web"}])} == {"websecure"}
}

test_no_router_for_the_paths_is_unknown if {
	shop := [[host, {"matcher": "PathPrefix", "value": "/shop"}]]
	{[f.rule, f.status] | some f in found([router("shop", shop, [])], [{"name": "websecure"}])} == {["no-public-route", "unknown"]}
}
