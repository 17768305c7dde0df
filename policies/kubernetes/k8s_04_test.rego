package seaworthy.kubernetes.k8s_04_test

import data.seaworthy.kubernetes.k8s_04
import data.seaworthy.lib.connection_poolers
import data.seaworthy.lib.postgresql_servers

parameters := {
	"odoo_images": ["odoo"], "odoo_workers": -1, "odoo_max_cron_threads": -1, "odoo_db_maxconn": -1,
	"database_max_connections": 0, "database_reserved_connections": 20,
}

workload(id, name, replicas, containers, volumes) := {
	"id": id, "subject": {"kind": "Deployment", "namespace": "n", "name": name},
	"content": {"podPath": ["spec", "template", "spec"], "manifest": {
		"kind": "Deployment", "metadata": {"name": name, "namespace": "n"},
		"spec": {"replicas": replicas, "strategy": {"type": "Recreate"}, "template": {
			"metadata": {"labels": {"app": name}},
			"spec": {"containers": containers, "volumes": [{"name": map, "configMap": {"name": map}} | some map in volumes]},
		}},
	}},
}

mounts(maps) := [{"name": map} | some map in maps]

odoo_container(args) := {"name": "odoo", "image": "r/odoo:18", "args": args, "volumeMounts": mounts(["odoo-config"])}

# Four workers and a gevent process, eight connections each: 40 for each pod.
args := ["--workers=4", "--max-cron-threads=0", "--db_maxconn=8"]

odoo(replicas) := workload(1, "web", replicas, [odoo_container(args)], ["odoo-config"])

object_(id, kind, api, name, fields) := {
	"id": id, "subject": {"kind": kind, "namespace": "n", "name": name},
	"content": {"manifest": object.union({"kind": kind, "apiVersion": api, "metadata": {"name": name, "namespace": "n"}}, fields)},
}

map(id, name, data_) := object_(id, "ConfigMap", "v1", name, {"data": data_})

service(id, name) := object_(id, "Service", "v1", name, {"spec": {"selector": {"app": name}}})

conf(host) := map(20, "odoo-config", {"odoo.conf": concat("", ["[options]\ndb_host = ", host, "\n"])})

postgres(args_) := workload(2, "postgresql", 1, [{"name": "db", "image": "docker.io/library/postgres:16", "args": args_}], [])

pg := postgres(["-c", "max_connections=200"])

plain := [conf("postgresql"), service(21, "postgresql")]

found_with(given, workloads, objects) := result if {
	result := k8s_04.findings with input as {"parameters": object.union(parameters, given), "evidence": {
		"kubernetes/workload": workloads, "kubernetes/object": objects,
	}}
}

found(workloads, objects) := found_with({}, workloads, objects)

rules(workloads, objects) := {f.rule | some f in found(workloads, objects)}

scaler(max_) := object_(30, "HorizontalPodAutoscaler", "autoscaling/v2", "web", {"spec": {
	"scaleTargetRef": {"kind": "Deployment", "name": "web"}, "minReplicas": 2, "maxReplicas": max_,
}})

test_room_at_the_maximum_is_silent if rules([odoo(2), pg], array.concat(plain, [scaler(4)])) == set()

test_a_maximum_that_exhausts_the_database_fires if {
	found([odoo(2), pg], array.concat(plain, [scaler(5)])) == {{
		"rule": "database-exhausted", "on": 2, "path": [], "demand": 200, "limit": 177, "max": 200, "parts": ["web 5 x 40"],
	}}
}

test_keda_counts_at_its_default_of_a_hundred if {
	keda := object_(30, "ScaledObject", "keda.sh/v1alpha1", "web", {"spec": {"scaleTargetRef": {"name": "web"}}})
	{f.parts | some f in found([odoo(2), pg], array.concat(plain, [keda]))} == {["web 100 x 40"]}
}

test_a_rollout_adds_pods if {
	rolling := object.union(odoo(4), {"content": {"manifest": {"spec": {"strategy": {"type": "RollingUpdate"}}}}})
	{f.parts | some f in found([rolling, pg], plain)} == {["web 5 x 40"]}
}

