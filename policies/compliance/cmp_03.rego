# METADATA
# title: Data is encrypted at rest
# description: Every store of data is encrypted, with keys that its owner manages.
# custom:
#   id: CMP-03
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [release/descriptor, record/data-inventory]
#   reads: []
#   parameters: [max_data_inventory_days, data_kinds, managed_keys_required]
#   mappings:
#     nist-800-53r5: [SC-12, SC-28(1)]
#   rules:
#     not-encrypted:
#       message: "`{store}` ({kind}) is not encrypted"
#       fix: have it encrypted, or move the data to one that is
#     unmanaged-keys:
#       message: "`{store}` ({kind}) is encrypted with keys that its provider manages"
#       fix: encrypt it with a key of your own, or set `managed_keys_required` to false
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
package seaworthy.compliance.cmp_03

import data.seaworthy.lib.data_stores
import data.seaworthy.lib.parameters

findings contains finding if some finding in data_stores.common

item := data_stores.item

findings contains finding(i, one, "not-encrypted") if {
	some i, one in item.content.stores
	one.encryption == "none"
}

findings contains finding(i, one, "unmanaged-keys") if {
	parameters.value("managed_keys_required") == true
	some i, one in item.content.stores
	one.encryption == "provider-keys"
}

finding(i, one, rule) := {"rule": rule, "on": item.id, "path": ["stores", i, "encryption"], "store": one.name, "kind": one.kind}
