package seaworthy.gitops.git_01_test

import data.seaworthy.gitops.git_01

object_(id, api, kind, fields) := {
	"id": id, "subject": {"kind": kind, "namespace": "n", "name": "erp"},
	"content": {"manifest": object.union({"apiVersion": api, "kind": kind, "metadata": {"name": "erp", "namespace": "n"}}, fields)},
}

commit := "0123456789abcdef0123456789abcdef01234567"

application(status) := object_(1, "argoproj.io/v1alpha1", "Application", {"status": status})

fine := {"sync": {"status": "Synced", "revision": commit}, "health": {"status": "Healthy"}, "operationState": {"phase": "Succeeded"}}

but(change) := application(object.union(fine, change))

flux(kind, group, fields) := object_(1, concat("/", [group, "v1"]), kind, fields)

kustomization(fields) := flux("Kustomization", "kustomize.toolkit.fluxcd.io", fields)

ready := {"metadata": {"generation": 3}, "status": {
	"observedGeneration": 3, "lastAppliedRevision": concat("", ["main@sha1:", commit]),
	"conditions": [{"type": "Ready", "status": "True", "reason": "ReconciliationSucceeded"}],
}}

condition(type, status) := {"status": {"conditions": [{"type": type, "status": status, "reason": "R"}]}}

found(items, parameters) := result if {
	result := git_01.findings with input as {"evidence": {"kubernetes/object": items}, "parameters": object.union({"release_revision": commit, "release_sources": []}, parameters)}
}

rules(items) := {[f.rule, object.get(f, "status", "fail")] | some f in found(items, {})}

test_a_synced_and_healthy_application_is_silent if rules([but({})]) == set()

test_a_ready_kustomization_is_silent if rules([kustomization(ready)]) == set()

test_no_delivery_is_unknown if {
	rules([object_(1, "v1", "ConfigMap", {})]) == {["no-delivery", "unknown"]}
	rules([object_(1, "app.k8s.io/v1beta1", "Application", {}), object_(2, "kustomize.config.k8s.io/v1beta1", "Kustomization", {})]) == {["no-delivery", "unknown"]}
}

test_absent_evidence_is_silent if rules([]) == set()

test_an_application_out_of_sync_fires if {
	found([but({"sync": {"status": "OutOfSync"}})], {}) == {{
		"rule": "not-synced", "on": 1, "path": ["status", "sync", "status"], "kind": "Application", "state": "OutOfSync",
	}}
	rules([but({"sync": {"status": "Unknown"}})]) == {["in-progress", "unknown"]}
}

test_health_of_an_application if {
	rules([but({"health": {"status": "Degraded"}})]) == {["not-healthy", "fail"]}
	rules([but({"health": {"status": "Missing"}})]) == {["not-healthy", "fail"]}
	rules([but({"health": {"status": "Suspended"}})]) == {["suspended", "fail"]}
	rules([but({"health": {"status": "Progressing"}})]) == {["in-progress", "unknown"]}
	rules([but({"health": {"status": "Degraded"}, "sync": {"status": "OutOfSync"}})]) == {["not-healthy", "fail"], ["not-synced", "fail"]}
}

test_operations_and_conditions_of_an_application if {
	rules([but({"operationState": {"phase": "Failed", "message": "m"}})]) == {["failed", "fail"]}
	rules([but({"operationState": {"phase": "Running"}})]) == {["in-progress", "unknown"]}
	rules([but({"conditions": [{"type": "ComparisonError", "message": "m"}]})]) == {["failed", "fail"]}
	rules([but({"conditions": [{"type": "OrphanedResourceWarning"}]})]) == set()
}

test_what_is_not_reported_is_unknown if {
	rules([application({})]) == {["not-reported", "unknown"]}
	count(found([application({})], {})) == 2
	rules([kustomization({})]) == {["not-reported", "unknown"]}
	rules([object_(1, "argoproj.io/v1alpha1", "ApplicationSet", {})]) == {["not-reported", "unknown"]}
	rules([flux("HelmRepository", "source.toolkit.fluxcd.io", {"spec": {"type": "oci"}})]) == set()
}

test_conditions_of_an_application_set if {
	rules([application_set([{"type": "ErrorOccurred", "status": "False"}, {"type": "ResourcesUpToDate", "status": "True"}])]) == set()
	rules([application_set([{"type": "ErrorOccurred", "status": "True"}])]) == {["failed", "fail"]}
	rules([application_set([{"type": "ResourcesUpToDate", "status": "False"}])]) == {["failed", "fail"]}
}

test_flux_conditions if {
	every kind, group in {"HelmRelease": "helm.toolkit.fluxcd.io", "GitRepository": "source.toolkit.fluxcd.io"} {
		rules([flux(kind, group, condition("Ready", "True"))]) == set()
		rules([flux(kind, group, condition("Ready", "False"))]) == {["not-ready", "fail"]}
		rules([flux(kind, group, condition("Ready", "Unknown"))]) == {["in-progress", "unknown"]}
	}
	stalled := {"status": {"conditions": [{"type": "Ready", "status": "True"}, {"type": "Stalled", "status": "True"}]}}
	rules([flux("HelmRelease", "helm.toolkit.fluxcd.io", stalled)]) == {["failed", "fail"]}
}

test_suspension_hides_its_stale_generation if {
	rules([kustomization(object.union(ready, {"spec": {"suspend": true}, "metadata": {"generation": 4}}))]) == {["suspended", "fail"]}
	rules([kustomization(object.union(ready, {"metadata": {"generation": 4}}))]) == {["stale", "unknown"]}
	rules([kustomization(object.union(ready, {"metadata": {"annotations": {"kustomize.toolkit.fluxcd.io/reconcile": "disabled"}}}))]) == {["suspended", "fail"]}
	skipped := object.union(but({}), {"content": {"manifest": {"metadata": {"annotations": {"argocd.argoproj.io/skip-reconcile": "true"}}}}})
	rules([skipped]) == {["suspended", "fail"]}
}

test_revisions if {
	every wanted in [commit, "0123456", "0123456789ABCDEF"] {
		found([but({})], {"release_revision": wanted}) == set()
		found([kustomization(ready)], {"release_revision": wanted}) == set()
	}
	every wanted in ["012345", "fffffff", "main-2"] {
		{f.rule | some f in found([but({})], {"release_revision": wanted})} == {"other-revision"}
	}
	found([kustomization(object.union(ready, {"status": {"lastAppliedRevision": "v1.2@sha1:abc"}}))], {"release_revision": "v1.2"}) == set()
	several := but({"sync": {"revision": "", "revisions": ["aaaaaaa", commit]}})
	found([several], {}) == set()
	found([but({"sync": {"revision": "0123456"}})], {}) == set()
}

test_a_revision_that_is_not_told_is_unknown if {
	rules([but({"sync": {"revision": ""}})]) == {["revision-not-known", "unknown"]}
	{[f.rule, f.status] | some f in found([but({})], {"release_revision": ""})} == {["revision-not-given", "unknown"]}
}

test_other_sources_have_revisions_of_their_own if {
	other := but({"sync": {"revision": "fffffff"}})
	found([other], {"release_sources": ["n/other"]}) == set()
	{f.rule | some f in found([other], {"release_sources": ["n/erp"]})} == {"other-revision"}
}

test_the_live_object_speaks_for_its_manifest if {
	live := object.union(but({}), {"id": 2, "content": {"manifest": {"metadata": {"uid": "u"}}}})
	rules([application({}), live]) == set()
}

application_set(conditions) := object_(1, "argoproj.io/v1alpha1", "ApplicationSet", {"status": {"conditions": conditions}})
