package seaworthy.lib.service_rules_test

import data.seaworthy.lib.service_rules

found(spec, allowed) := result if {
	result := service_rules.findings with input as {
		"parameters": {"allowed_service_types": allowed},
		"evidence": {"kubernetes/object": [{
			"id": 5, "subject": {"kind": "Service", "namespace": "n", "name": "web"},
			"content": {"manifest": {"kind": "Service", "metadata": {"name": "web"}, "spec": spec}},
		}]},
	}
}

rules(spec) := {f.rule | some f in found(spec, ["ClusterIP", "LoadBalancer"])}

test_a_plain_service_is_silent if {
	rules({"ports": [{"port": 80}]}) == set()
	rules({"type": "ClusterIP", "ports": [{"port": 80, "targetPort": "http"}, {"port": 443, "targetPort": 8443}]}) == set()
	rules({"ports": [{"port": 80, "targetPort": 0}]}) == set()
}

test_external_addresses_fire if {
	found({"externalIPs": ["192.0.2.1"]}, ["ClusterIP"]) == {{
		"rule": "external-ips", "on": 5, "path": ["spec", "externalIPs", 0], "address": "192.0.2.1",
	}}
	rules({"externalIPs": []}) == set()
	rules({"externalIPs": null}) == set()
}

test_types_not_allowed_fire if {
	found({"type": "NodePort"}, ["LoadBalancer", "ClusterIP"]) == {{
		"rule": "exposed-service", "on": 5, "path": ["spec", "type"], "type": "NodePort", "allowed": "ClusterIP, LoadBalancer",
	}}
	rules({"type": "LoadBalancer"}) == set()
	rules({"type": null}) == set()
}

test_ports_that_are_none_fire if {
	every port in [{"port": 0}, {"port": 70000}, {"port": "http"}, {"port": 80, "targetPort": "HTTP"}, {"port": 80, "targetPort": "8080"}, {"port": 80, "targetPort": -1}] {
		rules({"ports": [port]}) == {"invalid-service-port"}
	}
	{f.path | some f in found({"ports": [{"port": 80}, {"port": 80, "targetPort": 65536}]}, [])} == {["spec", "ports", 1, "targetPort"]}
}

test_absent_evidence_is_silent if {
	service_rules.findings == set() with input as {"parameters": {"allowed_service_types": []}, "evidence": {}}
	rules({}) == set()
}
