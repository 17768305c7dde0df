# Inputs for the tests of controls that judge cache servers.
package seaworthy.lib.cache_inputs

import data.seaworthy.lib.record_inputs

at := record_inputs.now - 7200

info := {
	"redis_version": "7.0.15", "role": "master", "serverTime": at + 60, "uptime_in_seconds": 86400, "loading": 0,
	"connected_slaves": 0, "onlineReplicas": 0, "used_memory": 700000000, "used_memory_peak": 750000000,
	"maxmemory": 1000000000, "mem_fragmentation_ratio": 1.1, "evicted_keys": 0, "rejected_connections": 0,
	"rdb_last_bgsave_status": "ok", "aof_last_write_status": "ok",
}

settings := {
	"maxmemory-policy": "noeviction", "appendonly": "yes", "appendfsync": "everysec", "save": "3600 1 300 100",
	"port": "0", "tls-port": "6379", "tls-replication": "yes", "enable-debug-command": "no",
}

users := [
	{"name": "default", "on": false, "noPassword": true, "commands": ["flushall"]},
	{"name": "odoo", "on": true, "noPassword": false, "commands": ["eval", "info"]},
]

# Fields take the place of a server's whole; `object.union` would mix them.
server(id, fields) := {"id": id, "content": object.union(
	object.remove(base, object.keys(fields)),
	fields,
)}

base := {
	"environment": "production", "server": "redis", "sessions": true, "atPeak": true, "at": at, "by": "ops",
	"info": info, "settings": settings, "users": users,
}

without(id, keys) := {"id": id, "content": object.remove(server(id, {}).content, keys)}

input_of(servers, parameters) := record_inputs.input_of("redis/server", servers, parameters)
