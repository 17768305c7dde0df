package seaworthy.kubernetes.k8s_05_test

import data.seaworthy.kubernetes.k8s_05

object_(id, kind, namespace, name, fields) := {
	"id": id, "subject": {"kind": kind, "namespace": namespace, "name": name},
	"content": {"manifest": object.union({"kind": kind, "metadata": {"name": name}}, fields)},
}

workload(id, kind, name, spec, pod) := {
	"id": id, "subject": {"kind": kind, "namespace": "n", "name": name},
	"content": {"podPath": ["spec", "template", "spec"], "manifest": {
		"kind": kind, "metadata": {"name": name, "namespace": "n"},
		"spec": object.union(spec, {"template": {"spec": pod}}),
	}},
}

good := {"provisioner": "pd.csi.storage.gke.io", "reclaimPolicy": "Retain", "allowVolumeExpansion": true}

class(id, name, fields) := object_(id, "StorageClass", "", name, fields)

ssd := class(10, "ssd", good)

claim(id, name, spec) := object_(id, "PersistentVolumeClaim", "n", name, {"spec": object.union({"accessModes": ["ReadWriteOnce"]}, spec)})

kept := claim(1, "data", {"storageClassName": "ssd"})

found(objects, items, parameters) := result if {
	result := k8s_05.findings with input as {
		"evidence": {"kubernetes/object": objects, "kubernetes/workload": items},
		"parameters": object.union({"require_volume_encryption": true, "data_directories": ["/var/lib/postgresql"]}, parameters),
	}
}

rules(objects, items) := {[f.rule, f.on] | some f in found(objects, items, {})}

rules_with(objects, parameters) := {[f.rule, f.on] | some f in found(objects, [], parameters)}

mounting(id, kind, name, spec) := workload(id, kind, name, spec, {"volumes": [{"name": "d", "persistentVolumeClaim": {"claimName": "data"}}]})

test_a_claim_on_a_good_class_is_silent if rules([kept, ssd], []) == set()

test_absent_evidence_is_silent if {
	rules([], []) == set()
	k8s_05.findings == set() with input as {}
}

test_a_class_outside_the_list_fires if {
	rules_with([kept, ssd], {"allowed_storage_classes": ["hdd"]}) == {["class-not-allowed", 1]}
	rules_with([kept, ssd], {"allowed_storage_classes": ["ssd"]}) == set()
}

test_a_class_that_is_not_seen_is_unknown if {
	{[f.rule, f.on, f.status, f.class, f.claim] | some f in found([kept], [], {})} == {["class-not-seen", 1, "unknown", "ssd", "n/data"]}
	rules_with([kept], {"vouched_storage_classes": ["ssd"]}) == set()
}

test_a_claim_without_class_gets_the_default if {
	plain := claim(1, "data", {})
	{[f.rule, f.status] | some f in found([plain, ssd], [], {})} == {["default-class-not-known", "unknown"]}
	marked := class(10, "ssd", object.union(good, {"metadata": {"annotations": {"storageclass.kubernetes.io/is-default-class": "true"}}}))
	rules([plain, marked], []) == set()
	beta := class(11, "zfs", object.union(good, {"metadata": {"annotations": {"storageclass.beta.kubernetes.io/is-default-class": "true"}}}))
	rules([plain, marked, beta], []) == {["default-class-not-known", 1], ["two-default-classes", 11]}
	old := object.union(plain, {"content": {"manifest": {"metadata": {"annotations": {"volume.beta.kubernetes.io/storage-class": "ssd"}}}}})
	rules([old, ssd], []) == set()
}

test_a_class_that_deletes_fires_once if {
	deleting := class(10, "ssd", {"provisioner": "pd.csi.storage.gke.io", "allowVolumeExpansion": true})
	found([kept, claim(2, "more", {"storageClassName": "ssd"}), deleting], [], {}) == {{
		"rule": "deleted-with-claim", "on": 10, "path": ["reclaimPolicy"], "class": "ssd", "claim": "n/data",
	}}
	rules_with([kept, deleting], {"disposable_claims": ["n/data"]}) == set()
	rules([deleting], []) == set()
}

pv(fields) := object_(20, "PersistentVolume", "", "pv", {"spec": fields})

