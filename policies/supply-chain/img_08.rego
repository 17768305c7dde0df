# METADATA
# title: Where images come from is known
# description: SLSA provenance of the digest that will run holds and names a trusted builder and an allowed source, or two independent builds gave the same bytes.
# custom:
#   id: IMG-08
#   severity: high
#   stage: build
#   scope: snapshot
#   needs: [kubernetes/workload]
#   reads: [image/attestation, record/reproduced-build]
#   parameters: [trusted_builders, allowed_sources]
#   mappings:
#     nist-800-53r5: [SR-3, SR-4, SR-4(3), SR-4(4), SA-10, SI-7]
#   rules:
#     no-evidence:
#       message: "there is neither an attestation nor a record of a reproduced build"
#       fix: add the builders' provenance to the evidence, or a record of kind `ReproducedBuild`
#     no-provenance:
#       message: "{role} `{container}` runs `{image}`, and nothing tells who built it from what"
#       fix: have the build attest it, `cosign attest --type slsaprovenance1`, or build it twice and record the digests
#     not-verified:
#       message: "{role} `{container}` runs `{image}`, and no provenance of it holds; {reason}"
#       fix: get the provenance anew from the builder, or name its signer in `keys` or `identities` of `release.yaml`
#     builder-not-trusted:
#       message: "{role} `{container}` runs `{image}`, which `{builder}` built"
#       fix: build it on a builder that the parameter `trusted_builders` names
#     source-not-allowed:
#       message: "{role} `{container}` runs `{image}`, built from `{sources}`"
#       fix: build it from a source that the parameter `allowed_sources` names
#     no-source:
#       message: "{role} `{container}` runs `{image}`, whose provenance names no source with a digest"
#       fix: have the builder state what it built from, under `resolvedDependencies`
#     digests-differ:
#       message: "{role} `{container}` runs `{image}`, and another build of it gave `{digests}`"
#       fix: find out what differs, with `diffoscope`, and make the build reproducible
#     not-independent:
#       message: "{role} `{container}` runs `{image}`, and all builds that gave these bytes are of `{builder}`"
#       fix: have somebody else build it, too
#     no-trusted-builders:
#       message: "which builders are trusted is not said"
#       fix: list them in the parameter `trusted_builders`, by the `builder.id` of their provenance
#     nothing-trusted:
#       message: "{role} `{container}` runs `{image}`, and nothing tells whose provenance counts"
#       fix: name the signers under `keys` or `identities` of the evidence in `release.yaml`
#     deployed-without-digest:
#       message: "{role} `{container}` runs `{image}` by tag, so whether its provenance is that of the bytes that run is not known"
#       fix: pin the image by digest
package seaworthy.supply_chain.img_08

import data.seaworthy.lib.attestations
import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.records
import data.seaworthy.lib.values

builds := [{"item": item, "image": image} |
	some item in evidence.of_kind("record/reproduced-build")
	not records.is_strange("in-future", item.content, "environment")
	some image in values.list_at(item.content, ["images"])
]

is_evidence if count(attestations.all) > 0

is_evidence if count(builds) > 0

first_id := min({item.id | some item in evidence.of_kind("kubernetes/workload")})

findings contains {"rule": "no-evidence", "on": first_id, "path": [], "status": "unknown"} if {
	count(evidence.of_kind("kubernetes/workload")) > 0
	not is_evidence
}

findings contains {"rule": "no-trusted-builders", "on": first_id, "path": [], "status": "unknown"} if {
	count(parameters.value("trusted_builders")) == 0
	some image in pinned
	count(verified(image)) > 0
}

findings contains attestations.finding("deployed-without-digest", image, {"status": "unknown"}) if {
	is_evidence
	some image in attestations.deployed
	image.digest == ""
}

findings contains attestations.finding("no-provenance", image, {}) if {
	some image in unproved
	count(provenance(image)) == 0
	count(builds_of(image)) == 0
}

findings contains attestations.finding("nothing-trusted", image, {"status": "unknown"}) if {
	some image in unproved
	some item in provenance(image)
	attestations.is_unchecked(item)
}

findings contains attestations.finding("not-verified", image, {"reason": min(reasons)}) if {
	some image in unproved
	count(verified(image)) == 0
	reasons := {attestations.reason(item) | some item in provenance(image); not attestations.is_unchecked(item)}
	count(reasons) > 0
}

findings contains attestations.finding("builder-not-trusted", image, {"builder": builder(item)}) if {
	builders := parameters.value("trusted_builders")
	count(builders) > 0
	some image in pinned
	some item in verified(image)
	not attestations.fits_any(builders, builder(item))
}

findings contains attestations.finding("no-source", image, {}) if {
	some image in pinned
	some item in verified(image)
	count(sources(item)) == 0
}

findings contains attestations.finding("source-not-allowed", image, {"sources": sort(sources(item))}) if {
	allowed := parameters.value("allowed_sources")
	count(allowed) > 0
	some image in pinned
	some item in verified(image)
	count(sources(item)) > 0
	not comes_from(item, allowed)
}

findings contains attestations.finding("digests-differ", image, {"digests": sort(others)}) if {
	some image in pinned
	some one in builds_of(image)
	others := {build.digest | some build in one.image.builds} - {image.digest}
	count(others) > 0
}

findings contains attestations.finding("not-independent", image, {"builder": min(builders), "status": "unknown"}) if {
	some image in unproved
	count(provenance(image)) == 0
	builders := builders_of(image)
	count(builders) == 1
}

pinned contains image if {
	is_evidence
	some image in attestations.deployed
	image.digest != ""
}

# Neither provenance that holds nor two builders that agree.
unproved contains image if {
	some image in pinned
	count(verified(image)) == 0
	count(builders_of(image)) < 2
}

provenance(image) := [item |
	some item in attestations.about(image)
	builder(item) != ""
]

verified(image) := [item |
	some item in provenance(image)
	attestations.is_verified(item)
]

builder(item) := values.string_at(item.content, ["provenance", "builder"])

# What has no digest may be anything by now.
sources(item) := {uri |
	some material in values.list_at(item.content, ["provenance", "materials"])
	count(values.list_at(material, ["digests"])) > 0
	uri := values.string_at(material, ["uri"])
	uri != ""
}

comes_from(item, allowed) if {
	some uri in sources(item)
	attestations.fits_any(allowed, uri)
}

# Records of builds one of which gave the bytes that will run.
builds_of(image) := [one |
	some one in builds
	some build in values.list_at(one.image, ["builds"])
	build.digest == image.digest
]

builders_of(image) := {build.builder |
	some one in builds_of(image)
	some build in one.image.builds
	build.digest == image.digest
}
