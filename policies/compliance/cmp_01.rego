# METADATA
# title: Data stays where it must
# description: Every store of data, with backups, logs and sub-processors, is in a region where data may be.
# custom:
#   id: CMP-01
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [release/descriptor, record/data-inventory]
#   reads: []
#   parameters: [max_data_inventory_days, data_kinds, allowed_regions]
#   mappings:
#     nist-800-53r5: [SA-9(5), CP-6]
#   rules:
#     other-region:
#       message: "`{store}` ({kind}) is in {region}"
#       fix: move it, or its copy, to a region of `allowed_regions`
#     no-regions-allowed:
#       message: "nobody said in which regions data may be kept"
#       fix: set `allowed_regions`
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
package seaworthy.compliance.cmp_01

import data.seaworthy.lib.data_stores
import data.seaworthy.lib.parameters

findings contains finding if some finding in data_stores.common

item := data_stores.item

allowed := {lower(region) | some region in parameters.value("allowed_regions")}

findings contains {"rule": "no-regions-allowed", "status": "unknown", "on": item.id, "path": []} if count(allowed) == 0

findings contains {"rule": "other-region", "on": item.id, "path": ["stores", i, "regions", j], "store": one.name, "kind": one.kind, "region": region} if {
	count(allowed) > 0
	some i, one in item.content.stores
	some j, region in one.regions
	not lower(region) in allowed
}
