package seaworthy.kubernetes.k8s_12_test

import data.seaworthy.kubernetes.k8s_12
import data.seaworthy.lib.kubernetes_releases as releases

# 2026-11-24T12:00:00Z: 1.34 ended on 2026-10-27, 1.35 ends on 2027-02-28.
now := 1795521600

node(kubelet, conditions) := {"id": 11, "subject": {"kind": "Node", "name": "a"}, "content": {"manifest": {
	"kind": "Node", "metadata": {"name": "a"},
	"status": {"nodeInfo": {"kubeletVersion": kubelet}, "conditions": conditions},
}}}

ready := {"type": "Ready", "status": "True", "reason": "KubeletReady"}

healthy(kubelet) := node(kubelet, [{"type": "DiskPressure", "status": "False"}, ready])

cluster(id, version) := {"id": id, "subject": {"kind": "Cluster", "name": "c"}, "content": {"version": version}}

component(id, name, tag) := {"id": id, "subject": {"kind": "Pod", "namespace": "kube-system", "name": name}, "content": {
	"podPath": ["spec"],
	"manifest": {"kind": "Pod", "metadata": {"name": name}, "spec": {"containers": [{"name": name, "image": concat("", ["registry.k8s.io/", name, ":", tag])}]}},
}}

found(parameters, clusters, workloads, objects) := result if {
	result := k8s_12.findings with input as {
		"now": now,
		"parameters": object.union({"kubernetes_version": "latest", "extended_support": []}, parameters),
		"evidence": {"kubernetes/cluster": clusters, "kubernetes/workload": workloads, "kubernetes/object": objects},
	}
}

live(version, objects) := {f.rule | some f in found({}, [cluster(1, version)], [], objects)}

test_a_supported_healthy_cluster_is_silent if {
	live("v1.36.4", [healthy("v1.36.4")]) == set()
	live("v1.36.4-eks-3cfe0ce", [healthy("v1.35.1-eks-113cf36")]) == set()
}

test_a_version_without_support_fires if {
	found({}, [cluster(1, "v1.34.8")], [], [healthy("v1.34.8")]) == {{
		"rule": "out-of-support", "on": 1, "path": ["version"], "version": "1.34", "ended": "2026-10-27",
	}}
}

test_the_last_day_is_still_supported if {
	every time, wanted in {1793145599: set(), 1793145600: {"out-of-support"}} {
		fired := k8s_12.findings with input as {"now": time, "parameters": {"kubernetes_version": "1.34", "extended_support": []}, "evidence": {"kubernetes/object": [healthy("v1.34.0")]}}
		{f.rule | some f in fired} == wanted
	}
}

test_a_provider_may_support_it_longer if {
	found({"extended_support": ["1.34=2027-10-27"]}, [cluster(1, "v1.34.8")], [], [healthy("v1.34.8")]) == set()
	{f.ended | some f in found({"extended_support": ["1.34=2026-11-01", "1.33=2027-10-27"]}, [cluster(1, "v1.34.8")], [], [healthy("v1.34.8")])} == {"2026-11-01"}
}

test_an_ancient_version_fires if "out-of-support" in live("v1.9.1", [healthy("v1.9.1")])

test_a_version_from_the_future_is_unknown if {
	found({}, [cluster(1, "v1.99.0")], [], [healthy("v1.99.0")]) == {{
		"rule": "support-not-known", "on": 1, "path": ["version"], "status": "unknown", "version": "1.99", "newest": "1.37",
	}}
}

test_a_kubelet_newer_than_the_api_server_fires if {
	found({}, [cluster(1, "v1.35.0")], [], [healthy("v1.36.0")]) == {{
		"rule": "too-new", "on": 11, "path": ["status", "nodeInfo", "kubeletVersion"],
		"component": "kubelet", "version": "1.36", "server": "1.35",
	}}
}

test_a_kubelet_may_be_three_minors_older if {
	extended := {"extended_support": ["1.33=2028-01-01", "1.32=2028-01-01", "1.24=2028-01-01", "1.27=2028-01-01"]}
	found(extended, [cluster(1, "v1.36.0")], [], [healthy("v1.33.0")]) == set()
	{[f.rule, f.allowed] | some f in found(extended, [cluster(1, "v1.36.0")], [], [healthy("v1.32.0")])} == {["too-old", 3]}
	{[f.rule, f.allowed] | some f in found(extended, [cluster(1, "v1.27.0")], [], [healthy("v1.24.0")])} == {["too-old", 2]}
}

