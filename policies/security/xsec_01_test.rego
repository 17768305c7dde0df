package seaworthy.security.xsec_01_test

import data.seaworthy.security.xsec_01

parameters := {
	"exploitable_severity": "HIGH", "exploitable_vector": "network", "exploitable_fix": "any",
	"critical_assets": ["image:postgres*", "port:6379", "kind:StatefulSet"], "critical_secrets": ["shop/*"],
	"critical_powers": ["cluster-admin"], "host_ports_are_public": true, "max_paths_shown": 100,
}

workload(name, image, kind, ports) := {
	"peer": peer(name, kind), "network": "pod-network", "namespace": "shop", "kind": kind, "name": name,
	"labels": {"app": name}, "images": [image],
	"ports": [{"name": "", "number": port, "protocol": "TCP"} | some port in ports],
}

peer(name, kind) := sprintf("shop/%s[%s]", [name, kind])

web := workload("web", "r.example/web:1", "Deployment", [8080])

db := workload("db", "r.example/postgresql:16", "Deployment", [5432])

workloads := [web, db]

node(content) := {
	"kind": "workload", "name": content.peer, "network": "pod-network", "peer": content.peer,
	"unscanned": [], "hidden": false, "hostNetwork": false,
}

steps := ["Ingress shop/web lets the internet into web", "CVE-1 (HIGH) in lib", "web reaches db", "account may get secrets"]

fix_web := {"kind": "fix-image", "what": "r.example/web:1"}

close_web := {"kind": "close-way-in", "what": "Ingress shop/web"}

entry(number, hops, from, texts) := {
	"node": number, "hops": hops, "from": from, "held": false, "closable": true, "cuts": [0, 1], "steps": texts,
}

web_reached := object.union(entry(0, 1, -1, [0]), {"held": true, "closable": false, "cuts": [0]})

db_reached := entry(1, 2, 0, [0, 1, 2])

terms(severity) := {"severity": severity, "vector": "network", "fix": "any"}

graph(things, entries) := {
	"nodes": array.concat([node(web), node(db)], things),
	"steps": steps,
	"searches": [
		{"terms": [terms("CRITICAL")], "reached": [web_reached], "cuts": [close_web]},
		{"terms": [terms("HIGH"), terms("MEDIUM")], "reached": entries, "cuts": [close_web, fix_web]},
	],
}

found_in(contents, content, changed) := result if {
	result := xsec_01.findings with input as {
		"parameters": object.union(parameters, changed),
		"evidence": {
			"path/internet": [{"id": 9, "content": content}],
			"network/workload": [{"id": i, "content": one} | some i, one in contents],
		},
	}
}

found(things, entries, changed) := found_in(workloads, graph(things, entries), changed)

rules(found_) := {[one.rule, one.on] | some one in found_}

test_a_path_to_a_database_fires_with_its_hops_and_the_least_change if {
	found([], [web_reached, db_reached], {}) == {{
		"rule": "asset-reached", "on": 1, "path": [], "hops": 2,
		"way": "Ingress shop/web lets the internet into web → CVE-1 (HIGH) in lib → web reaches db",
		"cut": "update the packages of image `r.example/web:1`, which ends 1 of 1 paths to critical assets",
	}}
}

test_what_is_reached_and_not_critical_is_silent if found([], [web_reached], {}) == set()

test_ports_of_nodes_are_another_search if {
	both := object.union(graph([], []), {"searches": [
		{"terms": [terms("HIGH")], "hostPorts": false, "reached": [], "cuts": [close_web, fix_web]},
		{"terms": [terms("HIGH")], "hostPorts": true, "reached": [web_reached, db_reached], "cuts": [close_web, fix_web]},
	]})
	rules(found_in(workloads, both, {})) == {["asset-reached", 1]}
	found_in(workloads, both, {"host_ports_are_public": false}) == set()
}

test_stricter_terms_are_another_search if {
	found([], [web_reached, db_reached], {"exploitable_severity": "CRITICAL"}) == set()
	rules(found([], [web_reached, db_reached], {"exploitable_severity": "MEDIUM"})) == {["asset-reached", 1]}
}

test_assets_are_chosen_by_port_and_kind if {
	cache := workload("db", "r.example/cache:1", "Deployment", [6379])
	set_ := workload("db", "r.example/x:1", "StatefulSet", [])
	plain := workload("db", "r.example/x:1", "Deployment", [8080])
	every pair in [[cache, 1], [set_, 1], [plain, 0]] {
		content := object.union(graph([], [db_reached]), {"nodes": [node(web), node(pair[0])]})
		count(found_in([web, pair[0]], content, {})) == pair[1]
	}
}

