# METADATA
# title: API credentials are rotated
# description: Each credential has an owner, serves one integration, and was made not long ago.
# custom:
#   id: IAM-06
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [release/descriptor, record/credential-inventory]
#   reads: []
#   parameters: [max_credential_days, max_credential_inventory_days]
#   mappings:
#     nist-800-53r5: [IA-5, AC-2]
#   rules:
#     not-rotated:
#       message: "credential `{name}` is {days} days old, more than {most}"
#       fix: make a new one, and take the old one back
#     shared:
#       message: "credential `{name}` serves {users}"
#       fix: give each integration one of its own
#     no-owner:
#       message: "nobody answers for credential `{name}`"
#       fix: name an owner, or take it back
#     unused:
#       message: "credential `{name}` serves nothing"
#       fix: take it back
#     listed-twice:
#       message: "credential `{name}` is listed twice"
#       fix: list it once, with when it was made last
#     rotated-in-future:
#       message: "credential `{name}` is recorded as made at a time that has not come"
#       fix: correct `rotated`
#     too-old:
#       message: "the list of credentials is {days} days old, more than {most}"
#       fix: make it anew
#     other-environment:
#       message: "the record is about another environment than the release"
#       fix: record it of the environment that `release.yaml` names
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.iam.iam_06

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/credential-inventory", "environment")

item := records.latest("record/credential-inventory", "environment")

findings contains finding("too-old", ["at"], {"days": days, "most": most, "status": "unknown"}) if {
	most := parameters.value("max_credential_inventory_days")
	days := records.days_old(item)
	days > most
}

day := 86400

findings contains finding("not-rotated", ["credentials", i, "rotated"], {"name": one.name, "days": floor(age / day), "most": most}) if {
	most := parameters.value("max_credential_days")
	some i, one in item.content.credentials
	age := input.now - one.rotated
	age > most * day
}

findings contains finding("rotated-in-future", ["credentials", i, "rotated"], {"name": one.name, "status": "unknown"}) if {
	some i, one in item.content.credentials
	one.rotated > input.now + records.clock_skew_seconds
}

findings contains finding("shared", ["credentials", i, "usedBy"], {"name": one.name, "users": sort(users)}) if {
	some i, one in item.content.credentials
	users := {user | some user in one.usedBy}
	count(users) > 1
}

findings contains finding("unused", ["credentials", i, "usedBy"], {"name": one.name}) if {
	some i, one in item.content.credentials
	count(one.usedBy) == 0
}

findings contains finding("no-owner", ["credentials", i], {"name": one.name}) if {
	some i, one in item.content.credentials
	not one.owner
}

findings contains finding("listed-twice", ["credentials", i, "name"], {"name": one.name, "status": "unknown"}) if {
	some i, one in item.content.credentials
	some j, other in item.content.credentials
	j < i
	other.name == one.name
}

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
