package seaworthy.lib.container_rules_test

import data.seaworthy.lib.container_rules

all_rules := ["writable-root", "identical-probes", "pull-not-always", "privileged-port"]

parameters := {"workload_rules": [], "forbidden_ports": [22], "minimum_id": 0}

digest := concat("", ["r.example/web@sha256:", concat("", ["00000000" | some _ in numbers.range(1, 8)])])

found_in(spec, given) := result if {
	result := container_rules.findings with input as {
		"parameters": object.union(parameters, given),
		"evidence": {"kubernetes/workload": [{
			"id": 1, "subject": {"kind": "Pod", "namespace": "n", "name": "web"},
			"content": {"podPath": ["spec"], "manifest": {"kind": "Pod", "metadata": {"name": "web"}, "spec": spec}},
		}]},
	}
}

found(fields, given) := found_in({"containers": [object.union({"name": "web", "image": digest}, fields)]}, given)

asking(rule) := {"workload_rules": [rule]}

rules(fields) := {f.rule | some f in found(fields, {})}

test_a_plain_container_is_silent if rules({}) == set()

test_a_root_to_write_to_fires if {
	expected := {{"rule": "writable-root", "on": 1, "path": ["spec", "containers", 0], "container": "web"}}
	every context in [null, {}, {"readOnlyRootFilesystem": false}, {"readOnlyRootFilesystem": "true"}] {
		found({"securityContext": context}, asking("writable-root")) == expected
	}
	found({}, asking("writable-root")) == expected
	found({"securityContext": {"readOnlyRootFilesystem": true}}, asking("writable-root")) == set()
	found({}, {}) == set()
}

test_windows_and_ephemeral_containers_may_write if {
	found_in({"os": {"name": "windows"}, "containers": [{"name": "web"}]}, asking("writable-root")) == set()
	found_in({"containers": [], "ephemeralContainers": [{"name": "web"}]}, asking("writable-root")) == set()
	count(found_in({"os": {"name": "linux"}, "initContainers": [{"name": "web"}]}, asking("writable-root"))) == 1
}

test_a_variable_set_twice_fires_once_for_each_repetition if {
	found({"env": [{"name": "A", "value": "1"}, {"name": "B"}, {"name": "A", "value": "1"}]}, {}) == {{
		"rule": "duplicate-env", "on": 1, "path": ["spec", "containers", 0, "env", 2, "name"], "container": "web", "name": "A",
	}}
	rules({"env": [{"name": "A"}, {"name": "a"}]}) == set()
	rules({"env": null}) == set()
}

ports := [{"name": "http", "containerPort": 8069}, {"name": "dns", "containerPort": 5353, "protocol": "UDP"}]

test_a_probe_of_an_undeclared_port_fires if {
	every probe in ["livenessProbe", "readinessProbe", "startupProbe"] {
		every handler in ["httpGet", "tcpSocket", "grpc"] {
			every port in ["web", 8080, "dns", 5353] {
				rules({"ports": ports, probe: {handler: {"port": port}}}) == {"probe-port-missing"}
			}
			every port in ["http", 8069] {
				rules({"ports": ports, probe: {handler: {"port": port}}}) == set()
			}
		}
	}
	found({"ports": ports, "livenessProbe": {"httpGet": {"port": 8080}}}, {}) == {{
		"rule": "probe-port-missing", "on": 1, "path": ["spec", "containers", 0, "livenessProbe", "httpGet", "port"],
		"container": "web", "probe": "livenessProbe", "port": "8080",
	}}
}

test_a_probed_number_is_silent_where_none_are_declared if {
	rules({"livenessProbe": {"httpGet": {"port": 8080}}}) == set()
	rules({"livenessProbe": {"httpGet": {"port": "http"}}}) == {"probe-port-missing"}
}

test_a_probe_of_another_host_is_not_asked if {
	rules({"ports": ports, "livenessProbe": {"httpGet": {"port": 8080, "host": "db.example"}}}) == set()
}

