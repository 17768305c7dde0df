package seaworthy.ingress.trf_05_test

import data.seaworthy.ingress.trf_05

parameters := {
	"internal_entry_points": ["traefik"], "web_path": "/web/login", "websocket_path": "/websocket", "websocket_shares_port": false,
	"needed_paths": ["/jsonrpc", "/my/home"], "closed_paths": ["/web/database/manager", "/web/database/backup"],
}

host := {"matcher": "Host", "value": "erp.example"}

router(name, more, fields) := object.union(
	{
		"name": name, "entryPoints": ["websecure"], "tls": true, "priority": 10 + (10 * count(more)),
		"alternatives": [array.concat([host], more)], "middlewares": [], "origin": "file",
		"services": [{"name": "web@file", "kind": "loadBalancer"}], "unresolvedServices": [],
	},
	fields,
)

prefix(value) := {"matcher": "PathPrefix", "value": value}

erp := router("erp", [], {})

live := router("ws", [prefix("/websocket")], {"services": [{"name": "ws@file", "kind": "loadBalancer"}]})

closed := router("db", [prefix("/web/database")], {"middlewares": ["office@file"]})

good := [erp, live, closed]

found_with(routers, given) := result if {
	result := trf_05.findings with input as {
		"parameters": object.union(parameters, given),
		"evidence": {
			"tls/router": [{"id": i, "content": content} | some i, content in routers],
			"tls/entry-point": [{"id": 50, "content": {"name": "websecure", "tls": true}}, {"id": 51, "content": {"name": "web"}}],
			"tls/middleware": [
				{"id": 70, "content": {"name": "office@file", "guards": true, "unresolvedMiddlewares": []}},
				{"id": 71, "content": {"name": "https@file", "redirectsToHttps": true, "unresolvedMiddlewares": []}},
			],
		},
	}
}

found(routers) := found_with(routers, {})

rules(routers) := {f.rule | some f in found(routers)}

test_paths_that_lead_where_they_should_are_silent if found(good) == set()

test_an_open_database_manager_fires if {
	found([erp, live]) == {{
		"rule": "database-exposed", "on": 0, "path": [], "name": "erp", "hosts": ["erp.example"],
		"paths": ["/web/database/backup", "/web/database/manager"],
	}}
}

test_a_rule_may_leave_the_manager_out if {
	narrow := router("erp", [object.union(prefix("/web/database"), {"negated": true})], {})
	rules([narrow, object.union(live, {"priority": 90})]) == set()
}

test_a_way_in_for_insiders_only_is_closed if {
	inside := router("db", [prefix("/web/database"), {"matcher": "ClientIP", "value": "10.0.0.0/8"}], {})
	nowhere := router("none", [prefix("/web/database")], {"services": [], "unresolvedServices": ["noop@internal"]})
	rules([erp, live, nowhere, inside]) == set()
}

test_a_guard_of_lower_priority_is_none if {
	rules([erp, live, object.union(closed, {"priority": 1})]) == {"database-exposed", "shadowed"}
}

test_an_unseen_guard_is_unknown if {
	{[f.rule, f.status, f.missing] | some f in found([erp, live, object.union(closed, {"middlewares": ["gone@file"]})])} == {["guard-not-known", "unknown", ["gone@file"]]}
}

test_a_shadowed_path_fires if {
	{[f.rule, f.by] | some f in found([erp, object.union(live, {"priority": 5}), closed]); f.rule == "shadowed"} == {["shadowed", "erp"]}
}

test_a_wider_router_is_no_shadow_on_another_section if {
	plain := router("plain", [], {"entryPoints": ["web"], "tls": false, "priority": 500, "middlewares": ["https@file"]})
	rules(array.concat(good, [plain])) == set()
}

test_live_updates_need_their_own_port if {
	rules([erp, closed]) == {"shares-port"}
	found_with([erp, closed], {"websocket_shares_port": true}) == set()
}

test_missing_paths_fire if {
	web := router("web", [prefix("/web/")], {})
	{[f.rule, f.host, f.asked] | some f in found([web, object.union(closed, {"priority": 90})])} == {
		["path-missing", "erp.example", "/websocket"],
		["path-missing", "any host", "/jsonrpc"], ["path-missing", "any host", "/my/home"],
	}
}

