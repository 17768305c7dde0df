# METADATA
# title: Environments are alike
# description: Staging and pre-production have production's workloads, replica topology, storage classes, ingress, database and cache versions, and extensions.
# custom:
#   id: PAR-01
#   severity: medium
#   stage: drift
#   scope: snapshot
#   needs: [kubernetes/workload]
#   reads: [kubernetes/object]
#   parameters: [reference_environment, environment_label, environment_folders, parity_images, allowed_differences]
#   mappings:
#     nist-800-53r5: [CM-2, CM-2(6), CM-4, SA-11]
#   rules:
#     no-environments:
#       message: "the evidence does not say which environment anything belongs to"
#       fix: label the namespaces with the parameter `environment_label`, or name their folders in the parameter `environment_folders`
#     no-reference:
#       message: "the evidence holds nothing of environment `{reference}`, which the others are compared with"
#       fix: add its manifests to the evidence, or name another in the parameter `reference_environment`
#     nothing-to-compare:
#       message: "the evidence holds no other environment than `{reference}`"
#       fix: add the manifests of staging and pre-production to the evidence
#     missing:
#       message: "environment `{environment}` has no {object}, which `{reference}` has"
#       fix: add it, or list `{aspect}` in the parameter `allowed_differences`
#     only-here:
#       message: "{object} is in environment `{environment}` and not in `{reference}`"
#       fix: remove it, or list `{aspect}` in the parameter `allowed_differences`
#     differs:
#       message: "{aspect} of {object} is `{value}` in environment `{environment}` and `{wanted}` in `{reference}`"
#       fix: make them alike, or list `{aspect}` in the parameter `allowed_differences`
package seaworthy.infrastructure.par_01

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.parity

reference := parameters.value("reference_environment")

environments := {facet.environment | some facet in parity.facets}

first_id := min({item.id | some item in array.slice(evidence.of_kind("kubernetes/workload"), 0, 1)})

findings contains {"rule": "no-environments", "on": first_id, "path": [], "status": "unknown"} if count(environments) == 0

findings contains {"rule": "no-reference", "on": first_id, "path": [], "reference": reference, "status": "unknown"} if {
	count(environments) > 0
	not reference in environments
}

findings contains {"rule": "nothing-to-compare", "on": first_id, "path": [], "reference": reference, "status": "unknown"} if {
	environments == {reference}
}

# Values by environment, object and aspect: one name may stand in several namespaces.
values_of[place(facet.environment, facet)] contains facet.value if some facet in parity.facets

place(environment, facet) := concat("\n", [environment, facet.object, facet.aspect])

at(environment, facet) := object.get(values_of, place(environment, facet), set())

accepted := {entry | some entry in parameters.value("allowed_differences")}

is_accepted(facet) if facet.aspect in accepted

is_accepted(facet) if concat(":", [facet.aspect, facet.object]) in accepted

judged := [facet |
	reference in environments
	some facet in parity.facets
	not is_accepted(facet)
]

# Presence is told once, by the object as a whole.
whole := {"workload", "storage class", "ingress"}

findings contains found("missing", facet, {"environment": environment}) if {
	some facet in judged
	facet.environment == reference
	facet.aspect in whole
	some environment in environments
	environment != reference
	count(at(environment, facet)) == 0
}

findings contains found("only-here", facet, {}) if {
	some facet in judged
	facet.environment != reference
	facet.aspect in whole
	count(at(reference, facet)) == 0
}

findings contains found("differs", facet, {"value": facet.value, "wanted": concat(", ", sort(wanted))}) if {
	some facet in judged
	facet.environment != reference
	wanted := at(reference, facet)
	count(wanted) > 0
	not facet.value in wanted
}

found(rule, facet, named) := object.union(
	{
		"rule": rule,
		"on": facet.id,
		"path": facet.path,
		"environment": facet.environment,
		"object": facet.object,
		"aspect": facet.aspect,
		"reference": reference,
	},
	named,
)