test_probes_that_are_the_same_fire if {
	probe := {"httpGet": {"port": 8069}, "periodSeconds": 5}
	found({"livenessProbe": probe, "readinessProbe": probe}, asking("identical-probes")) == {{
		"rule": "identical-probes", "on": 1, "path": ["spec", "containers", 0, "readinessProbe"],
		"container": "web", "probe": "readinessProbe", "other": "livenessProbe",
	}}
	count(found({"livenessProbe": probe, "startupProbe": probe}, asking("identical-probes"))) == 1
	found({"livenessProbe": probe, "readinessProbe": object.union(probe, {"periodSeconds": 6})}, asking("identical-probes")) == set()
	found({"livenessProbe": {}, "readinessProbe": {}}, asking("identical-probes")) == set()
	found({"livenessProbe": null, "startupProbe": null}, asking("identical-probes")) == set()
	found({"readinessProbe": probe, "startupProbe": probe}, asking("identical-probes")) == set()
}

test_never_pulling_fires if {
	rules({"imagePullPolicy": "Never"}) == {"never-pulls"}
	rules({"imagePullPolicy": "IfNotPresent"}) == set()
}

policies(fields) := {f.policy | some f in found(fields, asking("pull-not-always"))}

test_always_pulling_is_asked_on_demand if {
	policies({}) == {"IfNotPresent"}
	policies({"image": "r.example/web:1"}) == {"IfNotPresent"}
	policies({"image": "r.example/web:latest"}) == set()
	policies({"image": "r.example/web"}) == set()
	policies({"image": "r.example/web", "imagePullPolicy": "IfNotPresent"}) == {"IfNotPresent"}
	policies({"imagePullPolicy": "Always"}) == set()
}

test_a_port_that_is_none_fires if {
	every port in [{"containerPort": 0}, {"containerPort": 65536}, {"containerPort": 80.5}, {"containerPort": "80"}, {}] {
		rules({"ports": [port]}) == {"invalid-port"}
	}
	every name in ["HTTP", "80", "a-name-of-16-char", "-a", "a-", "a--b", "a_b", "", 8] {
		rules({"ports": [{"containerPort": 80, "name": name}]}) == {"invalid-port"}
	}
	every name in ["http", "a-name-15-chars", "p2", "2p", null] {
		rules({"ports": [{"containerPort": 80, "name": name}]}) == set()
	}
}

test_a_forbidden_port_fires if {
	found({"ports": [{"containerPort": 80}, {"containerPort": 22}]}, {}) == {{
		"rule": "forbidden-port", "on": 1, "path": ["spec", "containers", 0, "ports", 1], "container": "web", "port": "22",
	}}
	found({"ports": [{"containerPort": 22}]}, {"forbidden_ports": []}) == set()
}

low_ports(port) := {f.rule | some f in found({"ports": [{"containerPort": port}]}, asking("privileged-port"))}

test_low_ports_are_asked_on_demand if {
	low_ports(1023) == {"privileged-port"}
	low_ports(1024) == set()
	low_ports(0) == {"invalid-port"}
}

low_ids(container, pod) := {[f.field, f.value] |
	some f in found_in({"securityContext": pod, "containers": [{"name": "web", "securityContext": container}]}, {"minimum_id": 10000})
}

test_low_ids_are_asked_on_demand if {
	low_ids({"runAsUser": 10000, "runAsGroup": 9999}, {}) == {["runAsGroup", "9999"]}
	low_ids({}, {"runAsUser": 10001, "runAsGroup": 10001}) == set()
	low_ids({"runAsUser": 5}, {"runAsUser": 10001, "runAsGroup": 10001}) == {["runAsUser", "5"]}
	low_ids({}, {}) == {["runAsUser", "null"], ["runAsGroup", "null"]}
	low_ids(null, null) == {["runAsUser", "null"], ["runAsGroup", "null"]}
	rules({"securityContext": {"runAsUser": 0}}) == set()
}

test_absent_evidence_is_silent if {
	container_rules.findings == set() with input as {"parameters": object.union(parameters, {"workload_rules": all_rules}), "evidence": {}}
}
