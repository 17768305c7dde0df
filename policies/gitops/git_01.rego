# METADATA
# title: The declared state is reconciled and healthy
# description: Argo CD and Flux say that what git declares is applied, at the release's revision, and that nothing is suspended.
# custom:
#   id: GIT-01
#   severity: high
#   stage: drift
#   scope: snapshot
#   needs: [kubernetes/object]
#   reads: []
#   parameters: [release_revision, release_sources]
#   mappings:
#     nist-800-53r5: [CM-2, CM-3, CM-6, SI-7]
#   rules:
#     no-delivery:
#       message: "the evidence holds no object of Argo CD or Flux"
#       fix: add the live Applications, or Kustomizations and HelmReleases, or declare the control not applicable
#     not-reported:
#       message: "{kind} `{subject}` does not say how it is: {what} is absent"
#       fix: add the object as it lives in the cluster to the evidence
#     not-synced:
#       message: "`{subject}` is {state}: the cluster differs from git"
#       fix: sync it, or find out who changes the cluster
#     not-healthy:
#       message: "`{subject}` is {state}"
#       fix: mend the resource that is not healthy
#     failed:
#       message: "{kind} `{subject}` reports {condition}: `{reason}`"
#       fix: mend what the condition names, and let it reconcile
#     not-ready:
#       message: "{kind} `{subject}` is not ready: `{reason}`"
#       fix: mend what its Ready condition names, and let it reconcile
#     in-progress:
#       message: "{kind} `{subject}` is not done yet: {state}"
#       fix: wait until it has settled, and collect again
#     suspended:
#       message: "{kind} `{subject}` is suspended, so git is not applied"
#       fix: resume it
#     stale:
#       message: "{kind} `{subject}` has not looked at its newest specification: generation {generation}, observed {observed}"
#       fix: wait until its controller has, or find out why it does not
#     other-revision:
#       message: "{kind} `{subject}` runs revision `{revision}`, the release is `{wanted}`"
#       fix: let it sync the release's revision
#     revision-not-known:
#       message: "{kind} `{subject}` does not say which revision it runs"
#       fix: let it sync, and collect again
#     revision-not-given:
#       message: "whether `{subject}` runs the release is not known, as no revision of the release is given"
#       fix: set the parameter `release_revision` to the release's commit or tag
package seaworthy.gitops.git_01

import data.seaworthy.lib.delivery
import data.seaworthy.lib.parameters
import data.seaworthy.lib.release_objects
import data.seaworthy.lib.values

findings contains {"rule": "no-delivery", "on": release_objects.all_items[0].id, "path": [], "status": "unknown"} if {
	count(delivery.items) == 0
	count(release_objects.all_items) > 0
}

findings contains finding("not-reported", item, ["status"], {"what": what, "status": "unknown"}) if {
	some item in delivery.items
	some what in delivery.absent(item)
}

findings contains finding("not-synced", item, ["status", "sync", "status"], {"state": state}) if {
	some item in delivery.applications
	state := delivery.sync(item)
	state == "OutOfSync"
}

findings contains finding("not-healthy", item, ["status", "health", "status"], {"state": state}) if {
	some item in delivery.applications
	state := delivery.health(item)
	state in {"Degraded", "Missing"}
}

findings contains finding("in-progress", item, ["status", "health", "status"], {"state": state, "status": "unknown"}) if {
	some item in delivery.applications
	state := delivery.health(item)
	not state in {"Healthy", "Degraded", "Missing", "Suspended", ""}
}

findings contains finding("in-progress", item, ["status", "sync", "status"], {"state": state, "status": "unknown"}) if {
	some item in delivery.applications
	state := delivery.sync(item)
	not state in {"Synced", "OutOfSync", ""}
}

findings contains finding("in-progress", item, ["status", "operationState", "phase"], {"state": phase, "status": "unknown"}) if {
	some item in delivery.applications
	phase := values.string_at(item.content.manifest, ["status", "operationState", "phase"])
	phase in {"Running", "Terminating"}
}

findings contains finding("failed", item, ["status", "operationState", "phase"], {"condition": concat(" ", ["a sync that", lower(phase)]), "reason": reason}) if {
	some item in delivery.applications
	phase := values.string_at(item.content.manifest, ["status", "operationState", "phase"])
	phase in {"Failed", "Error"}
	reason := values.string_at(item.content.manifest, ["status", "operationState", "message"])
}

findings contains finding("failed", item, ["status", "conditions"], {"condition": condition.type, "reason": values.string_at(condition, ["message"])}) if {
	some item in array.concat(delivery.applications, delivery.application_sets)
	some condition in delivery.conditions(item)
	delivery.is_error(item, condition)
}

findings contains finding("not-ready", item, ["status", "conditions"], {"reason": reason}) if {
	some item in delivery.flux
	some condition in delivery.conditions(item)
	condition.type == "Ready"
	condition.status == "False"
	reason := values.string_at(condition, ["reason"])
}

findings contains finding("in-progress", item, ["status", "conditions"], {"state": state, "status": "unknown"}) if {
	some item in delivery.flux
	some condition in delivery.conditions(item)
	condition.type == "Ready"
	not condition.status in {"True", "False"}
	state := values.string_at(condition, ["reason"])
}

findings contains finding("failed", item, ["status", "conditions"], {"condition": "Stalled", "reason": values.string_at(condition, ["reason"])}) if {
	some item in delivery.flux
	some condition in delivery.conditions(item)
	condition.type == "Stalled"
	condition.status == "True"
}

findings contains finding("suspended", item, path, {}) if {
	some item in delivery.items
	some path in delivery.suspensions(item)
}

# A suspended controller does not look, so that only its suspension is told.
findings contains finding("stale", item, ["status", "observedGeneration"], {"generation": generation, "observed": observed, "status": "unknown"}) if {
	some item in delivery.flux
	count(delivery.suspensions(item)) == 0
	generation := object.get(item.content.manifest, ["metadata", "generation"], 0)
	observed := object.get(item.content.manifest, ["status", "observedGeneration"], generation)
	observed < generation
}

wanted := values.text(parameters.value("release_revision"))

sources := {name | some name in parameters.value("release_sources")}

# Those that deploy the release from git.
deploying := [item |
	some item in delivery.deploying
	is_source(item)
	count(delivery.absent(item)) == 0
]

is_source(_) if count(sources) == 0

is_source(item) if concat("/", [object.get(item.subject, "namespace", ""), item.subject.name]) in sources

findings contains finding("other-revision", item, ["status"], {"revision": concat(", ", sort(revisions)), "wanted": wanted}) if {
	wanted != ""
	some item in deploying
	revisions := delivery.revisions(item)
	count(revisions) > 0
	every revision in revisions {
		not delivery.is_revision(revision, wanted)
	}
}

findings contains finding("revision-not-known", item, ["status"], {"status": "unknown"}) if {
	wanted != ""
	some item in deploying
	count(delivery.revisions(item)) == 0
}

findings contains {"rule": "revision-not-given", "on": min({item.id | some item in deploying}), "path": ["status"], "status": "unknown"} if {
	wanted == ""
	count(deploying) > 0
}

finding(rule, item, path, named) := object.union(
	{"rule": rule, "on": item.id, "path": path, "kind": item.subject.kind},
	named,
)
