# METADATA
# title: Interactive and batch work are separate
# description: People's requests, scheduled actions and queued jobs run in workloads of their own, so that none starves the others.
# custom:
#   id: K8S-11
#   severity: medium
#   stage: performance
#   scope: snapshot
#   needs: [kubernetes/workload]
#   reads:
#     - kubernetes/object:ConfigMap
#     - kubernetes/object:LimitRange
#     - kubernetes/object:Service
#   parameters: [odoo_images, odoo_workers, odoo_max_cron_threads, odoo_db_maxconn]
#   mappings:
#     nist-800-53r5: [SC-5, SC-5(2), SC-6, SC-39]
#   rules:
#     web-and-cron:
#       message: "`{subject}` answers users and runs scheduled actions in {threads} cron threads of each pod"
#       fix: "set `max_cron_threads` to 0 here, and run a Deployment with `--no-http` for scheduled actions"
#     web-and-queue:
#       message: "`{subject}` answers users and runs the job queue"
#       fix: take `queue_job` out of `server_wide_modules` here, and run a Deployment of its own for jobs
#     jobs-sent-to-web:
#       message: "the queue runner of `{subject}` sends its jobs to Service `{service}`, behind which users are answered"
#       fix: point its host to its own pods, or to a Service of workers that users do not reach
#     cron-and-queue:
#       message: "`{subject}` runs scheduled actions and the job queue"
#       fix: run a Deployment of its own for each, so that a flood of jobs does not delay scheduled actions
#     shared-pod-without-limits:
#       message: "`{subject}` has {roles} in one pod, and `{containers}` may take all of its node"
#       fix: give each its own Deployment, or set CPU and memory limits on each of these containers
#     cron-not-known:
#       message: "how many cron threads container `{container}` of `{subject}`, which answers users, runs is not in the evidence"
#       fix: "give `--max-cron-threads` as an argument, or add the ConfigMap with its `odoo.conf`"
package seaworthy.kubernetes.k8s_11

import data.seaworthy.lib.evidence
import data.seaworthy.lib.odoo_servers
import data.seaworthy.lib.production
import data.seaworthy.lib.services
import data.seaworthy.lib.settings
import data.seaworthy.lib.values

findings contains finding("web-and-cron", server, {"threads": threads}) if {
	some server in interactive
	threads := odoo_servers.option(server, "max_cron_threads")
	threads > 0
}

findings contains finding("cron-not-known", server, {"status": "unknown", "container": server.found.name}) if {
	some server in interactive
	not odoo_servers.is_known(server, "max_cron_threads")
}

findings contains finding("web-and-queue", server, {}) if {
	some server in interactive
	odoo_servers.runs_queue(server)
}

findings contains finding("cron-and-queue", server, {}) if {
	some server in odoo_servers.all
	not server.item.id in interactive_ids
	odoo_servers.runs_queue(server)
	odoo_servers.option(server, "max_cron_threads") > 0
}

# The runner calls an HTTP address for each job: https://github.com/OCA/queue.
findings contains finding("jobs-sent-to-web", server, {"service": name}) if {
	some server in odoo_servers.all
	odoo_servers.runs_queue(server)
	host := queue_host(server)
	name := split(host, ".")[0]
	some service in services.selecting
	service.namespace == evidence.namespace(server.item)
	service.name == name
	some id in services.backends(service)
	id in interactive_ids
	id != server.item.id
}

queue_host(server) := host if {
	host := settings.first_set(server.item, server.found.container, ["ODOO_QUEUE_JOB_HOST"])
	host != null
} else := host if {
	some file in server.files
	contains(file.text, "[queue_job]")
	host := settings.setting(split(file.text, "[queue_job]")[1], "host")
	host != null
}

# Users come through a Service. Where the evidence holds none of the namespace, all that speaks HTTP
# may be reached.
interactive := [server |
	some server in odoo_servers.all
	odoo_servers.serves_http(server)
	is_reached(server.item)
]

interactive_ids := {server.item.id | some server in interactive}

is_reached(item) if item.id in reached

is_reached(item) if not evidence.namespace(item) in namespaces_with_services

reached := {id | some service in services.selecting; some id in services.backends(service)}

namespaces_with_services := {service.namespace | some service in services.selecting}

# One pod with several kinds of work is tolerable only where each is kept within limits.
findings contains {
	"rule": "shared-pod-without-limits",
	"on": item.id,
	"path": item.content.podPath,
	"roles": sort(roles),
	"containers": unlimited,
} if {
	some item in production.judged
	not production.runs_to_completion(item)
	lasting := production.lasting_containers(item)
	count(lasting) > 1
	parts := [part |
		some found in lasting
		role := role_of(item, found)
		part := {"name": found.name, "role": role, "found": found}
	]
	roles := {part.role | some part in parts}
	count(roles) > 1
	unlimited := sort([part.name | some part in parts; lacks_limit(item, part.found)])
	count(unlimited) > 0
}

lacks_limit(item, found) if {
	some resource in ["cpu", "memory"]
	not production.has_limit(item, found, resource)
}

# Of an Odoo server by its settings; of others by the program that is started.
role_of(item, found) := odoo_role(server) if {
	some i in object.get(servers_by_item, item.id, set())
	server := odoo_servers.all[i]
	server.found.path == found.path
} else := role if {
	some word in settings.words(found.container)
	segments := split(word, "/")
	role := programs[segments[count(segments) - 1]]
} else := "web" if {
	count(values.list_at(found.container, ["ports"])) > 0
	found.list == "containers"
}

odoo_role(server) := "queue" if {
	odoo_servers.runs_queue(server)
} else := "web" if {
	odoo_servers.serves_http(server)
} else := "cron"

servers_by_item[server.item.id] contains i if some i, server in odoo_servers.all

programs := {
	"celery": "queue", "rq": "queue", "rqworker": "queue", "sidekiq": "queue", "resque": "queue",
	"dramatiq": "queue", "huey_consumer": "queue", "arq": "queue", "queue:work": "queue",
	"cron": "cron", "crond": "cron", "supercronic": "cron", "celerybeat": "cron", "schedule:work": "cron",
}

finding(rule, server, named) := object.union(
	{"rule": rule, "on": server.item.id, "path": server.found.path},
	named,
)