test_old_nodes_are_named_on_their_own if {
	{[f.rule, f.on] | some f in found({}, [cluster(1, "v1.36.0")], [], [healthy("v1.34.0")])} == {["out-of-support", 11]}
}

test_the_control_plane_shows_its_version_in_images if {
	workloads := [component(2, "kube-apiserver", "v1.36.1"), component(3, "kube-scheduler", "v1.35.0"), component(4, "kube-controller-manager", "v1.37.0"), component(5, "kube-proxy", "v1.34.0")]
	{[f.rule, f.on, f.component] | some f in found({}, [], workloads, [healthy("v1.36.0")])} == {["too-new", 4, "kube-controller-manager"]}
	older := [component(2, "kube-apiserver", "v1.37.1"), component(3, "kube-scheduler", "v1.35.0")]
	{[f.rule, f.on, f.allowed] | some f in found({}, [], older, [healthy("v1.36.0")])} == {["too-old", 3, 1]}
}

test_api_servers_may_be_one_minor_apart if {
	objects := [healthy("v1.35.0")]
	found({}, [], [component(2, "kube-apiserver", "v1.36.1"), component(3, "kube-apiserver", "v1.35.1")], objects) == set()
	{[f.rule, f.versions] | some f in found({}, [], [component(2, "kube-apiserver", "v1.37.1"), component(3, "kube-apiserver", "v1.35.1")], objects)} == {["api-servers-apart", ["1.35", "1.37"]]}
}

test_the_parameter_stands_in_for_a_version if {
	found({"kubernetes_version": "1.36"}, [], [], [healthy("v1.36.0")]) == set()
	{f.rule | some f in found({"kubernetes_version": "1.36"}, [cluster(1, "v1.34.0")], [], [healthy("v1.34.0")])} == {"out-of-support"}
}

test_no_version_is_unknown if {
	found({}, [], [], [healthy("v1.36.0")]) == {{"rule": "api-server-version-not-known", "on": 11, "path": [], "status": "unknown"}}
}

test_a_node_that_is_not_ready_fires if {
	found({}, [cluster(1, "v1.36.0")], [], [node("v1.36.0", [{"type": "Ready", "status": "False", "reason": "KubeletNotReady"}])]) == {{
		"rule": "node-not-ready", "on": 11, "path": ["status", "conditions", 0], "reason": "KubeletNotReady",
	}}
}

test_readiness_not_told_is_unknown if {
	every conditions in [[], [{"type": "Ready", "status": "Unknown"}], null] {
		{[f.rule, f.status] | some f in found({}, [cluster(1, "v1.36.0")], [], [node("v1.36.0", conditions)])} == {["node-readiness-not-known", "unknown"]}
	}
}

test_every_pressure_fires if {
	every type in ["MemoryPressure", "DiskPressure", "PIDPressure", "NetworkUnavailable", "ReadonlyFilesystem"] {
		{[f.rule, f.condition] | some f in found({}, [cluster(1, "v1.36.0")], [], [node("v1.36.0", [ready, {"type": type, "status": "True"}])])} == {["node-pressure", type]}
	}
	live("v1.36.0", [node("v1.36.0", [ready, {"type": "EtcdIsVoter", "status": "True"}])]) == set()
}

test_a_node_without_version_is_unknown if live("v1.36.0", [node(null, [ready])]) == {"node-version-not-known"}

test_an_api_that_is_not_available_fires if {
	service := {"id": 20, "subject": {}, "content": {"manifest": {"kind": "APIService", "status": {"conditions": [{"type": "Available", "status": "False", "reason": "MissingEndpoints"}]}}}}
	{[f.rule, f.reason] | some f in found({}, [cluster(1, "v1.36.0")], [], [healthy("v1.36.0"), service])} == {["api-not-available", "MissingEndpoints"]}
}

test_no_nodes_are_unknown if {
	config := {"id": 7, "subject": {}, "content": {"manifest": {"kind": "ConfigMap"}}}
	found({"kubernetes_version": "1.36"}, [], [], [config]) == {{"rule": "nodes-not-seen", "on": 7, "path": [], "status": "unknown"}}
}

test_versions_in_every_form if {
	every version, wanted in {"v1.34.1": 34, "1.33.5+k3s1": 33, "1.34": 34, "v1.30+": 30} {
		releases.minor(version) == wanted
	}
	every version in ["2.1", "latest", "", null] {
		not releases.minor(version)
	}
}
