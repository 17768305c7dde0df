# METADATA
# title: Every image that will run was scanned lately
# description: A scan counts only for the digest it read, and only for as long as vulnerability data is current.
# custom:
#   id: IMG-06
#   severity: high
#   stage: build
#   scope: snapshot
#   needs: [kubernetes/workload, image/scan]
#   reads: [image/index]
#   parameters: [scan_max_age_hours, scanned_platforms]
#   mappings:
#     nist-800-53r5: [RA-5, SI-2, SR-11]
#   rules:
#     no-scan:
#       message: "{role} `{container}` runs `{image}`, for which there is no scan"
#       fix: scan it with `trivy image --format json {image}` and add the report to the evidence
#     other-digest:
#       message: "{role} `{container}` runs `{image}`, but the scan of that repository read other digests: `{scanned}`"
#       fix: scan the digest that will run with `trivy image --format json {image}`
#     platform-not-scanned:
#       message: "{role} `{container}` runs `{image}`, an index of images by platform, and that for `{platform}` was not scanned"
#       fix: scan it with `trivy image --platform {platform} --format json {image}`, or name the platforms of your nodes in the parameter `scanned_platforms`
#     platform-untold:
#       message: "{role} `{container}` runs `{image}`, an index of images by platform, and the scan of `{scan}` does not say which of them it read"
#       fix: scan each platform with a Trivy release that writes `Metadata.ImageConfig`, or by the digest of its own manifest
#     no-such-platform:
#       message: "{role} `{container}` runs `{image}`, an index of images for `{offered}`, and none of them is for a platform of the parameter `scanned_platforms`"
#       fix: correct the parameter, or build the image for the platforms of your nodes
#     index-not-read:
#       message: "{role} `{container}` runs `{image}`, which holds the index `{index}`, and which images that offers is not among the evidence"
#       fix: add it to the evidence as the registry has it, with `crane manifest`
#     stale-scan:
#       message: "the scan of `{image}` is {hours} h old, {limit} h are allowed"
#       fix: scan the image again with an updated vulnerability database
#     scan-without-digest:
#       message: "{role} `{container}` runs `{image}`, and the scan of `{scan}` does not say which digest it read"
#       fix: scan the image from the registry by digest; images of a local daemon have no repository digest
#     deployed-without-digest:
#       message: "{role} `{container}` runs `{image}` by tag, so whether a scan read the same bytes is not known"
#       fix: pin the image by digest
#     scan-without-time:
#       message: "the scan of `{image}` does not say when it was made"
#       fix: scan again with a Trivy release that writes `CreatedAt`
#     scan-from-the-future:
#       message: "the scan of `{image}` is dated later than this evaluation"
#       fix: set the clock of the machine that scans, or evaluate as of a later time
package seaworthy.supply_chain.img_06

import data.seaworthy.lib.evidence
import data.seaworthy.lib.images
import data.seaworthy.lib.parameters
import data.seaworthy.lib.pods
import data.seaworthy.lib.values

# Clocks of the scanner and of this engine may differ by a little.
clock_skew_seconds := 300

findings contains finding("no-scan", image, {}) if {
	some image in unscanned
	not image.repository in scanned_repositories
}

findings contains finding("other-digest", image, {"scanned": sort(others)}) if {
	some image in unscanned
	image.digest != ""
	not image.repository in repositories_without_digest
	others := object.get(digests_of_repository, image.repository, set())
	count(others) > 0
}

findings contains finding("scan-without-digest", image, {"status": "unknown", "scan": name}) if {
	some image in unscanned
	image.digest != ""
	some name in object.get(scan_name_without_digest, image.repository, set())
}

findings contains finding("deployed-without-digest", image, {"status": "unknown"}) if {
	some image in deployed
	image.digest == ""
	image.repository in scanned_repositories
}

findings contains finding("platform-not-scanned", image, {"platform": platform.platform}) if {
	some image in deployed
	image.digest in scanned_digests
	count(untold(image.digest)) == 0
	some platform in unscanned_platforms(image.digest)
}

findings contains finding("platform-untold", image, {"status": "unknown", "scan": name}) if {
	some image in deployed
	count(unscanned_platforms(image.digest)) > 0
	some name in untold(image.digest)
}