test_all_odoo_workloads_add_up if {
	cron := workload(3, "cron", 1, [odoo_container(["--workers=0", "--db_maxconn=20"])], ["odoo-config"])
	{f.parts | some f in found([odoo(4), cron, pg], plain)} == {["cron 1 x 20", "web 4 x 40"]}
}

test_reserved_connections_are_not_for_clients if {
	{f.limit | some f in found([odoo(5), postgres(["-c", "max_connections=200", "-c", "superuser_reserved_connections=10", "-c", "reserved_connections=5"])], plain)} == {165}
	{f.limit | some f in found_with({"database_reserved_connections": 50}, [odoo(5), pg], plain)} == {147}
}

test_names_of_the_database_in_every_form if {
	every host in ["postgresql", "postgresql.n", "postgresql.n.svc", "postgresql.n.svc.cluster.local", "postgresql-0.postgresql.n.svc.cluster.local"] {
		rules([odoo(5), pg], [conf(host), service(21, "postgresql")]) == {"database-exhausted"}
	}
	connection_poolers.host_key("n", "db.example.com") == "db.example.com"
}

test_without_a_host_the_only_database_is_meant if rules([odoo(5), pg], [conf("False")]) == {"database-exhausted"}

test_limits_in_every_form if {
	with_env := workload(2, "postgresql", 1, [{"name": "db", "image": "bitnami/postgresql:16", "env": [{"name": "POSTGRESQL_MAX_CONNECTIONS", "value": "200"}]}], [])
	{f.max | some f in found([odoo(5), with_env], plain)} == {200}
	mounted := workload(2, "postgresql", 1, [{"name": "db", "image": "postgres:16", "volumeMounts": mounts(["pg"])}], ["pg"])
	{f.max | some f in found([odoo(5), mounted], array.concat(plain, [map(22, "pg", {"postgresql.conf": "max_connections = 150\t# many\n"})]))} == {150}
	{f.max | some f in found([odoo(5), mounted], array.concat(plain, [map(22, "pg", {"postgresql.conf": "ssl = on\n"})]))} == {100}
}

test_an_unknown_limit_is_unknown if {
	found([odoo(5), postgres([])], plain) == {{"rule": "limit-not-known", "on": 2, "path": [], "status": "unknown"}}
	{[f.rule, f.max, f.limit] | some f in found_with({"database_max_connections": 150}, [odoo(5), postgres([])], plain)} == {["database-exhausted", 150, 127]}
}

test_a_database_elsewhere_needs_the_parameter if {
	objects := [conf("db.example.com")]
	{[f.rule, f.on, f.host, f.status] | some f in found([odoo(5)], objects)} == {["database-not-known", 1, "db.example.com", "unknown"]}
	{[f.rule, f.on, f.limit] | some f in found_with({"database_max_connections": 200}, [odoo(5)], objects)} == {["database-exhausted", 1, 177]}
	found_with({"database_max_connections": 300}, [odoo(5)], objects) == set()
}

test_settings_in_the_image_are_unknown if {
	{[f.rule, f.on, f.container, f.options] | some f in found([workload(1, "web", 2, [{"name": "odoo", "image": "r/odoo:18"}], []), pg], plain)} == {[
		"settings-not-known", 1, "odoo", ["db_maxconn", "max_cron_threads", "workers"],
	]}
}

test_no_odoo_is_silent if found([pg], plain) == set()

test_an_odoo_that_is_switched_off_opens_nothing if found([odoo(0), pg], plain) == set()

ini(lines) := map(23, "pgbouncer", {"pgbouncer.ini": concat("\n", array.concat(["[databases]", "* = host=postgresql port=5432", "[pgbouncer]"], lines))})

bouncer(replicas) := workload(4, "pgbouncer", replicas, [{"name": "pgbouncer", "image": "edoburu/pgbouncer:1", "volumeMounts": mounts(["pgbouncer"])}], ["pgbouncer"])

