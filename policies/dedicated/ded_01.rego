# METADATA
# title: The environment has a performance baseline of its own
# description: What the release before did under load was measured in this environment, not long ago.
# custom:
#   id: DED-01
#   severity: medium
#   stage: performance
#   scope: snapshot
#   needs: [release/descriptor, record/load-test]
#   reads: []
#   parameters: [proving_environments, max_environment_baseline_days]
#   mappings:
#     nist-800-53r5: [CM-2]
#   rules:
#     no-baseline:
#       message: "no load test of the release before was recorded, so there is no baseline"
#       fix: measure the release before, and record it with `role` `baseline`
#     baseline-of-another-environment:
#       message: "the baseline was measured in `{environment}`, which is another environment"
#       fix: measure the release before in the release's own environment, or name that one in the parameter `proving_environments`
#     too-old:
#       message: "the newest baseline of the environment is {days} days old, more than {most}"
#       fix: measure again
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.dedicated.ded_01

import data.seaworthy.lib.evidence
import data.seaworthy.lib.own_environment
import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

tests := evidence.of_kind("record/load-test")

baselines := [item | some item in tests; item.content.role == "baseline"]

own := [item | some item in baselines; own_environment.holds(item.content)]

past := [item | some item in own; not records.is_strange("in-future", item.content, "environment")]

findings contains finding(tests[0], "no-baseline", ["role"], {}) if count(baselines) == 0

findings contains finding(item, "baseline-of-another-environment", ["environment"], {"environment": item.content.environment}) if {
	count(own) == 0
	some item in baselines
}

findings contains finding(item, "in-future", ["at"], {"status": "unknown"}) if {
	count(past) == 0
	some item in own
}

newest := max([item.content.at | some item in past])

findings contains finding(item, "too-old", ["at"], {"days": days, "most": most}) if {
	most := parameters.value("max_environment_baseline_days")
	item := [one | some one in past; one.content.at == newest][0]
	days := records.days_old(item)
	days > most
}

finding(item, rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