# A prefix is one of letters, not of path elements.
test_a_prefix_without_slash_takes_the_websocket_too if {
	web := router("web", [prefix("/web")], {})
	"shares-port" in rules([web, object.union(closed, {"priority": 90})])
}

test_no_web_client_fires if rules([router("shop", [prefix("/shop")], {})]) == {"no-web-client"}

test_a_router_that_traefik_refuses_fires if {
	refused := router("broken", [prefix("/jsonrpc")], {"status": "disabled", "errors": ["the service is not there"]})
	{[f.rule, f.why] | some f in found(array.concat(good, [refused]))} == {["refused", "the service is not there"]}
}

test_an_unreadable_rule_is_unknown if {
	bad := object.union(object.remove(erp, ["alternatives"]), {"name": "bad", "unreadable": "ends too early"})
	{[f.rule, f.status] | some f in found(array.concat(good, [bad]))} == {["rule-not-read", "unknown"]}
}

test_patterns_are_matched if {
	pattern := router("db", [{"matcher": "PathRegexp", "value": "^/web/database", "regex": true, "prefix": "/web/database"}], {"middlewares": ["office@file"]})
	rules([erp, live, pattern]) == set()
	wild := object.union(erp, {"alternatives": [[{"matcher": "HostRegexp", "value": "^[a-z]+[.]example$", "regex": true}]]})
	"database-exposed" in rules([wild, live])
}

many := [object.union(erp, {"name": sprintf("h%d", [i]), "alternatives": [[{"matcher": "Host", "value": sprintf("h%02d.example", [i])}]]}) |
	some i in numbers.range(1, 30)
]

test_many_hosts_are_named_by_the_first if {
	hosts := {f.hosts | some f in found(many); f.rule == "shares-port"}
	hosts == {[sprintf("h%02d.example", [i])] | some i in numbers.range(1, 30)}
	one := object.union(erp, {"alternatives": [[]], "priority": 90})
	all := {f.hosts | some f in found(array.concat(many, [one])); f.rule == "shares-port"; f.name == "erp"}
	every names in all {
		count(names) == 21
		names[20] == "11 more"
	}
	count(all) == 1
}

test_a_rule_for_all_hosts_that_many_shadow_fires_once if {
	wide := router("wide", [prefix("/websocket")], {"alternatives": [[prefix("/websocket")]], "priority": 5})
	shadowed := {[f.name, f.host] | some f in found(array.concat(many, [wide])); f.rule == "shadowed"}
	shadowed == {["wide", "h01.example and other hosts"]}
	few := array.slice(many, 0, 3)
	{f.host | some f in found(array.concat(few, [wide])); f.rule == "shadowed"} == {"h01.example", "h02.example", "h03.example"}
}

test_equal_rules_for_all_hosts_are_told_one_by_one if {
	wide := [router(sprintf("wide%d", [i]), [prefix("/websocket")], {"alternatives": [[prefix("/websocket")]], "priority": 5}) |
		some i in numbers.range(1, 15)
	]
	found_ := found(array.concat([erp, closed], wide))
	{[f.rule, f.name, f.by] | some f in found_; f.rule == "shadowed"} == {["shadowed", one.name, "erp"] | some one in wide}
	high := [object.union(one, {"priority": 90}) | some one in wide]
	{[f.name, f.hosts] | some f in found(array.concat([erp, closed], high)); f.rule == "shares-port"} == {[one.name, ["erp.example"]] | some one in high}
}

# The web client of the other host listens on a port of its own.
test_a_port_is_shared_on_no_host_whose_web_client_has_another if {
	other := router("other", [], {"alternatives": [[{"matcher": "Host", "value": "z.example"}]], "services": [{"name": "z@file", "kind": "loadBalancer"}]})
	wide := router("wide", [prefix("/websocket")], {"alternatives": [[prefix("/websocket")], [{"matcher": "Host", "value": "z.example"}, prefix("/websocket")]], "priority": 90})
	like := object.union(wide, {"name": "like", "alternatives": [[prefix("/websocket")]]})
	{[f.name, f.hosts] | some f in found([erp, other, closed, wide, like]); f.rule == "shares-port"} == {["wide", ["erp.example"]], ["like", ["erp.example"]]}
}