pooled(lines) := [conf("pgbouncer"), service(21, "postgresql"), service(24, "pgbouncer"), ini(lines)]

transaction := ["pool_mode = transaction", "max_client_conn = 1000", "default_pool_size = 50"]

test_a_transaction_pool_serves_more_clients_than_it_has_connections if {
	rules([odoo(9), bouncer(2), pg], pooled(transaction)) == set()
}

test_more_transactions_than_the_pool_fire if {
	found([odoo(21), bouncer(2), pg], pooled(transaction)) == {{
		"rule": "pool-exhausted", "on": 4, "path": [], "demand": 105, "limit": 100, "mode": "transaction",
		"unit": "transactions", "parts": ["web 21 x 5"],
	}}
}

test_in_session_mode_each_connection_counts if {
	lines := ["max_client_conn = 1000", "default_pool_size = 50"]
	rules([odoo(2), bouncer(2), pg], pooled(lines)) == set()
	{[f.rule, f.demand, f.mode] | some f in found([odoo(3), bouncer(2), pg], pooled(lines))} == {["pool-exhausted", 120, "session"]}
}

test_a_pooler_that_refuses_clients_fires if {
	{[f.rule, f.demand, f.limit] | some f in found([odoo(6), bouncer(2), pg], pooled(["pool_mode = transaction", "default_pool_size = 50"]))} == {["pooler-refuses-clients", 240, 200]}
}

test_pools_larger_than_the_database_fire if {
	{[f.rule, f.on, f.parts] | some f in found([odoo(1), bouncer(4), pg], pooled(transaction))} == {["database-exhausted", 2, ["pgbouncer 4 x 50"]]}
	rules([odoo(1), bouncer(4), pg], pooled(array.concat(transaction, ["max_db_connections = 40"]))) == set()
}

test_each_database_of_the_file_has_a_pool if {
	two := map(23, "pgbouncer", {"pgbouncer.ini": "[databases]\na = host='postgresql' pool_size=90\n;b = host=postgresql\nc = host=postgresql\n[pgbouncer]\npool_mode=transaction\nmax_client_conn=1000\nreserve_pool_size=5\n"})
	{f.parts | some f in found([odoo(1), bouncer(2), pg], [conf("pgbouncer"), service(21, "postgresql"), service(24, "pgbouncer"), two])} == {["pgbouncer 2 x 115"]}
}

test_a_pooler_with_hidden_settings_is_unknown if {
	{[f.rule, f.on, f.status] | some f in found([odoo(1), bouncer(2), pg], [conf("pgbouncer"), service(21, "postgresql"), service(24, "pgbouncer")])} == {["pooler-not-known", 4, "unknown"]}
}

test_a_pooler_set_by_variables if {
	env := [{"name": "DB_HOST", "value": "postgresql"}, {"name": "POOL_MODE", "value": "transaction"}, {"name": "MAX_CLIENT_CONN", "value": "1000"}, {"name": "DEFAULT_POOL_SIZE", "value": "4"}]
	by_env := workload(4, "pgbouncer", 1, [{"name": "p", "image": "edoburu/pgbouncer:1", "env": env}], [])
	{[f.rule, f.limit] | some f in found([odoo(1), by_env, pg], [conf("pgbouncer"), service(21, "postgresql"), service(24, "pgbouncer")])} == {["pool-exhausted", 4]}
}

test_a_pooler_in_the_same_pod if {
	beside := {"name": "pgbouncer", "image": "pgbouncer:1", "env": [{"name": "DB_HOST", "value": "postgresql"}, {"name": "DEFAULT_POOL_SIZE", "value": "30"}]}
	pod := workload(1, "web", 8, [odoo_container(args), beside], ["odoo-config"])
	{[f.rule, f.on, f.demand] | some f in found([pod, pg], [conf("127.0.0.1"), service(21, "postgresql")])} == {["pool-exhausted", 1, 320], ["database-exhausted", 2, 240]}
}

