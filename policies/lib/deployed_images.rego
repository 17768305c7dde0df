# The images that containers of the snapshot run, and the evidence about them: by digest, or else
# by repository and tag, which may stand for other bytes.
package seaworthy.lib.deployed_images

import data.seaworthy.lib.evidence
import data.seaworthy.lib.images
import data.seaworthy.lib.pods
import data.seaworthy.lib.values

all contains {
	"on": item.id,
	"path": image.path,
	"role": image.role,
	"container": image.name,
	"image": image.reference,
	"repository": parsed.repository,
	"tag": parsed.tag,
	"digest": parsed.digest,
} if {
	some item in evidence.of_kind("kubernetes/workload")
	some image in pods.images(item.content)
	image.reference != ""
	parsed := images.parse(image.reference)
}

# What an evidence of kind image/scan or image/sbom is about; undefined where it is no image.
about(content) := {
	"name": name,
	"digests": (listed | {own, parsed.digest}) - {""},
	"places": places - {""},
} if {
	name := values.string_at(content, ["image", "name"])
	name != ""
	parsed := images.parse(name)
	own := values.string_at(content, ["image", "digest"])
	listed := {digest | some digest in values.list_at(content, ["image", "digests"])}
	places := {place |
		some reference in array.concat([name], values.list_at(content, ["image", "tags"]))
		place := tagged(images.parse(reference))
	}
}

# `latest` is what no tag means.
tagged(parsed) := concat(":", [parsed.repository, parsed.tag]) if parsed.tag != ""

else := "" if parsed.digest != ""

else := concat(":", [parsed.repository, "latest"])

kinds := {"image/sbom", "image/scan"}

# Evidence by kind, and by the digests that it names.
by_digest[kind][digest] contains item.id if {
	some kind in kinds
	some item in evidence.of_kind(kind)
	some digest in about(item.content).digests
}

# Evidence by kind, and by the repositories and tags that it names.
by_place[kind][place] contains item.id if {
	some kind in kinds
	some item in evidence.of_kind(kind)
	some place in about(item.content).places
}

of_digest(kind, image) := object.get(object.get(by_digest, kind, {}), image.digest, set()) if {
	image.digest != ""
} else := set()

of_place(kind, image) := object.get(object.get(by_place, kind, {}), tagged(image), set())
