package seaworthy.resilience.hav_03_test

import data.seaworthy.lib.record_inputs
import data.seaworthy.resilience.hav_03

fine := {"requests": 10000, "failed": 10, "longestGap": 5}

parameters := {"max_rollout_error_percent": 0.1, "max_rollout_gap_seconds": 5, "min_rollout_requests": 1000}

found(records, more) := result if {
	result := hav_03.findings with input as record_inputs.input_of("record/rollout-test", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

test_a_good_record_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_about_something_else_is_unknown if rules({"candidate": "sha256:bb"}) == {["other-candidate", "unknown"]}

test_a_record_of_tomorrow_is_unknown if rules({"at": record_inputs.now + record_inputs.day}) == {["in-future", "unknown"]}

test_failed_requests_fire if {
	rules({"failed": 11}) == {["requests-failed", "fail"]}
}

test_silence_fires if {
	rules({"longestGap": 6}) == {["silent", "fail"]}
}

test_few_requests_are_unknown if {
	rules({"requests": 999, "failed": 0}) == {["too-few-requests", "unknown"]}
	rules({"requests": 1000, "failed": 0}) == set()
}