test_a_pooler_before_a_database_elsewhere if {
	objects := [conf("pgbouncer"), service(24, "pgbouncer"), map(23, "pgbouncer", {"i": "[databases]\n* = host=db.example.com\n[pgbouncer]\npool_mode=transaction\n"})]
	{[f.rule, f.on, f.host] | some f in found([odoo(1), bouncer(2)], objects)} == {["database-not-known", 4, "db.example.com"]}
	{[f.rule, f.parts] | some f in found_with({"database_max_connections": 50}, [odoo(1), bouncer(2)], objects)} == {["database-exhausted", ["pgbouncer 2 x 20"]]}
}

cnpg(parameters_) := object_(40, "Cluster", "postgresql.cnpg.io/v1", "pg", {"spec": {"postgresql": {"parameters": parameters_}}})

cnpg_pooler(fields) := object_(41, "Pooler", "postgresql.cnpg.io/v1", "pool", {"spec": object.union({"cluster": {"name": "pg"}, "instances": 3}, fields)})

test_cloudnative_pg if {
	rules([odoo(4)], [conf("pg-rw"), cnpg({"max_connections": "200"})]) == set()
	{[f.rule, f.on, f.max] | some f in found([odoo(5)], [conf("pg-rw"), cnpg({"max_connections": "200"})])} == {["database-exhausted", 40, 200]}
	{f.max | some f in found([odoo(5)], [conf("pg-rw"), cnpg({})])} == {100}
	{[f.rule, f.limit] | some f in found([odoo(2)], [conf("pool"), cnpg({"max_connections": 200}), cnpg_pooler({})])} == {["pool-exhausted", 60]}
	{f.parts | some f in found([odoo(1)], [conf("pool"), cnpg({"max_connections": "60"}), cnpg_pooler({"pgbouncer": {"poolMode": "transaction", "parameters": {"default_pool_size": "25"}}})])} == {["pool 3 x 25"]}
}

test_a_cluster_of_another_group_is_no_database if {
	other := object_(40, "Cluster", "cluster.x-k8s.io/v1beta1", "pg", {})
	rules([odoo(1)], [conf("pg-rw"), other]) == {"database-not-known"}
}

zalando(spec) := object_(42, "postgresql", "acid.zalan.do/v1", "pg", {"spec": spec})

test_zalando if {
	{f.max | some f in found([odoo(5)], [conf("pg"), zalando({"postgresql": {"parameters": {"max_connections": "150"}}})])} == {150}
	rules([odoo(5)], [conf("pg"), zalando({})]) == {"limit-not-known"}
	pooling := zalando({"enableConnectionPooler": true, "postgresql": {"parameters": {"max_connections": "150"}}, "connectionPooler": {"numberOfInstances": 3}})
	{[f.rule, f.limit] | some f in found([odoo(13)], [conf("pg-pooler"), pooling])} == {["pool-exhausted", 60]}
	rules([odoo(12)], [conf("pg-pooler"), pooling]) == set()
}

crunchy(spec) := object_(43, "PostgresCluster", "postgres-operator.crunchydata.com/v1beta1", "pg", {"spec": spec})

test_crunchy if {
	{f.max | some f in found([odoo(5)], [conf("pg-primary"), crunchy({"patroni": {"dynamicConfiguration": {"postgresql": {"parameters": {"max_connections": 150}}}}})])} == {150}
	pooling := crunchy({"proxy": {"pgBouncer": {"replicas": 2, "config": {"global": {"pool_mode": "transaction", "max_client_conn": "900"}}}}})
	{[f.rule, f.limit] | some f in found([odoo(9)], [conf("pg-pgbouncer"), pooling])} == {["pool-exhausted", 40]}
}

test_exporters_are_no_databases if {
	exporter := workload(5, "x", 1, [{"name": "x", "image": "quay.io/prometheuscommunity/postgres-exporter:1"}], [])
	servers := postgresql_servers.all with input as {"evidence": {"kubernetes/workload": [exporter]}}
	servers == []
}
