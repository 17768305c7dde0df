# METADATA
# title: New dependencies are reviewed, and none is denied
# description: The candidate's packages are compared with those of the release before. What is new was looked at, is on no list and was not taken back.
# custom:
#   id: DEP-02
#   severity: high
#   stage: build
#   scope: snapshot
#   needs: [dependency/set]
#   reads: [release/descriptor, image/sbom, image/scan, record/dependency-review, image/known-exploited]
#   parameters: [denied_packages, review_new_packages, known_exploited_max_age_days]
#   mappings:
#     nist-800-53r5: [SA-11, SR-3, SR-5]
#   rules:
#     denied-package:
#       message: "`{package}` `{version}` is on the list of denied packages as `{entry}`"
#       fix: replace the package, or take it off `denied_packages`
#     yanked:
#       message: "`{package}` `{version}` was taken back by its authors: {reason}"
#       fix: choose another version
#     known-exploited:
#       message: "`{package}` `{version}` is new and has `{vulnerability}`, which is known to be exploited"
#       fix: choose a version without it
#     not-reviewed:
#       message: "`{package}` `{version}` is new, and nobody accepted it"
#       fix: look at it, and record what was decided in a record of kind `DependencyReview`
#     rejected:
#       message: "`{package}` was looked at by `{reviewer}` and rejected"
#       fix: replace the package
#     no-baseline:
#       message: "packages of `{ecosystem}` have nothing to be compared with, so what is new is not known"
#       fix: add the files of the release before to `evidence` with `role` set to baseline
#     no-known-exploited-list:
#       message: "{count} packages are new or changed, and there is no list of known exploited vulnerabilities"
#       fix: add CISA's `known_exploited_vulnerabilities.json` to the evidence
#     old-known-exploited-list:
#       message: "the list of known exploited vulnerabilities is {days} days old, more than {most}"
#       fix: get it anew
#     not-scanned:
#       message: "{count} packages are new or changed, and no scan tells their vulnerabilities"
#       fix: add a scan of the image to the evidence
#     other-environment:
#       message: "the review is about another environment than the release"
#       fix: record it of the environment that `release.yaml` names
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.supply_chain.dep_02

import data.seaworthy.lib.dependency_sets
import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.records
import data.seaworthy.lib.values

# Clocks of the machines that write lists and of the one that judges may differ.
clock_skew_seconds := 300

# Packages by their URL without a version, as lock files tell them.
told(sets) := [one |
	some item in sets
	dependency_sets.is_resolved(item)
	some i, pkg in dependency_sets.packages(item)
	pkg.origin == "registry"
	[key, version] := dependency_sets.purl_parts(pkg.purl)
	one := {
		"on": item.id,
		"path": ["packages", i],
		"key": key,
		"version": version,
		"ecosystem": concat("/", ["lock", item.content.ecosystem]),
		"yanked": object.get(pkg, "yanked", false),
	}
]

# And as bills of materials do; these are compared among themselves.
billed(items) := [one |
	some item in items
	some component in values.list_at(item.content, ["components"])
	purl := values.string_at(component, ["purl"])
	purl != ""
	[key, version] := dependency_sets.purl_parts(purl)
	one := {
		"on": item.id,
		"path": [],
		"key": key,
		"version": version,
		"ecosystem": concat("/", ["bill", split(key, "/")[0]]),
		"yanked": false,
	}
]

bills := evidence.of_kind("image/sbom")

bills_before := [item | some item in bills; item.content.baseline == true]

bills_now := [item | some item in bills; not object.get(item.content, "baseline", false) == true]

now := array.concat(told(dependency_sets.candidate), billed_now)

# Where no bill of the release before is there, lock files alone are compared.
billed_now := billed(bills_now) if {
	count(bills_before) > 0
} else := []

before := array.concat(told(dependency_sets.baseline), billed(bills_before))

known_before := {[one.ecosystem, one.key]: true | some one in before}

versions_before := {[one.ecosystem, one.key, one.version]: true | some one in before}

ecosystems_before := {one.ecosystem | some one in before} | {concat("/", ["lock", item.content.ecosystem]) | some item in dependency_sets.baseline}

