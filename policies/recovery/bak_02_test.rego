package seaworthy.recovery.bak_02_test

import data.seaworthy.lib.record_inputs
import data.seaworthy.recovery.bak_02

now := record_inputs.now

day := record_inputs.day

parameters := {"attachment_buckets": ["files"], "max_storage_record_days": 30, "min_lock_days": 7, "max_replication_lag_minutes": 15}

bucket(fields) := object.union({"name": "files", "versioning": true, "lock": "compliance", "lockedFor": 7 * day, "replicas": ["eu-west-1"], "replicationLag": 900}, fields)

fine := {"buckets": [bucket({})]}

with_bucket(fields) := rules({"buckets": [bucket(fields)]})

without(field) := rules({"buckets": [object.remove(bucket({}), [field])]})

found(records, more) := result if {
	result := bak_02.findings with input as record_inputs.input_of("record/object-storage", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

test_a_good_record_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_of_another_environment_is_unknown if rules({"environment": "staging"}) == {["other-environment", "unknown"]}

test_a_record_of_tomorrow_is_unknown if rules({"at": now + day}) == {["in-future", "unknown"]}

test_what_is_deleted_must_stay_as_a_version if with_bucket({"versioning": false}) == {["no-versioning", "fail"]}

test_versions_must_be_locked if rules({"buckets": [object.remove(bucket({"lock": "none"}), ["lockedFor"])]}) == {["no-lock", "fail"]}

test_seven_days_of_lock_are_enough_and_no_second_less if {
	with_bucket({"lockedFor": (7 * day) - 1}) == {["locked-too-short", "fail"]}
}

test_a_lock_of_unknown_length_is_unknown if without("lockedFor") == {["lock-not-told", "unknown"]}

test_there_must_be_a_replica if {
	rules({"buckets": [object.remove(bucket({"replicas": []}), ["replicationLag"])]}) == {["no-replica", "fail"]}
}

test_a_replica_may_be_fifteen_minutes_behind_and_no_second_more if {
	with_bucket({"replicationLag": 901}) == {["replica-behind", "fail"]}
}

test_a_replica_of_unknown_lag_is_unknown if without("replicationLag") == {["lag-not-told", "unknown"]}

test_a_bucket_that_is_not_told_is_unknown if with_bucket({"name": "other"}) == {["not-told", "unknown"]}

test_an_old_record_is_unknown if {
	rules({"at": now - (30 * day)}) == set()
	rules({"at": now - (31 * day)}) == {["too-old", "unknown"]}
}

test_the_newest_record_counts if {
	old := record_inputs.record(2, {"at": now - (2 * day), "buckets": [bucket({"versioning": false})]})
	found([old, record_inputs.record(1, fine)], {}) == set()
}
