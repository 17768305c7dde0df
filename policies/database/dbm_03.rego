# METADATA
# title: The migration can be rolled back, and it is known from where and how fast
# description: Every phase up to the point of no return has a checkpoint, and the return was tried and timed.
# custom:
#   id: DBM-03
#   severity: critical
#   stage: migration
#   scope: snapshot
#   needs: [release/descriptor, record/rollback-plan]
#   reads: []
#   parameters: [max_rollback_minutes]
#   mappings:
#     nist-800-53r5: [CP-2, CP-10, CM-3]
#   rules:
#     no-checkpoint:
#       message: "phase `{phase}` has nothing to return to"
#       fix: take a snapshot or a backup before it, and name it as `checkpoint`
#     no-point-of-no-return:
#       message: "nothing says after which phase there is no way back"
#       fix: name the phase as `pointOfNoReturn`, or write `none`
#     unknown-phase:
#       message: "the point of no return `{phase}` is no phase of the plan"
#       fix: name one of the plan's phases
#     too-slow:
#       message: "the return from phase `{phase}` took {minutes} minutes, more than {most}"
#       fix: make it faster, by a standby kept behind or a file system snapshot
#     not-timed:
#       message: "the return from phase `{phase}` was never timed"
#       fix: try it in the rehearsal, and record `rolledBackIn`
#     other-candidate:
#       message: "the record is about another candidate, or `release.yaml` names no digest"
#       fix: record it of this candidate, by the digest that `release.yaml` declares
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.database.dbm_03

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/rollback-plan", "candidate")

item := records.latest("record/rollback-plan", "candidate")

phases := item.content.phases

point := object.get(item.content, "pointOfNoReturn", "")

positions := [i | some i, phase in phases; phase.name == point]

# Phases from which there is a way back: that after which there is none is itself one of them.
revocable := phases if count(positions) == 0

else := array.slice(phases, 0, positions[0] + 1)

findings contains finding("no-checkpoint", ["phases", i], {"phase": phase.name}) if {
	some i, phase in revocable
	not phase.checkpoint
}

findings contains finding("no-point-of-no-return", [], {}) if {
	item
	point == ""
}

findings contains finding("unknown-phase", ["pointOfNoReturn"], {"phase": point}) if {
	not point in {"", "none"}
	count(positions) == 0
}

findings contains finding("too-slow", ["phases", i, "rolledBackIn"], {"phase": phase.name, "minutes": ceil(phase.rolledBackIn / 60), "most": most}) if {
	most := parameters.value("max_rollback_minutes")
	some i, phase in revocable
	phase.rolledBackIn > most * 60
}

findings contains finding("not-timed", ["phases", i], {"phase": phase.name, "status": "unknown"}) if {
	some i, phase in revocable
	not phase.rolledBackIn
}

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
