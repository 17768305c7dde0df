# METADATA
# title: Locks of the migration are tolerable
# description: While the migration was rehearsed no important table was locked against its readers for long, and few sessions waited.
# custom:
#   id: DBM-02
#   severity: high
#   stage: migration
#   scope: snapshot
#   needs: [release/descriptor, record/migration-rehearsal]
#   reads: []
#   parameters: [critical_tables, max_exclusive_lock_seconds, max_blocked_sessions]
#   mappings:
#     nist-800-53r5: [SC-5, CP-2]
#   rules:
#     locked-too-long:
#       message: "`{table}` was locked against every reader for {seconds} s, longer than {most} s"
#       fix: build indexes concurrently, add constraints as not valid and validate them later, change in small steps
#     too-many-waiting:
#       message: "{count} sessions waited for a lock at once, more than {most}"
#       fix: set `lock_timeout` and try again, or do this step inside the window
#     may-be-locked-too-long:
#       message: "`{table}` was locked against every reader for {least} to {seconds} s, and {most} s are tolerable"
#       fix: rehearse again and sample more often (`--interval`)
#     sampled-too-seldom:
#       message: "{seconds} s passed without a sample, in which a lock of more than {most} s can hide"
#       fix: rehearse again and sample more often (`--interval`), on a server that answers
#     not-all-listed:
#       message: "{count} more locks were seen than the record lists"
#       fix: migrate in smaller transactions, and rehearse again
#     not-complete:
#       message: "the rehearsal did not come to its end ({outcome}), and later locks are not known"
#       fix: mend the migration where it failed, and rehearse again
#     not-sampled:
#       message: "the rehearsal does not tell of its locks"
#       fix: sample `pg_locks` while it runs, and record `locks`
#     other-candidate:
#       message: "the record is about another candidate, or `release.yaml` names no digest"
#       fix: record it of this candidate, by the digest that `release.yaml` declares
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.database.dbm_02

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/migration-rehearsal", "candidate")

item := records.latest("record/migration-rehearsal", "candidate")

findings contains finding("locked-too-long", ["locks", "held", i], {"table": lock.table, "seconds": lock.seconds, "most": most}) if {
	most := parameters.value("max_exclusive_lock_seconds")
	some i, lock in item.content.locks.held
	lock.mode == "ACCESS EXCLUSIVE"
	is_critical(lock.table)

	# What was sampled is known to lie between two times; what people write is what it is.
	object.get(lock, "atLeast", lock.seconds) > most
}

findings contains finding("may-be-locked-too-long", ["locks", "held", i], {"table": lock.table, "seconds": lock.seconds, "least": lock.atLeast, "most": most, "status": "unknown"}) if {
	most := parameters.value("max_exclusive_lock_seconds")
	some i, lock in item.content.locks.held
	lock.mode == "ACCESS EXCLUSIVE"
	is_critical(lock.table)
	lock.seconds > most
	lock.atLeast <= most
}

findings contains finding("sampled-too-seldom", ["measured", "sampling", "longestGapSeconds"], {"seconds": gap, "most": most, "status": "unknown"}) if {
	most := parameters.value("max_exclusive_lock_seconds")
	gap := item.content.measured.sampling.longestGapSeconds
	gap > most
}

findings contains finding("not-all-listed", ["locks", "heldLeftOut"], {"count": more, "status": "unknown"}) if {
	more := item.content.locks.heldLeftOut
	more > 0
}

findings contains finding("not-complete", ["measured", "outcome"], {"outcome": outcome, "status": "unknown"}) if {
	outcome := item.content.measured.outcome
	outcome != "complete"
}

findings contains finding("too-many-waiting", ["locks", "blockedSessions"], {"count": waiting, "most": most}) if {
	most := parameters.value("max_blocked_sessions")
	waiting := item.content.locks.blockedSessions
	waiting > most
}

findings contains finding("not-sampled", [], {"status": "unknown"}) if not item.content.locks

critical := {table | some table in parameters.value("critical_tables")}

is_critical(_) if count(critical) == 0

is_critical(table) if table in critical

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
