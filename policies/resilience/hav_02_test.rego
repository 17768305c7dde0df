package seaworthy.resilience.hav_02_test

import data.seaworthy.lib.record_inputs
import data.seaworthy.resilience.hav_02

fine := {"scenarios": [{"name": "node-loss", "downtime": 60, "requests": 1000, "failed": 10}]}

parameters := {"drill_scenarios": ["node-loss"], "max_drill_days": 30, "max_drill_downtime_seconds": 60, "max_drill_error_percent": 1}

found(records, more) := result if {
	result := hav_02.findings with input as record_inputs.input_of("record/failover-drill", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

test_a_good_record_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_about_something_else_is_unknown if rules({"environment": "staging"}) == {["other-environment", "unknown"]}

test_a_record_of_tomorrow_is_unknown if rules({"at": record_inputs.now + record_inputs.day}) == {["in-future", "unknown"]}

test_what_was_not_tried_fires if {
	record_inputs.rules(found([record_inputs.record(1, fine)], {"drill_scenarios": ["node-loss", "pod-restart"]})) == {["not-tried", "fail"]}
}

test_each_failure_may_have_its_own_day if {
	other := record_inputs.record(2, {"at": record_inputs.now - (9 * record_inputs.day), "scenarios": [{"name": "pod-restart", "downtime": 0, "requests": 9, "failed": 0}]})
	found([record_inputs.record(1, fine), other], {"drill_scenarios": ["node-loss", "pod-restart"]}) == set()
}

test_the_newest_try_counts if {
	bad := record_inputs.record(2, {"at": 1799800000, "scenarios": [{"name": "node-loss", "downtime": 900, "requests": 9, "failed": 9}]})
	found([bad, record_inputs.record(1, fine)], {}) == set()
}

test_an_old_drill_fires if {
	rules({"at": record_inputs.now - (30 * record_inputs.day)}) == set()
	rules({"at": record_inputs.now - (31 * record_inputs.day)}) == {["too-old", "fail"]}
}

test_long_downtime_fires if {
	rules({"scenarios": [{"name": "node-loss", "downtime": 61, "requests": 1000, "failed": 0}]}) == {["too-long", "fail"]}
}

test_many_errors_fire if {
	rules({"scenarios": [{"name": "node-loss", "downtime": 0, "requests": 1000, "failed": 11}]}) == {["too-many-errors", "fail"]}
}
