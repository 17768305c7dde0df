# METADATA
# title: Audit logs are continuous across the upgrade
# description: The logs of the cluster, the database and the ERP tell of every minute of it, and no less than before.
# custom:
#   id: SEC-02
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [release/descriptor, record/audit-trail]
#   reads: []
#   parameters: [audit_sources, max_audit_gap_minutes, max_audit_clock_seconds]
#   mappings:
#     nist-800-53r5: [AU-2, AU-3, AU-5, AU-8, AU-9, AU-12, SC-45]
#   rules:
#     gap:
#       message: "`{log}` tells nothing for {seconds} s, longer than {most} s"
#       fix: find out who stopped it, and have it write a heartbeat
#     sequence-break:
#       message: "{count} entries of `{log}` are missing by their numbers"
#       fix: find out where they went, and restore them from the central store
#     sequence-not-told:
#       message: "it is not said whether entries of `{log}` are missing"
#       fix: compare its numbers, and record how many are missing as `missing`
#     level-lowered:
#       message: "`{log}` logs `{after}` since the upgrade, and `{before}` before it"
#       fix: set its level back
#     nothing-logged:
#       message: "`{log}` is set to log nothing"
#       fix: turn it on
#     clock:
#       message: "the clock of `{log}` was {seconds} s off, more than {most} s"
#       fix: synchronise the clock
#     not-covered:
#       message: "what was looked at of `{log}` does not span the upgrade"
#       fix: look at it from before the upgrade until after it
#     not-told:
#       message: "nothing is said about an audit log of `{kind}`"
#       fix: record it
#     other-candidate:
#       message: "the record is about another candidate, or `release.yaml` names no digest"
#       fix: record it of this candidate, by the digest that `release.yaml` declares
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.security.sec_02

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/audit-trail", "candidate")

item := records.latest("record/audit-trail", "candidate")

findings contains finding("gap", ["sources", i, "longestGap"], {"log": log.name, "seconds": log.longestGap, "most": most}) if {
	most := parameters.value("max_audit_gap_minutes") * 60
	some i, log in item.content.sources
	log.longestGap > most
}

findings contains finding("sequence-break", ["sources", i, "missing"], {"log": log.name, "count": log.missing}) if {
	some i, log in item.content.sources
	log.missing > 0
}

findings contains finding("sequence-not-told", ["sources", i], {"log": log.name, "status": "unknown"}) if {
	some i, log in item.content.sources
	not is_number(object.get(log, "missing", null))
}

# Each tells all that the one before it does.
depth := {"none": 0, "metadata": 1, "changes": 2, "everything": 3}

findings contains finding("level-lowered", ["sources", i, "levelAfter"], {"log": log.name, "before": log.levelBefore, "after": log.levelAfter}) if {
	some i, log in item.content.sources
	depth[log.levelAfter] < depth[log.levelBefore]
}

findings contains finding("nothing-logged", ["sources", i, "levelAfter"], {"log": log.name}) if {
	some i, log in item.content.sources
	log.levelAfter == "none"
	log.levelBefore == "none"
}

findings contains finding("clock", ["sources", i, "clockOffset"], {"log": log.name, "seconds": log.clockOffset, "most": most}) if {
	most := parameters.value("max_audit_clock_seconds")
	some i, log in item.content.sources
	log.clockOffset > most
}

findings contains finding("not-covered", ["sources", i], {"log": log.name, "status": "unknown"}) if {
	some i, log in item.content.sources
	not spans(log, item.content.window)
}

spans(log, window) if {
	log.from <= window.from
	log.to >= window.to
}

findings contains finding("not-told", ["sources"], {"kind": kind, "status": "unknown"}) if {
	told := {log.kind | some log in item.content.sources}
	some kind in parameters.value("audit_sources")
	not kind in told
}

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
