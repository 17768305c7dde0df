package seaworthy.ingress.trf_06_test

import data.seaworthy.ingress.trf_06

proxy := {"name": "traefik.yml", "origin": "file", "api": true, "apiInsecure": false, "apiDebug": false, "dashboard": false, "accessLog": true}

entry_point := {
	"name": "websecure", "tls": true,
	"forwardedHeaders": {"insecure": false, "trustedIPs": ["10.0.0.0/8"]},
	"proxyProtocol": {"insecure": false, "trustedIPs": []},
}

router(middlewares) := {
	"name": "dashboard", "entryPoints": ["websecure"], "tls": true, "priority": 10, "alternatives": [[]], "origin": "file",
	"middlewares": middlewares, "services": [], "unresolvedServices": ["api@internal"],
}

found(proxies, entry_points, routers) := result if {
	result := trf_06.findings with input as {
		"parameters": {"internal_entry_points": ["traefik"]},
		"evidence": {
			"tls/proxy": [{"id": i, "content": content} | some i, content in proxies],
			"tls/entry-point": [{"id": 50 + i, "content": content} | some i, content in entry_points],
			"tls/router": [{"id": 60 + i, "content": content} | some i, content in routers],
			"tls/middleware": [{"id": 70, "content": {"name": "auth@file", "guards": true, "unresolvedMiddlewares": []}}],
		},
	}
}

with_proxy(fields) := {f.rule | some f in found([object.union(proxy, fields)], [entry_point], [])}

with_entry_point(fields) := {[f.rule, f.value] | some f in found([proxy], [object.union(entry_point, fields)], [])}

test_a_closed_proxy_is_silent if found([proxy], [entry_point], []) == set()

test_an_open_api_fires if {
	with_proxy({"apiInsecure": true}) == {"insecure-api"}
	with_proxy({"apiDebug": true}) == {"debug-api"}
}

test_no_access_log_fires if {
	with_proxy({"accessLog": false}) == {"no-access-log"}
	found([object.remove(proxy, ["accessLog"])], [], []) == {{"rule": "no-access-log", "on": 0, "path": [], "name": "traefik.yml"}}
}

test_trusting_everyone_fires if {
	with_entry_point({"forwardedHeaders": {"insecure": true}}) == {["trusts-all-headers", "insecure: true"]}
	with_entry_point({"forwardedHeaders": {"trustedIPs": ["10.0.0.0/8", "0.0.0.0/0"]}}) == {["trusts-all-headers", "0.0.0.0/0"]}
	with_entry_point({"proxyProtocol": {"trustedIPs": ["::/0"]}}) == {["trusts-all-proxies", "::/0"]}
	with_entry_point({"forwardedHeaders": {"trustedIPs": ["0.0.0.0/1", "128.0.0.0/1"]}}) == {
		["trusts-all-headers", "0.0.0.0/1"], ["trusts-all-headers", "128.0.0.0/1"],
	}
	with_entry_point({"forwardedHeaders": {"trustedIPs": ["10.1.2.3", "nonsense"]}}) == set()
}

test_an_api_behind_a_router_must_be_guarded if {
	found([proxy], [entry_point], [router([])]) == {{
		"rule": "api-routed-openly", "on": 60, "path": [], "name": "dashboard", "service": "api@internal", "entry_point": "websecure",
	}}
	found([proxy], [entry_point], [router(["auth@file"])]) == set()
	{[f.rule, f.status] | some f in found([proxy], [entry_point], [router(["gone@file"])])} == {["api-guard-not-known", "unknown"]}
	found([proxy], [entry_point], [object.union(router([]), {"entryPoints": ["traefik"]})]) == set()
}
