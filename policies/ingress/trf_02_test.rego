package seaworthy.ingress.trf_02_test

import data.seaworthy.ingress.trf_02

cookie := {"name": "ws", "secure": true, "httpOnly": true, "sameSite": "lax"}

service := {"name": "ws@file", "kind": "loadBalancer", "servers": 2, "sticky": cookie}

web := {"name": "web@file", "kind": "loadBalancer", "servers": 2}

router(name, prefix, services) := {
	"name": name, "entryPoints": ["websecure"], "tls": true, "priority": 10 + count(prefix),
	"alternatives": [array.concat([{"matcher": "Host", "value": "erp.example"}], [{"matcher": "PathPrefix", "value": prefix} | prefix != ""])],
	"middlewares": [], "services": services, "unresolvedServices": [], "origin": "file",
}

found(routers) := result if {
	result := trf_02.findings with input as {
		"parameters": {"internal_entry_points": ["traefik"], "live_paths": ["/websocket", "/longpolling/poll"], "same_site": ["lax", "strict"]},
		"evidence": {
			"tls/router": [{"id": i, "content": content} | some i, content in routers],
			"tls/entry-point": [{"id": 50, "content": {"name": "websecure", "tls": true}}],
		},
	}
}

rules(routers) := {f.rule | some f in found(routers)}

with_cookie(fields) := rules([router("ws", "/websocket", [object.union(service, {"sticky": object.union(cookie, fields)})])])

test_a_sticky_service_is_silent if rules([router("erp", "", [web]), router("ws", "/websocket", [service])]) == set()

test_a_service_that_is_not_sticky_fires if {
	found([router("erp", "", [web]), router("ws", "/websocket", [web])]) == {{
		"rule": "not-sticky", "on": 1, "path": [], "name": "ws", "asked": "/websocket", "service": "web@file",
	}}
}

test_a_catch_all_counts_where_nothing_asks_for_the_path if rules([router("erp", "", [web])]) == {"not-sticky"}

test_one_server_needs_no_cookie if rules([router("ws", "/websocket", [object.union(web, {"servers": 1})])]) == set()

test_the_old_path_counts_where_a_router_asks_for_it if {
	rules([router("ws", "/websocket", [service]), router("poll", "/longpolling", [web])]) == {"not-sticky"}
}

test_a_choice_of_services_needs_its_own_cookie if {
	choice := {"name": "", "kind": "weighted", "choices": 2}
	{f.service | some f in found([router("ws", "/websocket", [choice, service])])} == {"a choice of several services"}
	rules([router("ws", "/websocket", [object.union(choice, {"sticky": cookie}), service])]) == set()
}

test_cookies_must_be_safe if {
	with_cookie({}) == set()
	with_cookie({"secure": false}) == {"cookie-not-secure"}
	with_cookie({"httpOnly": false}) == {"cookie-not-http-only"}
	with_cookie({"sameSite": "none"}) == {"cookie-same-site"}
	with_cookie({"sameSite": ""}) == {"cookie-same-site"}
	with_cookie({"sameSite": "Strict"}) == set()
}

test_an_absent_field_of_a_cookie_is_not_set if {
	rules([router("ws", "/websocket", [object.union(object.remove(service, ["sticky"]), {"sticky": {}})])]) == {
		"cookie-not-secure", "cookie-not-http-only", "cookie-same-site",
	}
}

test_the_clusters_own_balancing_undoes_it if {
	rules([router("ws", "/websocket", [object.union(service, {"nativeLb": true})])]) == {"sticky-without-effect"}
}

test_a_service_that_is_not_there_is_unknown if {
	lost := object.union(router("ws", "/websocket", []), {"unresolvedServices": ["gone@file"]})
	{[f.rule, f.status] | some f in found([lost])} == {["service-not-known", "unknown"]}
}

test_an_unreadable_rule_is_unknown if {
	bad := object.union(object.remove(router("bad", "", [web]), ["alternatives"]), {"unreadable": "ends too early"})
	{[f.rule, f.status] | some f in found([router("ws", "/websocket", [service]), bad])} == {["rule-not-read", "unknown"]}
}

test_routers_that_answer_no_live_path_are_unknown if {
	{[f.rule, f.status] | some f in found([router("shop", "/shop", [web])])} == {["no-live-route", "unknown"]}
}
