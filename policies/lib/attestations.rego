# Images that will run, and what is signed about them.
package seaworthy.lib.attestations

import data.seaworthy.lib.evidence
import data.seaworthy.lib.images
import data.seaworthy.lib.pods
import data.seaworthy.lib.values

all := evidence.of_kind("image/attestation")

deployed contains {
	"on": workload.id,
	"path": image.path,
	"role": image.role,
	"container": image.name,
	"image": image.reference,
	"digest": images.parse(image.reference).digest,
} if {
	some workload in evidence.of_kind("kubernetes/workload")
	some image in pods.images(workload.content)
	image.reference != ""
}

by_digest := {digest: found |
	some digest in digests
	found := [item | some item in all; digest in values.list_at(item.content, ["digests"])]
}

digests := {digest |
	some item in all
	some digest in values.list_at(item.content, ["digests"])
}

about(image) := object.get(by_digest, image.digest, []) if image.digest != ""

else := []

is_verified(item) if item.content.verified == true

# Where the release trusts nobody, a signature says neither yes nor no.
is_unchecked(item) if not item.content.checked == true

# What cannot come of a signature that somebody else made for good reasons.
tampering := {
	"bad-signature", "bad-timestamp", "other-timestamp", "bad-log-promise", "bad-log-proof",
	"bad-log-checkpoint", "other-log-entry", "payload-type", "statement-type", "bad-payload",
}

is_tampered(item) if {
	item.content.checked == true
	values.string_at(item.content, ["failure", "code"]) in tampering
}

reason(item) := values.string_at(item.content, ["failure", "reason"])

finding(rule, image, named) := object.union(
	{"rule": rule},
	object.union(object.remove(image, ["digest"]), named),
)

# `prefix*` fits what begins so.
fits(pattern, text) if pattern == text

fits(pattern, text) if {
	endswith(pattern, "*")
	startswith(text, trim_suffix(pattern, "*"))
}

fits_any(patterns, text) if {
	some pattern in patterns
	fits(pattern, text)
}