findings contains finding("no-such-platform", image, {"status": "unknown", "offered": sort(offered)}) if {
	some image in deployed
	image.digest in object.keys(indexes)
	count(wanted(image.digest)) == 0
	offered := {platform.platform | some platform in platforms(image.digest)}
}

findings contains finding("index-not-read", image, {"status": "unknown", "index": digest}) if {
	some image in deployed
	some digest in values.list_at(object.get(indexes, image.digest, {}), ["unread"])
}

findings contains scan_finding("stale-scan", scan, {"hours": floor(age / 3600), "limit": limit}) if {
	limit := parameters.value("scan_max_age_hours")
	some scan in judged_scans
	age := input.now - scan.at
	age > limit * 3600
}

findings contains scan_finding("scan-without-time", scan, {"status": "unknown"}) if {
	some scan in judged_scans
	not is_number(scan.at)
}

findings contains scan_finding("scan-from-the-future", scan, {"status": "unknown"}) if {
	some scan in judged_scans
	scan.at > input.now + clock_skew_seconds
}

deployed contains {
	"on": workload.id,
	"path": array.concat(found.path, ["image"]),
	"role": found.role,
	"container": found.name,
	"image": reference,
	"repository": parsed.repository,
	"digest": parsed.digest,
} if {
	some workload in evidence.of_kind("kubernetes/workload")
	some found in pods.containers(workload.content)
	reference := values.string_at(found.container, ["image"])
	reference != ""
	parsed := images.parse(reference)
}

unscanned contains image if {
	some image in deployed
	not image.digest in scanned_digests
}

scans contains {
	"on": item.id,
	"name": name,
	"repository": parsed.repository,
	"digests": digests,
	"at": object.get(item.content, "scannedAt", null),
} if {
	some item in evidence.of_kind("image/scan")
	name := values.string_at(item.content, ["image", "name"])
	parsed := images.parse(name)
	known := {digest | some digest in values.list_at(item.content, ["image", "digests"])}
	own := {values.string_at(item.content, ["image", "digest"]), parsed.digest}
	digests := (known | own) - {""}
}

scanned_digests := {digest | some scan in scans; some digest in scan.digests}

scanned_repositories := {scan.repository | some scan in scans}

digests_of_repository[repository] contains digest if {
	some scan in scans
	repository := scan.repository
	some digest in scan.digests
}

scan_name_without_digest[repository] contains scan.name if {
	some scan in scans
	count(scan.digests) == 0
	repository := scan.repository
}

repositories_without_digest := object.keys(scan_name_without_digest)

deployed_digests := {image.digest | some image in deployed}

# Each image of an index may run, so the newest scan of each speaks.
judged_digests := deployed_digests | {platform.digest |
	some digest in deployed_digests
	some platform in wanted(digest)
}

scans_of_digest[digest] contains scan if {
	some scan in scans
	some digest in (scan.digests & judged_digests)
}

indexes := {item.content.digest: item.content | some item in evidence.of_kind("image/index")}

platforms(digest) := values.list_at(object.get(indexes, digest, {}), ["platforms"])

# The images of an index that may run.
wanted(digest) := [platform | some platform in platforms(digest); is_wanted(platform.platform)]

is_wanted(_) if count(parameters.value("scanned_platforms")) == 0

is_wanted(name) if name in parameters.value("scanned_platforms")

# An image that does not tell its platform may run on any.
is_wanted(name) if contains(name, "unknown")

unscanned_platforms(digest) := [platform |
	some platform in wanted(digest)
	not platform.digest in scanned_digests
]

# Scans that name an index and none of its images.
untold(digest) := {scan.name |
	offered := {platform.digest | some platform in platforms(digest)}
	some scan in scans
	digest in scan.digests
	count(scan.digests & offered) == 0
}

# Of several scans of a digest the newest speaks; scans of what is not deployed are not asked.
judged_scans contains scan if {
	some _, about in scans_of_digest
	newest := max([scan.at | some scan in about])
	some scan in about
	scan.at == newest
}

finding(rule, image, named) := object.union(
	{"rule": rule},
	object.union(object.remove(image, ["repository", "digest"]), named),
)

scan_finding(rule, scan, named) := object.union(
	{"rule": rule, "on": scan.on, "path": ["CreatedAt"], "image": scan.name},
	named,
)
