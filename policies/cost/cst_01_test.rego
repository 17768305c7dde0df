package seaworthy.cost.cst_01_test

import data.seaworthy.cost.cst_01

parameters := {
	"environment_labels": ["environment", "env"], "region_labels": ["region"], "tier_labels": ["tier"],
	"exempt_namespaces": ["kube-system"],
}

all_three := {"example.com/environment": "production", "region": "eu-central-1", "example.com/tier": "gold"}

workload(labels) := {
	"id": 1, "subject": {"kind": "Deployment", "namespace": "n", "name": "web"},
	"content": {"podPath": ["spec", "template", "spec"], "manifest": {
		"kind": "Deployment", "metadata": {"name": "web", "namespace": "n"},
		"spec": {"template": {"metadata": {"labels": labels}, "spec": {}}},
	}},
}

item(id, kind, name, metadata, spec) := {
	"id": id, "subject": {"kind": kind, "namespace": "n", "name": name},
	"content": {"manifest": {"kind": kind, "metadata": object.union({"name": name}, metadata), "spec": spec}},
}

namespace(labels) := item(2, "Namespace", "n", {"labels": labels}, {})

found(workloads, objects) := result if {
	result := cst_01.findings with input as {"parameters": parameters, "evidence": {
		"kubernetes/workload": workloads, "kubernetes/object": objects,
	}}
}

rules(workloads, objects) := {f.rule | some f in found(workloads, objects)}

test_labelled_pods_are_silent if {
	rules([workload(all_three)], [namespace({})]) == set()
	rules([workload(all_three)], []) == set()
}

test_a_labelled_namespace_says_it_for_all if rules([workload({})], [namespace(all_three)]) == set()

test_pod_and_namespace_add_up if {
	rules([workload({"env": "production"})], [namespace({"region": "eu-central-1", "tier": "gold"})]) == set()
}

test_missing_labels_fire_once if {
	found([workload({"region": "eu-central-1"})], [namespace({})]) == {{
		"rule": "not-mapped", "on": 1, "path": ["spec", "template", "metadata", "labels"],
		"holder": "pod template", "missing": ["environment", "service tier"],
	}}
}

test_absent_labels_fire if {
	{f.missing | some f in found([workload(null)], [namespace(null)])} == {["environment", "region", "service tier"]}
}

test_labels_of_the_workload_are_not_its_pods if {
	labelled := object.union(workload({}), {"content": {"manifest": {"metadata": {"labels": all_three}}}})
	rules([labelled], [namespace({})]) == {"not-mapped"}
}

test_an_unseen_namespace_is_unknown if {
	{[f.rule, f.status, f.missing] | some f in found([workload({"env": "production", "tier": "gold"})], [])} == {["mapping-not-known", "unknown", ["region"]]}
}

test_a_name_must_be_whole if {
	{f.missing | some f in found([workload({"my-env": "x", "environment/kind": "y", "region": "r", "tier": "gold"})], [namespace({})])} == {["environment"]}
}

test_placeholders_map_nothing if {
	every value in ["", "TBD", "unknown", null] {
		rules([workload(object.union(all_three, {"region": value}))], [namespace({})]) == {"says-nothing"}
	}
	{f.path | some f in found([workload(object.union(all_three, {"region": "todo"}))], [namespace(all_three)])} == {["spec", "template", "metadata", "labels", "region"]}
}

node(id, labels) := item(id, "Node", "a", {"labels": labels}, {})

test_nodes_tell_the_region if {
	regional := {"topology.kubernetes.io/region": "eu-central-1"}
	local := workload({"env": "production", "tier": "gold"})
	rules([local], [namespace({}), node(8, regional), node(9, regional)]) == set()
	rules([local], [namespace({}), node(8, regional), node(9, {})]) == {"not-mapped"}
}

claim(labels) := item(3, "PersistentVolumeClaim", "data", {"labels": labels}, {})

test_claims_are_asked if {
	{[f.on, f.holder, f.path] | some f in found([], [namespace({}), claim({})])} == {[3, "claim", ["metadata", "labels"]]}
	rules([], [namespace({}), claim(all_three)]) == set()
}

balancer(annotations) := item(4, "Service", "edge", {"annotations": annotations}, {"type": "LoadBalancer"})

test_load_balancers_are_asked_and_may_be_tagged if {
	{[f.on, f.holder] | some f in found([], [namespace({}), balancer({})])} == {[4, "load balancer"]}
	every annotation in ["service.beta.kubernetes.io/aws-load-balancer-additional-resource-tags", "service.beta.kubernetes.io/azure-pip-tags"] {
		rules([], [namespace({}), balancer({annotation: "environment=production, tier=gold,region=eu,odd"})]) == set()
	}
	rules([], [namespace({}), item(4, "Service", "web", {}, {"type": "ClusterIP"})]) == set()
}

test_a_bare_pod_is_asked if {
	pod := {"id": 5, "subject": {"kind": "Pod", "namespace": "n"}, "content": {"podPath": ["spec"], "manifest": {"kind": "Pod", "metadata": {"labels": {}}, "spec": {}}}}
	{[f.holder, f.path] | some f in found([pod], [namespace({})])} == {["pod", ["metadata", "labels"]]}
}

test_what_a_controller_made_is_asked_once if {
	made := object.union(workload({}), {"content": {"manifest": {"metadata": {"ownerReferences": [{"kind": "Deployment", "name": "web", "controller": true}]}}}})
	found([made], [namespace({})]) == set()
}

test_exempt_namespaces_are_not_asked if {
	found([object.union(workload({}), {"subject": {"namespace": "kube-system"}})], []) == set()
}
