# METADATA
# title: Vulnerabilities stay within the tolerance
# description: Counts by severity are held to limits, and what has a fix is fixed. A VEX statement of `not_affected` is honoured.
# custom:
#   id: IMG-05
#   severity: critical
#   stage: build
#   scope: object
#   needs: [image/scan]
#   reads: []
#   parameters: [max_critical, max_high, max_medium, max_low, max_fixable_critical, honoured_suppressions]
#   mappings:
#     nist-800-53r5: [RA-5, SI-2, SA-11]
#   rules:
#     over-limit:
#       message: "image `{image}` has {count} vulnerabilities of severity {level}, {limit} are tolerated"
#       fix: rebuild on an updated base image and dependencies, or record a VEX `not_affected` statement with its reason
#     fixable-critical:
#       message: "image `{image}` holds `{package}` `{installed}` with critical `{vulnerability}`, fixed in `{fixed}`"
#       fix: upgrade `{package}` to `{fixed}` and rebuild the image
#     ignored-vulnerability:
#       message: "the scan of image `{image}` left out `{vulnerability}` in `{package}` with status `{suppression}`, so its severity is not known"
#       fix: scan without an ignore file; record a VEX `not_affected` statement or a waiver instead
#     end-of-support:
#       message: "image `{image}` is built on `{os}`, for which vulnerabilities are no longer published"
#       fix: rebuild on a supported release of the distribution
#     no-vulnerability-scan:
#       message: "the scan of image `{image}` holds no package results, so the vulnerability scanner did not run or found nothing it knows"
#       fix: scan with `trivy image --scanners vuln,secret --format json`
#     unreadable:
#       message: "the vulnerabilities of image `{image}` cannot be read from the scan"
#       fix: scan anew with `trivy image --format json`
package seaworthy.supply_chain.img_05

import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

scan := input.object

image_name := object.get(scan, ["image", "name"], "")

vulnerabilities := values.list_at(scan, ["vulnerabilities"])

limits := {"CRITICAL": "max_critical", "HIGH": "max_high", "MEDIUM": "max_medium", "LOW": "max_low"}

findings contains finding("over-limit", {"level": lower(severity), "count": number, "limit": limit}) if {
	some severity, name in limits
	limit := parameters.value(name)
	number := count([v | some v in vulnerabilities; v.severity == severity])
	exceeds(number, limit)
}

findings contains finding("fixable-critical", {
	"vulnerability": v.id,
	"package": v.package,
	"installed": object.get(v, "installed", ""),
	"fixed": v.fixed,
}) if {
	exceeds(count(fixable_critical), parameters.value("max_fixable_critical"))
	some v in fixable_critical
}

findings contains finding("ignored-vulnerability", {
	"status": "unknown",
	"vulnerability": s.id,
	"package": object.get(s, "package", ""),
	"suppression": status,
}) if {
	some s in values.list_at(scan, ["suppressed"])
	status := object.get(s, "status", "")
	not status in parameters.value("honoured_suppressions")
}

# A scanner still answers for a distribution that publishes nothing any more: its silence is no news.
findings contains finding("end-of-support", {"status": "unknown", "os": os}) if {
	object.get(scan, ["os", "endOfSupport"], false) == true
	os := concat(" ", [values.string_at(scan, ["os", "family"]), values.string_at(scan, ["os", "name"])])
}

# A clean Trivy report has no results at all; one with results but no packages was asked for
# something else, such as secrets only.
findings contains finding("no-vulnerability-scan", {"status": "unknown"}) if {
	classes := values.list_at(scan, ["classes"])
	count(classes) > 0
	every class in classes {
		not class in {"os-pkgs", "lang-pkgs"}
	}
}

findings contains finding("unreadable", {"status": "unknown"}) if {
	not is_array(object.get(scan, "vulnerabilities", null))
}

fixable_critical := [v |
	some v in vulnerabilities
	v.severity == "CRITICAL"
	values.string_at(v, ["fixed"]) != ""
]

exceeds(number, limit) if {
	limit >= 0
	number > limit
}

finding(rule, named) := object.union({"rule": rule, "path": [], "image": image_name}, named)
