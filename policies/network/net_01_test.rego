package seaworthy.network.net_01_test

import data.seaworthy.network.net_01

namespace := {
	"name": "harbor", "declared": true, "policies": ["deny"], "defaultDenyIngress": true, "defaultDenyEgress": true,
	"workloads": [{"kind": "Deployment", "name": "web", "hostNetwork": false}],
}

found(fields) := result if {
	result := net_01.findings with input as {
		"parameters": {"exempt_namespaces": ["kube-system"]},
		"object": object.union(namespace, fields),
	}
}

test_a_closed_namespace_is_silent if found({}) == set()

test_each_open_direction_fires if {
	found({"defaultDenyEgress": false}) == {{"rule": "no-default-deny", "path": [], "namespace": "harbor", "direction": "egress"}}
	{f.direction | some f in found({"defaultDenyEgress": false, "defaultDenyIngress": false})} == {"egress", "ingress"}
}

test_absent_flags_fire if {
	result := net_01.findings with input as {
		"parameters": {"exempt_namespaces": []},
		"object": object.remove(namespace, ["defaultDenyIngress", "defaultDenyEgress"]),
	}
	count(result) == 2
}

test_a_namespace_without_workloads_is_not_asked if found({"workloads": [], "defaultDenyIngress": false}) == set()

test_an_unreadable_list_of_workloads_is_asked if count(found({"workloads": null, "defaultDenyIngress": false})) == 1

test_exempt_namespaces_are_not_asked if found({"name": "kube-system", "defaultDenyIngress": false}) == set()

test_host_network_is_unknown if {
	found({"workloads": [{"kind": "DaemonSet", "name": "agent", "hostNetwork": true}]}) == {{
		"rule": "host-network", "path": [], "kind": "DaemonSet", "workload": "agent", "status": "unknown",
	}}
}
