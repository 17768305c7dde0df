package seaworthy.lib.odoo_servers_test

import data.seaworthy.lib.odoo_servers
import data.seaworthy.lib.settings

parameters := {"odoo_images": ["odoo"], "odoo_workers": -1, "odoo_max_cron_threads": -1, "odoo_db_maxconn": -1}

conf(text) := config("odoo-config", {"odoo.conf": text})

config(name, data_) := {"id": 9, "subject": {"namespace": "n"}, "content": {"manifest": {"kind": "ConfigMap", "metadata": {"name": name}, "data": data_}}}

container(fields) := object.union(
	{"name": "odoo", "image": "registry.example/erp/odoo:18@sha256:aa", "volumeMounts": [{"name": "config", "mountPath": "/etc/odoo"}]},
	fields,
)

deployment(containers, spec) := {"id": 1, "subject": {"kind": "Deployment", "namespace": "n"}, "content": {
	"podPath": ["spec", "template", "spec"],
	"manifest": {"kind": "Deployment", "metadata": {"name": "web"}, "spec": object.union(spec, {"template": {"spec": {
		"containers": containers, "volumes": [{"name": "config", "configMap": {"name": "odoo-config"}}],
	}}})},
}}

given(containers, objects) := {"parameters": parameters, "evidence": {"kubernetes/workload": [deployment(containers, {})], "kubernetes/object": objects}}

# [workers, cron threads, connections for each process, all connections], null where it cannot be told.
told(fields, objects) := result if {
	servers := odoo_servers.all with input as given([container(fields)], objects)
	server := servers[0]
	result := [known(server, "workers", objects), known(server, "max_cron_threads", objects), known(server, "db_maxconn", objects)]
}

known(server, name, objects) := number if {
	number := odoo_servers.option(server, name) with input as given([], objects)
} else := null

connections(fields, text) := number if {
	servers := odoo_servers.all with input as given([container(fields)], [conf(text)])
	number := odoo_servers.connections(servers[0]) with input as given([], [conf(text)])
}

transactions(fields, text) := number if {
	servers := odoo_servers.all with input as given([container(fields)], [conf(text)])
	number := odoo_servers.transactions(servers[0]) with input as given([], [conf(text)])
}

options := "[options]\nworkers = 4\n; workers = 9\nmax_cron_threads=1\ndb_maxconn = 8  # each\n"

test_a_mounted_file_tells if told({}, [conf(options)]) == [4, 1, 8]

test_defaults_hold_where_the_file_was_seen if told({}, [conf("[options]\n")]) == [0, 2, 64]

test_a_file_in_the_image_is_not_known if told({}, []) == [null, null, null]

test_arguments_go_first if {
	told({"args": ["--workers=6", "--max-cron-threads", "0", "--db_maxconn=5"]}, [conf(options)]) == [6, 0, 5]
	told({"command": ["sh", "-c", "exec odoo --workers=3 --db_maxconn '7'"]}, [conf(options)]) == [3, 1, 7]
}

test_variables_in_arguments_are_replaced if {
	env := [{"name": "N", "value": "5"}, {"name": "S", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}}]
	told({"args": ["--workers=$(N)"], "env": env}, [conf(options)])[0] == 5
	told({"args": ["--workers=${M:-3}"], "env": env}, [conf(options)])[0] == 3
	told({"args": ["--workers=$(S)"], "env": env}, [conf(options)])[0] == null
	told({"args": ["--workers=$M"], "env": env}, [conf(options)])[0] == null
}

test_the_environment_of_common_images if {
	told({"env": [{"name": "ODOO_WORKERS", "value": "7"}]}, [conf(options)])[0] == 7
	told({"env": [{"name": "WORKERS", "value": "7"}]}, [conf(options)])[0] == 4
	told({"env": [{"name": "WORKERS", "value": "7"}]}, [])[0] == 7
	told({"env": [{"name": "WORKERS", "valueFrom": {"configMapKeyRef": {"name": "e", "key": "w"}}}]}, [config("e", {"w": "2"})])[0] == 2
	told({"env": [{"name": "WORKERS", "valueFrom": {"configMapKeyRef": {"name": "gone", "key": "w"}}}]}, [])[0] == null
	told({"env": [{"name": "WORKERS"}]}, [])[0] == null
	told({"envFrom": [{"prefix": "ODOO_", "configMapRef": {"name": "e"}}]}, [config("e", {"WORKERS": "3"})])[0] == 3
}

test_the_parameters_stand_in if {
	servers := odoo_servers.all with input as given([container({})], [])
	odoo_servers.option(servers[0], "workers") == 4 with input as {"parameters": object.union(parameters, {"odoo_workers": 4})}
	seen := odoo_servers.all with input as given([container({})], [conf(options)])
	odoo_servers.option(seen[0], "workers") == 4 with input as {"parameters": object.union(parameters, {"odoo_workers": 9})}
	odoo_servers.unknown_options(servers[0]) == ["db_maxconn", "max_cron_threads", "workers"] with input as {"parameters": parameters}
}

