package seaworthy.network.net_03_test

import data.seaworthy.network.net_03

policy := {
	"name": "db", "namespace": "harbor", "policyTypes": ["Ingress"], "selectsAll": false, "namespaceKnown": true,
	"selected": [{"kind": "StatefulSet", "name": "db"}], "hasIngressRules": true, "hasEgressRules": false, "unresolvedPorts": [],
}

found(fields) := result if {
	result := net_03.findings with input as {"object": object.union(policy, fields)}
}

test_an_effective_policy_is_silent if found({}) == set()

test_selecting_nothing_fires if {
	found({"selected": []}) == {{"rule": "selects-nothing", "path": ["spec", "podSelector"], "name": "db", "namespace": "harbor"}}
}

test_selecting_all_is_silent if found({"selected": [], "selectsAll": true}) == set()

test_an_unseen_namespace_is_unknown if {
	{[f.rule, f.status] | some f in found({"selected": [], "namespaceKnown": false})} == {["workloads-not-seen", "unknown"]}
}

test_an_unknown_port_name_fires if {
	port := {"direction": "Ingress", "port": "pgsql", "protocol": "TCP", "path": ["spec", "ingress", 0, "ports", 0, "port"]}
	found({"unresolvedPorts": [port]}) == {{
		"rule": "port-not-declared", "path": ["spec", "ingress", 0, "ports", 0, "port"], "name": "db", "namespace": "harbor",
		"direction": "ingress", "port": "pgsql", "protocol": "TCP",
	}}
}

test_a_shadowed_policy_fires if {
	{f.rule | some f in found({"shadowed": true})} == {"shadowed"}
	found({"shadowed": false}) == set()
}

test_absent_fields_are_unknown if {
	result := net_03.findings with input as {"object": {"name": "db", "namespace": "harbor"}}
	{[f.rule, f.status] | some f in result} == {["workloads-not-seen", "unknown"]}
}
