# METADATA
# title: The backup is consistent with the migration
# description: Between the last change of a user and the start of the migration the database was backed up, with the log that belongs to it, and the backups were verified.
# custom:
#   id: PGS-05
#   severity: critical
#   stage: migration
#   scope: snapshot
#   needs: [release/descriptor, backup/stanza, record/migration-freeze]
#   reads: []
#   parameters: [max_backup_record_hours]
#   mappings:
#     nist-800-53r5: [CP-9, CP-9(1), CM-3]
#   rules:
#     no-backup:
#       message: "`{stanza}` has no backup that began after the freeze and ended before the migration starts"
#       fix: back up when users are locked out, and start the migration when that has ended
#     archive-gap:
#       message: "the log does not reach the end of backup `{label}` of `{stanza}`"
#       fix: wait until its last segment is archived, or look why it is not
#     no-freeze:
#       message: "the migration starts before users are locked out"
#       fix: correct the times, or lock users out first
#     no-such-stanza:
#       message: "no list tells of `{stanza}`"
#       fix: list its backups, and record them
#     verify-failed:
#       message: "the backups of `{stanza}` were verified and are not whole"
#       fix: find out with `pgbackrest verify` what is missing, and back up anew
#     not-verified:
#       message: "the backups of `{stanza}` were not verified since the backup to return to"
#       fix: "run `pgbackrest verify`, and record it as `verified`"
#     too-old:
#       message: "the list of `{stanza}` is {hours} hours old, more than {most}"
#       fix: take it again
#     other-environment:
#       message: "the record is about another environment than the release"
#       fix: record it of the environment that `release.yaml` declares
#     other-candidate:
#       message: "the record is about another candidate"
#       fix: record the freeze for this candidate
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.database.pgs_05

import data.seaworthy.lib.backups
import data.seaworthy.lib.records

kind := "record/migration-freeze"

findings contains finding if some finding in backups.doubts

findings contains finding if some finding in backups.too_old

# A rehearsal's freeze is none of the migration in this environment.
freezes := [item |
	some item in records.ours(kind, "candidate")
	item.content.environment == records.release.environment
]

findings contains finding if some finding in records.doubts(kind, "candidate")

findings contains {"rule": "other-environment", "status": "unknown", "on": item.id, "path": ["environment"]} if {
	count(freezes) == 0
	some item in records.ours(kind, "candidate")
}

freeze := [item | some item in freezes; item.content.at == max([one.content.at | some one in freezes])][0]

findings contains {"rule": "no-freeze", "on": freeze.id, "path": ["start"]} if freeze.content.start <= freeze.content.frozen

# All of them, unless the record names the one that is migrated.
stanzas := [item |
	some item in backups.all
	item.content.stanza == object.get(freeze.content, "stanza", item.content.stanza)
]

findings contains {"rule": "no-such-stanza", "status": "unknown", "on": freeze.id, "path": ["stanza"], "stanza": freeze.content.stanza} if {
	count(backups.all) > 0
	count(stanzas) == 0
}

between(item) := [backup |
	some backup in item.content.backups
	backups.is_usable(item, backup)
	backup.start >= freeze.content.frozen
	backup.stop <= freeze.content.start
]

findings contains finding(item, "no-backup", ["backups"], {}) if {
	some item in stanzas
	count(between(item)) == 0
}

# Of several the newest is what one returns to.
target(item) := backup if {
	stop := max([one.stop | some one in between(item)])
	backup := [one | some one in between(item); one.stop == stop][0]
}

findings contains finding(item, "archive-gap", ["archives"], {"label": backup.label}) if {
	some item in stanzas
	backup := target(item)
	count([1 |
		some one in item.content.archives
		one.repository == backup.repository
		one.max >= backup.archiveStop
	]) == 0
}

findings contains finding(item, "verify-failed", [], {}) if {
	some item in stanzas
	item.content.verified.passed == false
}

findings contains finding(item, "not-verified", [], {"status": "unknown"}) if {
	some item in stanzas
	backup := target(item)
	not is_verified_since(item, backup.stop)
}

is_verified_since(item, time_) if item.content.verified.at >= time_

finding(item, rule, path, named) := object.union({"rule": rule, "on": item.id, "path": path, "stanza": item.content.stanza}, named)