test_the_command_line_names_the_file if {
	two := config("odoo-config", {"cron.conf": "[options]\nworkers = 0", "odoo.conf": "[options]\nworkers = 4"})
	told({"args": ["--config=/etc/odoo/cron.conf"]}, [two])[0] == 0
	told({"args": ["-c", "/etc/odoo/odoo.conf"]}, [two])[0] == 4
	told({"volumeMounts": [{"name": "config", "subPath": "cron.conf"}]}, [two])[0] == 0
	told({"volumeMounts": [{"name": "other"}]}, [two])[0] == null
}

test_processes_and_their_connections if {
	connections({}, options) == 48
	connections({"args": ["--no-http"]}, options) == 8
	connections({}, concat("", [options, "http_enable = False\n"])) == 8
	connections({}, concat("", [options, "db_maxconn_gevent = 2\n"])) == 42
	connections({}, "[options]\ndb_maxconn = 10\n") == 10
	transactions({}, options) == 6
	transactions({}, "[options]\ndb_maxconn = 10\n") == 10
}

is_server(fields) if {
	servers := odoo_servers.all with input as given([fields], [])
	count(servers) == 1
}

test_who_is_an_odoo_server if {
	is_server({"image": "odoo:18"})
	is_server({"image": "registry.example/erp:1", "command": ["/usr/bin/odoo", "--workers=2"]})
	is_server({"image": "registry.example/erp:1", "command": ["python3", "/opt/odoo/odoo-bin"]})
	not is_server({"image": "postgres:16", "args": ["-U", "odoo"]})
	not is_server({"image": "odoo-exporter:1"})
	not is_server({"image": "odoo:18", "args": ["odoo", "-u", "all", "--stop-after-init"]})
	not is_server({"image": "odoo:18", "args": ["odoo", "shell"]})
	not is_server({"image": "odoo:18", "args": ["shell"]})
	is_server({"image": "odoo:18", "args": ["odoo", "-d", "db"]})
}

queue(fields, text) if {
	servers := odoo_servers.all with input as given([container(fields)], [conf(text)])
	odoo_servers.runs_queue(servers[0]) with input as given([], [])
}

test_who_runs_the_queue if {
	queue({"args": ["--load=base,web,queue_job"]}, "[options]")
	queue({}, "[options]\nserver_wide_modules = web, queue_job")
	not queue({"args": ["--load=web"]}, "[options]\nserver_wide_modules = web,queue_job")
	not queue({}, "[options]\n")
}

host(fields, text) := found if {
	servers := odoo_servers.all with input as given([container(fields)], [conf(text)])
	found := odoo_servers.database_host(servers[0]) with input as given([], [])
}

test_the_host_of_the_database if {
	host({"args": ["--db_host=pg"], "env": [{"name": "HOST", "value": "other"}]}, "[options]") == "pg"
	host({"env": [{"name": "HOST", "value": "other"}]}, "[options]\ndb_host = pg") == "pg"
	host({"env": [{"name": "PGHOST", "value": "pg"}]}, "[options]") == "pg"
	host({"env": [{"name": "HOST", "valueFrom": {"secretKeyRef": {}}}]}, "[options]") == ""
	host({}, "[options]\ndb_host = False") == ""
	host({}, "[options]") == ""
}

pods(spec, scaler) := number if {
	number := odoo_servers.most_pods(deployment([], spec)) with input as {"evidence": {"kubernetes/object": scaler}}
}

test_pods_at_the_maximum_during_a_rollout if {
	scaler := {"id": 3, "subject": {"namespace": "n"}, "content": {"manifest": {"kind": "HorizontalPodAutoscaler", "spec": {"scaleTargetRef": {"kind": "Deployment", "name": "web"}, "maxReplicas": 8}}}}
	pods({}, [scaler]) == 10
	pods({"strategy": {"rollingUpdate": {"maxSurge": 1}}}, [scaler]) == 9
	pods({"strategy": {"rollingUpdate": {"maxSurge": "10%"}}}, [scaler]) == 9
	pods({"strategy": {"type": "Recreate"}}, [scaler]) == 8
	pods({"replicas": 0}, [scaler]) == 0
	pods({}, []) == 2
}

test_projected_files_and_plain_lines if {
	item := {"subject": {"namespace": "n"}, "content": {"podPath": ["spec"], "manifest": {"spec": {"volumes": [{"name": "v", "projected": {"sources": [{"configMap": {"name": "c"}}, {"secret": {"name": "s"}}]}}]}}}}
	files := settings.files(item, {"volumeMounts": [{"name": "v"}]}) with input as {"evidence": {"kubernetes/object": [config("c", {"a": "x = 'y' # z"})]}}
	files == [{"key": "a", "text": "x = 'y' # z"}]
	settings.setting_of_files(files, "x") == "y"
	settings.setting_of_files(files, "y") == null
}
