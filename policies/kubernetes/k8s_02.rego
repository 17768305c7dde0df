# METADATA
# title: Disruption budgets protect workloads and let drains end
# description: Every replicated workload has exactly one budget, and that budget allows at least one pod to move.
# custom:
#   id: K8S-02
#   severity: medium
#   stage: continuity
#   scope: snapshot
#   needs: [kubernetes/workload]
#   reads:
#     - kubernetes/object:HorizontalPodAutoscaler
#     - kubernetes/object:PodDisruptionBudget
#     - kubernetes/object:ScaledObject
#   parameters: [require_unhealthy_pod_eviction]
#   mappings:
#     nist-800-53r5: [CP-2, CP-10, SC-5, SI-13]
#   rules:
#     no-budget:
#       message: "`{subject}` runs {replicas} pods and no PodDisruptionBudget selects them"
#       fix: add a PodDisruptionBudget with `maxUnavailable` 1 whose selector matches the pod template's labels
#     blocks-drains:
#       message: "the budget's `{field}` `{value}` never lets a pod be evicted, so a node drain never ends"
#       fix: set `maxUnavailable` to 1, or `minAvailable` below the fewest pods that run
#     unhealthy-pods-block-drains:
#       message: "the budget keeps pods that are not ready from being evicted, so a broken workload blocks the drain of its nodes"
#       fix: set `unhealthyPodEvictionPolicy` to `AlwaysAllow`
#     two-budgets:
#       message: "the pods of `{subject}` are selected by several budgets, so no eviction is possible: `{budgets}`"
#       fix: let one PodDisruptionBudget select these pods; the eviction API refuses pods with two
package seaworthy.kubernetes.k8s_02

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

findings contains {"rule": "no-budget", "on": item.id, "path": [], "replicas": replicas} if {
	some item in workloads.all
	workloads.is_replicated(item)
	not item.id in protected
	replicas := max([workloads.declared_replicas(item), workloads.floor_replicas(item)])
}

findings contains {"rule": "two-budgets", "on": id, "path": [], "budgets": sort(names)} if {
	some id, budgets in selected_by
	count(budgets) > 1
	names := [budget.name | some budget in budgets]
}

findings contains blocked(budget, "maxUnavailable") if {
	some budget in all_budgets
	is_zero(budget.spec.maxUnavailable)
}

findings contains blocked(budget, "minAvailable") if {
	some budget in all_budgets
	values.percent(budget.spec.minAvailable) >= 100
}

# The disruption controller sums the replicas of all workloads a budget selects, and rounds a
# percentage up.
findings contains blocked(budget, "minAvailable") if {
	some budget in all_budgets
	pods := expected_pods[budget.id]
	pods > 0
	wanted_pods(budget.spec.minAvailable, pods) >= pods
}

findings contains {"rule": "unhealthy-pods-block-drains", "on": budget.id, "path": ["spec"]} if {
	parameters.value("require_unhealthy_pod_eviction") == true
	some budget in all_budgets
	values.string_at(budget.spec, ["unhealthyPodEvictionPolicy"]) != "AlwaysAllow"
}

is_zero(0)

is_zero(value) if values.percent(value) == 0

wanted_pods(value, _) := value if is_number(value)

wanted_pods(value, pods) := ceil((values.percent(value) * pods) / 100)

all_budgets := [budget |
	some item in evidence.objects("PodDisruptionBudget")
	budget := {
		"id": item.id,
		"name": values.string_at(item.content.manifest, ["metadata", "name"]),
		"namespace": evidence.namespace(item),
		"version": values.string_at(item.content.manifest, ["apiVersion"]),
		"spec": values.map_at(item.content.manifest, ["spec"]),
	}
]

# An empty selector means every pod of the namespace in policy/v1, and none in policy/v1beta1;
# an absent one means none.
selected(budget) := workloads.selected(budget.namespace, budget.spec.selector) if {
	is_object(budget.spec.selector)
	not is_empty_beta(budget)
} else := set()

is_empty_beta(budget) if {
	budget.version == "policy/v1beta1"
	values.map_at(budget.spec, ["selector", "matchLabels"]) == {}
	values.list_at(budget.spec, ["selector", "matchExpressions"]) == []
}

selected_by[id] contains {"id": budget.id, "name": budget.name} if {
	some budget in all_budgets
	some id in selected(budget)
}

protected := object.keys(selected_by)

# Known only where every selected workload has a replica count.
expected_pods := {budget.id: total |
	some budget in all_budgets
	items := [workloads.by_id[id] | some id in selected(budget)]
	every item in items {
		workloads.has_replicas(item)
	}
	total := sum([workloads.floor_replicas(item) | some item in items])
}

blocked(budget, field) := {
	"rule": "blocks-drains",
	"on": budget.id,
	"path": ["spec", field],
	"field": field,
	"value": values.text(budget.spec[field]),
}
