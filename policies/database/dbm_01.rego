# METADATA
# title: The migration ends inside its window
# description: The migration was rehearsed on enough data and not long ago, and what it took leaves a margin.
# custom:
#   id: DBM-01
#   severity: critical
#   stage: migration
#   scope: snapshot
#   needs: [release/descriptor, record/migration-rehearsal]
#   reads: []
#   parameters: [migration_margin_percent, min_rehearsal_volume_percent, max_rehearsal_days]
#   mappings:
#     nist-800-53r5: [CP-2, CM-4]
#   rules:
#     too-long:
#       message: "the migration took {minutes} minutes and may take {likely}, more than the {window} of its window"
#       fix: shorten it, widen the window, or move work out of it
#     too-small:
#       message: "the rehearsal migrated {percent} % of production's volume, less than {least} %"
#       fix: rehearse on a copy of production
#     too-old:
#       message: "the rehearsal is {days} days old, more than {most}"
#       fix: rehearse again
#     failed:
#       message: "the rehearsed migration failed with exit status {exit}"
#       fix: mend it, and rehearse again
#     not-complete:
#       message: "the rehearsal did not come to its end ({outcome})"
#       fix: rehearse again, on a server that stays up
#     other-candidate:
#       message: "the record is about another candidate, or `release.yaml` names no digest"
#       fix: record it of this candidate, by the digest that `release.yaml` declares
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.database.dbm_01

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/migration-rehearsal", "candidate")

item := records.latest("record/migration-rehearsal", "candidate")

findings contains finding("too-long", ["took"], {"minutes": ceil(took / 60), "likely": ceil(likely / 60), "window": floor(window / 60)}) if {
	took := item.content.took
	window := item.content.window
	likely := took * (1 + (parameters.value("migration_margin_percent") / 100))
	likely > window
}

findings contains finding("too-small", ["databaseSize"], {"percent": floor(percent), "least": least}) if {
	least := parameters.value("min_rehearsal_volume_percent")
	percent := (item.content.databaseSize * 100) / item.content.productionSize
	percent < least
}

findings contains finding("too-small", ["productionSize"], {"percent": 0, "least": parameters.value("min_rehearsal_volume_percent")}) if {
	item.content.productionSize == 0
}

findings contains finding("too-old", ["at"], {"days": days, "most": most}) if {
	most := parameters.value("max_rehearsal_days")
	days := records.days_old(item)
	days > most
}

# Who measured: only a tool tells how it ended.
outcome := item.content.measured.outcome

findings contains finding("failed", ["measured", "outcome"], {"exit": object.get(item.content.measured, "exitStatus", "unknown")}) if outcome == "failed"

findings contains finding("not-complete", ["measured", "outcome"], {"outcome": outcome, "status": "unknown"}) if {
	not outcome in {"complete", "failed"}
}

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
