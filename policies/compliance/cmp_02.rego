# METADATA
# title: Data is kept as long as it must and may
# description: No store forgets before it may, and none keeps longer than it may.
# custom:
#   id: CMP-02
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [release/descriptor, record/data-inventory]
#   reads: []
#   parameters: [max_data_inventory_days, data_kinds]
#   mappings:
#     nist-800-53r5: [SI-12, AU-11]
#   rules:
#     kept-too-short:
#       message: "`{store}` keeps data for {days} days; it must keep it for {least}"
#       fix: lengthen its retention
#     kept-too-long:
#       message: "`{store}` keeps data for {days} days; it may keep it for {most}"
#       fix: shorten its retention
#     kept-for-ever:
#       message: "`{store}` never deletes, and may keep data for {most} days"
#       fix: set a retention
#     no-limit:
#       message: "`{store}` holds personal data, and nobody said how long it may"
#       fix: record it as `mayKeep`
#     contradiction:
#       message: "`{store}` must keep data longer than it may"
#       fix: mend `mustKeep` or `mayKeep`
#     not-told:
#       message: "nothing is said about any store of kind {kind}"
#       fix: list it, or take the kind out of `data_kinds` if there is none
#     too-old:
#       message: "the list of stores is {days} days old, more than {most}"
#       fix: look at it again, and record when
#     other-environment:
#       message: "the record is about another environment than the release"
#       fix: record it of the environment that `release.yaml` names
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.compliance.cmp_02

import data.seaworthy.lib.data_stores

findings contains finding if some finding in data_stores.common

item := data_stores.item

day := 86400

stores := object.get(item.content, "stores", [])

findings contains finding(i, one, "kept-too-short", "keptFor", {"days": floor(one.keptFor / day), "least": ceil(one.mustKeep / day)}) if {
	some i, one in stores
	one.keptFor < one.mustKeep
}

findings contains finding(i, one, "kept-too-long", "keptFor", {"days": ceil(one.keptFor / day), "most": floor(one.mayKeep / day)}) if {
	some i, one in stores
	one.keptFor > one.mayKeep
}

# Without a retention data is kept for ever, which is long enough for any duty.
findings contains finding(i, one, "kept-for-ever", "name", {"most": floor(one.mayKeep / day)}) if {
	some i, one in stores
	is_number(one.mayKeep)
	not is_kept_for(one)
}

is_kept_for(one) if is_number(one.keptFor)

findings contains finding(i, one, "no-limit", "personal", {"status": "unknown"}) if {
	some i, one in stores
	one.personal == true
	not may_keep(one)
}

may_keep(one) if is_number(one.mayKeep)

findings contains finding(i, one, "contradiction", "mayKeep", {"status": "unknown"}) if {
	some i, one in stores
	one.mustKeep > one.mayKeep
}

finding(i, one, rule, key, values) := object.union({"rule": rule, "on": item.id, "path": ["stores", i, key], "store": one.name}, values)
