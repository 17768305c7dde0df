# PostgreSQL servers of a snapshot and the connections they accept, from plain workloads and from
# the resources of the operators CloudNativePG, Zalando's and Crunchy Data's.
package seaworthy.lib.postgresql_servers

import data.seaworthy.lib.evidence
import data.seaworthy.lib.images
import data.seaworthy.lib.pods
import data.seaworthy.lib.services
import data.seaworthy.lib.settings
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

# `hosts` are `namespace/name` of the Services that lead to it; `settings` holds what is written, in
# which max_connections may be missing.
all := array.concat(plain, array.concat(operated("Cluster"), array.concat(operated("postgresql"), operated("PostgresCluster"))))

plain := [server |
	some item in workloads.all
	some found in pods.containers(item.content)
	found.list == "containers"
	is_server(found.container)
	server := {"item": item, "hosts": hosts_of(item), "settings": settings_of(item, found.container)}
]

# An image's name without what its path says: an exporter or a backup tool is none.
is_server(container) if {
	segments := split(images.parse(values.string_at(container, ["image"])).repository, "/")
	name := segments[count(segments) - 1]
	some prefix in ["postgres", "spilo", "postgis", "timescaledb", "pgvector"]
	startswith(name, prefix)
	not is_tool(name)
}

is_tool(name) if {
	some word in ["exporter", "backup", "operator", "client", "pgbouncer", "pooler"]
	contains(name, word)
}

setting_names := ["max_connections", "superuser_reserved_connections", "reserved_connections"]

settings_of(item, container) := {name: number |
	some name in setting_names
	number := setting(item, container, name)
}

# https://www.postgresql.org/docs/current/runtime-config-connection.html: 100 unless the file says
# otherwise, and a file in the data directory is not seen.
setting(item, container, name) := number if {
	value := settings.argument(settings.words(container), argument_names[name])
	number := values.decimal(settings.expand(item, container, value))
} else := number if {
	upper_name := upper(name)
	number := values.decimal(settings.first_set(item, container, [
		concat("_", ["POSTGRESQL", upper_name]),
		concat("_", ["POSTGRES", upper_name]),
	]))
} else := number if {
	number := values.decimal(settings.setting_of_files(settings.files(item, container), name))
} else := 100 if {
	name == "max_connections"
	some file in settings.files(item, container)
	file.key == "postgresql.conf"
}

argument_names := {
	"max_connections": ["max_connections", "--max_connections", "--max-connections", "-N"],
	"superuser_reserved_connections": ["superuser_reserved_connections", "--superuser_reserved_connections"],
	"reserved_connections": ["reserved_connections", "--reserved_connections"],
}

# Services by the workload they lead to, asked once.
hosts_by_workload[id] contains host if {
	some service in services.selecting
	some id in services.backends(service)
	host := concat("/", [service.namespace, service.name])
}

hosts_of(item) := object.get(hosts_by_workload, item.id, set())

# Kind, API group, the Services by their suffix, where the parameters are, and whether an absent
# max_connections is PostgreSQL's 100: Zalando's image computes it from the memory.
operators := {
	"Cluster": {
		"group": "postgresql.cnpg.io", "suffixes": ["-rw", "-ro", "-r"], "default": 100,
		"paths": [["spec", "postgresql", "parameters"]],
	},
	"postgresql": {
		"group": "acid.zalan.do", "suffixes": ["", "-repl"], "default": null,
		"paths": [["spec", "postgresql", "parameters"]],
	},
	"PostgresCluster": {
		"group": "postgres-operator.crunchydata.com", "suffixes": ["-primary", "-ha", "-replicas"], "default": 100,
		"paths": [
			["spec", "config", "parameters"],
			["spec", "patroni", "dynamicConfiguration", "postgresql", "parameters"],
		],
	},
}

operated(kind) := [server |
	operator := operators[kind]
	some item in evidence.objects(kind)
	manifest := item.content.manifest
	split(values.string_at(manifest, ["apiVersion"]), "/")[0] == operator.group
	name := values.string_at(manifest, ["metadata", "name"])
	server := {
		"item": item,
		"hosts": {concat("", [evidence.namespace(item), "/", name, suffix]) | some suffix in operator.suffixes},
		"settings": {setting_name: number |
			some setting_name in setting_names
			number := parameter(manifest, operator, setting_name)
		},
	}
]

parameter(manifest, operator, name) := found[0] if {
	found := [number |
		some path in operator.paths
		number := values.decimal(values.text(object.get(manifest, array.concat(path, [name]), "")))
	]
	count(found) > 0
} else := operator["default"] if {
	name == "max_connections"
	operator["default"] != null
}

# What is left of max_connections for clients; undefined where it is not known. Three stay with
# superusers; reserved_connections came with PostgreSQL 16.
for_clients(server) := (server.settings.max_connections - superusers) - reserved if {
	superusers := object.get(server.settings, "superuser_reserved_connections", 3)
	reserved := object.get(server.settings, "reserved_connections", 0)
}
