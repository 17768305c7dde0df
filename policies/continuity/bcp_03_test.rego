package seaworthy.continuity.bcp_03_test

import data.seaworthy.continuity.bcp_03
import data.seaworthy.lib.record_inputs

fine := {"audiences": [{"name": "operations", "contacts": ["a"], "template": "t"}]}

parameters := {"required_audiences": ["operations"]}

found(records, more) := result if {
	result := bcp_03.findings with input as record_inputs.input_of("record/communication-plan", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

test_a_good_record_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_about_something_else_is_unknown if rules({"environment": "staging"}) == {["other-environment", "unknown"]}

test_a_record_of_tomorrow_is_unknown if rules({"at": record_inputs.now + record_inputs.day}) == {["in-future", "unknown"]}

test_a_missing_audience_fires if {
	record_inputs.rules(found([record_inputs.record(1, fine)], {"required_audiences": ["operations", "finance"]})) == {["no-audience", "fail"]}
}

test_nobody_to_call_fires if {
	rules({"audiences": [{"name": "operations", "template": "t"}]}) == {["no-contacts", "fail"]}
	rules({"audiences": [{"name": "operations", "contacts": [], "template": "t"}]}) == {["no-contacts", "fail"]}
}

test_no_words_fire if {
	rules({"audiences": [{"name": "operations", "contacts": ["a"]}]}) == {["no-template", "fail"]}
}
