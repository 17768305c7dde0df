package seaworthy.ingress.trf_03_test

import data.seaworthy.ingress.trf_03

entry_point := {"name": "websecure", "tls": true, "readSeconds": 300, "writeSeconds": 0, "idleSeconds": 180}

router := {
	"name": "erp", "entryPoints": ["websecure"], "tls": true, "priority": 10, "alternatives": [[]], "middlewares": [],
	"services": [{"name": "web@file", "kind": "loadBalancer", "transport": "slow@file"}], "unresolvedServices": [], "origin": "file",
}

default_router := object.union(router, {"services": [{"name": "web@file", "kind": "loadBalancer"}]})

transport := {"name": "slow@file", "responseHeaderSeconds": 300}

found(routers, entry_points, transports, more) := result if {
	result := trf_03.findings with input as {
		"parameters": {"internal_entry_points": ["traefik"], "longest_request_seconds": 120, "min_idle_seconds": 65},
		"evidence": object.union(
			{
				"tls/router": [{"id": i, "content": content} | some i, content in routers],
				"tls/entry-point": [{"id": 50 + i, "content": content} | some i, content in entry_points],
				"tls/transport": [{"id": 70 + i, "content": content} | some i, content in transports],
			},
			more,
		),
	}
}

rules(entry_points) := {f.rule | some f in found([router], entry_points, [transport], {})}

with_(fields) := rules([object.union(entry_point, fields)])

test_timeouts_that_fit_are_silent if with_({}) == set()

test_short_timeouts_fire if {
	with_({"readSeconds": 60}) == {"read-too-short"}
	with_({"readSeconds": 120}) == set()
	with_({"writeSeconds": 119}) == {"write-too-short"}
	with_({"idleSeconds": 64}) == {"idle-too-short"}
}

test_absent_timeouts_fire if {
	with_({"readSeconds": 0}) == {"no-read-timeout"}
	with_({"readSeconds": 0, "idleSeconds": 0}) == {"no-read-timeout", "no-idle-timeout"}
	with_({"idleSeconds": 0}) == set()
	rules([object.remove(entry_point, ["readSeconds"])]) == {"no-read-timeout"}
}

test_findings_carry_what_is_asked if {
	found([router], [object.union(entry_point, {"readSeconds": 60})], [transport], {}) == {{
		"rule": "read-too-short", "on": 50, "path": [], "name": "websecure", "seconds": 60, "wanted": 120,
	}}
}

test_entry_points_inside_or_redirecting_are_not_asked if {
	inside := {"name": "traefik", "readSeconds": 1}
	redirecting := {"name": "web", "readSeconds": 1, "redirectsToHttps": true}
	rules([entry_point, inside, redirecting]) == set()
}

test_none_that_is_public_is_unknown if {
	{[f.rule, f.status] | some f in found([], [{"name": "traefik"}], [], {})} == {["no-public-entry-point", "unknown"]}
}

after(seconds) := {f.rule |
	some f in found([router], [entry_point], [object.union(transport, {"responseHeaderSeconds": seconds})], {})
}

test_responses_must_come_in_time if {
	after(0) == {"no-response-timeout"}
	after(119) == {"response-too-short"}
	after(120) == set()
}

test_odoos_own_limit_counts_where_it_is_longer if {
	config := {"kubernetes/object": [{"id": 90, "content": {"manifest": {
		"kind": "ConfigMap", "metadata": {"name": "odoo"},
		"data": {"odoo.conf": "[options]\nlimit_time_real = 600\n"},
	}}}]}
	{[f.rule, f.wanted] | some f in found([router], [entry_point], [transport], config)} == {
		["read-too-short", 600], ["response-too-short", 600],
	}
}

proxy(seconds) := {"tls/proxy": [{"id": 80, "content": {"name": "t", "transport": {"responseHeaderSeconds": seconds}}}]}

test_the_static_configuration_is_the_default_way if {
	found([default_router], [entry_point], [], proxy(300)) == set()
	{[f.rule, f.on] | some f in found([default_router], [entry_point], [], proxy(0))} == {["no-response-timeout", 80]}
}

test_a_way_that_is_not_there_is_unknown if {
	{[f.rule, f.status, f.transport] | some f in found([router], [entry_point], [], {})} == {["transport-not-known", "unknown", "slow@file"]}
	{[f.rule, f.status, f.transport] | some f in found([default_router], [entry_point], [], {})} == {["transport-not-known", "unknown", "default"]}
}
