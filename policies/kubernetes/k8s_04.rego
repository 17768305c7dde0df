# METADATA
# title: Autoscaling cannot exhaust the database
# description: With every autoscaler at its maximum and a rollout under way, Odoo's processes still find a connection in the pooler and in PostgreSQL.
# custom:
#   id: K8S-04
#   severity: high
#   stage: performance
#   scope: snapshot
#   needs: [kubernetes/workload]
#   reads:
#     - kubernetes/object:Cluster
#     - kubernetes/object:ConfigMap
#     - kubernetes/object:HorizontalPodAutoscaler
#     - kubernetes/object:Pooler
#     - kubernetes/object:PostgresCluster
#     - kubernetes/object:ScaledObject
#     - kubernetes/object:Service
#     - kubernetes/object:postgresql
#   parameters: [odoo_images, odoo_workers, odoo_max_cron_threads, odoo_db_maxconn, database_max_connections, database_reserved_connections]
#   mappings:
#     nist-800-53r5: [CP-2, SC-5, SC-5(2), SC-6]
#   rules:
#     database-exhausted:
#       message: "at their maximum, {demand} connections are opened, and {limit} of max_connections {max} are free for them: {parts}"
#       fix: lower `maxReplicas`, `workers` or `db_maxconn`, put a PgBouncer between them, or raise `max_connections` with the memory it needs
#     pool-exhausted:
#       message: "at their maximum, {demand} {unit} want a server connection, and the pooler has {limit} in {mode} mode: {parts}"
#       fix: raise the pool size as far as PostgreSQL allows, or lower `maxReplicas`, `workers` or `db_maxconn`
#     pooler-refuses-clients:
#       message: "at their maximum, {demand} connections are opened, and the pooler lets in {limit}: {parts}"
#       fix: raise `max_client_conn`, or run more poolers
#     settings-not-known:
#       message: "what `{container}` of `{subject}` sets for {options} is not in the evidence"
#       fix: add the ConfigMap with its `odoo.conf`, give the options as arguments, or set the parameters `odoo_workers`, `odoo_max_cron_threads` and `odoo_db_maxconn`
#     pooler-not-known:
#       message: "the pool size of pooler `{subject}` is not in the evidence"
#       fix: add the ConfigMap with its `pgbouncer.ini`
#     limit-not-known:
#       message: "how many connections `{subject}` accepts is not in the evidence"
#       fix: add the ConfigMap with its `postgresql.conf`, or set the parameter `database_max_connections`
#     database-not-known:
#       message: "which database `{subject}` connects to, and how many connections it accepts, is not in the evidence: `{host}`"
#       fix: add the database's manifests, or set the parameter `database_max_connections`
package seaworthy.kubernetes.k8s_04

import data.seaworthy.lib.connection_poolers as poolers
import data.seaworthy.lib.evidence
import data.seaworthy.lib.odoo_servers
import data.seaworthy.lib.parameters
import data.seaworthy.lib.postgresql_servers as databases
import data.seaworthy.lib.values

declared_max := parameters.value("database_max_connections")

reserve := parameters.value("database_reserved_connections")

findings contains finding("database-exhausted", database.item, named) if {
	some i, database in databases.all
	max_ := max_connections(database)
	limit := free_connections(database) - reserve
	loads := array.concat(direct_loads(concat(" ", ["database", format_int(i, 10)])), pooled_loads(i))
	named := exceeded(loads, limit, {"max": max_})
}

# A database outside the evidence, of which only the parameter tells.
findings contains finding("database-exhausted", elsewhere[0].item, named) if {
	declared_max > 0
	count(elsewhere) > 0
	named := exceeded([load | some part in elsewhere; load := part.load], (declared_max - 3) - reserve, {"max": declared_max})
}

findings contains finding("pool-exhausted", pooler.item, named) if {
	some i, pooler in poolers.all
	unit := unit_of(pooler.mode)
	loads := [load |
		some client in clients_of(i)
		load := weighed(client, client[unit])
	]
	named := exceeded(loads, pooler.pool * pooler.instances, {"mode": pooler.mode, "unit": unit})
}

findings contains finding("pooler-refuses-clients", pooler.item, named) if {
	some i, pooler in poolers.all
	named := exceeded(direct_loads(concat(" ", ["pooler", format_int(i, 10)])), pooler.clients * pooler.instances, {})
}

# A transaction pooler lends a server connection for a transaction; otherwise a client keeps it.
unit_of("transaction") := "transactions"

unit_of(mode) := "connections" if mode != "transaction"

findings contains finding("settings-not-known", server.item, {"status": "unknown", "container": server.found.name, "options": options}) if {
	some server in odoo_servers.all
	options := odoo_servers.unknown_options(server)
	count(options) > 0
}

findings contains finding("pooler-not-known", pooler.item, {"status": "unknown"}) if {
	some i, pooler in poolers.all
	count(clients_of(i)) > 0
	not pooler.pool
}

