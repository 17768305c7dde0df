# PgBouncers of a snapshot: as workloads, as containers beside the application, and as the poolers of
# CloudNativePG, Zalando's and Crunchy Data's operators. Defaults:
# https://www.pgbouncer.org/config.html
package seaworthy.lib.connection_poolers

import data.seaworthy.lib.evidence
import data.seaworthy.lib.images
import data.seaworthy.lib.odoo_servers
import data.seaworthy.lib.pods
import data.seaworthy.lib.postgresql_servers
import data.seaworthy.lib.settings
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

# For each: `hosts` that lead to it, `instances`, `mode`, `clients` and `pool` of one instance, and
# the `backend` host where it is told. Without `pool` its settings are not known.
all := array.concat(array.concat(plain, cnpg), array.concat(zalando, crunchy))

defaults := {"max_client_conn": 100, "default_pool_size": 20, "reserve_pool_size": 0, "max_db_connections": 0}

plain := [pooler |
	some item in workloads.all
	some found in pods.containers(item.content)
	segments := split(images.parse(values.string_at(found.container, ["image"])).repository, "/")
	contains(segments[count(segments) - 1], "pgbouncer")
	not contains(segments[count(segments) - 1], "exporter")
	container := found.container
	files := [file | some file in settings.files(item, container); contains(file.text, "[pgbouncer]")]
	pooler := object.union(
		{
			"item": item,
			"hosts": hosts(item),
			"instances": odoo_servers.most_pods(item),
			"backend": backend(item, container, files),
		},
		numbers(item, container, files),
	)
]

# Another container of the pod reaches it by the loopback address.
hosts(item) := postgresql_servers.hosts_of(item) | {pod_host(item)}

pod_host(item) := concat(" ", ["pod", values.text(item.id)])

# Settings in the image or in a Secret cannot be read.
numbers(item, container, files) := {"mode": mode, "clients": clients, "pool": pool} if {
	count(files) + count(given_variables(container)) > 0
	mode := text(item, container, files, "pool_mode", "session")
	clients := number(item, container, files, "max_client_conn")
	each := number(item, container, files, "default_pool_size") + number(item, container, files, "reserve_pool_size")
	most := number(item, container, files, "max_db_connections")
	pool := sum([capped(own_or(entry.pool_size, each), most) | some entry in entries_or_one(files)])
} else := {}

given_variables(container) := [entry.name |
	some entry in values.list_at(container, ["env"])
	entry.name in {"DATABASE_URL", "DATABASES_HOST", "DB_HOST", "POSTGRESQL_HOST", "PGBOUNCER_DATABASE", "DEFAULT_POOL_SIZE", "PGBOUNCER_DEFAULT_POOL_SIZE"}
]

text(item, container, files, name, otherwise) := value if {
	value := settings.setting_of_files(files, name)
	value != null
} else := value if {
	value := settings.first_set(item, container, [upper(concat("_", ["pgbouncer", name])), upper(name)])
	value != null
} else := otherwise

number(item, container, files, name) := values.decimal(text(item, container, files, name, format_int(defaults[name], 10)))

# Zero where a database has no size of its own.
own_or(0, each) := each

own_or(size, _) := size if size > 0

# Zero means without a limit.
capped(pool, 0) := pool

capped(pool, most) := min([pool, most]) if most > 0

# The databases of the file, such as `harbor = host=postgresql pool_size=50`; each has a pool.
entries(files) := [entry |
	some file in files
	some line in split(file.text, "\n")
	contains(line, "host=")
	not startswith(trim_space(line), ";")
	parts := split(line, " ")
	entry := {
		"host": part_value(parts, "host="),
		"pool_size": values.decimal(part_value(parts, "pool_size=")),
	}
]

part_value(parts, name) := found[0] if {
	found := [trim(substring(part, count(name), -1), `'"`) | some part in parts; startswith(part, name)]
	count(found) > 0
} else := "0"

entries_or_one(files) := entries(files) if {
	count(entries(files)) > 0
} else := [{"pool_size": 0}]

backend(item, container, files) := host_key(evidence.namespace(item), entries(files)[0].host) if {
	entries(files)[0].host
} else := host_key(evidence.namespace(item), host) if {
	host := settings.first_set(item, container, ["DB_HOST", "DATABASES_HOST", "POSTGRESQL_HOST"])
	host != null
	host != settings.hidden
} else := ""

cnpg := [pooler |
	some item in evidence.objects("Pooler")
	spec := values.map_at(item.content.manifest, ["spec"])
	given := values.map_at(spec, ["pgbouncer", "parameters"])
	namespace := evidence.namespace(item)
	pooler := {
		"item": item,
		"hosts": {concat("/", [namespace, values.string_at(item.content.manifest, ["metadata", "name"])])},
		"instances": object.get(spec, "instances", 1),
		"mode": object.get(spec, ["pgbouncer", "poolMode"], "session"),
		"clients": operator_number(given, "max_client_conn"),
		"pool": capped(
			operator_number(given, "default_pool_size") + operator_number(given, "reserve_pool_size"),
			operator_number(given, "max_db_connections"),
		),
		"backend": concat("", [namespace, "/", values.string_at(spec, ["cluster", "name"]), "-rw"]),
	}
]

operator_number(given, name) := values.decimal(values.text(given[name]))

operator_number(given, name) := defaults[name] if not given[name]

# maxDBConnections is shared out among the instances; the operator lets in 10000 clients.
zalando := [pooler |
	some item in evidence.objects("postgresql")
	spec := values.map_at(item.content.manifest, ["spec"])
	spec.enableConnectionPooler == true
	given := values.map_at(spec, ["connectionPooler"])
	name := concat("/", [evidence.namespace(item), values.string_at(item.content.manifest, ["metadata", "name"])])
	instances := object.get(given, "numberOfInstances", 2)
	pooler := {
		"item": item,
		"hosts": {concat("", [name, "-pooler"])},
		"instances": instances,
		"mode": object.get(given, "mode", "transaction"),
		"clients": 10000,
		"pool": floor(object.get(given, "maxDBConnections", 60) / instances),
		"backend": name,
	}
]

crunchy := [pooler |
	some item in evidence.objects("PostgresCluster")
	proxy := values.map_at(item.content.manifest, ["spec", "proxy", "pgBouncer"])
	count(proxy) > 0
	given := values.map_at(proxy, ["config", "global"])
	name := concat("/", [evidence.namespace(item), values.string_at(item.content.manifest, ["metadata", "name"])])
	pooler := {
		"item": item,
		"hosts": {concat("", [name, "-pgbouncer"])},
		"instances": object.get(proxy, "replicas", 1),
		"mode": object.get(given, "pool_mode", "session"),
		"clients": operator_number(given, "max_client_conn"),
		"pool": capped(
			operator_number(given, "default_pool_size") + operator_number(given, "reserve_pool_size"),
			operator_number(given, "max_db_connections"),
		),
		"backend": concat("", [name, "-primary"]),
	}
]

# `namespace/service` of a host name as a pod of the namespace resolves it; other names stay.
host_key(namespace, host) := concat("/", [namespace, host]) if {
	not contains(host, ".")
} else := concat("/", [parts[at - 1], parts[at - 2]]) if {
	parts := split(host, ".")
	at := min([i | some i, part in parts; part == "svc"; i > 1])
} else := concat("/", [parts[1], parts[0]]) if {
	parts := split(host, ".")
	count(parts) == 2
} else := host
