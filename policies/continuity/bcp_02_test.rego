package seaworthy.continuity.bcp_02_test

import data.seaworthy.continuity.bcp_02
import data.seaworthy.lib.record_inputs

fine := {"window": 14400, "queues": [{"name": "edi", "retention": 28800, "arrivalPerMinute": 40, "drainPerMinute": 41}]}

parameters := {"retention_windows": 2, "integration_queues": []}

found(records, more) := result if {
	result := bcp_02.findings with input as record_inputs.input_of("record/integration-buffers", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

test_a_good_record_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_about_something_else_is_unknown if rules({"environment": "staging"}) == {["other-environment", "unknown"]}

test_a_record_of_tomorrow_is_unknown if rules({"at": record_inputs.now + record_inputs.day}) == {["in-future", "unknown"]}

test_short_retention_fires if {
	rules({"queues": [{"name": "edi", "retention": 28799, "arrivalPerMinute": 1, "drainPerMinute": 2}]}) == {["kept-too-short", "fail"]}
}

test_a_queue_that_never_empties_fires if {
	rules({"queues": [{"name": "edi", "retention": 28800, "arrivalPerMinute": 40, "drainPerMinute": 40}]}) == {["drains-too-slowly", "fail"]}
}

test_a_drain_never_tested_is_unknown if {
	rules({"queues": [{"name": "edi", "retention": 28800, "arrivalPerMinute": 40}]}) == {["not-drained", "unknown"]}
}

test_a_drain_of_nothing_fires if {
	rules({"queues": [{"name": "edi", "retention": 28800, "arrivalPerMinute": 0, "drainPerMinute": 0}]}) == {["drains-too-slowly", "fail"]}
}

test_a_queue_that_must_be_recorded_is_unknown if {
	record_inputs.rules(found([record_inputs.record(1, fine)], {"integration_queues": ["edi", "carrier"]})) == {["no-queue", "unknown"]}
}
