# METADATA
# title: The named paths were taken and held
# description: The load test took every path that the warehouse and its partners depend on, often enough to tell, and hardly a use failed.
# custom:
#   id: PRF-02
#   severity: high
#   stage: performance
#   scope: snapshot
#   needs: [release/descriptor, load/comparison]
#   reads: [record/load-test]
#   parameters: [critical_paths, max_error_percent, min_load_samples]
#   mappings:
#     nist-800-53r5: [CP-2(8), SA-11]
#   rules:
#     missing:
#       message: "the load test did not take the path `{transaction}`"
#       fix: take it into the test, or map its requests to that name by `transactions` in the record
#     fails:
#       message: "{percent} % of the uses of `{transaction}` failed, more than {most} %"
#       fix: find out why they fail
#     failures-untold:
#       message: "the results do not tell how many uses of `{transaction}` failed"
#       fix: name its requests, for of groups and trends k6 tells no failures
#     too-few-samples:
#       message: "{count} uses of `{transaction}` tell too little, less than {least}"
#       fix: run longer
#     other-candidate:
#       message: "the load test is about another candidate, or `release.yaml` names no digest"
#       fix: measure this candidate, and record it by the digest that `release.yaml` declares
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.performance.prf_02

import data.seaworthy.lib.load_tests
import data.seaworthy.lib.parameters

findings contains finding if some finding in load_tests.doubts

# One environment may be for one path, and another for another.
taken[name] contains [item, one.candidate] if {
	some item in load_tests.ours
	some name in parameters.value("critical_paths")
	one := load_tests.measured(item.content)[name]
}

findings contains {"rule": "missing", "on": load_tests.ours[0].id, "path": [], "transaction": name} if {
	some name in parameters.value("critical_paths")
	not taken[name]
}

findings contains finding(item, "fails", {"transaction": name, "percent": load_tests.rounded(percent), "most": most}) if {
	most := parameters.value("max_error_percent")
	some name, sides in taken
	some [item, side] in sides
	percent := load_tests.error_percent(side)
	percent > most
}

findings contains unknown(item, "failures-untold", {"transaction": name}) if {
	some name, sides in taken
	some [item, side] in sides
	not load_tests.tells(side, "failures")
}

findings contains unknown(item, "too-few-samples", {"transaction": name, "count": side.count, "least": parameters.value("min_load_samples")}) if {
	some name, sides in taken
	some [item, side] in sides
	load_tests.too_few(side)
}

finding(item, rule, values) := object.union({"rule": rule, "on": item.id, "path": []}, values)

unknown(item, rule, values) := object.union(finding(item, rule, values), {"status": "unknown"})
