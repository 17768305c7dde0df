package seaworthy.lib.pod_rules_test

import data.seaworthy.lib.pod_rules

parameters := {"workload_rules": [], "owner_labels": [], "owner_annotations": []}

workload(kind, spec, pod_spec) := {
	"id": 1, "subject": {"kind": kind, "namespace": "n", "name": "web"},
	"content": {"podPath": ["spec", "template", "spec"], "manifest": {
		"kind": kind, "metadata": {"name": "web", "namespace": "n"},
		"spec": object.union({"template": {"metadata": {"labels": {"app": "web"}}, "spec": pod_spec}}, spec),
	}},
}

account(name, fields) := {
	"id": 2, "subject": {"kind": "ServiceAccount", "namespace": "n", "name": name},
	"content": {"manifest": object.union({"kind": "ServiceAccount", "metadata": {"name": name}}, fields)},
}

found(items, objects, given) := result if {
	result := pod_rules.findings with input as {
		"parameters": object.union(parameters, given),
		"evidence": {"kubernetes/workload": items, "kubernetes/object": objects},
	}
}

rules(item, rule) := {f.rule | some f in found([item], [], {"workload_rules": [rule]})}

deployment(pod_spec) := workload("Deployment", {}, pod_spec)

with_token(pod_spec, objects) := {f.rule |
	some f in found([deployment(pod_spec)], objects, {"workload_rules": ["unasked-token", "default-account-token"]})
}

test_nothing_optional_is_asked_unasked if found([deployment({})], [], {}) == set()

test_the_default_accounts_token_fires if {
	expected := {"default-account-token"}
	with_token({}, []) == expected
	with_token({"automountServiceAccountToken": true}, []) == expected
	with_token({"serviceAccountName": "default"}, [account("default", {"automountServiceAccountToken": true})]) == expected
	with_token({"automountServiceAccountToken": false}, []) == set()
	with_token({}, [account("default", {"automountServiceAccountToken": false})]) == set()
	with_token({"automountServiceAccountToken": true}, [account("default", {"automountServiceAccountToken": false})]) == expected
}

test_a_token_nobody_asked_for_fires if {
	found([deployment({"serviceAccountName": "web"})], [], {"workload_rules": ["unasked-token"]}) == {{
		"rule": "unasked-token", "on": 1, "path": ["spec", "template", "spec"], "account": "web",
	}}
	with_token({"serviceAccount": "web"}, [account("web", {})]) == {"deprecated-field", "unasked-token"}
	with_token({"serviceAccountName": "web"}, [account("other", {"automountServiceAccountToken": false})]) == {"unasked-token"}
	every answer in [true, false] {
		with_token({"serviceAccountName": "web", "automountServiceAccountToken": answer}, []) == set()
		with_token({"serviceAccountName": "web"}, [account("web", {"automountServiceAccountToken": answer})]) == set()
	}
}

test_the_old_name_of_a_field_fires if {
	found([deployment({"serviceAccount": "web"})], [], {}) == {{
		"rule": "deprecated-field", "on": 1, "path": ["spec", "template", "spec", "serviceAccount"],
		"field": "serviceAccount", "other": "serviceAccountName",
	}}
	found([deployment({"serviceAccount": "web", "serviceAccountName": "web"})], [], {}) == set()
}

in_root_group(pod_spec) := {[f.field, f.path] | some f in found([deployment(pod_spec)], [], {"workload_rules": ["root-group"]})}

test_group_root_fires if {
	base := ["spec", "template", "spec"]
	in_root_group({"securityContext": {"runAsGroup": 0, "fsGroup": 0, "supplementalGroups": [5, 0]}}) == {
		["runAsGroup", array.concat(base, ["securityContext", "runAsGroup"])],
		["fsGroup", array.concat(base, ["securityContext", "fsGroup"])],
		["supplementalGroups", array.concat(base, ["securityContext", "supplementalGroups", 1])],
	}
	in_root_group({"containers": [{"name": "web", "securityContext": {"runAsGroup": 0}}]}) == {
		["runAsGroup", array.concat(base, ["containers", 0, "securityContext", "runAsGroup"])],
	}
	in_root_group({"securityContext": {"runAsGroup": 1, "fsGroup": null, "supplementalGroups": [1]}}) == set()
	in_root_group({"securityContext": null, "containers": [{"name": "web", "securityContext": null}]}) == set()
}

test_a_pod_of_nobody_fires if {
	rules(workload("Pod", {}, {}), "unmanaged-pod") == {"unmanaged-pod"}
	rules(workload("Deployment", {}, {}), "unmanaged-pod") == set()
	hook := object.union(workload("Pod", {}, {}), {"content": {"manifest": {"metadata": {"annotations": {"helm.sh/hook": "pre-install"}}}}})
	rules(hook, "unmanaged-pod") == set()
	owned := object.union(workload("Pod", {}, {}), {"content": {"manifest": {"metadata": {"ownerReferences": [{"controller": true}]}}}})
	rules(owned, "unmanaged-pod") == set()
}

test_a_selector_that_misses_its_own_template_fires if {
	every kind in ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Rollout", "CloneSet"] {
		rules(workload(kind, {"selector": {"matchLabels": {"app": "wbe"}}}, {}), "") == {"selector-mismatch"}
		rules(workload(kind, {"selector": {"matchExpressions": [{"key": "app", "operator": "NotIn", "values": ["web"]}]}}, {}), "") == {"selector-mismatch"}
		rules(workload(kind, {"selector": {"matchLabels": {"app": "web"}}}, {}), "") == set()
		rules(workload(kind, {"selector": null}, {}), "") == set()
	}
	rules(workload("ReplicationController", {"selector": {"app": "wbe"}}, {}), "") == {"selector-mismatch"}
	rules(workload("ReplicationController", {"selector": {"app": "web"}}, {}), "") == set()
	rules(workload("ReplicationController", {}, {}), "") == set()
}

test_a_job_that_stays_fires if {
	rules(workload("Job", {}, {}), "job-without-ttl") == {"job-without-ttl"}
	rules(workload("Job", {"ttlSecondsAfterFinished": null}, {}), "job-without-ttl") == {"job-without-ttl"}
	rules(workload("Job", {"ttlSecondsAfterFinished": 0}, {}), "job-without-ttl") == set()
	rules(workload("CronJob", {}, {}), "job-without-ttl") == set()
	every key in ["helm.sh/hook-delete-policy", "argocd.argoproj.io/hook-delete-policy"] {
		hook := object.union(workload("Job", {}, {}), {"content": {"manifest": {"metadata": {"annotations": {key: "HookSucceeded"}}}}})
		rules(hook, "job-without-ttl") == set()
	}
}

test_owners_are_asked_on_demand if {
	asked := {"owner_labels": ["team"], "owner_annotations": ["email"]}
	found([deployment({})], [], asked) == {
		{"rule": "owner-not-named", "on": 1, "path": ["metadata", "labels"], "field": "labels", "key": "team"},
		{"rule": "owner-not-named", "on": 1, "path": ["metadata", "annotations"], "field": "annotations", "key": "email"},
	}
	named := object.union(deployment({}), {"content": {"manifest": {"metadata": {"labels": {"team": "a"}, "annotations": {"email": "a@example"}}}}})
	found([named], [], asked) == set()
	unnamed := object.union(deployment({}), {"content": {"manifest": {"metadata": {"labels": {"team": ""}, "annotations": {"email": null}}}}})
	count(found([unnamed], [], asked)) == 2
}

test_absent_evidence_is_silent if found([], [], {"workload_rules": ["unmanaged-pod", "unasked-token"]}) == set()
