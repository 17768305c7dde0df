package seaworthy.recovery.bak_03_test

import data.seaworthy.lib.record_inputs
import data.seaworthy.recovery.bak_03

# 1800000000 is 2027-01-15T08:00:00Z.
good := {
	"apiVersion": "velero.io/v1", "kind": "Backup",
	"metadata": {"name": "daily-1", "namespace": "velero", "labels": {"velero.io/schedule-name": "daily"}},
	"spec": {"includedNamespaces": ["*"]},
	"status": {
		"phase": "Completed", "startTimestamp": "2027-01-15T02:00:00Z", "completionTimestamp": "2027-01-15T02:04:00Z",
		"expiration": "2027-02-14T02:00:00Z",
	},
}

object_of(id, manifest) := {"id": id, "subject": {"kind": "Backup"}, "content": {"manifest": manifest}}

workload := {"id": 50, "subject": {"kind": "Deployment", "namespace": "shop", "name": "web"}, "content": {"manifest": {"kind": "Deployment"}}}

found(manifests) := result if {
	result := bak_03.findings with input as {
		"now": record_inputs.now, "parameters": {"max_configuration_backup_hours": 24},
		"evidence": {"kubernetes/object": [object_of(i, manifest) | some i, manifest in manifests], "kubernetes/workload": [workload]},
	}
}

rules(manifests) := record_inputs.rules(found(manifests))

changed(patches) := json.patch(good, patches)

with_status(key, value) := changed([{"op": "add", "path": concat("/", ["/status", key]), "value": value}])

test_a_daily_backup_is_silent if rules([good]) == set()

test_nothing_is_silent_and_left_to_the_engine if rules([]) == set()

test_a_backup_of_another_operator_is_unknown if {
	rules([changed([{"op": "replace", "path": "/apiVersion", "value": "postgresql.cnpg.io/v1"}])]) == {["no-velero", "unknown"]}
}

test_a_day_is_allowed_and_no_second_more if {
	rules([with_status("completionTimestamp", "2027-01-14T08:00:00Z")]) == set()
	rules([with_status("completionTimestamp", "2027-01-14T07:59:59Z")]) == {["too-old", "fail"]}
}

test_times_with_an_offset_are_read if rules([with_status("completionTimestamp", "2027-01-14T09:00:00+01:00")]) == set()

test_a_backup_without_the_namespace_fires if {
	rules([changed([{"op": "replace", "path": "/spec/includedNamespaces", "value": ["other"]}])]) == {["not-covered", "fail"]}
	rules([changed([{"op": "add", "path": "/spec/excludedNamespaces", "value": ["shop"]}])]) == {["not-covered", "fail"]}
}

test_a_backup_without_spec_holds_all if rules([changed([{"op": "remove", "path": "/spec"}])]) == set()

test_a_backup_of_some_objects_is_none if {
	rules([changed([{"op": "add", "path": "/spec/includedResources", "value": ["secrets"]}])]) == {["not-covered", "fail"]}
	rules([changed([{"op": "add", "path": "/spec/labelSelector", "value": {"matchLabels": {"a": "b"}}}])]) == {["not-covered", "fail"]}
}

test_a_partial_failure_is_no_backup if {
	rules([with_status("phase", "PartiallyFailed")]) == {["none-complete", "fail"], ["newest-failed", "fail"]}
}

test_a_newer_failure_fires_beside_a_complete_one if {
	failed := changed([{"op": "replace", "path": "/status/phase", "value": "Failed"}, {"op": "replace", "path": "/status/startTimestamp", "value": "2027-01-15T03:00:00Z"}])
	rules([good, failed]) == {["newest-failed", "fail"]}
}

test_an_older_failure_was_mended if {
	failed := changed([{"op": "replace", "path": "/status/phase", "value": "Failed"}, {"op": "replace", "path": "/status/startTimestamp", "value": "2027-01-14T03:00:00Z"}])
	rules([good, failed]) == set()
}

test_a_backup_without_status_is_not_complete if rules([changed([{"op": "remove", "path": "/status"}])]) == {["none-complete", "fail"]}

test_a_backup_of_tomorrow_is_not_complete if {
	rules([with_status("completionTimestamp", "2027-01-16T08:00:00Z")]) == {["none-complete", "fail"]}
}

test_an_expired_backup_fires if rules([with_status("expiration", "2027-01-15T08:00:00Z")]) == {["expires-before-use", "fail"]}
