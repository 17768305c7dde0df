# METADATA
# title: Images are signed by whom they should be
# description: Somebody whom the release trusts signed the very digest that will run, or attested something about it.
# custom:
#   id: IMG-10
#   severity: high
#   stage: build
#   scope: snapshot
#   needs: [kubernetes/workload, image/attestation]
#   reads: []
#   parameters: [allowed_signers, min_signers]
#   mappings:
#     nist-800-53r5: [SI-7, SI-7(15), CM-14, SR-4(3), SR-11]
#   rules:
#     not-signed:
#       message: "{role} `{container}` runs `{image}`, about which nobody signed anything"
#       fix: sign it with `cosign sign --key KEY --bundle FILE {image}` and add the file to the evidence
#     not-verified:
#       message: "{role} `{container}` runs `{image}`, and no signature about it holds; {reason}"
#       fix: sign the image anew, or name the signer in `keys` or `identities` of `release.yaml`
#     other-signer:
#       message: "{role} `{container}` runs `{image}`, which {signers} signed, and not {least} of those who may"
#       fix: have the image signed by whom the parameter `allowed_signers` names
#     tampered:
#       message: "{role} `{container}` runs `{image}`, and of what is signed about it something was changed; {reason}"
#       fix: find out who changed `{attestation}`, and get the signature anew from its maker
#     nothing-trusted:
#       message: "{role} `{container}` runs `{image}`, and nothing tells whose signatures count"
#       fix: name the signers under `keys` or `identities` of the evidence in `release.yaml`
#     deployed-without-digest:
#       message: "{role} `{container}` runs `{image}` by tag, so whether the bytes are those that were signed is not known"
#       fix: pin the image by digest
package seaworthy.supply_chain.img_10

import data.seaworthy.lib.attestations
import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

findings contains attestations.finding("deployed-without-digest", image, {"status": "unknown"}) if {
	count(attestations.all) > 0
	some image in attestations.deployed
	image.digest == ""
}

findings contains attestations.finding("not-signed", image, {}) if {
	some image in pinned
	count(attestations.about(image)) == 0
}

findings contains attestations.finding("nothing-trusted", image, {"status": "unknown"}) if {
	some image in pinned
	found := attestations.about(image)
	count(found) > 0
	every item in found {
		attestations.is_unchecked(item)
	}
}

findings contains attestations.finding("not-verified", image, {"reason": min(reasons)}) if {
	some image in pinned
	found := attestations.about(image)
	count(verified(image)) == 0
	reasons := {attestations.reason(item) | some item in found; not attestations.is_unchecked(item)}
	count(reasons) > 0
	not is_tampered(image)
}

findings contains attestations.finding("other-signer", image, {"signers": sort(names), "least": least}) if {
	least := parameters.value("min_signers")
	some image in pinned
	found := verified(image)
	count(found) > 0
	names := {name | some item in found; some name in signers(item)}
	count({name | some name in names; may_sign(name)}) < least
}

findings contains attestations.finding("tampered", image, {
	"reason": attestations.reason(item),
	"attestation": item.subject.name,
}) if {
	some image in pinned
	some item in attestations.about(image)
	attestations.is_tampered(item)
}

pinned contains image if {
	count(attestations.all) > 0
	some image in attestations.deployed
	image.digest != ""
}

is_tampered(image) if {
	some item in attestations.about(image)
	attestations.is_tampered(item)
}

verified(image) := [item |
	some item in attestations.about(image)
	attestations.is_verified(item)
]

# By the name that `release.yaml` gives a key, or the one that a certificate has.
signers(item) := {name |
	some signer in values.list_at(item.content, ["signers"])
	some field in ["key", "subject"]
	name := values.string_at(signer, [field])
	name != ""
}

allowed := parameters.value("allowed_signers")

may_sign(_) if count(allowed) == 0

may_sign(name) if attestations.fits_any(allowed, name)
