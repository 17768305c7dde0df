package seaworthy.gitops.git_03_test

import data.seaworthy.gitops.git_03

object_(id, name, metadata) := {
	"id": id, "subject": {"kind": "Deployment", "namespace": "n", "name": name},
	"content": {"manifest": {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": object.union({"name": name, "namespace": "n"}, metadata)}},
}

live(id, name, managed) := object_(id, name, {"uid": "u", "managedFields": managed})

entry(manager, fields) := {"manager": manager, "operation": "Update", "fieldsV1": fields}

replicas := {"f:spec": {"f:replicas": {}}}

found(items) := result if {
	result := git_03.findings with input as {
		"evidence": {"kubernetes/object": items},
		"parameters": {"allowed_field_managers": ["argocd-controller", "kube-controller-manager", "cert-manager-*"]},
	}
}

rules(items) := {[f.rule, f.on] | some f in found(items)}

test_a_change_by_hand_fires if {
	found([live(1, "web", [entry("argocd-controller", {"f:spec": {"f:template": {}}}), entry("kubectl-edit", replicas)])]) == {{
		"rule": "changed-by-hand", "on": 1, "path": ["metadata", "managedFields", 1],
		"manager": "kubectl-edit", "fields": ["spec.replicas"],
	}}
}

test_allowed_managers_are_silent if {
	rules([live(1, "web", [entry("argocd-controller", replicas), entry("kube-controller-manager", replicas)])]) == set()
	rules([live(1, "web", [entry("cert-manager-cainjector", replicas)])]) == set()
}

test_a_prefix_is_no_whole_name if rules([live(1, "web", [entry("cert-manager", replicas)])]) == {["changed-by-hand", 1]}

test_an_empty_manager_is_not_allowed if rules([live(1, "web", [entry("", replicas)])]) == {["changed-by-hand", 1]}

test_the_status_is_the_controllers_to_write if {
	rules([live(1, "web", [object.union(entry("x", replicas), {"subresource": "status"})])]) == set()
	rules([live(1, "web", [entry("x", {"f:status": {"f:replicas": {}}})])]) == set()
	rules([live(1, "web", [object.union(entry("x", replicas), {"subresource": "scale"})])]) == {["changed-by-hand", 1]}
}

test_the_note_of_kubectl_alone_is_no_change if {
	note := {"f:metadata": {"f:annotations": {".": {}, "f:kubectl.kubernetes.io/last-applied-configuration": {}}}}
	rules([live(1, "web", [entry("kubectl-client-side-apply", note)])]) == set()
	more := object.union(note, {"f:metadata": {"f:annotations": {"f:team": {}}}})
	rules([live(1, "web", [entry("kubectl-annotate", more)])]) == {["changed-by-hand", 1]}
}

test_fields_are_named_by_two_levels_and_bounded if {
	fields := {"f:data": {"f:a": {}, "f:b": {}, "f:c": {}, "f:d": {}, "f:e": {}, "f:f": {}}, "f:type": {}}
	{f.fields | some f in found([live(1, "web", [entry("x", fields)])])} == {["data.a", "data.b", "data.c", "data.d", "data.e"]}
	{f.fields | some f in found([live(1, "web", [entry("x", {"f:type": {}})])])} == {["type"]}
}

test_exports_without_managed_fields_are_unknown if {
	found([object_(1, "web", {"uid": "u"}), object_(2, "cron", {"uid": "v"})]) == {{
		"rule": "managers-not-seen", "on": 1, "path": ["metadata"], "objects": 2, "status": "unknown",
	}}
}

test_files_alone_are_unknown if {
	{[f.rule, f.status] | some f in found([object_(1, "web", {})])} == {["live-not-seen", "unknown"]}
}

test_absent_evidence_is_silent if rules([]) == set()

test_only_the_releases_objects_are_judged if {
	stranger := live(2, "other", [entry("kubectl-edit", replicas)])
	every mark in [
		{"labels": {"argocd.argoproj.io/instance": "erp"}},
		{"labels": {"kustomize.toolkit.fluxcd.io/name": "erp"}},
		{"annotations": {"meta.helm.sh/release-name": "erp"}},
	] {
		marked := object_(1, "web", object.union({"uid": "u", "managedFields": [entry("argocd-controller", replicas)]}, mark))
		rules([marked, stranger]) == set()
	}
	rules([live(1, "web", [entry("kubectl-edit", replicas)]), object_(3, "web", {}), stranger]) == {["changed-by-hand", 1]}
}

test_what_a_controller_made_is_its_owners_matter if {
	owned := object_(1, "web-1", {"uid": "u", "ownerReferences": [{"controller": true}], "managedFields": [entry("x", replicas)]})
	rules([owned]) == {["live-not-seen", 1]}
}
