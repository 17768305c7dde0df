package seaworthy.continuity.bcp_01_test

import data.seaworthy.continuity.bcp_01
import data.seaworthy.lib.record_inputs

fine := {"processes": [{"name": "picking", "fallback": "paper", "exercisedAt": 1799000000}]}

parameters := {"warehouse_processes": ["picking"], "max_exercise_days": 180}

found(records, more) := result if {
	result := bcp_01.findings with input as record_inputs.input_of("record/continuity-plan", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

test_a_good_record_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_about_something_else_is_unknown if rules({"environment": "staging"}) == {["other-environment", "unknown"]}

test_a_record_of_tomorrow_is_unknown if rules({"at": record_inputs.now + record_inputs.day}) == {["in-future", "unknown"]}

test_a_process_without_plan_fires if {
	record_inputs.rules(found([record_inputs.record(1, fine)], {"warehouse_processes": ["picking", "packing"]})) == {["no-plan", "fail"]}
}

test_no_fallback_fires if {
	rules({"processes": [{"name": "picking"}]}) == {["no-fallback", "fail"]}
}

test_a_fallback_never_tried_fires if {
	rules({"processes": [{"name": "picking", "fallback": "paper"}]}) == {["not-exercised", "fail"]}
}

test_an_old_exercise_fires if {
	process := {"name": "picking", "fallback": "paper"}
	rules({"processes": [object.union(process, {"exercisedAt": record_inputs.now - (180 * record_inputs.day)})]}) == set()
	rules({"processes": [object.union(process, {"exercisedAt": record_inputs.now - (181 * record_inputs.day)})]}) == {["exercise-too-old", "fail"]}
}

test_an_exercise_of_tomorrow_is_unknown if {
	rules({"processes": [{"name": "picking", "fallback": "paper", "exercisedAt": record_inputs.now + record_inputs.day}]}) == {["exercise-in-future", "unknown"]}
}
