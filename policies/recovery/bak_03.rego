# METADATA
# title: Configuration is backed up
# description: Velero backed up the release's namespaces lately, completely, and keeps it still.
# custom:
#   id: BAK-03
#   severity: high
#   stage: continuity
#   scope: snapshot
#   needs: [kubernetes/object:Backup]
#   reads: [kubernetes/workload]
#   parameters: [max_configuration_backup_hours]
#   mappings:
#     nist-800-53r5: [CP-9, CM-2(3)]
#   rules:
#     no-velero:
#       message: "the cluster has objects of kind Backup, and none is Velero's"
#       fix: have Velero back up the cluster's objects, and export its Backups with `kubectl get backups.velero.io -A -o yaml`
#     none-complete:
#       message: "none of Velero's backups is complete"
#       fix: look into `velero backup logs`
#     too-old:
#       message: "the newest complete backup of namespace `{namespace}` is {hours} hours old, more than {most}"
#       fix: let a Schedule back it up daily
#     not-covered:
#       message: "no complete backup holds namespace `{namespace}`"
#       fix: add it to `includedNamespaces`
#     newest-failed:
#       message: "the newest backup of schedule `{schedule}` ended as {phase}"
#       fix: look into `velero backup logs`
#     expires-before-use:
#       message: "the newest complete backup of namespace `{namespace}` has expired"
#       fix: raise `ttl`
package seaworthy.recovery.bak_03

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.timestamps
import data.seaworthy.lib.values

all := [item |
	some item in evidence.objects("Backup")
	startswith(values.string_at(item.content.manifest, ["apiVersion"]), "velero.io/")
]

findings contains {"rule": "no-velero", "on": item.id, "path": ["apiVersion"], "status": "unknown"} if {
	count(all) == 0
	item := evidence.objects("Backup")[0]
}

phase(item) := values.string_at(item.content.manifest, ["status", "phase"])

completed_at(item) := timestamps.seconds(values.string_at(item.content.manifest, ["status", "completionTimestamp"]))

clock_skew_seconds := 300

complete := [item |
	some item in all
	phase(item) == "Completed"
	completed_at(item) <= input.now + clock_skew_seconds
]

findings contains {"rule": "none-complete", "on": item.id, "path": ["status", "phase"]} if {
	count(complete) == 0
	item := all[0]
}

# No list, and `*` in it, mean all.
holds(item, namespace) if {
	spec := values.map_at(item.content.manifest, ["spec"])
	included := values.list_at(spec, ["includedNamespaces"])
	is_included(included, namespace)
	not namespace in values.list_at(spec, ["excludedNamespaces"])
	holds_objects(spec)
}

is_included(included, _) if count(included) == 0

is_included(included, _) if "*" in included

is_included(included, namespace) if namespace in included

# A backup of some kinds of objects alone, or of those with a label, is not one of the configuration.
holds_objects(spec) if {
	all_kinds(values.list_at(spec, ["includedResources"]))
	not values.is_set(spec, ["labelSelector"])
	not values.is_set(spec, ["orLabelSelectors"])
}

all_kinds(kinds) if count(kinds) == 0

all_kinds(kinds) if "*" in kinds

namespaces := {evidence.namespace(item) | some item in evidence.of_kind("kubernetes/workload")}

newest(namespace) := item if {
	holding := [one | some one in complete; holds(one, namespace)]
	latest := max([completed_at(one) | some one in holding])
	item := [one | some one in holding; completed_at(one) == latest][0]
}

findings contains {"rule": "not-covered", "on": complete[0].id, "path": ["spec", "includedNamespaces"], "namespace": namespace} if {
	some namespace in namespaces
	not newest(namespace)
}

findings contains {"rule": "too-old", "on": item.id, "path": ["status", "completionTimestamp"], "namespace": namespace, "hours": hours, "most": most} if {
	most := parameters.value("max_configuration_backup_hours")
	some namespace in namespaces
	item := newest(namespace)
	seconds := input.now - completed_at(item)
	seconds > most * 3600
	hours := floor(seconds / 3600)
}

findings contains {"rule": "expires-before-use", "on": item.id, "path": ["status", "expiration"], "namespace": namespace} if {
	some namespace in namespaces
	item := newest(namespace)
	timestamps.seconds(values.string_at(item.content.manifest, ["status", "expiration"])) <= input.now
}

# What goes on is no failure yet.
failed := {"PartiallyFailed", "Failed", "FailedValidation", "FinalizingPartiallyFailed", "WaitingForPluginOperationsPartiallyFailed"}

schedule(item) := values.string_at(item.content.manifest, ["metadata", "labels", "velero.io/schedule-name"])

started_at(item) := timestamps.seconds(values.string_at(item.content.manifest, ["status", "startTimestamp"]))

findings contains {"rule": "newest-failed", "on": item.id, "path": ["status", "phase"], "schedule": schedule(item), "phase": phase(item)} if {
	some item in all
	phase(item) in failed
	count(later(item)) == 0
}

later(item) := [one |
	some one in all
	schedule(one) == schedule(item)
	started_at(one) > started_at(item)
]
