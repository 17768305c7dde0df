# METADATA
# title: Images come from allowed registries
# description: What the platform runs is fetched only from registries the organisation controls or trusts.
# custom:
#   id: IMG-04
#   severity: high
#   stage: build
#   scope: object
#   needs: [kubernetes/workload]
#   reads: []
#   parameters: [allowed_registries]
#   mappings:
#     nist-800-53r5: [CM-7, CM-11, SR-3, SR-4]
#     cis-kubernetes: [5.5.1]
#   rules:
#     registry-not-allowed:
#       message: "{role} `{container}` uses image `{image}` from `{repository}`, which no allowed registry covers"
#       fix: mirror the image into an allowed registry, or add its prefix to the parameter `allowed_registries`
#     no-allow-list:
#       message: "no allow list of registries is set, so the images of `{subject}` cannot be judged"
#       fix: set the parameter `allowed_registries` to the registries or repository prefixes you trust
#     no-image:
#       message: "{role} `{container}` names no image, so what runs is decided elsewhere"
#       fix: set `image` in the manifest, or give the rendered manifest as evidence
#     unreadable:
#       message: "the containers of `{subject}` cannot be read"
#       fix: correct the pod spec until `kubectl apply --dry-run=server` accepts it
package seaworthy.supply_chain.img_04

import data.seaworthy.lib.images
import data.seaworthy.lib.parameters
import data.seaworthy.lib.pods

findings contains finding("registry-not-allowed", image, repository) if {
	count(allowed) > 0
	some image in pods.images(input.object)
	image.reference != ""
	repository := images.parse(image.reference).repository
	not is_allowed(repository)
}

findings contains {"rule": "no-allow-list", "path": [], "status": "unknown"} if count(allowed) == 0

findings contains object.union(finding("no-image", image, ""), {"status": "unknown"}) if {
	some image in pods.images(input.object)
	image.reference == ""
}

findings contains {"rule": "unreadable", "path": path, "status": "unknown"} if {
	some path in pods.unreadable(input.object)
}

default allowed := set()

# An empty entry would allow everything on Docker Hub's library: it is a slip, not a wish.
allowed := {prefix | some prefix in parameters.value("allowed_registries"); prefix != ""}

is_allowed(repository) if {
	some prefix in allowed
	images.has_prefix(repository, prefix)
}

finding(rule, image, repository) := {
	"rule": rule,
	"path": image.path,
	"role": image.role,
	"container": image.name,
	"image": image.reference,
	"repository": repository,
}