test_a_bound_volume_decides_for_its_class if {
	deleting := class(10, "ssd", {"provisioner": "pd.csi.storage.gke.io", "allowVolumeExpansion": true})
	reference := {"claimRef": {"namespace": "n", "name": "data"}}
	rules([kept, deleting, pv(object.union(reference, {"persistentVolumeReclaimPolicy": "Retain"}))], []) == set()
	rules([kept, ssd, pv(object.union(reference, {"persistentVolumeReclaimPolicy": "Delete"}))], []) == {["volume-deleted-with-claim", 20]}
	named := claim(1, "data", {"storageClassName": "ssd", "volumeName": "pv"})
	rules([named, ssd, pv({"persistentVolumeReclaimPolicy": "Recycle"})], []) == {["volume-deleted-with-claim", 20]}
}

test_a_class_that_cannot_grow_fires if {
	rules([kept, class(10, "ssd", {"provisioner": "pd.csi.storage.gke.io", "reclaimPolicy": "Retain"})], []) == {["no-expansion", 10]}
}

encrypting(provisioner, parameters) := class(10, "ssd", {
	"provisioner": provisioner, "parameters": parameters, "reclaimPolicy": "Retain", "allowVolumeExpansion": true,
})

test_encryption_is_told_by_the_provisioners_parameters if {
	every sample in [
		["ebs.csi.aws.com", {"encrypted": "true"}],
		["ebs.csi.aws.com", {"encrypted": true}],
		["rook-ceph.rbd.csi.ceph.com", {"encrypted": "true"}],
		["pxd.portworx.com", {"secure": "true"}],
		["disk.csi.azure.com", {}],
	] {
		rules([kept, encrypting(sample[0], sample[1])], []) == set()
	}
	every sample in [
		["ebs.csi.aws.com", {"encrypted": "false"}],
		["rook-ceph.rbd.csi.ceph.com", {}],
		["cephfs.csi.ceph.com", {}],
		["driver.longhorn.io", {}],
	] {
		rules([kept, encrypting(sample[0], sample[1])], []) == {["not-encrypted", 10]}
	}
}

test_encryption_that_no_parameter_tells_is_unknown if {
	every provisioner in ["ebs.csi.aws.com", "rancher.io/local-path", ""] {
		{[f.rule, f.status] | some f in found([kept, encrypting(provisioner, {})], [], {})} == {["encryption-not-known", "unknown"]}
	}
	rules_with([kept, encrypting("rancher.io/local-path", {})], {"encrypted_storage_classes": ["ssd"]}) == set()
	rules_with([kept, encrypting("rancher.io/local-path", {})], {"require_volume_encryption": false}) == set()
}

test_volumes_made_by_hand if {
	by_hand := claim(1, "data", {"storageClassName": "", "volumeName": "pv"})
	rules([by_hand], []) == {["volume-not-seen", 1]}
	rules([by_hand, pv({})], []) == {["volume-encryption-not-known", 1]}
	rules_with([by_hand, pv({})], {"require_volume_encryption": false}) == set()
}

templated(retention) := workload(
	30, "StatefulSet", "db", object.union(
		{"volumeClaimTemplates": [{"metadata": {"name": "data"}, "spec": {"storageClassName": "ssd", "accessModes": ["ReadWriteOnce"]}}], "replicas": 3},
		retention,
	),
	{},
)

test_claim_templates_are_claims if {
	rules([ssd], [templated({})]) == set()
	{[f.rule, f.path, f.claim] | some f in found([], [templated({})], {})} == {["class-not-seen", ["spec", "volumeClaimTemplates", 0, "spec"], "n/data-db"]}
}

test_a_set_that_deletes_its_claims_fires if {
	deleting := templated({"persistentVolumeClaimRetentionPolicy": {"whenDeleted": "Delete", "whenScaled": "Retain"}})
	{[f.rule, f.path] | some f in found([ssd], [deleting], {})} == {["deleted-with-set", ["spec", "persistentVolumeClaimRetentionPolicy", "whenDeleted"]]}
	found([ssd], [deleting], {"disposable_claims": ["n/data-db"]}) == set()
}

