# What a workload has to have to run in production; the rules of K8S-10 ask these questions.
package seaworthy.lib.production

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.pods
import data.seaworthy.lib.selectors
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

# Test hooks of Helm are run by hand and end; they are no part of production.
judged := [item |
	some item in workloads.all
	workloads.kind(item) != "PodTemplate"
	not is_test_hook(item)
]

# Every container of theirs, made once for all rules.
containers := [{"item": item, "found": found} |
	some item in judged
	some found in pods.containers(item.content)
]

# Rules that an organisation may leave out or take in.
optional_rules := {rule | some rule in parameters.value("workload_rules")}

is_test_hook(item) if {
	hooks := values.string_at(item.content.manifest, ["metadata", "annotations", "helm.sh/hook"])
	some hook in split(hooks, ",")
	startswith(trim_space(hook), "test")
}

# Work that ends serves nobody: probes, spread and priority are not asked of it.
runs_to_completion(item) if workloads.kind(item) in {"Job", "CronJob", "ScaledJob", "BroadcastJob"}

# Containers that stay for the life of the pod, or of the job.
lasting_containers(item) := [found |
	some found in pods.containers(item.content)
	is_lasting(found)
]

is_lasting(found) if found.list == "containers"

is_lasting(found) if pods.is_sidecar(found)

has_amount(holder, resource, name) if {
	amount := object.get(holder, ["resources", resource, name], null)
	not amount in {null, ""}
}

# The API server copies a limit into an absent request; a pod may hold its resources as a whole
# (since 1.34); a LimitRange fills in what its namespace's containers leave out.
has_request(_, found, name) if has_amount(found.container, "requests", name)

has_request(item, found, name) if has_limit(item, found, name)

has_request(item, _, name) if has_amount(pods.spec(item.content), "requests", name)

has_request(item, _, name) if limit_range_sets(evidence.namespace(item), ["defaultRequest", "default"], name)

has_limit(_, found, name) if has_amount(found.container, "limits", name)

has_limit(item, _, name) if has_amount(pods.spec(item.content), "limits", name)

has_limit(item, _, name) if limit_range_sets(evidence.namespace(item), ["default"], name)

limit_range_sets(namespace, fields, name) if {
	some limit in limit_ranges[namespace]
	some field in fields
	limit[field][name]
}

limit_ranges[namespace] contains limit if {
	some range in evidence.objects("LimitRange")
	namespace := evidence.namespace(range)
	some limit in values.list_at(range.content.manifest, ["spec", "limits"])
	limit.type == "Container"
}

# Rules that spread the pods apart count only when they select the pods they stand in.
is_spread(item) if {
	some constraint in values.list_at(pods.spec(item.content), ["topologySpreadConstraints"])
	selectors.matches(constraint.labelSelector, pods.labels(item.content))
}

is_spread(item) if {
	path := ["affinity", "podAntiAffinity"]
	some list in ["requiredDuringSchedulingIgnoredDuringExecution", "preferredDuringSchedulingIgnoredDuringExecution"]
	some entry in values.list_at(pods.spec(item.content), array.concat(path, [list]))
	term := object.get(entry, "podAffinityTerm", entry)
	selectors.matches(term.labelSelector, pods.labels(item.content))
}

# A class that is the cluster's default applies to pods that name none.
has_priority(item) if values.string_at(pods.spec(item.content), ["priorityClassName"]) != ""

has_priority(_) if default_priority_class

default_priority_class if {
	some class in evidence.objects("PriorityClass")
	class.content.manifest.globalDefault == true
}

update_strategy(item) := values.string_at(item.content.manifest, ["spec", "updateStrategy", "type"])

rollout_strategy(item) := values.string_at(item.content.manifest, ["spec", "strategy", "type"])

# What a finding about a workload, or about one of its containers, looks like.
on_workload(rule, item, path, named) := object.union({"rule": rule, "on": item.id, "path": path}, named)

on_container(rule, item, found, named) := object.union(
	on_workload(rule, item, found.path, {"container": found.name}),
	named,
)
