package seaworthy.network.net_04_test

import data.seaworthy.network.net_04

parameters := {
	"datastores": ["image:postgres"], "datastore_ports": [5432], "internet_allowed": ["*"], "internet_blocks_allowed": [],
	"metadata_allowed": [], "exempt_namespaces": ["kube-system"],
}

all := [{"protocol": "TCP", "first": 1, "last": 65535}]

way(internet, metadata) := {"internet": internet, "private": [], "metadata": metadata, "ports": all, "text": "TCP 1-65535"}

db := {
	"peer": "shop/db[StatefulSet]", "network": "pod-network", "namespace": "shop", "kind": "StatefulSet", "name": "db",
	"labels": {}, "images": ["postgres:16"], "ports": [], "hostNetwork": false, "egress": [],
}

found(fields, changed) := result if {
	result := net_04.findings with input as {
		"parameters": object.union(parameters, changed), "object": object.union(db, fields),
	}
}

test_a_bounded_store_is_silent if {
	found({}, {}) == set()
	found({"egress": [object.union(way([], []), {"private": ["10.0.0.0/8"]})]}, {}) == set()
}

test_a_store_that_reaches_the_internet_fires if {
	found({"egress": [way(["0.0.0.0/0", "::/0"], [])]}, {}) == {{
		"rule": "datastore-to-internet", "path": [], "blocks": ["0.0.0.0/0", "::/0"], "ports": "TCP 1-65535",
	}}
}

test_others_may_reach_it_by_default if {
	web := {"images": ["odoo:18"], "egress": [way(["0.0.0.0/0"], [])]}
	found(web, {}) == set()
	{f.rule | some f in found(web, {"internet_allowed": ["image:proxy"]})} == {"internet"}
	found(web, {"internet_allowed": ["image:odoo"]}) == set()
}

test_a_store_may_be_named if {
	found({"egress": [way(["0.0.0.0/0"], [])]}, {"internet_allowed": ["shop/db"]}) == set()
}

test_allowed_blocks_are_silent if {
	open := {"egress": [way(["203.0.113.16/28"], [])]}
	found(open, {"internet_blocks_allowed": ["203.0.113.0/24"]}) == set()
	count(found(open, {"internet_blocks_allowed": ["198.51.100.0/24"]})) == 1
}

test_the_metadata_service_fires_once if {
	open := {"images": ["odoo"], "egress": [way([], ["169.254.169.254"]), way([], ["fd00:ec2::254"])]}
	found(open, {}) == {{"rule": "metadata-service", "path": [], "addresses": ["169.254.169.254", "fd00:ec2::254"]}}
	found(open, {"metadata_allowed": ["shop/db"]}) == set()
}

test_another_port_is_not_the_metadata_service if {
	dns := object.union(way([], ["169.254.169.254"]), {"ports": [{"protocol": "UDP", "first": 53, "last": 53}]})
	found({"egress": [dns]}, {}) == set()
}

test_the_platform_is_not_asked if {
	found({"namespace": "kube-system", "egress": [way(["0.0.0.0/0"], ["169.254.169.254"])]}, {}) == set()
}

test_the_hosts_network_is_unknown if {
	found({"hostNetwork": true, "egress": [way(["0.0.0.0/0"], [])]}, {}) == {{"rule": "host-network", "path": [], "status": "unknown"}}
}

test_absent_egress_is_unknown if {
	result := net_04.findings with input as {"parameters": parameters, "object": object.remove(db, ["egress"])}
	{[f.rule, f.status] | some f in result} == {["egress-not-read", "unknown"]}
}
