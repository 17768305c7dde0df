# Faults of whole pods and of the workloads around them.
package seaworthy.lib.pod_rules

import data.seaworthy.lib.parameters
import data.seaworthy.lib.pods
import data.seaworthy.lib.production
import data.seaworthy.lib.selectors
import data.seaworthy.lib.service_accounts
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

findings contains in_pod("default-account-token", item, [], {}) if {
	"default-account-token" in production.optional_rules
	some item in production.judged
	service_accounts.name_of(item) == "default"
	not service_accounts.mounts_token(item) == "no"
}

# Asked for or not is known only where somebody said so.
findings contains in_pod("unasked-token", item, [], {"account": account}) if {
	"unasked-token" in production.optional_rules
	some item in production.judged
	account := service_accounts.name_of(item)
	account != "default"
	service_accounts.mounts_token(item) == "unset"
}

findings contains in_pod("deprecated-field", item, ["serviceAccount"], {"field": "serviceAccount", "other": "serviceAccountName"}) if {
	some item in production.judged
	spec := pods.spec(item.content)
	values.string_at(spec, ["serviceAccount"]) != ""
	values.string_at(spec, ["serviceAccountName"]) == ""
}

findings contains in_pod("root-group", item, ["securityContext", field], {"field": field}) if {
	"root-group" in production.optional_rules
	some item in production.judged
	some field in ["runAsGroup", "fsGroup"]
	object.get(pods.spec(item.content), ["securityContext", field], null) == 0
}

findings contains in_pod("root-group", item, array.concat(path, [i]), {"field": "supplementalGroups"}) if {
	"root-group" in production.optional_rules
	some item in production.judged
	path := ["securityContext", "supplementalGroups"]
	some i, group in values.list_at(pods.spec(item.content), path)
	group == 0
}

findings contains production.on_workload("root-group", one.item, path, {"field": "runAsGroup"}) if {
	"root-group" in production.optional_rules
	some one in production.containers
	object.get(one.found.container, ["securityContext", "runAsGroup"], null) == 0
	path := array.concat(one.found.path, ["securityContext", "runAsGroup"])
}

# Nobody starts such a pod anew when its node is gone. Hooks of Helm run once.
findings contains production.on_workload("unmanaged-pod", item, [], {}) if {
	"unmanaged-pod" in production.optional_rules
	some item in production.judged
	workloads.kind(item) == "Pod"
	not values.is_set(item.content.manifest, ["metadata", "annotations", "helm.sh/hook"])
}

# The API server refuses it in these kinds.
findings contains production.on_workload("selector-mismatch", item, ["spec", "selector"], {}) if {
	some item in production.judged
	workloads.kind(item) in {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Rollout", "CloneSet"}
	selector := item.content.manifest.spec.selector
	is_object(selector)
	not selectors.matches(selector, pods.labels(item.content))
}

findings contains production.on_workload("selector-mismatch", item, ["spec", "selector"], {}) if {
	some item in production.judged
	workloads.kind(item) == "ReplicationController"
	selector := item.content.manifest.spec.selector
	is_object(selector)
	not selectors.matches({"matchLabels": selector}, pods.labels(item.content))
}

# A CronJob keeps so many of its Jobs by itself, and a hook's tool deletes what it started.
findings contains production.on_workload("job-without-ttl", item, ["spec"], {}) if {
	"job-without-ttl" in production.optional_rules
	some item in production.judged
	workloads.kind(item) == "Job"
	not values.is_set(item.content.manifest, ["spec", "ttlSecondsAfterFinished"])
	not is_deleted_by_its_hook(item)
}

is_deleted_by_its_hook(item) if {
	some key in ["helm.sh/hook-delete-policy", "argocd.argoproj.io/hook-delete-policy"]
	values.is_set(item.content.manifest, ["metadata", "annotations", key])
}

findings contains production.on_workload("owner-not-named", item, ["metadata", field], {"field": field, "key": key}) if {
	some field, parameter in {"labels": "owner_labels", "annotations": "owner_annotations"}
	some key in parameters.value(parameter)
	some item in production.judged
	values.string_at(item.content.manifest, ["metadata", field, key]) == ""
}

in_pod(rule, item, path, named) := production.on_workload(rule, item, array.concat(item.content.podPath, path), named)
