# METADATA
# title: Acceptance criteria are measured
# description: Each criterion that was agreed on has a figure of this candidate, from a tool, a rehearsal or a report, and none is beyond its limit.
# custom:
#   id: PRF-04
#   severity: high
#   stage: performance
#   scope: snapshot
#   needs: [release/descriptor]
#   reads: [record/acceptance-report, record/migration-rehearsal, record/rollback-plan, load/comparison]
#   parameters: [acceptance_criteria]
#   mappings:
#     nist-800-53r5: [CA-2, SA-4, SA-11]
#   rules:
#     without-figure:
#       message: "nothing tells a figure for `{criterion}`"
#       fix: measure it of this candidate; `seaworthy record new AcceptanceReport` takes what no tool hands in
#     beyond:
#       message: "`{criterion}` is {value} {unit}, more than the {most} agreed on"
#       fix: mend what makes it so, or agree on another limit
#     other-candidate:
#       message: "the record is about another candidate, or `release.yaml` names no digest"
#       fix: record it of this candidate, by the digest that `release.yaml` declares
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.performance.prf_04

import data.seaworthy.lib.evidence
import data.seaworthy.lib.load_tests
import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

report := "record/acceptance-report"

# Where what was recorded is about something else, nobody can tell what is missing.
findings contains finding if {
	count(missing) > 0
	some finding in records.doubts(report, "candidate")
}

findings contains {"rule": "without-figure", "on": records_on, "path": [], "criterion": criterion} if {
	some criterion in missing
}

missing := {criterion |
	some criterion in parameters.value("acceptance_criteria")
	not criterion in measured
}

# What is missing is missing of the release.
records_on := item.id if some item in evidence.of_kind("release/descriptor")

figures contains [item, i, figure] if {
	some item in records.ours(report, "candidate")
	some i, figure in item.content.figures
}

measured contains figure.criterion if some [_, _, figure] in figures

# How long half a migration took is no figure.
rehearsal := latest if {
	latest := records.latest("record/migration-rehearsal", "candidate").content
	object.get(latest, ["measured", "outcome"], "complete") == "complete"
}

measured contains "migration-duration" if rehearsal.took >= 0

measured contains "replication-lag" if {
	some replica in rehearsal.measured.replication.replicas
	replica.lagBytes >= 0
}

measured contains "rollback-time" if {
	some phase in records.latest("record/rollback-plan", "candidate").content.phases
	phase.rolledBackIn >= 0
}

# A transaction that the candidate was measured by; bounds are figures too.
measured contains "response-time" if {
	some item in load_tests.ours
	some one in load_tests.measured(item.content)
	some key in ["p95", "p95Most"]
	load_tests.tells(one.candidate, key)
}

measured contains "error-rate" if {
	some item in load_tests.ours
	load_tests.tells_errors(item.content)
}

findings contains {"rule": "beyond", "on": item.id, "path": ["figures", i, "value"], "criterion": figure.criterion, "value": figure.value, "unit": figure.unit, "most": figure.most} if {
	some [item, i, figure] in figures
	figure.value > figure.most
}
