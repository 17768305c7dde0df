package seaworthy.kubernetes.k8s_11_test

import data.seaworthy.kubernetes.k8s_11

parameters := {"odoo_images": ["odoo"], "odoo_workers": -1, "odoo_max_cron_threads": -1, "odoo_db_maxconn": -1}

limits := {"resources": {"limits": {"cpu": "1", "memory": "1Gi"}}}

odoo(name, args) := {"name": name, "image": "r/odoo:18", "args": args, "volumeMounts": [{"name": "config"}]}

workload(id, name, containers) := {
	"id": id, "subject": {"kind": "Deployment", "namespace": "n", "name": name},
	"content": {"podPath": ["spec", "template", "spec"], "manifest": {
		"kind": "Deployment", "metadata": {"name": name, "namespace": "n"},
		"spec": {"template": {
			"metadata": {"labels": {"app": name}},
			"spec": {"containers": containers, "volumes": [{"name": "config", "configMap": {"name": "config"}}]},
		}},
	}},
}

object_(id, kind, name, fields) := {
	"id": id, "subject": {"kind": kind, "namespace": "n", "name": name},
	"content": {"manifest": object.union({"kind": kind, "metadata": {"name": name, "namespace": "n"}}, fields)},
}

service := object_(21, "Service", "web", {"spec": {"selector": {"app": "web"}}})

conf(text) := object_(20, "ConfigMap", "config", {"data": {"odoo.conf": concat("", ["[options]\n", text])}})

objects := [service, conf("max_cron_threads = 0\n")]

web(args) := workload(1, "web", [odoo("odoo", args)])

found(workloads, objects_) := result if {
	result := k8s_11.findings with input as {"parameters": parameters, "evidence": {
		"kubernetes/workload": workloads, "kubernetes/object": objects_,
	}}
}

rules(workloads, objects_) := {f.rule | some f in found(workloads, objects_)}

test_workloads_of_their_own_are_silent if {
	cron := workload(2, "cron", [odoo("odoo", ["--max-cron-threads=2", "--no-http"])])
	queue := workload(3, "queue", [odoo("odoo", ["--load=web,queue_job"])])
	rules([web([]), cron, queue], objects) == set()
}

test_cron_beside_users_fires if {
	found([web(["--max-cron-threads=1"])], objects) == {{
		"rule": "web-and-cron", "on": 1, "path": ["spec", "template", "spec", "containers", 0], "threads": 1,
	}}
}

test_the_default_is_two_threads if {
	{[f.rule, f.threads] | some f in found([web([])], [service, conf("")])} == {["web-and-cron", 2]}
}

test_settings_in_the_image_are_unknown if {
	{[f.rule, f.status, f.container] | some f in found([web([])], [service])} == {["cron-not-known", "unknown", "odoo"]}
}

test_a_queue_beside_users_fires if {
	rules([web(["--load=web,queue_job"])], objects) == {"web-and-queue"}
	rules([web([])], [service, conf("max_cron_threads = 0\nserver_wide_modules = web,queue_job\n")]) == {"web-and-queue"}
}

test_cron_beside_the_queue_fires if {
	rules([workload(3, "queue", [odoo("odoo", ["--load=web,queue_job", "--max-cron-threads=1"])])], objects) == {"cron-and-queue"}
}

test_who_no_service_selects_answers_no_users if {
	rules([workload(2, "cron", [odoo("odoo", ["--max-cron-threads=2"])])], objects) == set()
}

test_without_services_all_http_may_be_reached if {
	rules([web(["--max-cron-threads=2"])], [conf("")]) == {"web-and-cron"}
	rules([web(["--max-cron-threads=2", "--no-http"])], [conf("")]) == set()
}

queue_to(host) := workload(3, "queue", [object.union(odoo("odoo", ["--load=web,queue_job"]), {"env": [{"name": "ODOO_QUEUE_JOB_HOST", "value": host}]})])

test_jobs_that_are_sent_to_users_pods_fire if {
	{[f.rule, f.on, f.service] | some f in found([web([]), queue_to("web.n.svc")], objects)} == {["jobs-sent-to-web", 3, "web"]}
	rules([web([]), queue_to("localhost")], objects) == set()
	by_file := conf("max_cron_threads = 0\nserver_wide_modules = web,queue_job\n[queue_job]\nhost = web\n")
	{[f.rule, f.on] | some f in found([web(["--load=web"]), workload(3, "queue", [odoo("odoo", [])])], [service, by_file])} == {["jobs-sent-to-web", 3]}
}

test_one_pod_without_limits_fires if {
	pod := workload(1, "web", [odoo("web", ["--max-cron-threads=0"]), odoo("cron", ["--no-http", "--max-cron-threads=2"])])
	{[f.rule, f.roles, f.containers] | some f in found([pod], objects)} == {["shared-pod-without-limits", ["cron", "web"], ["cron", "web"]]}
}

test_one_pod_with_limits_is_silent if {
	pod := workload(1, "web", [object.union(odoo("web", ["--max-cron-threads=0"]), limits), object.union(odoo("queue", ["--no-http", "--load=queue_job", "--max-cron-threads=0"]), limits)])
	rules([pod], objects) == set()
}

test_other_programs_count_too if {
	server := {"name": "web", "image": "shop:1", "ports": [{"containerPort": 80}]}
	worker := {"name": "jobs", "image": "shop:1", "command": ["/usr/local/bin/celery", "-A", "shop", "worker"]}
	{[f.roles, f.containers] | some f in found([workload(1, "shop", [object.union(server, limits), worker])], [])} == {[["queue", "web"], ["jobs"]]}
	rules([workload(1, "shop", [server, {"name": "proxy", "ports": [{"containerPort": 81}]}])], []) == set()
	rules([workload(1, "shop", [server, {"name": "log"}])], []) == set()
}

test_no_workload_is_silent if found([], []) == set()
