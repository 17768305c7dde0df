# METADATA
# title: The warehouse can work without the ERP
# description: Each process has a manual fallback, and people tried it not long ago.
# custom:
#   id: BCP-01
#   severity: high
#   stage: continuity
#   scope: snapshot
#   needs: [release/descriptor, record/continuity-plan]
#   reads: []
#   parameters: [warehouse_processes, max_exercise_days]
#   mappings:
#     nist-800-53r5: [CP-2, CP-4]
#   rules:
#     no-plan:
#       message: "the plan does not tell how `{process}` goes on"
#       fix: add the process with its fallback
#     no-fallback:
#       message: "`{process}` has no manual fallback"
#       fix: write down what people do instead, and try it
#     not-exercised:
#       message: "the fallback of `{process}` was never tried"
#       fix: exercise it with those who would have to
#     exercise-too-old:
#       message: "the fallback of `{process}` was tried {days} days ago, more than {most}"
#       fix: exercise it again
#     exercise-in-future:
#       message: "the fallback of `{process}` is said to have been tried at a time that has not come"
#       fix: correct `exercisedAt`
#     other-environment:
#       message: "the record is about another environment than the release"
#       fix: record it of the environment that `release.yaml` names
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.continuity.bcp_01

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/continuity-plan", "environment")

item := records.latest("record/continuity-plan", "environment")

findings contains finding("no-plan", ["processes"], {"process": process}) if {
	planned := {process.name | some process in item.content.processes}
	some process in parameters.value("warehouse_processes")
	not process in planned
}

findings contains finding("no-fallback", ["processes", i], {"process": process.name}) if {
	some i, process in item.content.processes
	not process.fallback
}

findings contains finding("not-exercised", ["processes", i], {"process": process.name}) if {
	some i, process in item.content.processes
	process.fallback
	not process.exercisedAt
}

findings contains finding("exercise-too-old", ["processes", i, "exercisedAt"], {"process": process.name, "days": days, "most": most}) if {
	most := parameters.value("max_exercise_days")
	some i, process in item.content.processes
	days := floor((input.now - process.exercisedAt) / 86400)
	days > most
}

findings contains finding("exercise-in-future", ["processes", i, "exercisedAt"], {"process": process.name, "status": "unknown"}) if {
	some i, process in item.content.processes
	process.exercisedAt > input.now + records.clock_skew_seconds
}

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
