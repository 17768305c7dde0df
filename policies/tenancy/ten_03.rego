# METADATA
# title: Releases are sequenced in waves
# description: ApplicationSets roll tenants out step by step, a small first wave before the others.
# custom:
#   id: TEN-03
#   severity: medium
#   stage: sign-off
#   scope: snapshot
#   needs: [kubernetes/object]
#   reads: []
#   parameters: [first_wave_max_percent, wave_max_percent]
#   mappings:
#     nist-800-53r5: [CM-3, CM-3(2), CM-4, SA-10]
#   rules:
#     no-plan:
#       message: "the evidence holds no ApplicationSet, so the order of the tenants' releases is not known"
#       fix: add the ApplicationSet that deploys the tenants to the evidence
#     all-at-once:
#       message: "`{subject}` updates all its Applications at once"
#       fix: "use `strategy.type: RollingSync` with a step for each wave"
#     no-canary:
#       message: "`{subject}` has {steps} steps, so no wave goes before the others"
#       fix: add a first step that selects a few tenants
#     first-wave-too-large:
#       message: "the first wave of `{subject}` is {percent} % of its Applications, {limit} % are allowed"
#       fix: select fewer tenants in the first step
#     first-wave-not-known:
#       message: "how many Applications the first wave of `{subject}` has is not known"
#       fix: add the live Applications it made to the evidence
#     wave-too-large:
#       message: "wave {wave} of `{subject}` updates `{size}` at once, {limit} % are allowed"
#       fix: set `maxUpdate` of the step
package seaworthy.tenancy.ten_03

import data.seaworthy.lib.delivery
import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.release_objects
import data.seaworthy.lib.selectors
import data.seaworthy.lib.values

sets := delivery.application_sets

steps(item) := values.list_at(item.content.manifest, ["spec", "strategy", "rollingSync", "steps"])

is_rolling(item) if values.string_at(item.content.manifest, ["spec", "strategy", "type"]) == "RollingSync"

rolling := [item | some item in sets; is_rolling(item)]

findings contains {"rule": "no-plan", "on": evidence.all_objects[0].id, "path": [], "status": "unknown"} if {
	count(sets) == 0
	count(evidence.all_objects) > 0
}

findings contains {"rule": "all-at-once", "on": item.id, "path": ["spec", "strategy"]} if {
	some item in sets
	not is_rolling(item)
}

findings contains {"rule": "no-canary", "on": item.id, "path": ["spec", "strategy", "rollingSync"], "steps": count(steps(item))} if {
	some item in rolling
	count(steps(item)) < 2
}

# Applications by the ApplicationSet that made them.
made[concat("/", [evidence.namespace(item), owner.name])] contains item.id if {
	some item in applications
	some owner in values.list_at(item.content.manifest, ["metadata", "ownerReferences"])
	owner.kind == "ApplicationSet"
}

applications := [item |
	some item in evidence.objects("Application")
	release_objects.group(item) == "argoproj.io"
]

labels_of := {item.id: values.map_at(item.content.manifest, ["metadata", "labels"]) | some item in applications}

all_of(item) := object.get(made, concat("/", [evidence.namespace(item), item.subject.name]), set())

first_wave(item) := {id |
	some id in all_of(item)
	selectors.matches({"matchExpressions": values.list_at(steps(item)[0], ["matchExpressions"])}, labels_of[id])
}

findings contains {
	"rule": "first-wave-too-large", "on": item.id, "path": ["spec", "strategy", "rollingSync", "steps", 0],
	"percent": percent, "limit": limit,
} if {
	limit := parameters.value("first_wave_max_percent")
	some item in rolling
	count(steps(item)) > 1
	count(all_of(item)) > 0
	percent := floor((count(first_wave(item)) * 100) / count(all_of(item)))
	percent > limit
	count(first_wave(item)) > 1
}

findings contains {
	"rule": "first-wave-not-known", "on": item.id,
	"path": ["spec", "strategy", "rollingSync", "steps", 0], "status": "unknown",
} if {
	some item in rolling
	count(steps(item)) > 1
	count(all_of(item)) == 0
}

# The first wave is judged by what it selects. An absent `maxUpdate` is the whole wave.
findings contains {
	"rule": "wave-too-large", "on": item.id, "path": ["spec", "strategy", "rollingSync", "steps", i],
	"wave": i + 1, "size": values.text(size), "limit": limit,
} if {
	limit := parameters.value("wave_max_percent")
	some item in rolling
	some i, step in steps(item)
	i > 0
	size := object.get(step, "maxUpdate", "100%")
	is_above(size, limit)
}

is_above(size, limit) if values.percent(size) > limit

# A number of Applications is small by intent; one that is neither is no bound.
is_above(size, _) if {
	not is_number(size)
	not values.percent(size)
}
