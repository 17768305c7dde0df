# METADATA
# title: The candidate holds peak load without regression
# description: Under load, 95 of 100 uses of each transaction were fast enough and no slower than the baseline's, and hardly any failed.
# custom:
#   id: PRF-01
#   severity: high
#   stage: performance
#   scope: snapshot
#   needs: [release/descriptor, load/comparison]
#   reads: [record/load-test]
#   parameters: [load_transactions, new_transactions, max_p95_milliseconds, p95_limits, max_error_percent, max_regression_percent, min_regression_milliseconds, min_load_samples, min_load_slices, min_load_seconds, max_baseline_days, accept_samples_without_times]
#   mappings:
#     nist-800-53r5: [CP-2(2), SA-11, SC-5(2)]
#   rules:
#     slow:
#       message: "5 of 100 uses of `{transaction}` take longer than {milliseconds} ms, more than {most} ms"
#       fix: find what they wait for, or agree on another limit in `p95_limits`
#     may-be-slow:
#       message: "the 95th percentile of `{transaction}` lies between {least} and {greatest} ms, and the limit of {most} ms between these"
#       fix: hand in samples, which can be put together, and not percentiles of several runs
#     no-percentile:
#       message: "the results do not tell the 95th percentile of `{transaction}`"
#       fix: hand in samples, such as those of `k6 run --out json=FILE`
#     errors:
#       message: "{percent} % of all uses failed, more than {most} %"
#       fix: find out why they fail, for what fails fast looks fast
#     errors-untold:
#       message: "the results do not tell how many uses failed"
#       fix: hand in results that count failed requests
#     regressed:
#       message: "`{transaction}` takes {ratio} times as long as in the baseline ({low} to {high} with 95 % confidence)"
#       fix: find what made it slower, or show that the baseline was measured otherwise
#     inconclusive:
#       message: "whether `{transaction}` became slower by more than {most} % cannot be told: {ratio} times as long, {low} to {high} with 95 % confidence"
#       fix: run longer or more often, the baseline too, on machines that do nothing else
#     no-baseline:
#       message: "there is no baseline from `{environment}`"
#       fix: run the same test of the release before there, and record it with `role` baseline
#     not-in-baseline:
#       message: "the baseline did not measure `{transaction}`"
#       fix: run the same test of both, or name it in `new_transactions`
#     no-samples:
#       message: "`{transaction}` cannot be compared with the baseline: one of them has no samples"
#       fix: hand in samples of both, such as those of `k6 run --out json=FILE`
#     no-times:
#       message: "the samples of `{transaction}` have no times, so nothing tells how much it varies"
#       fix: measure with k6 or JMeter, or set `accept_samples_without_times`
#     not-measured:
#       message: "`{transaction}` was not measured"
#       fix: take it into the test, or map its name in the record
#     too-few-samples:
#       message: "{count} uses of `{transaction}` by the {side} tell too little, less than {least}"
#       fix: run longer
#     too-few-slices:
#       message: "{count} slices of time of `{transaction}` by the {side} tell too little, less than {least}"
#       fix: run longer
#     incomplete:
#       message: "the results in `{file}` may not be those of the whole run"
#       fix: run again to the end, and hand in what the tool writes then
#     too-short:
#       message: "the run in `{file}` lasted {seconds} s after its warm-up, shorter than {least} s"
#       fix: run longer
#     cut-short:
#       message: "the run in `{file}` was to last {planned} s and lasted {seconds} s"
#       fix: find out what stopped it, and run again
#     length-untold:
#       message: "nothing tells how long the run in `{file}` lasted"
#       fix: hand in samples with their times
#     warm-up-not-cut:
#       message: "the warm-up of the run in `{file}` cannot be taken out, for its results have no times"
#       fix: hand in samples with their times, or have the tool drop its warm-up and record none
#     tools-differ:
#       message: "candidate and baseline were measured by different tools: {tools}"
#       fix: measure both by the same
#     baseline-too-old:
#       message: "the baseline in `{file}` is {days} days old, more than {most}"
#       fix: measure the release before again
#     baseline-is-candidate:
#       message: "the baseline in `{file}` is of the candidate itself"
#       fix: measure the release before
#     other-candidate:
#       message: "the load test is about another candidate, or `release.yaml` names no digest"
#       fix: measure this candidate, and record it by the digest that `release.yaml` declares
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.performance.prf_01

import data.seaworthy.lib.load_tests
import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in load_tests.doubts

# What is judged: item, and one of its transactions.
judged contains [item, one] if {
	some item in load_tests.ours
	some one in load_tests.measured(item.content)
	is_judged(one.name)
}

is_judged(_) if count(parameters.value("load_transactions")) == 0

is_judged(name) if name in parameters.value("load_transactions")

findings contains unknown(item, "not-measured", {"transaction": name}) if {
	some item in load_tests.ours
	some name in parameters.value("load_transactions")
	not name in object.keys(load_tests.measured(item.content))
}

# Limits.

findings contains finding(item, "slow", {"transaction": one.name, "milliseconds": milliseconds, "most": most}) if {
	some [item, one] in judged
	most := limit(one.name)
	milliseconds := object.get(one.candidate, "p95", object.get(one.candidate, "p95Least", 0))
	milliseconds > most
}

findings contains unknown(item, "may-be-slow", {"transaction": one.name, "least": one.candidate.p95Least, "greatest": one.candidate.p95Most, "most": most}) if {
	some [item, one] in judged
	most := limit(one.name)
	one.candidate.p95Least <= most
	one.candidate.p95Most > most
}

