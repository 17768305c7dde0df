# METADATA
# title: No mutable tag is used
# description: A tag that moves makes two rollouts of one manifest run different code.
# custom:
#   id: IMG-02
#   severity: medium
#   stage: build
#   scope: object
#   needs: [kubernetes/workload]
#   reads: []
#   parameters: [mutable_tags]
#   mappings:
#     nist-800-53r5: [CM-2, CM-3, SR-4]
#     cis-kubernetes: [5.5.1]
#   rules:
#     no-tag:
#       message: "{role} `{container}` uses image `{image}` without tag or digest, which means `latest`"
#       fix: name the release's tag and digest, as in `name:tag@sha256:<64 hex digits>`
#     mutable-tag:
#       message: "{role} `{container}` uses image `{image}`, whose tag `{tag}` is moved from image to image"
#       fix: use the tag of one release, and its digest
#     no-image:
#       message: "{role} `{container}` names no image, so what runs is decided elsewhere"
#       fix: set `image` in the manifest, or give the rendered manifest as evidence
#     unreadable:
#       message: "the containers of `{subject}` cannot be read"
#       fix: correct the pod spec until `kubectl apply --dry-run=server` accepts it
package seaworthy.supply_chain.img_02

import data.seaworthy.lib.images
import data.seaworthy.lib.parameters
import data.seaworthy.lib.pods

findings contains finding("no-tag", image, "") if {
	some image in pods.images(input.object)
	image.reference != ""
	parsed := images.parse(image.reference)
	parsed.tag == ""
	parsed.digest == ""
}

# A digest beside the tag decides what runs, but a moving tag still misnames it.
findings contains finding("mutable-tag", image, parsed.tag) if {
	some image in pods.images(input.object)
	parsed := images.parse(image.reference)
	lower(parsed.tag) in mutable
}

findings contains object.union(finding("no-image", image, ""), {"status": "unknown"}) if {
	some image in pods.images(input.object)
	image.reference == ""
}

findings contains {"rule": "unreadable", "path": path, "status": "unknown"} if {
	some path in pods.unreadable(input.object)
}

mutable := {"latest"} | {lower(tag) | some tag in parameters.value("mutable_tags")}

finding(rule, image, tag) := {
	"rule": rule,
	"path": image.path,
	"role": image.role,
	"container": image.name,
	"image": image.reference,
	"tag": tag,
}
