# Cache servers by what redis-cli wrote of them, held against the release.
package seaworthy.lib.cache_servers

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

kind := "redis/server"

# Answers that no record names are gaps of their own; whose they are nobody knows.
counting := [item | some item in records.ours(kind, "environment"); is_string(item.content.server)]

# The newest answers of each server: those that one record names have one time.
all := [item | some item in counting; item.content.at == newest[item.content.server]]

newest := {name: max({item.content.at | some item in counting; item.content.server == name}) |
	some one in counting
	name := one.content.server
}

with_sessions := [item | some item in all; item.content.sessions == true]

at_peak := [item | some item in all; item.content.atPeak == true]

doubts contains finding if {
	count(counting) == 0
	some item in evidence.of_kind(kind)
	is_string(item.content.server)
	some rule in records.strange(item.content, "environment")
	finding := {"rule": rule, "status": "unknown", "on": item.id, "path": []}
}

too_old contains {"rule": "too-old", "status": "unknown", "on": item.id, "path": [], "server": item.content.server, "hours": hours, "most": most} if {
	most := parameters.value("max_cache_record_hours")
	some item in all
	hours := floor((input.now - item.content.at) / 3600)
	hours > most
}

# The server's own clock is in its answer: a record may name yesterday's file by mistake.
hour := 3600

other_time contains {"rule": "other-time", "status": "unknown", "on": item.id, "path": ["info", "serverTime"], "server": item.content.server} if {
	some item in all
	abs(item.content.info.serverTime - item.content.at) > hour
}

# A value of the answer to INFO; undefined where it is not told.
info(item, name) := item.content.info[name]

setting(item, name) := item.content.settings[name]

is_told(item, part) if item.content[part]

not_told(part, items) := {{"rule": "not-told", "status": "unknown", "on": item.id, "path": [], "server": item.content.server, "answer": answers[part]} |
	some item in items
	not is_told(item, part)
}

answers := {"info": "INFO", "settings": "CONFIG GET *", "users": "ACL LIST"}

is_set(item, name) if is_string(setting(item, name))
