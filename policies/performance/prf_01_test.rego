package seaworthy.performance.prf_01_test

import data.seaworthy.lib.load_inputs
import data.seaworthy.lib.record_inputs
import data.seaworthy.performance.prf_01

parameters := {
	"load_transactions": [], "new_transactions": [], "max_p95_milliseconds": 1000, "p95_limits": [],
	"max_error_percent": 0.5, "max_regression_percent": 10, "min_regression_milliseconds": 5, "min_load_samples": 200, "min_load_slices": 10,
	"min_load_seconds": 600, "max_baseline_days": 90, "accept_samples_without_times": false,
}

found(comparisons, more) := result if {
	result := prf_01.findings with input as record_inputs.input_of("load/comparison", comparisons, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([load_inputs.comparison(1, fields)], {}))

of(fields) := rules({"transactions": [load_inputs.transaction("move", fields)]})

candidate(fields) := of({"candidate": load_inputs.side(fields)})

change(fields) := of({"change": load_inputs.change(fields)})

run(fields) := rules({"runs": [load_inputs.run(fields)]})

baseline(fields) := rules({"baselineRuns": [object.union(load_inputs.baseline, fields)]})

test_a_candidate_that_holds_is_silent if rules({}) == set()

test_no_load_test_is_silent_and_left_to_the_engine if found([], {}) == set()

test_another_environment_counts_for_load if rules({"environment": "perf"}) == set()

test_a_load_test_of_something_else_is_unknown if rules({"candidate": "sha256:bb"}) == {["other-candidate", "unknown"]}

test_a_record_of_tomorrow_is_unknown if rules({"at": record_inputs.now + record_inputs.day}) == {["in-future", "unknown"]}

test_a_release_without_digest_is_unknown if {
	bare := {"id": 0, "content": {"candidate": {"name": "erp", "version": "2"}, "environment": "production", "architecture": "dedicated"}}
	result := prf_01.findings with input as {
		"now": record_inputs.now, "parameters": parameters,
		"evidence": {"release/descriptor": [bare], "load/comparison": [load_inputs.comparison(1, {})]},
	}
	record_inputs.rules(result) == {["other-candidate", "unknown"]}
}

test_a_slow_transaction_fires if {
	candidate({"p95": 1000}) == set()
	candidate({"p95": 1001}) == {["slow", "fail"]}
}

test_a_transaction_may_have_its_own_limit if {
	comparison := load_inputs.comparison(1, {})
	record_inputs.rules(found([comparison], {"p95_limits": ["move=199", "scan=1"]})) == {["slow", "fail"]}
	record_inputs.rules(found([comparison], {"p95_limits": ["move=200"]})) == set()
}

bounds(least, most) := rules({"transactions": [json.patch(without_p95, [
	{"op": "add", "path": "candidate/p95Least", "value": least},
	{"op": "add", "path": "candidate/p95Most", "value": most},
])]})

without_p95 := json.remove(load_inputs.transaction("move", {}), ["candidate/p95"])

test_bounds_of_a_percentile_fire_only_where_they_are_sure if {
	bounds(100, 900) == set()
	bounds(100, 1100) == {["may-be-slow", "unknown"]}
	bounds(1001, 1100) == {["slow", "fail"]}
}

test_a_percentile_that_is_not_told_is_unknown if {
	rules({"transactions": [without_p95]}) == {["no-percentile", "unknown"]}
}

test_errors_of_all_uses_fire if {
	candidate({"failures": 25}) == set()
	candidate({"failures": 26}) == {["errors", "fail"]}
}

test_failures_that_are_not_told_are_unknown if {
	untold := json.remove(load_inputs.transaction("move", {}), ["candidate/failures"])
	rules({"transactions": [untold]}) == {["errors-untold", "unknown"]}
}

test_a_significant_regression_fires if {
	change({"ratio": 1.2, "low": 1.05, "high": 1.3}) == {["regressed", "fail"]}
	change({"ratio": 1.08, "low": 1.06, "high": 1.1}) == set()
}

test_what_may_be_a_regression_is_unknown if {
	change({"ratio": 1.2, "low": 0.95, "high": 1.4}) == {["inconclusive", "unknown"]}
	change({"ratio": 1.05, "low": 1.01, "high": 1.11}) == {["inconclusive", "unknown"]}
}

test_a_change_of_a_few_milliseconds_is_silent if {
	quick := {"baseline": load_inputs.side({"p95": 5}), "candidate": load_inputs.side({"p95": 8})}
	of(object.union(quick, {"change": load_inputs.change({"ratio": 1.6, "low": 1.4, "high": 1.8})})) == set()
	of(object.union(quick, {"change": load_inputs.change({"ratio": 1.6, "low": 1.4, "high": 2.1})})) == {["inconclusive", "unknown"]}
	of(object.union(quick, {"change": load_inputs.change({"ratio": 2.1, "low": 1.4, "high": 2.2})})) == {["regressed", "fail"]}
}

test_a_faster_candidate_is_silent if change({"ratio": 0.7, "low": 0.6, "high": 0.8}) == set()

test_samples_without_times_are_unknown_unless_accepted if {
	change({"by": "samples"}) == {["no-times", "unknown"]}
	comparison := load_inputs.comparison(1, {"transactions": [load_inputs.transaction("move", {"change": load_inputs.change({"by": "samples"})})]})
	found([comparison], {"accept_samples_without_times": true}) == set()
}

test_percentiles_alone_cannot_be_compared if {
	one := object.remove(load_inputs.transaction("move", {}), ["change"])
	rules({"transactions": [one]}) == {["no-samples", "unknown"]}
}

test_no_baseline_is_unknown if {
	one := object.remove(load_inputs.transaction("move", {}), ["change", "baseline"])
	rules({"transactions": [one], "baselineRuns": []}) == {["no-baseline", "unknown"]}
	rules({"transactions": [one]}) == {["not-in-baseline", "unknown"]}
	found([load_inputs.comparison(1, {"transactions": [one]})], {"new_transactions": ["move"]}) == set()
}

test_only_listed_transactions_are_judged if {
	slow := load_inputs.transaction("report", {"candidate": load_inputs.side({"p95": 9000})})
	comparison := load_inputs.comparison(1, {"transactions": [load_inputs.transaction("move", {}), slow]})
	record_inputs.rules(found([comparison], {})) == {["slow", "fail"]}
	found([comparison], {"load_transactions": ["move"]}) == set()
	record_inputs.rules(found([comparison], {"load_transactions": ["move", "scan"]})) == {["not-measured", "unknown"]}
}

test_little_data_is_unknown if {
	candidate({"count": 199, "failures": 0}) == {["too-few-samples", "unknown"]}
	of({"baseline": load_inputs.side({"count": 10})}) == {["too-few-samples", "unknown"]}
	candidate({"slices": 9}) == {["too-few-slices", "unknown"]}
	of({"baseline": load_inputs.side({"slices": 9})}) == {["too-few-slices", "unknown"]}
}

test_a_run_that_is_not_whole_is_unknown if {
	run({"complete": false}) == {["incomplete", "unknown"]}
	run({"seconds": 599}) == {["too-short", "unknown"]}
	run({"seconds": 1000, "warmUp": 401}) == {["too-short", "unknown"]}
	run({"planned": 1890}) == set()
	run({"planned": 3600}) == {["cut-short", "unknown"]}
	rules({"runs": [object.remove(load_inputs.run({}), ["seconds"])]}) == {["length-untold", "unknown"]}
}

test_a_warm_up_that_cannot_be_cut_is_unknown if {
	run({"timed": false, "warmUp": 60}) == {["warm-up-not-cut", "unknown"]}
	run({"timed": true, "warmUp": 60}) == set()
}

test_a_baseline_that_does_not_fit_is_unknown if {
	baseline({"tool": "jmeter"}) == {["tools-differ", "unknown"]}
	baseline({"at": record_inputs.now - (90 * record_inputs.day)}) == set()
	baseline({"at": record_inputs.now - (91 * record_inputs.day)}) == {["baseline-too-old", "unknown"]}
	baseline({"candidate": record_inputs.candidate}) == {["baseline-is-candidate", "unknown"]}
	baseline({"at": record_inputs.now + record_inputs.day}) == {["in-future", "unknown"]}
}
