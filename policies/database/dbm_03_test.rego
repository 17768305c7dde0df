package seaworthy.database.dbm_03_test

import data.seaworthy.database.dbm_03
import data.seaworthy.lib.record_inputs

fine := {"pointOfNoReturn": "cut-over", "phases": [{"name": "schema", "checkpoint": "s", "rolledBackIn": 3600}, {"name": "cut-over", "checkpoint": "s", "rolledBackIn": 60}, {"name": "clean-up"}]}

parameters := {"max_rollback_minutes": 60}

found(records, more) := result if {
	result := dbm_03.findings with input as record_inputs.input_of("record/rollback-plan", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

test_a_good_record_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_about_something_else_is_unknown if rules({"candidate": "sha256:bb"}) == {["other-candidate", "unknown"]}

test_a_record_of_tomorrow_is_unknown if rules({"at": record_inputs.now + record_inputs.day}) == {["in-future", "unknown"]}

test_a_phase_without_checkpoint_fires if {
	rules({"phases": [{"name": "schema", "rolledBackIn": 60}, {"name": "cut-over", "checkpoint": "s", "rolledBackIn": 60}]}) == {["no-checkpoint", "fail"]}
}

test_without_an_end_every_phase_needs_a_way_back if {
	rules({"pointOfNoReturn": "none"}) == {["no-checkpoint", "fail"], ["not-timed", "unknown"]}
}

test_the_point_of_no_return_is_named if {
	record_inputs.rules(found([record_inputs.record(1, {"phases": [{"name": "a", "checkpoint": "s", "rolledBackIn": 1}]})], {})) == {["no-point-of-no-return", "fail"]}
	rules({"pointOfNoReturn": "elsewhere", "phases": [{"name": "a", "checkpoint": "s", "rolledBackIn": 1}]}) == {["unknown-phase", "fail"]}
}

test_a_slow_return_fires if {
	rules({"pointOfNoReturn": "none", "phases": [{"name": "a", "checkpoint": "s", "rolledBackIn": 3601}]}) == {["too-slow", "fail"]}
}

test_a_return_never_tried_is_unknown if {
	rules({"pointOfNoReturn": "none", "phases": [{"name": "a", "checkpoint": "s"}]}) == {["not-timed", "unknown"]}
}
