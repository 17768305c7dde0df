# METADATA
# title: Every image has a bill of materials, and its licenses may be used
# description: An SBOM tells what an image is made of, by the digest that runs. Of licenses that may be chosen between, one that may be used is enough.
# custom:
#   id: IMG-09
#   severity: medium
#   stage: build
#   scope: snapshot
#   needs: [kubernetes/workload, image/sbom]
#   reads: [image/scan]
#   parameters: [denied_licenses, allowed_licenses, unknown_licenses, accept_sbom_by_tag]
#   mappings:
#     nist-800-53r5: [CM-8, CM-10, SR-4]
#   rules:
#     no-sbom:
#       message: "{role} `{container}` runs `{image}`, for which there is no bill of materials"
#       fix: make one with `trivy image --format cyclonedx {image}` or `syft {image} -o spdx-json`, and add it to the evidence
#     other-digest:
#       message: "{role} `{container}` runs `{image}`, and the bill of materials of that name is about other digests: `{described}`"
#       fix: make the bill of materials of the digest that will run
#     joined-by-tag:
#       message: "{role} `{container}` runs `{image}`, and its bill of materials is joined by its tag alone, which may stand for other bytes"
#       fix: pin the image by digest and make the bill of materials from the registry, or set `accept_sbom_by_tag`
#     denied-license:
#       message: "`{package}` in image `{image}` is under `{license}`; denied is `{denied}`"
#       fix: replace the package, agree another license with its owner, or take the license off `denied_licenses`
#     license-not-allowed:
#       message: "`{package}` in image `{image}` is under `{license}`; not allowed is `{denied}`"
#       fix: have the license reviewed and add it to `allowed_licenses`, or replace the package
#     unknown-license:
#       message: "of {count} packages in image `{image}` nobody knows the license, of `{package}` among them"
#       fix: find out the licenses and name them in the bill of materials by SPDX identifiers, or decide by the parameter `unknown_licenses`
package seaworthy.supply_chain.img_09

import data.seaworthy.lib.deployed_images
import data.seaworthy.lib.evidence
import data.seaworthy.lib.licenses
import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

all_bills := {item.id: item | some item in evidence.of_kind("image/sbom")}

joined_by_digest := {image |
	some image in deployed_images.all
	count(deployed_images.of_digest("image/sbom", image)) > 0
}

# Bills of the same name, where none is of the digest.
of_place(image) := deployed_images.of_place("image/sbom", image)

digests_of(id) := deployed_images.about(all_bills[id].content).digests

# A bill that names other digests is not about an image that names its own.
of_tag(image) := {id |
	some id in of_place(image)
	not tells_others(image, id)
}

tells_others(image, id) if {
	image.digest != ""
	count(digests_of(id)) > 0
}

findings contains on_image("no-sbom", image, {}) if {
	some image in (deployed_images.all - joined_by_digest)
	count(of_place(image)) == 0
}

findings contains on_image("other-digest", image, {"described": sort(others)}) if {
	some image in (deployed_images.all - joined_by_digest)
	count(of_place(image)) > 0
	count(of_tag(image)) == 0
	others := {digest | some id in of_place(image); some digest in digests_of(id)}
}

findings contains on_image("joined-by-tag", image, {"status": "unknown"}) if {
	not parameters.value("accept_sbom_by_tag") == true
	some image in (deployed_images.all - joined_by_digest)
	count(of_tag(image)) > 0
}

judged_ids contains id if {
	some image in joined_by_digest
	some id in deployed_images.of_digest("image/sbom", image)
}

judged_ids contains id if {
	some image in (deployed_images.all - joined_by_digest)
	some id in of_tag(image)
}

bills := [item |
	some item in evidence.of_kind("image/sbom")
	item.id in judged_ids
]

packages := [one |
	some item in bills
	rank_of := licenses.ranks(item.content)
	some component in values.list_at(item.content, ["components"])

	# Lock files, folders and the operating system are listed too, and are nobody's work to license.
	values.string_at(component, ["purl"]) != ""
	one := {
		"item": item.id,
		"name": values.string_at(component, ["name"]),
		"label": label(component),
		"ranks": ranked(values.list_at(component, ["licenses"]), rank_of),
	}
]

# What nobody says is not known.
ranked(texts, rank_of) := {text: object.get(rank_of, text, licenses.unknown) | some text in texts} if {
	count(texts) > 0
} else := {"": licenses.unknown}

label(component) := trim_space(concat(" ", [values.string_at(component, ["name"]), values.string_at(component, ["version"])]))

# What a license scanner saw in a file stands in no bill.
scanned := [one |
	some item in evidence.of_kind("image/scan")
	some digest in deployed_images.about(item.content).digests
	digest in deployed_digests
	rank_of := licenses.ranks(item.content)
	some license in values.list_at(item.content, ["licenses"])
	name := values.string_at(license, ["package"])
	text := values.string_at(license, ["name"])
	not told[[digest, name, text]]
	one := {"item": item.id, "name": name, "label": name, "ranks": {text: object.get(rank_of, text, licenses.unknown)}}
]

deployed_digests := {image.digest | some image in deployed_images.all; image.digest != ""}

# The same package of the same image is told of once, by the bill.
told := {[digest, one.name, text]: true |
	some one in packages
	some digest in digests_of(one.item)
	some text, _ in one.ranks
}

items := {item.id: item | some kind in ["image/sbom", "image/scan"]; some item in evidence.of_kind(kind)}

findings contains finding if {
	some rule, least in {"denied-license": licenses.denied, "license-not-allowed": licenses.not_allowed}
	some one in array.concat(packages, scanned)
	some text, rank in one.ranks
	rank == least
	finding := {
		"rule": rule,
		"on": one.item,
		"path": [],
		"image": image_of(one.item),
		"package": one.label,
		"license": text,
		"denied": licenses.reasons(items[one.item].content, text, least),
	}
}

unclear[one.item] contains one.label if {
	some one in array.concat(packages, scanned)
	max([rank | some rank in one.ranks]) == licenses.unknown
}

findings contains object.union(finding, status) if {
	some status in unknown_status
	some id, labels in unclear
	finding := {
		"rule": "unknown-license",
		"on": id,
		"path": [],
		"image": image_of(id),
		"count": count(labels),
		"package": min(labels),
	}
}

unknown_status contains {"status": "unknown"} if not parameters.value("unknown_licenses") in {"allow", "deny"}

unknown_status contains {} if parameters.value("unknown_licenses") == "deny"

on_image(rule, image, named) := object.union(
	{"rule": rule, "on": image.on, "path": image.path, "role": image.role, "container": image.container, "image": image.image},
	named,
)

image_of(id) := deployed_images.about(items[id].content).name
