package seaworthy.performance.prf_03_test

import data.seaworthy.lib.record_inputs
import data.seaworthy.performance.prf_03

now := record_inputs.now

day := record_inputs.day

parameters := {"batch_pools": ["web"], "max_wait_seconds": 5}

pool(fields) := object.union({"name": "web", "interval": 1, "samples": 600, "mostWaiting": 2, "longestWait": 5}, fields)

fine := {"batch": "procurement import", "run": {"from": now - 10000, "to": now - 9400}, "pools": [pool({})]}

with_pool(fields) := rules({"pools": [pool(fields)]})

found(records, more) := result if {
	result := prf_03.findings with input as record_inputs.input_of("record/pool-samples", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

test_a_good_record_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_about_another_candidate_is_unknown if rules({"candidate": "sha256:bb"}) == {["other-candidate", "unknown"]}

test_a_record_of_tomorrow_is_unknown if rules({"at": now + day}) == {["in-future", "unknown"]}

test_five_seconds_are_allowed_and_no_more if with_pool({"longestWait": 6}) == {["waits", "fail"]}

test_samples_too_seldom_are_unknown if {
	with_pool({"interval": 2}) == set()
	with_pool({"interval": 3}) == {["too-few-samples", "unknown"]}
}

test_samples_of_half_the_run_are_unknown if {
	with_pool({"samples": 599}) == set()
	with_pool({"samples": 598}) == {["run-not-covered", "unknown"]}
}

test_a_wait_of_nobody_is_unknown if with_pool({"mostWaiting": 0}) == {["contradiction", "unknown"]}

test_a_pool_where_nobody_waited_is_fine if with_pool({"mostWaiting": 0, "longestWait": 0}) == set()

test_a_pool_that_is_not_told_is_unknown if with_pool({"name": "batch"}) == {["not-told", "unknown"]}
