# METADATA
# title: Sessions survive as assumed
# description: A server that keeps sessions does not evict them when memory runs short, and has them again when it starts anew.
# custom:
#   id: RDS-02
#   severity: high
#   stage: continuity
#   scope: snapshot
#   needs: [release/descriptor, redis/server]
#   reads: []
#   parameters: [max_cache_record_hours, max_lost_session_seconds]
#   mappings:
#     nist-800-53r5: [CP-9, SC-5]
#   rules:
#     may-evict:
#       message: "`{server}` evicts keys by `{policy}` when memory runs short, and sessions are keys"
#       fix: set `maxmemory-policy noeviction`, or keep sessions in a server of their own
#     nothing-kept:
#       message: "`{server}` writes nothing to disk and has no replica"
#       fix: set `appendonly yes`
#     loses-too-much:
#       message: "`{server}` may lose {seconds} seconds of sessions; {most} may be lost"
#       fix: set `appendonly yes` and `appendfsync everysec`
#     last-write-failed:
#       message: "`{server}` says that its last write to disk failed (`{what}`)"
#       fix: look into its log; often the disk is full
#     replica-behind:
#       message: "`{server}` is a replica and has lost its primary"
#       fix: mend the replication, and ask again
#     setting-not-told:
#       message: "the answers of `{server}` do not tell `{setting}`"
#       fix: take `CONFIG GET *` again, by a user that may ask for it
#     no-session-store:
#       message: "no server is recorded to keep sessions"
#       fix: record the one that does, with `sessions` true
#     too-old:
#       message: "the answers of `{server}` are {hours} hours old, more than {most}"
#       fix: take them again
#     other-time:
#       message: "the clock of `{server}` told another time than the record, by more than an hour"
#       fix: name the file that was taken at that time, or mend the clocks
#     not-told:
#       message: "the file holds no answer of `{server}` to `{answer}`"
#       fix: "take it, by a user that may ask for it; see docs/reference/cache.md"
#     other-environment:
#       message: "the record is about another environment than the release"
#       fix: ask the servers of the environment that `release.yaml` declares
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.cache.rds_02

import data.seaworthy.lib.cache_servers
import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

findings contains finding if some finding in cache_servers.doubts

findings contains finding if some finding in cache_servers.too_old

findings contains finding if some finding in cache_servers.other_time

findings contains finding if some finding in cache_servers.not_told("info", cache_servers.with_sessions)

findings contains finding if some finding in cache_servers.not_told("settings", cache_servers.with_sessions)

findings contains finding(item, "no-session-store", [], {"status": "unknown"}) if {
	count(cache_servers.with_sessions) == 0
	item := cache_servers.all[0]
}

findings contains finding(item, "may-evict", ["settings", "maxmemory-policy"], {"policy": policy}) if {
	some item in cache_servers.with_sessions
	policy := cache_servers.setting(item, "maxmemory-policy")
	policy != "noeviction"
}

findings contains finding(item, "setting-not-told", ["settings"], {"setting": name, "status": "unknown"}) if {
	some item in cache_servers.with_sessions
	cache_servers.is_told(item, "settings")
	some name in {"maxmemory-policy", "appendonly", "appendfsync", "save"}
	not cache_servers.is_set(item, name)
}

findings contains finding(item, "nothing-kept", ["settings", "appendonly"], {}) if {
	some item in cache_servers.with_sessions
	lost(item) == "all"
	not has_replica(item)
}

findings contains finding(item, "loses-too-much", ["settings", "appendonly"], {"seconds": seconds, "most": most}) if {
	some item in cache_servers.with_sessions
	seconds := lost(item)
	is_number(seconds)
	most := parameters.value("max_lost_session_seconds")
	seconds > most
	not has_replica(item)
}

# With a replica what was not written to disk is lost only if both stop.
has_replica(item) if {
	cache_servers.info(item, "role") == "master"
	cache_servers.info(item, "onlineReplicas") > 0
}

# How much is lost when the server stops: seconds, or "all".
lost(item) := {"always": 0, "everysec": 1, "no": 30}[cache_servers.setting(item, "appendfsync")] if {
	cache_servers.setting(item, "appendonly") == "yes"
} else := snapshots(cache_servers.setting(item, "save")) if {
	cache_servers.setting(item, "appendonly") == "no"
}

# `3600 1 300 100`: after so many seconds, if so many keys changed. Few changes wait the longest.
snapshots(save) := "all" if trim_space(save) == ""

else := max(seconds) if {
	words := split(trim_space(save), " ")
	seconds := [second | some i, word in words; i % 2 == 0; second := values.decimal(word)]
	count(seconds) > 0
}

findings contains finding(item, "last-write-failed", ["info", what], {"what": what}) if {
	some item in cache_servers.with_sessions
	some what in {"rdb_last_bgsave_status", "aof_last_write_status"}
	cache_servers.info(item, what) == "err"
}

findings contains finding(item, "replica-behind", ["info", "master_link_status"], {}) if {
	some item in cache_servers.with_sessions
	cache_servers.info(item, "role") == "slave"
	cache_servers.info(item, "master_link_status") != "up"
}

finding(item, rule, path, named) := object.union({"rule": rule, "on": item.id, "path": path, "server": item.content.server}, named)
