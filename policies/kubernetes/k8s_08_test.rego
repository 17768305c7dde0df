package seaworthy.kubernetes.k8s_08_test

import data.seaworthy.kubernetes.k8s_08

parameters := {
	"namespace_pod_security_level": "baseline", "exempt_namespaces": ["kube-system"],
	"forbidden_namespaces": ["default"], "require_limit_range": false,
}

workload(namespace) := {"id": 1, "subject": {"kind": "Deployment", "namespace": namespace, "name": "web"}, "content": {"manifest": {}}}

namespace(labels) := {"id": 2, "subject": {"kind": "Namespace", "name": "n"}, "content": {"manifest": {"kind": "Namespace", "metadata": {"name": "n", "labels": labels}}}}

quota(hard) := {"id": 3, "subject": {"kind": "ResourceQuota", "namespace": "n", "name": "q"}, "content": {"manifest": {"kind": "ResourceQuota", "spec": {"hard": hard}}}}

network(ingress, egress) := {"id": 4, "subject": {"kind": "Namespace", "name": "n"}, "content": {"name": "n", "defaultDenyIngress": ingress, "defaultDenyEgress": egress}}

enforced(level) := {"pod-security.kubernetes.io/enforce": level}

good := [namespace(enforced("baseline")), quota({"pods": "20"})]

found(workloads, objects, networks) := result if {
	result := k8s_08.findings with input as {"parameters": parameters, "evidence": {
		"kubernetes/workload": workloads, "kubernetes/object": objects, "network/namespace": networks,
	}}
}

rules(objects, networks) := {f.rule | some f in found([workload("n")], objects, networks)}

test_a_namespace_with_policy_is_silent if rules(good, [network(true, true)]) == set()

test_restricted_is_more_than_baseline if {
	rules([namespace(enforced("restricted")), quota({"pods": "20"})], [network(true, true)]) == set()
}

test_no_label_fires if {
	found([workload("n")], [namespace({}), quota({"pods": "20"})], [network(true, true)]) == {{
		"rule": "no-pod-security-level", "on": 2, "path": ["metadata", "labels"], "namespace": "n", "wanted": "baseline",
	}}
}

test_absent_labels_fire if {
	rules([namespace(null), quota({"pods": "20"})], [network(true, true)]) == {"no-pod-security-level"}
}

test_a_low_or_misspelt_level_fires if {
	every level in ["privileged", "Baseline"] {
		rules([namespace(enforced(level)), quota({"pods": "20"})], [network(true, true)]) == {"pod-security-level-too-low"}
	}
}

test_no_quota_fires if rules([namespace(enforced("baseline"))], [network(true, true)]) == {"no-quota"}

test_a_quota_without_hard_limits_is_none if {
	rules([namespace(enforced("baseline")), quota({})], [network(true, true)]) == {"no-quota"}
}

with_limits(objects) := {f.rule | some f in result} if {
	result := k8s_08.findings with input as {"parameters": object.union(parameters, {"require_limit_range": true}), "evidence": {
		"kubernetes/workload": [workload("n")], "kubernetes/object": array.concat(good, objects), "network/namespace": [],
	}}
}

limits(list) := {"id": 5, "subject": {"kind": "LimitRange", "namespace": "n", "name": "l"}, "content": {"manifest": {"kind": "LimitRange", "spec": {"limits": list}}}}

test_a_limit_range_is_asked_on_demand if {
	with_limits([]) == {"no-limit-range"}
	with_limits([limits([])]) == {"no-limit-range"}
	with_limits([limits(null)]) == {"no-limit-range"}
	with_limits([limits([{"type": "Container", "default": {"cpu": "1"}}])]) == set()
}

test_a_forbidden_namespace_fires if {
	in_default := {[f.rule, f.path] | some f in found([workload("default")], [], []); f.rule != "namespace-not-declared"}
	in_default == {["forbidden-namespace", ["metadata", "namespace"]]}
	"forbidden-namespace" in {f.rule | some f in found([workload("")], [], [])}
	owned := object.union(workload("default"), {"content": {"manifest": {"metadata": {"ownerReferences": [{"controller": true}]}}}})
	not "forbidden-namespace" in {f.rule | some f in found([owned], [], [])}
}

test_each_direction_must_be_denied if {
	{[f.rule, f.direction] | some f in found([workload("n")], good, [network(true, false)])} == {["no-default-deny", "egress"]}
	{[f.rule, f.direction] | some f in found([workload("n")], good, [network(false, false)])} == {["no-default-deny", "egress"], ["no-default-deny", "ingress"]}
}

test_an_undeclared_namespace_is_unknown if {
	found([workload("n")], [], [network(true, true)]) == {{
		"rule": "namespace-not-declared", "on": 1, "path": [], "namespace": "n", "status": "unknown",
	}}
}

test_namespaces_without_workloads_are_not_asked if found([], [namespace({})], [network(false, false)]) == set()

test_exempt_namespaces_are_not_asked if found([workload("kube-system")], [], []) == set()

test_absent_evidence_is_silent if found([], [], []) == set()