test_ephemeral_volumes_need_not_last if {
	deleting := class(10, "ssd", {"provisioner": "pd.csi.storage.gke.io"})
	scratch := workload(30, "Deployment", "web", {}, {"volumes": [{"name": "t", "ephemeral": {"volumeClaimTemplate": {"spec": {"storageClassName": "ssd"}}}}]})
	rules([deleting], [scratch]) == set()
	rules([], [scratch]) == {["class-not-seen", 30]}
	made := object.union(kept, {"content": {"manifest": {"metadata": {"ownerReferences": [{"kind": "Pod", "name": "p"}]}}}})
	rules([made, deleting], []) == set()
}

test_replicas_cannot_share_a_volume_of_one_node if {
	found([kept, ssd], [mounting(30, "Deployment", "web", {"replicas": 2})], {}) == {{
		"rule": "shared-by-replicas", "on": 30, "path": ["spec", "template", "spec", "volumes", 0, "persistentVolumeClaim"],
		"claim": "n/data", "replicas": 2,
	}}
	rules([kept, ssd], [mounting(30, "DaemonSet", "agent", {})]) == {["shared-by-replicas", 30]}
	rules([kept, ssd], [mounting(30, "Deployment", "web", {"replicas": 1})]) == set()
	many := claim(1, "data", {"storageClassName": "ssd", "accessModes": ["ReadWriteMany"]})
	rules([many, ssd], [mounting(30, "Deployment", "web", {"replicas": 2})]) == set()
}

test_workloads_cannot_share_a_volume_of_one_node if {
	both := [mounting(30, "Deployment", "web", {}), mounting(31, "Deployment", "cron", {})]
	{[f.rule, f.on, f.other] | some f in found([kept, ssd], both, {})} == {["shared-by-workloads", 31, "web"]}
	rules([kept, ssd], [mounting(30, "Deployment", "web", {}), mounting(31, "Job", "upgrade", {})]) == set()
}

test_a_missing_claim_fires if {
	other := claim(2, "other", {"storageClassName": "ssd"})
	rules([other, ssd], [mounting(30, "Deployment", "web", {})]) == {["missing-claim", 30]}
	{[f.rule, f.status] | some f in found([], [mounting(30, "Deployment", "web", {})], {})} == {["claims-not-seen", "unknown"]}
	found([], [mounting(30, "Deployment", "web", {})], {"claims_provided_elsewhere": ["n/data"]}) == set()
}

test_the_clusters_word_on_a_claim if {
	lost := object.union(kept, {"content": {"manifest": {"status": {"phase": "Lost"}}}})
	rules([lost, ssd], []) == {["claim-lost", 1]}
	pending := object.union(kept, {"content": {"manifest": {"status": {"phase": "Pending"}}}})
	{[f.rule, f.status] | some f in found([pending, ssd], [], {})} == {["claim-pending", "unknown"]}
}

keeping(kind, path, volume) := workload(30, kind, "db", {}, {
	"containers": [{"name": "db", "volumeMounts": [{"name": "d", "mountPath": path}]}],
	"volumes": [object.union({"name": "d"}, volume)],
})

test_data_in_a_pod_fires if {
	{[f.rule, f.path, f.directory] | some f in found([], [keeping("Deployment", "/var/lib/postgresql/data/", {"emptyDir": {}})], {})} == {[
		"data-in-pod", ["spec", "template", "spec", "containers", 0, "volumeMounts", 0], "/var/lib/postgresql/data",
	]}
	rules([], [keeping("Deployment", "/var/lib/postgresql", {"emptyDir": {}})]) == {["data-in-pod", 30]}
	rules([], [keeping("Deployment", "/var/lib/postgresql-run", {"emptyDir": {}})]) == set()
	rules([], [keeping("Deployment", "/tmp", {"emptyDir": {}})]) == set()
	rules([], [keeping("Job", "/var/lib/postgresql", {"emptyDir": {}})]) == set()
	rules([], [keeping("Deployment", "/var/lib/postgresql", {"secret": {}})]) == set()
}

test_fields_of_the_wrong_type_do_not_hide_a_claim if {
	rules([claim(1, "data", {"storageClassName": null}), ssd], []) == {["default-class-not-known", 1]}
	rules([claim(1, "data", {"storageClassName": "ssd", "accessModes": null}), ssd], [mounting(30, "Deployment", "web", {"replicas": 2})]) == set()
}