findings contains finding("limit-not-known", database.item, {"status": "unknown"}) if {
	some i, database in databases.all
	is_used(i)
	not free_connections(database)
}

findings contains finding("database-not-known", part.item, {"status": "unknown", "host": part.host}) if {
	declared_max == 0
	some part in elsewhere
}

is_used(i) if count(clients_at(concat(" ", ["database", format_int(i, 10)]))) > 0

is_used(i) if {
	some k in object.get(poolers_by_database, i, set())
	count(clients_of(k)) > 0
}

# The parameter stands in for what the evidence does not tell.
max_connections(database) := max_ if {
	max_ := database.settings.max_connections
} else := declared_max if declared_max > 0

free_connections(database) := free if {
	free := databases.for_clients(database)
} else := declared_max - 3 if declared_max > 0

# Odoo servers with the pooler or database they reach. What cannot be told of a server is zero here
# and a finding of its own, so that the rest is still added up.
clients := [client |
	some server in odoo_servers.all
	pods := odoo_servers.most_pods(server.item)
	pods > 0
	host := reached_host(server)
	client := {
		"item": server.item,
		"host": host,
		"target": target(host),
		"pods": pods,
		"connections": known(server, "connections"),
		"transactions": known(server, "transactions"),
	}
]

known(server, "connections") := number if {
	number := odoo_servers.connections(server)
} else := 0

known(server, "transactions") := number if {
	number := odoo_servers.transactions(server)
} else := 0

# The loopback address leads to a pooler in the same pod.
reached_host(server) := poolers.pod_host(server.item) if {
	odoo_servers.database_host(server) in {"localhost", "127.0.0.1", "::1"}
} else := poolers.host_key(evidence.namespace(server.item), odoo_servers.database_host(server)) if {
	odoo_servers.database_host(server) != ""
} else := ""

target(host) := min(object.get(pooler_targets, host, set())) if {
	count(object.get(pooler_targets, host, set())) > 0
} else := min(object.get(database_targets, host, set())) if {
	count(object.get(database_targets, host, set())) > 0
} else := sole_target if {
	host == ""
} else := ""

# Where no host is told and there is only one, that is the one.
sole_target := "pooler 0" if {
	count(poolers.all) == 1
} else := "database 0" if {
	count(poolers.all) == 0
	count(databases.all) == 1
} else := ""

pooler_targets[host] contains concat(" ", ["pooler", format_int(i, 10)]) if {
	some i, pooler in poolers.all
	some host in pooler.hosts
}

database_targets[host] contains concat(" ", ["database", format_int(i, 10)]) if {
	some i, database in databases.all
	some host in database.hosts
}

clients_by_target[client.target] contains j if some j, client in clients

clients_at(reached) := [clients[j] | some j in object.get(clients_by_target, reached, set())]

clients_of(i) := clients_at(concat(" ", ["pooler", format_int(i, 10)]))

direct_loads(reached) := [weighed(client, client.connections) | some client in clients_at(reached)]

weighed(client, each) := {
	"total": client.pods * each,
	"text": concat("", [
		values.string_at(client.item.content.manifest, ["metadata", "name"]),
		" ", format_int(client.pods, 10), " x ", format_int(each, 10),
	]),
}

# Positions of the databases behind the poolers, -1 for one that is not in the evidence.
backends := {i: database |
	some i, pooler in poolers.all
	database := backend(pooler)
}

backend(pooler) := min(found) if {
	found := object.get(database_positions, pooler.backend, set())
	count(found) > 0
} else := 0 if {
	pooler.backend == ""
	count(databases.all) == 1
} else := -1

database_positions[host] contains k if {
	some k, database in databases.all
	some host in database.hosts
}

poolers_by_database[database] contains k if some k, database in backends

pooled_loads(i) := [pool_load(poolers.all[k]) |
	some k in object.get(poolers_by_database, i, set())
	poolers.all[k].pool
]

pool_load(pooler) := {
	"total": pooler.pool * pooler.instances,
	"text": concat("", [
		values.string_at(pooler.item.content.manifest, ["metadata", "name"]),
		" ", format_int(pooler.instances, 10), " x ", format_int(pooler.pool, 10),
	]),
}

# Loads on databases that are not in the evidence.
elsewhere := array.concat(
	[part |
		some client in clients
		client.target == ""
		part := {"item": client.item, "host": client.host, "load": weighed(client, client.connections)}
	],
	[part |
		some k, backend_ in backends
		backend_ == -1
		pooler := poolers.all[k]
		pooler.pool
		count(clients_of(k)) > 0
		part := {"item": pooler.item, "host": pooler.backend, "load": pool_load(pooler)}
	],
)

exceeded(loads, limit, named) := object.union(named, {"demand": demand, "limit": max([0, limit]), "parts": sort(parts)}) if {
	demand := sum([load.total | some load in loads])
	demand > 0
	demand > limit
	parts := [load.text | some load in loads]
}

finding(rule, item, named) := object.union({"rule": rule, "on": item.id, "path": []}, named)
