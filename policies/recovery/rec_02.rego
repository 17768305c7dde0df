# METADATA
# title: Recovery is as fast and complete as it must be
# description: The time and the data that the last drill lost are within the objectives.
# custom:
#   id: REC-02
#   severity: critical
#   stage: continuity
#   scope: snapshot
#   needs: [release/descriptor, record/restore-drill]
#   reads: []
#   parameters: [rto_minutes, rpo_minutes]
#   mappings:
#     nist-800-53r5: [CP-2, CP-9, CP-10]
#   rules:
#     too-slow:
#       message: "recovery took {minutes} minutes, more than the objective of {most}"
#       fix: restore in parallel, from a nearer repository, or keep a standby
#     lost-too-much:
#       message: "the restored data ended {minutes} minutes before the loss, more than the objective of {most}"
#       fix: archive WAL more often, or stream it
#     backup-after-drill:
#       message: "the backup was taken after the drill"
#       fix: correct `takenAt` or `at`
#     other-environment:
#       message: "the record is about another environment than the release"
#       fix: record it of the environment that `release.yaml` names
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.recovery.rec_02

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/restore-drill", "environment")

item := records.latest("record/restore-drill", "environment")

findings contains finding("too-slow", ["recoveryTime"], {"minutes": ceil(item.content.recoveryTime / 60), "most": most}) if {
	most := parameters.value("rto_minutes")
	item.content.recoveryTime > most * 60
}

findings contains finding("lost-too-much", ["lostTime"], {"minutes": ceil(item.content.lostTime / 60), "most": most}) if {
	most := parameters.value("rpo_minutes")
	item.content.lostTime > most * 60
}

findings contains finding("backup-after-drill", ["backup", "takenAt"], {"status": "unknown"}) if item.content.backup.takenAt > item.content.at

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
