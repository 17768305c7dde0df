# Backups of databases by what the tool told of them, held against the release.
package seaworthy.lib.backups

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

kind := "backup/stanza"

# Lists that no record names are gaps of their own; whose they are nobody knows.
counting := [item | some item in records.ours(kind, "environment"); is_string(item.content.environment)]

# The newest list of each stanza.
all := [item | some item in counting; item.content.at == newest[item.content.stanza]]

newest := {name: max({item.content.at | some item in counting; item.content.stanza == name}) |
	some one in counting
	name := one.content.stanza
}

doubts contains finding if {
	count(counting) == 0
	some item in evidence.of_kind(kind)
	is_string(item.content.environment)
	some rule in records.strange(item.content, "environment")
	finding := {"rule": rule, "status": "unknown", "on": item.id, "path": []}
}

too_old contains {"rule": "too-old", "status": "unknown", "on": item.id, "path": [], "stanza": item.content.stanza, "hours": hours, "most": most} if {
	most := parameters.value("max_backup_record_hours")
	some item in all
	hours := floor((input.now - item.content.at) / 3600)
	hours > most
}

# A backup is usable where nothing is known to be wrong with it and with those that it rests on.
is_usable(item, backup) if {
	is_whole(backup)
	not rests_on_broken(item, backup)
}

is_whole(backup) if {
	is_number(backup.stop)
	not backup.error == true
}

rests_on_broken(item, backup) if {
	some label in backup.references
	count([1 |
		some one in item.content.backups
		one.label == label
		one.repository == backup.repository
		is_whole(one)
	]) == 0
}

# Clocks of a database server and of the one that judges may differ.
is_from_future(backup) if backup.stop > input.now + records.clock_skew_seconds
