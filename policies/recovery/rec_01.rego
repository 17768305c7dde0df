# METADATA
# title: A restore into a clean environment was proven
# description: A backup of this environment was restored not long ago, into nothing, and its data was checked.
# custom:
#   id: REC-01
#   severity: critical
#   stage: continuity
#   scope: snapshot
#   needs: [release/descriptor, record/restore-drill]
#   reads: []
#   parameters: [max_restore_drill_days]
#   mappings:
#     nist-800-53r5: [CP-4, CP-9(1), CP-10]
#   rules:
#     too-old:
#       message: "the drill is {days} days old, more than {most}"
#       fix: restore again
#     not-clean:
#       message: "the backup was restored over something that was there"
#       fix: restore into an empty environment, for only that shows that the backup is whole
#     check-failed:
#       message: "the restored data failed the check `{name}`"
#       fix: find out what the backup lacks
#     other-environment:
#       message: "the record is about another environment than the release"
#       fix: record it of the environment that `release.yaml` names
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.recovery.rec_01

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/restore-drill", "environment")

item := records.latest("record/restore-drill", "environment")

findings contains finding("too-old", ["at"], {"days": days, "most": most}) if {
	most := parameters.value("max_restore_drill_days")
	days := records.days_old(item)
	days > most
}

findings contains finding("not-clean", ["clean"], {}) if item.content.clean == false

findings contains finding("check-failed", ["checks", i], {"name": check.name}) if {
	some i, check in item.content.checks
	check.passed == false
}

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
