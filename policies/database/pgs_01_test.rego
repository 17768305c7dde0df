package seaworthy.database.pgs_01_test

import data.seaworthy.database.pgs_01
import data.seaworthy.lib.record_inputs

replica := {"name": "standby", "state": "streaming", "sync": "async", "lagBytes": 1000, "replayLagSeconds": 0.01}

slot := {"name": "standby", "type": "physical", "active": true, "walStatus": "reserved"}

fine := {"at": record_inputs.now - 3600, "server": {"role": "primary"}, "replication": {"seen": "replicas", "replicas": [replica], "slots": [slot]}}

parameters := {
	"max_database_record_hours": 24, "max_replication_lag_seconds": 5, "max_replication_lag_mebibytes": 64,
	"min_replicas": 1, "synchronous_standby_required": false,
}

found(records, more) := result if {
	result := pgs_01.findings with input as record_inputs.input_of("record/database-server", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

of_replica(fields) := rules({"replication": {"replicas": [object.union(replica, fields)]}})

of_slot(fields) := rules({"replication": {"slots": [object.union(slot, fields)]}})

test_a_healthy_pair_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_of_another_environment_is_unknown if rules({"environment": "staging"}) == {["other-environment", "unknown"]}

test_a_record_of_tomorrow_is_unknown if rules({"at": record_inputs.now + record_inputs.day}) == {["in-future", "unknown"]}

test_an_old_record_is_unknown if {
	rules({"at": record_inputs.now - (24 * 3600)}) == set()
	rules({"at": record_inputs.now - (25 * 3600)}) == {["too-old", "unknown"]}
}

test_a_replica_far_behind_fires if {
	of_replica({"lagBytes": 64 * 1048576}) == set()
	of_replica({"lagBytes": (64 * 1048576) + 1}) == {["too-far-behind", "fail"]}
}

test_a_late_replica_fires if {
	of_replica({"replayLagSeconds": 5}) == set()
	of_replica({"replayLagSeconds": 5.1}) == {["too-late", "fail"]}
}

# An idle pair that is level may tell the delay of a change of long ago.
test_a_level_replica_is_not_late if of_replica({"lagBytes": 0, "replayLagSeconds": 900}) == set()

test_a_replica_that_does_not_stream_fires if {
	of_replica({"state": "catchup"}) == {["not-streaming", "fail"], ["too-few-replicas", "fail"]}
}

test_a_backup_is_no_replica if of_replica({"state": "backup"}) == {["too-few-replicas", "fail"]}

test_a_lag_that_is_not_told_is_unknown if {
	untold := object.remove(replica, ["lagBytes", "replayLagSeconds"])
	rules({"replication": {"replicas": [untold]}}) == {["lag-not-told", "unknown"]}
}

test_slots_without_a_reader_or_log_fire if {
	of_slot({"active": false}) == {["inactive-slot", "fail"]}
	of_slot({"walStatus": "lost"}) == {["slot-lost", "fail"]}
	of_slot({"walStatus": "extended"}) == set()
}

test_no_replica_fires_where_one_is_wanted if {
	alone := record_inputs.record(1, object.union(fine, {"replication": {"seen": "none", "replicas": []}}))
	record_inputs.rules(found([alone], {})) == {["too-few-replicas", "fail"]}
	found([alone], {"min_replicas": 0}) == set()
}

test_a_synchronous_standby_may_be_required if {
	record_inputs.rules(found([record_inputs.record(1, fine)], {"synchronous_standby_required": true})) == {["no-synchronous-standby", "fail"]}
	quorum := record_inputs.record(1, object.union(fine, {"replication": {"replicas": [object.union(replica, {"sync": "quorum"})]}}))
	found([quorum], {"synchronous_standby_required": true}) == set()
}

test_what_may_not_be_seen_is_unknown if {
	hidden := record_inputs.record(1, {"server": {"role": "primary"}, "replication": {"seen": "not-permitted"}})
	record_inputs.rules(found([hidden], {})) == {["not-permitted", "unknown"], ["not-seen", "unknown"]}
}

test_a_record_of_a_replica_is_unknown if {
	rules({"server": {"role": "replica"}, "replication": {"seen": "none", "replicas": []}}) == {["not-a-primary", "unknown"]}
}
