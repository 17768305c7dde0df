# METADATA
# title: Database backups are complete and point-in-time
# description: A full backup of each database is recent, whole, encrypted and kept elsewhere too, and the log that leads from it to any moment is archived.
# custom:
#   id: BAK-01
#   severity: critical
#   stage: continuity
#   scope: snapshot
#   needs: [release/descriptor, backup/stanza]
#   reads: []
#   parameters: [max_backup_record_hours, max_full_backup_days, max_archive_minutes, encrypted_backup_repositories]
#   mappings:
#     nist-800-53r5: [CP-9, CP-9(8), SC-28]
#   rules:
#     no-full:
#       message: "`{stanza}` has no full backup that is whole"
#       fix: make one with `pgbackrest --type=full backup`
#     full-too-old:
#       message: "the newest full backup of `{stanza}` is {days} days old, more than {most}"
#       fix: make one with `pgbackrest --type=full backup`
#     damaged:
#       message: "backup `{label}` of `{stanza}` holds pages whose checksums are wrong"
#       fix: "find the damaged pages in the server's log, mend the database, and back it up anew"
#     repository-not-ok:
#       message: "repository {repository} of `{stanza}` is not well: {reason}"
#       fix: look into the log of pgBackRest
#     not-encrypted:
#       message: "repository {repository} of `{stanza}` is not encrypted"
#       fix: set `repo-cipher-type`, or name it in `encrypted_backup_repositories` if its storage is encrypted
#     not-off-site:
#       message: "no recent full backup of `{stanza}` is kept off-site"
#       fix: back up into a repository at another place too
#     nothing-archived:
#       message: "repository {repository} of `{stanza}` holds no segment of the log"
#       fix: set `archive_command` to `pgbackrest archive-push`
#     archive-gap:
#       message: "the archive in repository {repository} ends before backup `{label}` of `{stanza}` does"
#       fix: look why segments of the log are missing, and back up anew
#     archive-late:
#       message: "the last segment of the log of `{stanza}` was archived {minutes} minutes before, more than {most}"
#       fix: "look why archiving stands still; set `archive_timeout` where little is written"
#     archive-failing:
#       message: "archiving of the log of `{stanza}` failed last, after it had succeeded"
#       fix: look into the log of the server
#     archiving-not-told:
#       message: "nothing is said about how the log of `{stanza}` is archived"
#       fix: "record it as `archiving`, from `pg_stat_archiver`"
#     status-not-told:
#       message: "the list of `{stanza}` tells nothing of its repositories"
#       fix: take it again with `pgbackrest info --output=json`, of version 2.32 or later
#     backup-in-future:
#       message: "backup `{label}` of `{stanza}` ends at a time that has not come"
#       fix: mend the clock of the server
#     too-old:
#       message: "the list of `{stanza}` is {hours} hours old, more than {most}"
#       fix: take it again
#     other-environment:
#       message: "the record is about another environment than the release"
#       fix: list the backups of the environment that `release.yaml` declares
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.recovery.bak_01

import data.seaworthy.lib.backups
import data.seaworthy.lib.parameters

findings contains finding if some finding in backups.doubts

findings contains finding if some finding in backups.too_old

full(item) := [backup |
	some backup in item.content.backups
	backup.type == "full"
	backups.is_usable(item, backup)
	not backups.is_from_future(backup)
]

day := 86400

recent(item) := [backup |
	some backup in full(item)
	input.now - backup.stop <= parameters.value("max_full_backup_days") * day
]

findings contains finding(item, "no-full", ["backups"], {}) if {
	some item in backups.all
	count(full(item)) == 0
}

findings contains finding(item, "full-too-old", ["backups"], {"days": floor((input.now - newest) / day), "most": parameters.value("max_full_backup_days")}) if {
	some item in backups.all
	count(full(item)) > 0
	count(recent(item)) == 0
	newest := max([backup.stop | some backup in full(item)])
}

findings contains finding(item, "damaged", ["backups", i, "error"], {"label": backup.label}) if {
	some item in backups.all
	some i, backup in item.content.backups
	backup.error == true
}

findings contains finding(item, "backup-in-future", ["backups", i], {"label": backup.label, "status": "unknown"}) if {
	some item in backups.all
	some i, backup in item.content.backups
	backups.is_from_future(backup)
}

findings contains finding(item, "repository-not-ok", ["repositories", i, "status"], {"repository": one.key, "reason": one.status.message}) if {
	some item in backups.all
	some i, one in item.content.repositories
	one.status.code != 0
}

findings contains finding(item, "status-not-told", ["repositories"], {"status": "unknown"}) if {
	some item in backups.all
	count([1 | some one in item.content.repositories; is_number(one.status.code); is_string(one.cipher)]) == 0
}

findings contains finding(item, "not-encrypted", ["repositories", i, "cipher"], {"repository": one.key}) if {
	some item in backups.all
	some i, one in item.content.repositories
	one.cipher == "none"
	not format_int(one.key, 10) in parameters.value("encrypted_backup_repositories")
}

findings contains finding(item, "not-off-site", ["backups"], {}) if {
	some item in backups.all
	count(recent(item)) > 0
	count([1 | some backup in recent(item); backup.repository in item.content.offSite]) == 0
}

archive_ends(item, repository) := max([one.max |
	some one in item.content.archives
	one.repository == repository
	is_string(one.max)
])

repositories(item) := {backup.repository | some backup in item.content.backups}

findings contains finding(item, "nothing-archived", ["archives"], {"repository": repository}) if {
	some item in backups.all
	some repository in repositories(item)
	not archive_ends(item, repository)
}

# Names of segments begin with their timeline, and order as their positions do.
findings contains finding(item, "archive-gap", ["backups", i], {"repository": backup.repository, "label": backup.label}) if {
	some item in backups.all
	some i, backup in item.content.backups
	backup.archiveStop > archive_ends(item, backup.repository)
}

findings contains finding(item, "archive-late", [], {"minutes": minutes, "most": most}) if {
	most := parameters.value("max_archive_minutes")
	some item in backups.all
	minutes := floor((item.content.at - item.content.archiving.lastArchived) / 60)
	minutes > most
}

findings contains finding(item, "archive-failing", [], {}) if {
	some item in backups.all
	item.content.archiving.lastFailed > item.content.archiving.lastArchived
}

findings contains finding(item, "archiving-not-told", [], {"status": "unknown"}) if {
	some item in backups.all
	not item.content.archiving
}

finding(item, rule, path, named) := object.union({"rule": rule, "on": item.id, "path": path, "stanza": item.content.stanza}, named)
