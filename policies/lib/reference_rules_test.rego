package seaworthy.lib.reference_rules_test

import data.seaworthy.lib.reference_rules

workload(pod_spec) := {
	"id": 1, "subject": {"kind": "Deployment", "namespace": "n", "name": "web"},
	"content": {"podPath": ["spec"], "manifest": {"kind": "Deployment", "metadata": {"name": "web"}, "spec": pod_spec}},
}

object_(kind, name, fields) := {
	"id": 5, "subject": {"kind": kind, "namespace": "n", "name": name},
	"content": {"manifest": object.union({"kind": kind, "metadata": {"name": name}}, fields)},
}

found(pod_spec, objects) := result if {
	result := reference_rules.findings with input as {
		"parameters": {"workload_rules": []},
		"evidence": {"kubernetes/workload": [workload(pod_spec)], "kubernetes/object": objects},
	}
}

rules(pod_spec, objects) := {f.rule | some f in found(pod_spec, objects)}

config := object_("ConfigMap", "config", {"data": {"a": "1"}, "binaryData": {"b": "MQ=="}})

container(fields) := {"containers": [object.union({"name": "web"}, fields)]}

from_key(reference) := container({"env": [{"name": "A", "valueFrom": {"configMapKeyRef": reference}}]})

uses(name) := [
	from_key({"name": name, "key": "a"}),
	container({"envFrom": [{"configMapRef": {"name": name}}]}),
	{"volumes": [{"name": "v", "configMap": {"name": name}}]},
	{"volumes": [{"name": "v", "projected": {"sources": [{"configMap": {"name": name}}]}}]},
]

test_config_maps_that_are_there_are_silent if {
	every spec in uses("config") {
		rules(spec, [config]) == set()
	}
}

test_missing_config_maps_fire if {
	every spec in uses("cofnig") {
		rules(spec, [config]) == {"missing-config-map"}
	}
	found(container({"envFrom": [{"secretRef": {"name": "x"}}, {"configMapRef": {"name": "x"}}]}), [config]) == {{
		"rule": "missing-config-map", "on": 1, "path": ["spec", "containers", 0, "envFrom", 1, "configMapRef"], "name": "x",
	}}
}

test_config_maps_of_an_unseen_namespace_are_unknown if {
	every spec in uses("config") {
		{[f.rule, f.status] | some f in found(spec, [])} == {["config-maps-not-seen", "unknown"]}
		elsewhere := object.union(config, {"subject": {"namespace": "m"}})
		rules(spec, [elsewhere]) == {"config-maps-not-seen"}
	}
}

test_what_every_namespace_has_is_silent if {
	every spec in uses("kube-root-ca.crt") {
		rules(spec, []) == set()
	}
}

test_a_missing_key_fires if {
	{[f.rule, f.key] | some f in found(from_key({"name": "config", "key": "c"}), [config])} == {["missing-config-key", "c"]}
	rules(from_key({"name": "config", "key": "b"}), [config]) == set()
	rules(from_key({"name": "config", "key": "a"}), [object_("ConfigMap", "config", {})]) == {"missing-config-key"}
}

test_optional_references_are_silent if {
	rules(from_key({"name": "gone", "key": "a", "optional": true}), [config]) == set()
	rules(from_key({"name": "config", "key": "gone", "optional": true}), [config]) == set()
}

test_service_accounts_must_be_there if {
	account := object_("ServiceAccount", "web", {})
	rules({"serviceAccountName": "web"}, [account]) == set()
	rules({"serviceAccount": "web"}, [account]) == set()
	rules({}, [account]) == set()
	found({"serviceAccountName": "wbe"}, [account]) == {{
		"rule": "missing-service-account", "on": 1, "path": ["spec"], "account": "wbe",
	}}
	{[f.rule, f.status] | some f in found({"serviceAccountName": "web"}, [])} == {["service-accounts-not-seen", "unknown"]}
}

monitor(spec) := object_("ServiceMonitor", "web", {"spec": spec})

test_a_monitor_of_nothing_fires if {
	service := object_("Service", "web", {"metadata": {"labels": {"app": "web"}}})
	found({}, [service, monitor({"selector": {"matchLabels": {"app": "wbe"}}})]) == {{
		"rule": "monitor-without-services", "on": 5, "path": ["spec", "selector"],
	}}
	rules({}, [service, monitor({"selector": {"matchLabels": {"app": "web"}}})]) == set()
	rules({}, [service, monitor({"selector": {}})]) == set()
	rules({}, [monitor({"selector": {}})]) == {"monitor-without-services"}
	rules({}, [monitor({"selector": {}, "namespaceSelector": {"any": true}})]) == set()
}

test_absent_fields_are_silent if {
	rules({"volumes": null, "containers": [{"name": "web", "env": null, "envFrom": null}]}, [config]) == set()
	reference_rules.findings == set() with input as {"parameters": {}, "evidence": {}}
}
