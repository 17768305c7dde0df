# METADATA
# title: The cache has room at peak
# description: While the load is as high as it gets, memory is left, is not scattered, and nothing is evicted or refused.
# custom:
#   id: RDS-03
#   severity: high
#   stage: performance
#   scope: snapshot
#   needs: [release/descriptor, redis/server]
#   reads: []
#   parameters: [max_cache_record_hours, max_cache_memory_percent, max_fragmentation_ratio, min_fragmentation_mebibytes, min_cache_uptime_minutes]
#   mappings:
#     nist-800-53r5: [SC-5, AU-4]
#   rules:
#     too-full:
#       message: "`{server}` used {percent} % of its memory, more than {most} %"
#       fix: raise `maxmemory`, with the container's limit, or keep less
#     no-limit:
#       message: "`{server}` has no `maxmemory`: it grows until the system stops it"
#       fix: set `maxmemory` below the container's limit
#     fragmented:
#       message: "`{server}` takes {ratio} times the memory of its data, more than {most}"
#       fix: set `activedefrag yes`, or start the server anew
#     evicted:
#       message: "`{server}` evicted {keys} keys"
#       fix: raise `maxmemory`, or keep less
#     rejected:
#       message: "`{server}` rejected {connections} connections"
#       fix: raise `maxclients`, or have clients share connections
#     just-started:
#       message: "`{server}` had run for {minutes} minutes, and its counters tell no more than that"
#       fix: ask again when it has run through a peak
#     loading:
#       message: "`{server}` was still loading its data"
#       fix: ask again when it has
#     value-not-told:
#       message: "the answer of `{server}` to INFO does not tell `{value}`"
#       fix: take the whole of `INFO` again
#     not-at-peak:
#       message: "`{server}` was not asked at peak"
#       fix: ask it while the load test runs, and record `atPeak` as true
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
package seaworthy.cache.rds_03

import data.seaworthy.lib.cache_servers
import data.seaworthy.lib.parameters

findings contains finding if some finding in cache_servers.doubts

findings contains finding if some finding in cache_servers.too_old

findings contains finding if some finding in cache_servers.other_time

findings contains finding if some finding in cache_servers.not_told("info", cache_servers.at_peak)

servers_at_peak := {item.content.server | some item in cache_servers.at_peak}

findings contains finding(item, "not-at-peak", [], {"status": "unknown"}) if {
	some item in cache_servers.all
	not item.content.server in servers_at_peak
}

needed := {"used_memory", "maxmemory", "mem_fragmentation_ratio", "evicted_keys", "rejected_connections", "uptime_in_seconds"}

findings contains finding(item, "value-not-told", ["info"], {"value": name, "status": "unknown"}) if {
	some item in cache_servers.at_peak
	cache_servers.is_told(item, "info")
	some name in needed
	not is_told_number(item, name)
}

findings contains finding(item, "no-limit", ["info", "maxmemory"], {}) if {
	some item in cache_servers.at_peak
	cache_servers.info(item, "maxmemory") == 0
}

# What was used when it was asked, or at any time since the server started.
most_used(item) := max({cache_servers.info(item, "used_memory"), object.get(item.content.info, "used_memory_peak", 0)})

findings contains finding(item, "too-full", ["info", "used_memory"], {"percent": percent, "most": most}) if {
	most := parameters.value("max_cache_memory_percent")
	some item in cache_servers.at_peak
	limit := cache_servers.info(item, "maxmemory")
	limit > 0
	most_used(item) * 100 > limit * most
	percent := floor((most_used(item) * 100) / limit)
}

findings contains finding(item, "fragmented", ["info", "mem_fragmentation_ratio"], {"ratio": ratio, "most": most}) if {
	most := parameters.value("max_fragmentation_ratio")
	some item in cache_servers.at_peak
	cache_servers.info(item, "used_memory") >= parameters.value("min_fragmentation_mebibytes") * 1048576
	ratio := cache_servers.info(item, "mem_fragmentation_ratio")
	ratio > most
}

findings contains finding(item, "evicted", ["info", "evicted_keys"], {"keys": keys}) if {
	some item in cache_servers.at_peak
	keys := cache_servers.info(item, "evicted_keys")
	keys > 0
}

findings contains finding(item, "rejected", ["info", "rejected_connections"], {"connections": connections}) if {
	some item in cache_servers.at_peak
	connections := cache_servers.info(item, "rejected_connections")
	connections > 0
}

findings contains finding(item, "just-started", ["info", "uptime_in_seconds"], {"minutes": floor(seconds / 60), "status": "unknown"}) if {
	some item in cache_servers.at_peak
	seconds := cache_servers.info(item, "uptime_in_seconds")
	seconds < parameters.value("min_cache_uptime_minutes") * 60
}

findings contains finding(item, "loading", ["info", "loading"], {"status": "unknown"}) if {
	some item in cache_servers.at_peak
	cache_servers.info(item, "loading") != 0
}

finding(item, rule, path, named) := object.union({"rule": rule, "on": item.id, "path": path, "server": item.content.server}, named)

is_told_number(item, name) if is_number(cache_servers.info(item, name))
