# METADATA
# title: The cache is protected
# description: Nobody comes in without a password or without TLS, and users but administrators cannot empty, stop or redirect the server.
# custom:
#   id: RDS-04
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [release/descriptor, redis/server]
#   reads: []
#   parameters: [max_cache_record_hours, cache_administrators, dangerous_cache_commands]
#   mappings:
#     nist-800-53r5: [AC-3, AC-6, IA-2, SC-8]
#   rules:
#     no-password:
#       message: "anybody who reaches `{server}` is user `{user}`: it needs no password"
#       fix: "take it from the user with `ACL SETUSER … off`, or give it a password and take `nopass` away"
#     dangerous-commands:
#       message: "user `{user}` of `{server}` may run {commands}"
#       fix: add `-@admin -@dangerous` behind its other rules, or name it in `cache_administrators`
#     plaintext:
#       message: "`{server}` takes connections without TLS on port {port}"
#       fix: set `port 0` and `tls-port`
#     plaintext-replication:
#       message: "`{server}` replicates without TLS"
#       fix: set `tls-replication yes`
#     debug-enabled:
#       message: "`{setting}` of `{server}` is `{value}`"
#       fix: set it to `no`
#     setting-not-told:
#       message: "the answers of `{server}` do not tell `{setting}`"
#       fix: take `CONFIG GET *` again, by a user that may ask for it
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
package seaworthy.cache.rds_04

import data.seaworthy.lib.cache_servers
import data.seaworthy.lib.parameters

findings contains finding if some finding in cache_servers.doubts

findings contains finding if some finding in cache_servers.too_old

findings contains finding if some finding in cache_servers.other_time

findings contains finding if {
	some part in {"settings", "users"}
	some finding in cache_servers.not_told(part, cache_servers.all)
}

findings contains finding(item, "no-password", ["users", i], {"user": user.name}) if {
	some item in cache_servers.all
	some i, user in item.content.users
	user.on == true
	user.noPassword == true
}

dangerous := {command | some command in parameters.value("dangerous_cache_commands")}

findings contains finding(item, "dangerous-commands", ["users", i], {"user": user.name, "commands": commands}) if {
	some item in cache_servers.all
	some i, user in item.content.users
	user.on == true
	not user.name in parameters.value("cache_administrators")
	commands := [command | some command in user.commands; command in dangerous]
	count(commands) > 0
}

findings contains finding(item, "plaintext", ["settings", "port"], {"port": port}) if {
	some item in cache_servers.all
	port := cache_servers.setting(item, "port")
	port != "0"
}

findings contains finding(item, "plaintext-replication", ["settings", "tls-replication"], {}) if {
	some item in cache_servers.all
	cache_servers.setting(item, "tls-replication") == "no"
	replicates(item)
}

replicates(item) if cache_servers.info(item, "role") == "slave"

replicates(item) if cache_servers.info(item, "connected_slaves") > 0

# Since Redis 7; before there was no such setting. `local` lets in who is on the machine already.
findings contains finding(item, "debug-enabled", ["settings", name], {"setting": name, "value": value}) if {
	some item in cache_servers.all
	some name in {"enable-debug-command", "enable-module-command", "enable-protected-configs"}
	value := cache_servers.setting(item, name)
	value == "yes"
}

findings contains finding(item, "setting-not-told", ["settings"], {"setting": "port", "status": "unknown"}) if {
	some item in cache_servers.all
	cache_servers.is_told(item, "settings")
	not cache_servers.is_set(item, "port")
}

finding(item, rule, path, named) := object.union({"rule": rule, "on": item.id, "path": path, "server": item.content.server}, named)
