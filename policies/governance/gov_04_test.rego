package seaworthy.governance.gov_04_test

import data.seaworthy.governance.gov_04
import data.seaworthy.lib.record_inputs

fine := {"authority": "Mara", "triggers": [{"signal": "s", "limit": "l"}], "deadline": 1800000001}

parameters := {}

found(records, more) := result if {
	result := gov_04.findings with input as record_inputs.input_of("record/rollback-plan", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

test_a_good_record_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_about_something_else_is_unknown if rules({"candidate": "sha256:bb"}) == {["other-candidate", "unknown"]}

test_a_record_of_tomorrow_is_unknown if rules({"at": record_inputs.now + record_inputs.day}) == {["in-future", "unknown"]}

test_a_plan_without_the_three_fires if {
	record_inputs.rules(found([record_inputs.record(1, {})], {})) == {["no-authority", "fail"], ["no-triggers", "fail"], ["no-deadline", "fail"]}
}

test_a_deadline_that_is_over_fires if {
	rules({"deadline": 1800000000}) == {["deadline-over", "fail"]}
}