findings contains unknown(item, "no-percentile", {"transaction": one.name}) if {
	some [item, one] in judged
	not load_tests.tells(one.candidate, "p95")
	not load_tests.tells(one.candidate, "p95Most")
}

limit(name) := min(own) if {
	own := {to_number(milliseconds) |
		some entry in parameters.value("p95_limits")
		[key, milliseconds] := split(entry, "=")
		key == name
	}
	count(own) > 0
} else := parameters.value("max_p95_milliseconds")

findings contains finding(item, "errors", {"percent": load_tests.rounded(percent), "most": most}) if {
	some item in load_tests.ours
	most := parameters.value("max_error_percent")
	percent := load_tests.total_error_percent(item.content)
	percent > most
}

findings contains unknown(item, "errors-untold", {}) if {
	some item in load_tests.ours
	not load_tests.tells_errors(item.content)
}

# Comparison with the baseline.

most_ratio := 1 + (parameters.value("max_regression_percent") / 100)

is_slower(one) if {
	one.change.ratio > most_ratio
	one.change.low > 1
	is_felt(one, one.change.ratio)
}

# Of a few milliseconds a large share is little.
is_felt(one, ratio) if (ratio - 1) * one.baseline.p95 > parameters.value("min_regression_milliseconds")

findings contains finding(item, "regressed", changed(one)) if {
	some [item, one] in compared
	is_slower(one)
}

findings contains unknown(item, "inconclusive", object.union(changed(one), {"most": parameters.value("max_regression_percent")})) if {
	some [item, one] in compared
	not is_slower(one)
	one.change.high > most_ratio
	is_felt(one, one.change.high)
}

changed(one) := {"transaction": one.name, "ratio": one.change.ratio, "low": one.change.low, "high": one.change.high}

compared contains [item, one] if {
	some [item, one] in judged
	one.change
	not has_no_times(one)
}

has_no_times(one) if {
	one.change.by == "samples"
	parameters.value("accept_samples_without_times") != true
}

findings contains unknown(item, "no-times", {"transaction": one.name}) if {
	some [item, one] in judged
	has_no_times(one)
}

findings contains unknown(item, "no-samples", {"transaction": one.name}) if {
	some [item, one] in judged
	one.baseline
	not one.change
}

findings contains unknown(item, "no-baseline", {"environment": item.content.environment}) if {
	some item in load_tests.ours
	count(item.content.baselineRuns) == 0
}

findings contains unknown(item, "not-in-baseline", {"transaction": one.name}) if {
	some [item, one] in judged
	count(item.content.baselineRuns) > 0
	not one.baseline
	not one.name in parameters.value("new_transactions")
}

# Enough to tell.

findings contains unknown(item, "too-few-samples", {"transaction": one.name, "side": side, "count": one[side].count, "least": parameters.value("min_load_samples")}) if {
	some [item, one] in judged
	some side in ["candidate", "baseline"]
	load_tests.too_few(one[side])
}

findings contains unknown(item, "too-few-slices", {"transaction": one.name, "side": side, "count": one[side].slices, "least": least}) if {
	least := parameters.value("min_load_slices")
	some [item, one] in compared
	one.change.by == "slices"
	some side in ["candidate", "baseline"]
	one[side].slices < least
}

# The runs themselves.

runs contains [item, run] if {
	some item in load_tests.ours
	some run in array.concat(item.content.runs, item.content.baselineRuns)
}

findings contains unknown(item, "incomplete", {"file": run.file}) if {
	some [item, run] in runs
	not run.complete == true
}

findings contains unknown(item, "too-short", {"file": run.file, "seconds": seconds, "least": least}) if {
	least := parameters.value("min_load_seconds")
	some [item, run] in runs
	seconds := run.seconds - object.get(run, "warmUp", 0)
	seconds < least
}

# Users end within their last iteration: a little less than planned is the whole run.
findings contains unknown(item, "cut-short", {"file": run.file, "seconds": run.seconds, "planned": run.planned}) if {
	some [item, run] in runs
	run.seconds < run.planned * 0.95
}

findings contains unknown(item, "length-untold", {"file": run.file}) if {
	some [item, run] in runs
	not load_tests.tells(run, "seconds")
}

findings contains unknown(item, "warm-up-not-cut", {"file": run.file}) if {
	some [item, run] in runs
	run.warmUp > 0
	not run.timed == true
}

findings contains unknown(item, "tools-differ", {"tools": sort(tools)}) if {
	some item in load_tests.ours
	tools := {run.tool | some run in array.concat(item.content.runs, item.content.baselineRuns)}
	count(tools) > 1
}

findings contains unknown(item, "baseline-too-old", {"file": run.file, "days": days, "most": most}) if {
	most := parameters.value("max_baseline_days")
	some item in load_tests.ours
	some run in item.content.baselineRuns
	days := floor((input.now - run.at) / 86400)
	days > most
}

findings contains unknown(item, "baseline-is-candidate", {"file": run.file}) if {
	some item in load_tests.ours
	some run in item.content.baselineRuns
	run.candidate == item.content.candidate
}

findings contains unknown(item, "in-future", {}) if {
	some item in load_tests.ours
	some run in item.content.baselineRuns
	run.at > input.now + records.clock_skew_seconds
}

finding(item, rule, values) := object.union({"rule": rule, "on": item.id, "path": []}, values)

unknown(item, rule, values) := object.union(finding(item, rule, values), {"status": "unknown"})
