package seaworthy.network.net_02_test

import data.seaworthy.network.net_02

parameters := {
	"datastores": ["image:postgresql"], "datastore_ports": [5432], "datastore_clients": ["image:odoo*"],
	"forbidden_flows": [], "needed_flows": [], "exempt_namespaces": ["kube-system"],
}

workload(namespace, name, image, ports) := {
	"peer": peer(namespace, name), "network": "pod-network", "namespace": namespace, "kind": "Deployment", "name": name,
	"labels": {"app": name}, "images": [image], "hostNetwork": false, "exposed": [], "egress": [], "ingress": [],
	"ports": [{"name": "", "number": port, "protocol": "TCP"} | some port in ports],
}

peer(namespace, name) := sprintf("%s/%s[Deployment]", [namespace, name])

web := workload("shop", "web", "r.example/erp/odoo:18", [8069])

db := workload("shop", "db", "r.example:5000/postgresql:16@sha256:00", [5432, 9187])

job := workload("shop", "job", "busybox", [])

agent := workload("kube-system", "agent", "agent", [])

sql := [{"protocol": "TCP", "first": 5432, "last": 5432}]

all := [{"protocol": "TCP", "first": 1, "last": 65535}]

connection(from, to, ports) := {"from": from, "to": to, "ports": ports, "text": "text"}

# Each workload is a group of its own.
found_in(workloads, connections, changed) := result if {
	reachability := {
		"network": "pod-network", "kind": "pod-network", "groups": [[w.peer] | some w in workloads], "connections": connections,
	}
	result := net_02.findings with input as {
		"parameters": object.union(parameters, changed),
		"evidence": {
			"network/workload": [{"id": i, "content": w} | some i, w in workloads],
			"network/reachability": [{"id": 9, "content": reachability}],
		},
	}
}

found(connections, changed) := found_in([web, db, job, agent], connections, changed)

test_clients_alone_are_silent if found([connection([0], 1, sql)], {}) == set()

test_a_stranger_fires if {
	found([connection([0, 2], 1, all)], {}) == {{
		"rule": "not-intended", "on": 1, "path": [], "count": 1, "clients": ["shop/job[Deployment]"],
	}}
}

test_a_port_without_data_is_silent if {
	found([connection([2], 1, [{"protocol": "TCP", "first": 9187, "last": 9187}])], {}) == set()
	found([connection([2], 1, [{"protocol": "UDP", "first": 1, "last": 65535}])], {}) == set()
}

test_the_platform_is_no_stranger if found([connection([3], 1, all)], {}) == set()

test_one_of_the_same_group_is_a_stranger if {
	reachability := {
		"network": "pod-network", "kind": "pod-network", "groups": [[job.peer, db.peer]], "connections": [connection([0], 0, all)],
	}
	result := net_02.findings with input as {"parameters": parameters, "evidence": {
		"network/workload": [{"id": 0, "content": db}, {"id": 1, "content": job}],
		"network/reachability": [{"id": 2, "content": reachability}],
	}}
	{[f.rule, f.on, f.clients] | some f in result} == {["not-intended", 0, [job.peer]]}
}

test_stores_of_one_kind_copy_from_each_other if {
	standby := object.union(db, {"name": "standby", "peer": "shop/standby[Deployment]"})
	found_in([db, standby], [connection([1], 0, sql), connection([0], 1, sql)], {}) == set()
}

test_a_declared_port_shows_a_store if {
	other := workload("shop", "other", "r.example/own:1", [5432])
	{[f.rule, f.on] | some f in found_in([other, job], [connection([1], 0, all)], {})} == {["not-intended", 0]}
}

test_a_label_shows_a_store if {
	other := workload("shop", "other", "r.example/own:1", [])
	changed := {"datastores": ["label:app=oth*"]}
	{f.rule | some f in found_in([other, job], [connection([1], 0, all)], changed)} == {"not-intended"}
	found_in([other, job], [connection([1], 0, all)], {}) == set()
}

test_a_way_in_fires if {
	open := object.union(db, {"exposed": [{
		"by": {"kind": "Service", "namespace": "shop", "name": "db"}, "service": "db", "ports": sql, "text": "TCP 5432",
	}]})
	found_in([web, open], [], {}) == {{
		"rule": "exposed", "on": 1, "path": [], "ports": "TCP 5432", "kind": "Service", "name": "db",
	}}
}

test_a_forbidden_flow_fires_when_open if {
	changed := {"forbidden_flows": ["shop/* -> image:busybox : TCP 22,80"]}
	{[f.rule, f.on, f.sources] | some f in found([connection([0], 2, all)], changed)} == {["forbidden-flow", 2, ["shop/web[Deployment]"]]}
	found([connection([0], 2, sql)], changed) == set()
	found([connection([3], 2, all)], changed) == set()
}

test_a_needed_flow_fires_when_closed if {
	changed := {"needed_flows": ["image:odoo -> image:postgresql : TCP 5432"]}
	{[f.rule, f.on] | some f in found([], changed)} == {["needed-flow", 0]}
	found([connection([0], 1, sql)], changed) == set()
}

test_a_needed_flow_to_another_port_is_closed if {
	changed := {"needed_flows": ["image:odoo -> image:postgresql : TCP 5433"]}
	{f.rule | some f in found([connection([0], 1, sql)], changed)} == {"needed-flow"}
}

test_classes_are_meant_within_a_namespace if {
	elsewhere := workload("other", "web", "odoo", [])
	changed := {"needed_flows": ["image:odoo -> image:nothing|image:postgresql"]}
	found_in([elsewhere, db], [], changed) == set()
}

test_names_reach_across_namespaces if {
	elsewhere := workload("other", "web", "odoo", [])
	{[f.rule, f.on] | some f in found_in([elsewhere, db], [], {"needed_flows": ["other/web -> shop/db"]})} == {["needed-flow", 0]}
}

test_a_name_that_nothing_has_is_unknown if {
	{[f.rule, f.status, f.selector] | some f in found([], {"needed_flows": ["shop/wep -> image:none"]})} == {[
		"flow-not-seen", "unknown", "shop/wep",
	]}
}

test_what_is_no_flow_is_unknown if {
	changed := {"forbidden_flows": ["shop/web", "a -> b", "* -> * : HTTP 80", "* -> * : TCP x"]}
	{[f.rule, f.status] | some f in found([], changed)} == {["flow-not-read", "unknown"]}
	count(found([], changed)) == 4
}

test_the_hosts_network_is_unknown if {
	host := object.union(job, {"hostNetwork": true})
	{[f.rule, f.status, f.on] | some f in found_in([db, host], [], {})} == {["host-network", "unknown", 1]}
	found_in([host], [], {}) == set()
}

test_absent_fields_are_silent if {
	bare := {"peer": "shop/x[Pod]", "network": "pod-network", "namespace": "shop", "name": "x", "kind": "Pod"}
	found_in([bare], [], {}) == set()
}