secret(namespace, name) := {"kind": "secret", "namespace": namespace, "name": name}

read := object.union(entry(2, 2, 0, [0, 1, 3]), {"closable": false})

test_secrets_are_told_of_the_pod_that_reads_them if {
	some one in found([secret("shop", "*")], [web_reached, read], {})
	[one.rule, one.on, one.secret] == ["secrets-read", 0, "shop/*"]
}

test_a_right_to_every_secret_is_one_to_the_critical if {
	rules(found([secret("*", "*")], [web_reached, read], {})) == {["secrets-read", 0]}
}

test_secrets_that_are_not_critical_are_silent if {
	found([secret("other", "x")], [web_reached, read], {}) == set()
}

test_powers_fire_where_they_are_critical if {
	rules(found([{"kind": "power", "name": "cluster-admin"}], [web_reached, read], {})) == {["power-gained", 0]}
	found([{"kind": "power", "name": "exec"}], [web_reached, read], {}) == set()
}

test_the_change_that_ends_most_paths_is_told if {
	only_own := object.union(db_reached, {"cuts": [0]})
	some one in found([secret("shop", "a")], [web_reached, only_own, read], {})
	one.rule == "secrets-read"
	one.cut == "close `Ingress shop/web`, which ends 2 of 2 paths to critical assets"
}

test_a_pod_that_nothing_keeps_in_is_told_by_its_name if {
	way_out := object.union(read, {"cuts": [2]})
	confine := {"kind": "confine-pod", "what": "shop/web[Deployment]"}
	content := graph([{"kind": "power", "name": "nodes"}], [web_reached, way_out])
	wider := object.union(content, {"searches": [{"terms": [terms("HIGH")], "reached": [web_reached, way_out], "cuts": [close_web, fix_web, confine]}]})
	some one in found_in(workloads, wider, {"critical_powers": ["nodes"]})
	[one.rule, one.on, one.power] == ["power-gained", 0, "nodes"]
	one.cut == "keep in, as Pod Security asks, the containers of `shop/web[Deployment]`, which ends 1 of 1 paths to critical assets"
}

test_without_a_change_that_ends_it_the_network_before_it_is_told if {
	some one in found([], [web_reached, object.union(db_reached, {"cuts": []})], {})
	one.cut == "deny by a NetworkPolicy what is not needed into `shop/db[Deployment]`, which ends 1 of 1 paths to critical assets"
}

test_where_no_single_change_is_enough_it_is_said if {
	some one in found([], [web_reached, object.union(db_reached, {"cuts": [], "closable": false})], {})
	one.cut == "mend several of its hops: no change of one alone ends the path"
}

test_the_shortest_paths_are_shown_and_the_others_counted if {
	rules(found([secret("shop", "a")], [web_reached, db_reached, read], {"max_paths_shown": 1})) == {["asset-reached", 1], ["more-paths", 9]}
}

test_what_is_reached_and_not_scanned_is_unknown if {
	content := object.union(graph([], [web_reached]), {"nodes": [object.union(node(web), {"unscanned": ["r.example/web:1"]}), node(db)]})
	found_in(workloads, content, {}) == {{
		"rule": "not-scanned", "on": 0, "path": [], "status": "unknown", "images": ["r.example/web:1"],
	}}
}

test_what_is_not_reached_need_not_be_scanned if {
	content := object.union(graph([], [web_reached]), {"nodes": [node(web), object.union(node(db), {"unscanned": ["x"]})]})
	found_in(workloads, content, {}) == set()
}

test_what_does_not_tell_its_images_is_unknown if {
	content := object.union(graph([], [web_reached]), {"nodes": [object.union(node(web), {"hidden": true}), node(db)]})
	rules(found_in(workloads, content, {})) == {["not-told", 0]}
}

test_what_is_taken_over_on_the_hosts_network_is_unknown if {
	content := object.union(graph([], [web_reached]), {"nodes": [object.union(node(web), {"hostNetwork": true}), node(db)]})
	some one in found_in(workloads, content, {})
	[one.rule, one.status] == ["host-network", "unknown"]
}

test_terms_that_nothing_was_searched_for_are_unknown if {
	some one in found([], [web_reached, db_reached], {"exploitable_severity": "high"})
	[one.rule, one.status, one.severity] == ["no-search", "unknown", "high"]
}

test_an_empty_graph_is_silent if found_in([], {"nodes": [], "steps": [], "searches": [{"terms": [terms("HIGH")], "reached": [], "cuts": []}]}, {}) == set()
