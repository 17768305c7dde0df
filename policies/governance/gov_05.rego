# METADATA
# title: Patching is governed
# description: Newer versions of each component are taken within the time that the policy gives, or somebody answers for a delay that ends.
# custom:
#   id: GOV-05
#   severity: medium
#   stage: security
#   scope: snapshot
#   needs: [release/descriptor, record/patch-report]
#   reads: []
#   parameters: [max_patch_report_days, max_patch_days, max_security_patch_days, patched_components]
#   mappings:
#     nist-800-53r5: [SI-2, RA-5, CM-3]
#   rules:
#     beyond-patch-age:
#       message: "`{component}` runs {version}; {newest} has been out for {days} days, more than {most}"
#       fix: take the newer version, or record who answers for the delay and until when
#     delay-over:
#       message: "the delay of `{component}` that `{by}` answers for is over"
#       fix: take the newer version
#     not-told:
#       message: "nothing is said about `{component}`"
#       fix: record which version runs and which is the newest
#     released-not-told:
#       message: "`{component}` runs {version} and {newest} is out; it is not said since when"
#       fix: record it as `newestReleased`
#     released-in-future:
#       message: "the newest version of `{component}` is recorded as out at a time that has not come"
#       fix: correct `newestReleased`
#     too-old:
#       message: "the report is {days} days old, more than {most}"
#       fix: look for newer versions again
#     other-environment:
#       message: "the record is about another environment than the release"
#       fix: record it of the environment that `release.yaml` names
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.governance.gov_05

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/patch-report", "environment")

item := records.latest("record/patch-report", "environment")

findings contains finding("too-old", ["at"], {"days": days, "most": most, "status": "unknown"}) if {
	most := parameters.value("max_patch_report_days")
	days := records.days_old(item)
	days > most
}

day := 86400

behind contains [i, one] if {
	some i, one in item.content.components
	one.version != one.newest
}

findings contains finding("beyond-patch-age", ["components", i, "version"], {"component": one.name, "version": one.version, "newest": one.newest, "days": floor(age / day), "most": most}) if {
	some [i, one] in behind
	not one.delay
	most := days_for(one)
	age := input.now - one.newestReleased
	age > most * day
}

days_for(one) := parameters.value("max_security_patch_days") if one.mendsVulnerability == true

days_for(one) := parameters.value("max_patch_days") if not one.mendsVulnerability == true

findings contains finding("delay-over", ["components", i, "delay"], {"component": one.name, "by": one.delay.by}) if {
	some [i, one] in behind
	one.delay.until <= input.now
}

findings contains finding("released-not-told", ["components", i], {"component": one.name, "version": one.version, "newest": one.newest, "status": "unknown"}) if {
	some [i, one] in behind
	not one.newestReleased
}

findings contains finding("released-in-future", ["components", i, "newestReleased"], {"component": one.name, "status": "unknown"}) if {
	some i, one in item.content.components
	one.newestReleased > input.now + records.clock_skew_seconds
}

findings contains finding("not-told", ["components"], {"component": name, "status": "unknown"}) if {
	told := {lower(one.name) | some one in item.content.components}
	some name in parameters.value("patched_components")
	not lower(name) in told
}

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
