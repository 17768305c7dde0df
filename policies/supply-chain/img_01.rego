# METADATA
# title: Images are pinned by digest
# description: A tag can move between review and rollout; only a digest names the bytes that run.
# custom:
#   id: IMG-01
#   severity: high
#   stage: build
#   scope: object
#   needs: [kubernetes/workload]
#   reads: []
#   parameters: []
#   mappings:
#     nist-800-53r5: [CM-2, CM-14, SI-7, SR-4]
#     cis-kubernetes: [5.5.1]
#   rules:
#     no-digest:
#       message: "{role} `{container}` uses image `{image}`, which has no digest"
#       fix: append the digest of the tested image, as in `name:tag@sha256:<64 hex digits>`
#     invalid-digest:
#       message: "{role} `{container}` uses image `{image}`, whose digest is not `sha256:` and 64 lower-case hex digits"
#       fix: copy the digest anew from the registry
#     no-image:
#       message: "{role} `{container}` names no image, so what runs is decided elsewhere"
#       fix: set `image` in the manifest, or give the rendered manifest as evidence
#     unreadable:
#       message: "the containers of `{subject}` cannot be read"
#       fix: correct the pod spec until `kubectl apply --dry-run=server` accepts it
package seaworthy.supply_chain.img_01

import data.seaworthy.lib.images
import data.seaworthy.lib.pods

findings contains finding("no-digest", image) if {
	some image in pods.images(input.object)
	image.reference != ""
	not contains(image.reference, "@")
}

findings contains finding("invalid-digest", image) if {
	some image in pods.images(input.object)
	contains(image.reference, "@")
	not images.valid_digest(images.parse(image.reference).digest)
}

findings contains object.union(finding("no-image", image), {"status": "unknown"}) if {
	some image in pods.images(input.object)
	image.reference == ""
}

findings contains {"rule": "unreadable", "path": path, "status": "unknown"} if {
	some path in pods.unreadable(input.object)
}

finding(rule, image) := {
	"rule": rule,
	"path": image.path,
	"role": image.role,
	"container": image.name,
	"image": image.reference,
}
