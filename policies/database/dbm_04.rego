# METADATA
# title: The data is whole after the migration
# description: Rows, checksums, constraints and accounting totals are the same before and after.
# custom:
#   id: DBM-04
#   severity: critical
#   stage: migration
#   scope: snapshot
#   needs: [release/descriptor, record/integrity-report]
#   reads: []
#   parameters: [required_integrity_checks]
#   mappings:
#     nist-800-53r5: [SI-7, CP-10]
#   rules:
#     differs:
#       message: "{kind} of `{name}`: `{before}` before, `{after}` after"
#       fix: find what the migration lost or changed before anything else is done
#     invalid-constraint:
#       message: "constraint `{name}` is `{after}` after the migration"
#       fix: mend the rows that break it, then `ALTER TABLE … VALIDATE CONSTRAINT`
#     not-compared:
#       message: "nothing tells whether the {kind} comparison holds"
#       fix: compare before and after, and record it as a check of kind `{kind}`
#     other-candidate:
#       message: "the record is about another candidate, or `release.yaml` names no digest"
#       fix: record it of this candidate, by the digest that `release.yaml` declares
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.database.dbm_04

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/integrity-report", "candidate")

item := records.latest("record/integrity-report", "candidate")

findings contains finding("differs", ["checks", i, "after"], {"kind": check.kind, "name": check.name, "before": check.before, "after": check.after}) if {
	some i, check in item.content.checks
	check.before != check.after
}

findings contains finding("invalid-constraint", ["checks", i, "after"], {"name": check.name, "after": check.after}) if {
	some i, check in item.content.checks
	check.kind == "constraint"
	check.before == check.after
	check.after != "valid"
}

findings contains finding("not-compared", ["checks"], {"kind": kind, "status": "unknown"}) if {
	made := {check.kind | some check in item.content.checks}
	some kind in parameters.value("required_integrity_checks")
	not kind in made
}

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
