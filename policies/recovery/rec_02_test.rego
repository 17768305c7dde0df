package seaworthy.recovery.rec_02_test

import data.seaworthy.lib.record_inputs
import data.seaworthy.recovery.rec_02

fine := {"recoveryTime": 14400, "lostTime": 900, "backup": {"label": "b", "takenAt": 5}}

parameters := {"rto_minutes": 240, "rpo_minutes": 15}

found(records, more) := result if {
	result := rec_02.findings with input as record_inputs.input_of("record/restore-drill", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

test_a_good_record_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_about_something_else_is_unknown if rules({"environment": "staging"}) == {["other-environment", "unknown"]}

test_a_record_of_tomorrow_is_unknown if rules({"at": record_inputs.now + record_inputs.day}) == {["in-future", "unknown"]}

test_a_slow_recovery_fires if {
	rules({"recoveryTime": 14401}) == {["too-slow", "fail"]}
}

test_lost_data_fires if {
	rules({"lostTime": 901}) == {["lost-too-much", "fail"]}
}

test_a_backup_taken_after_the_drill_is_unknown if {
	rules({"backup": {"takenAt": record_inputs.now}}) == {["backup-after-drill", "unknown"]}
}
