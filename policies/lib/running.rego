# How many pods of each workload run beside each other, whatever a snapshot lists: a live export
# holds the Deployment, its ReplicaSets and their Pods.
package seaworthy.lib.running

import data.seaworthy.lib.evidence
import data.seaworthy.lib.scalers
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

# Unlike `workloads.all`, with what a controller made that the evidence does not hold, such as the
# pods of an operator.
all := [item |
	some item in evidence.of_kind("kubernetes/workload")
	not stands_for(item)
	not is_finished(item)
	workloads.kind(item) != "PodTemplate"
]

seen := {workloads.key(item): true | some item in evidence.of_kind("kubernetes/workload")}

# Whether the controller that made it is counted already.
stands_for(item) if {
	some owner in values.list_at(item.content.manifest, ["metadata", "ownerReferences"])
	owner.controller == true
	some kind, name in makers(owner)
	object.get(seen, concat("/", [evidence.namespace(item), kind, name]), false)
}

# The controller's own maker may be listed while the one between is not: a Deployment names its
# ReplicaSets, and a CronJob its Jobs, with one more segment.
makers(owner) := {owner.kind: owner.name, "Deployment": stem(owner.name), "Rollout": stem(owner.name)} if {
	owner.kind == "ReplicaSet"
}

makers(owner) := {"Job": owner.name, "CronJob": stem(owner.name)} if owner.kind == "Job"

makers(owner) := {owner.kind: owner.name} if not owner.kind in {"ReplicaSet", "Job"}

stem(name) := concat("-", array.slice(split(name, "-"), 0, count(split(name, "-")) - 1))

is_finished(item) if {
	workloads.kind(item) == "Pod"
	item.content.manifest.status.phase in {"Succeeded", "Failed"}
}

is_finished(item) if {
	workloads.kind(item) == "Job"
	some condition in values.list_at(item.content.manifest, ["status", "conditions"])
	condition.type in {"Complete", "Failed"}
	condition.status == "True"
}

# Pods that run now, or at the least: an autoscaler's minimum stands above the manifest's count.
# A DaemonSet's follow the nodes.
pods(item) := max([workloads.declared_replicas(item), workloads.floor_replicas(item)]) if {
	workloads.has_replicas(item)
	count(scalers.of(item)) > 0
	workloads.declared_replicas(item) > 0
} else := workloads.declared_replicas(item) if {
	workloads.has_replicas(item)
} else := job_pods(values.map_at(item.content.manifest, ["spec"])) if {
	workloads.kind(item) == "Job"
} else := cron_job_pods(item) if {
	workloads.kind(item) == "CronJob"
} else := 1 if {
	workloads.kind(item) == "Pod"
} else := 0

# Pods at the autoscalers' maximum.
most_pods(item) := max([pods(item), scalers.ceiling_replicas(item)]) if {
	workloads.has_replicas(item)
	pods(item) > 0
} else := pods(item)

job_pods(spec) := 0 if {
	spec.suspend == true
} else := min(counts) if {
	counts := [number |
		some field in ["parallelism", "completions"]
		number := spec[field]
		is_number(number)
	]
	count(counts) == 2
} else := spec.parallelism if {
	is_number(spec.parallelism)
} else := 1

# One run at a time: that several overlap is for its concurrency policy to prevent.
cron_job_pods(item) := 0 if {
	item.content.manifest.spec.suspend == true
} else := job_pods(values.map_at(item.content.manifest, ["spec", "jobTemplate", "spec"]))
