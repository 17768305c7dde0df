package seaworthy.performance.prf_02_test

import data.seaworthy.lib.load_inputs
import data.seaworthy.lib.record_inputs
import data.seaworthy.performance.prf_02

parameters := {"critical_paths": ["move", "scan"], "max_error_percent": 0.5, "min_load_samples": 200}

found(comparisons) := result if {
	result := prf_02.findings with input as record_inputs.input_of("load/comparison", comparisons, parameters)
}

both := [load_inputs.transaction("move", {}), load_inputs.transaction("scan", {})]

rules(transactions) := record_inputs.rules(found([load_inputs.comparison(1, {"transactions": transactions})]))

with_scan(fields) := rules([both[0], load_inputs.transaction("scan", {"candidate": load_inputs.side(fields)})])

test_all_paths_taken_is_silent if rules(both) == set()

test_no_load_test_is_silent_and_left_to_the_engine if found([]) == set()

test_a_load_test_of_something_else_is_unknown if {
	other := load_inputs.comparison(1, {"transactions": both, "candidate": "sha256:bb"})
	record_inputs.rules(found([other])) == {["other-candidate", "unknown"]}
}

test_a_path_that_was_not_taken_fires if {
	rules([both[0]]) == {["missing", "fail"]}
	rules([]) == {["missing", "fail"]}
	count(found([load_inputs.comparison(1, {"transactions": []})])) == 2
}

test_a_path_that_only_the_baseline_took_fires if {
	rules([both[0], object.remove(both[1], ["candidate"])]) == {["missing", "fail"]}
}

test_paths_may_be_taken_in_several_environments if {
	found([
		load_inputs.comparison(1, {"transactions": [both[0]]}),
		load_inputs.comparison(2, {"transactions": [both[1]], "environment": "perf"}),
	]) == set()
}

test_a_path_that_fails_fires if {
	with_scan({"failures": 25}) == set()
	with_scan({"failures": 26}) == {["fails", "fail"]}
}

test_a_path_without_uses_tells_too_little if with_scan({"count": 0, "failures": 0}) == {["too-few-samples", "unknown"]}

test_failures_that_are_not_told_are_unknown if {
	untold := json.remove(both[1], ["candidate/failures"])
	rules([both[0], untold]) == {["failures-untold", "unknown"]}
}
