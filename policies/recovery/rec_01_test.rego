package seaworthy.recovery.rec_01_test

import data.seaworthy.lib.record_inputs
import data.seaworthy.recovery.rec_01

fine := {"clean": true, "checks": [{"name": "amcheck", "passed": true}], "recoveryTime": 60, "lostTime": 1, "backup": {"label": "b", "takenAt": 5}}

parameters := {"max_restore_drill_days": 90}

found(records, more) := result if {
	result := rec_01.findings with input as record_inputs.input_of("record/restore-drill", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

test_a_good_record_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_about_something_else_is_unknown if rules({"environment": "staging"}) == {["other-environment", "unknown"]}

test_a_record_of_tomorrow_is_unknown if rules({"at": record_inputs.now + record_inputs.day}) == {["in-future", "unknown"]}

test_an_old_drill_fires if {
	rules({"at": record_inputs.now - (90 * record_inputs.day)}) == set()
	rules({"at": record_inputs.now - (91 * record_inputs.day)}) == {["too-old", "fail"]}
}

test_a_restore_over_something_fires if {
	rules({"clean": false}) == {["not-clean", "fail"]}
}

test_a_failed_check_fires if {
	rules({"checks": [{"name": "a", "passed": true}, {"name": "b", "passed": false}]}) == {["check-failed", "fail"]}
}