# Packages that were not there, and those that were in other versions.
fresh := [one |
	some one in now
	one.ecosystem in ecosystems_before
	not known_before[[one.ecosystem, one.key]]
]

changed := [one |
	some one in now
	one.ecosystem in ecosystems_before
	not versions_before[[one.ecosystem, one.key, one.version]]
]

findings contains {"rule": "no-baseline", "status": "unknown", "on": min(ids), "path": [], "ecosystem": ecosystem} if {
	some ecosystem in ({one.ecosystem | some one in now} - ecosystems_before)
	ids := {one.on | some one in now; one.ecosystem == ecosystem}
}

findings contains on_package("denied-package", one, {"entry": entry}) if {
	some one in now
	some entry in parameters.value("denied_packages")
	is_entry(one, entry)
}

is_entry(one, entry) if {
	[key, version] := dependency_sets.purl_parts(entry)
	key == one.key
	version in {"", one.version}
}

is_entry(one, entry) if {
	endswith(entry, "*")
	startswith(one.key, trim_suffix(entry, "*"))
}

review := records.latest("record/dependency-review", "environment")

reviewed := values.list_at(review.content, ["packages"])

taken_back := {entry["package"]: values.string_at(entry, ["reason"]) | some entry in values.list_at(review.content, ["yanked"])}

findings contains on_package("yanked", one, {"reason": reason}) if {
	some one in now
	reason := object.get(taken_back, concat("@", [one.key, one.version]), null)
	is_string(reason)
}

findings contains on_package("yanked", one, {"reason": "the pkg manager says so"}) if {
	some one in now
	one.yanked == true
}

decisions(one) := {[entry.decision, entry.reviewer] |
	some entry in reviewed
	is_entry(one, entry["package"])
}

findings contains on_package("rejected", one, {"reviewer": reviewer}) if {
	some one in now
	some ["reject", reviewer] in decisions(one)
}

findings contains on_package("not-reviewed", one, {}) if {
	parameters.value("review_new_packages") != "none"
	some one in fresh
	not was_decided(one)
}

# Undefined where there is no review that counts.
was_decided(one) if {
	some [decision, _] in decisions(one)
	decision in {"accept", "reject"}
}

findings contains finding if {
	count(fresh) > 0
	some finding in records.doubts("record/dependency-review", "environment")
}

lists := evidence.of_kind("image/known-exploited")

newest := max([item.content.released | some item in lists; is_number(item.content.released)])

exploited := {id | some item in lists; some id in values.list_at(item.content, ["vulnerabilities"])}

# What scans found, by package and version.
vulnerable[key] contains name if {
	some item in evidence.of_kind("image/scan")
	some found in values.list_at(item.content, ["vulnerabilities"])
	purl := values.string_at(found, ["purl"])
	some name in {values.string_at(found, ["id"]), values.string_at(found, ["alias"])}
	name in exploited
	key := concat("@", dependency_sets.purl_parts(purl))
}

findings contains on_package("known-exploited", one, {"vulnerability": name}) if {
	some one in changed
	some name in object.get(vulnerable, concat("@", [one.key, one.version]), set())
}

findings contains about_all("no-known-exploited-list", {}) if {
	count(changed) > 0
	count(lists) == 0
}

findings contains about_all("old-known-exploited-list", {"days": days, "most": most}) if {
	count(changed) > 0
	most := parameters.value("known_exploited_max_age_days")
	days := floor((input.now - newest) / 86400)
	days > most
}

findings contains about_all("old-known-exploited-list", {"days": 0, "most": parameters.value("known_exploited_max_age_days")}) if {
	count(changed) > 0
	count(lists) > 0
	not is_dated
}

is_dated if newest <= input.now + clock_skew_seconds

findings contains about_all("not-scanned", {}) if {
	count(changed) > 0
	count(evidence.of_kind("image/scan")) == 0
}

about_all(rule, named) := object.union(
	{"rule": rule, "status": "unknown", "on": changed[0].on, "path": [], "count": count({one.key | some one in changed})},
	named,
)

on_package(rule, one, named) := object.union(
	{"rule": rule, "on": one.on, "path": one.path, "package": one.key, "version": one.version},
	named,
)
