# METADATA
# title: Environments run the same bytes
# description: What was tested on staging is what production runs, for each container of each workload, by digest.
# custom:
#   id: IMG-03
#   severity: high
#   stage: build
#   scope: snapshot
#   needs: [kubernetes/workload]
#   reads: ["kubernetes/object:Namespace"]
#   parameters: [reference_environment, environment_label, environment_folders, environment_specific_images]
#   mappings:
#     nist-800-53r5: [CM-2, CM-4, SI-7, SA-11]
#   rules:
#     no-environments:
#       message: "the evidence does not say which environment anything belongs to"
#       fix: label the namespaces with the parameter `environment_label`, or name their folders in the parameter `environment_folders`
#     no-reference:
#       message: "the evidence holds nothing of environment `{reference}`, which the others are compared with"
#       fix: add its manifests to the evidence, or name another in the parameter `reference_environment`
#     nothing-to-compare:
#       message: "the evidence holds no other environment than `{reference}`"
#       fix: add the manifests of staging to the evidence
#     other-bytes:
#       message: "container `{container}` of {object} is `{digest}` in environment `{environment}` and `{wanted}` in `{reference}`"
#       fix: promote the digest that was tested, or list the image in the parameter `environment_specific_images`
#     nothing-in-common:
#       message: "no container of `{reference}` runs in another environment, too"
#       fix: name workloads and containers alike everywhere, and add their manifests to the evidence
#     no-digest:
#       message: "container `{container}` of {object} is `{image}` in environment `{environment}`, so which bytes run there is not known"
#       fix: pin the image by digest
package seaworthy.supply_chain.img_03

import data.seaworthy.lib.evidence
import data.seaworthy.lib.images
import data.seaworthy.lib.parameters
import data.seaworthy.lib.parity
import data.seaworthy.lib.pods
import data.seaworthy.lib.workloads

reference := parameters.value("reference_environment")

is_specific(repository) if {
	some prefix in parameters.value("environment_specific_images")
	images.has_prefix(repository, prefix)
}

# Pods alone are no component: a release's workloads are compared.
running contains {
	"on": item.id,
	"path": image.path,
	"environment": name,
	"object": parity.object_name(item),
	"container": image.name,
	"image": image.reference,
	"digest": parsed.digest,
} if {
	some item in workloads.all
	not workloads.kind(item) in {"Pod", "PodTemplate"}
	name := parity.environment(item)
	some image in pods.images(item.content)
	image.reference != ""
	parsed := images.parse(image.reference)
	not is_specific(parsed.repository)
}

environments := {one.environment | some one in running}

first_id := min({item.id | some item in evidence.of_kind("kubernetes/workload")})

findings contains {"rule": "no-environments", "on": first_id, "path": [], "status": "unknown"} if {
	count(evidence.of_kind("kubernetes/workload")) > 0
	count(environments) == 0
}

findings contains {"rule": "no-reference", "on": first_id, "path": [], "reference": reference, "status": "unknown"} if {
	count(environments) > 0
	not reference in environments
}

findings contains {"rule": "nothing-to-compare", "on": first_id, "path": [], "reference": reference, "status": "unknown"} if {
	environments == {reference}
}

key(environment, one) := concat("\n", [environment, one.object, one.container])

by_key := {where: digests |
	some where in {key(one.environment, one) | some one in running}
	digests := {one.digest | some one in running; key(one.environment, one) == where}
}

digests_in(environment, one) := object.get(by_key, key(environment, one), set())

compared if {
	reference in environments
	count(environments) > 1
}

findings contains found("no-digest", one, {"image": one.image, "status": "unknown"}) if {
	compared
	some one in running
	one.digest == ""
	runs_elsewhere(one)
}

findings contains found("other-bytes", one, {"digest": one.digest, "wanted": concat(", ", sort(wanted))}) if {
	compared
	some one in running
	one.environment != reference
	one.digest != ""
	wanted := digests_in(reference, one) - {""}
	count(wanted) > 0
	not one.digest in wanted
}

findings contains {"rule": "nothing-in-common", "on": first_id, "path": [], "reference": reference, "status": "unknown"} if {
	compared
	count([one | some one in running; one.environment == reference; runs_elsewhere(one)]) == 0
}

runs_elsewhere(one) if {
	some environment in environments
	environment != one.environment
	count(digests_in(environment, one)) > 0
}

found(rule, one, named) := object.union(
	{
		"rule": rule, "on": one.on, "path": one.path, "environment": one.environment,
		"object": one.object, "container": one.container, "reference": reference,
	},
	named,
)
