# METADATA
# title: The cache serves nothing of the release before
# description: After the cut-over no keys of the release before are left, and browsers are told of new asset bundles.
# custom:
#   id: RDS-01
#   severity: medium
#   stage: integration
#   scope: snapshot
#   needs: [release/descriptor, record/cache-cut-over]
#   reads: []
#   parameters: [max_old_keys, min_sampled_keys]
#   mappings:
#     nist-800-53r5: [CM-3, SI-10]
#   rules:
#     old-keys:
#       message: "{keys} keys begin with `{prefix}` and are of the release before; {most} may be left"
#       fix: delete them at the cut-over, or give each release a prefix of its own
#     same-assets:
#       message: "asset bundle `{bundle}` has the version that it had before the cut-over"
#       fix: have the assets made anew, so that browsers ask for them
#     before-cut-over:
#       message: "the keys were looked at before the cut-over"
#       fix: look at them again, when users work with the new release
#     too-few-keys:
#       message: "{keys} keys were looked at, fewer than {least}, and these are not all"
#       fix: let SCAN go on to its end
#     none-of-this:
#       message: "no key of this release was seen, and so it is not known whether this server serves it"
#       fix: look at the server that the new release uses, when users work with it
#     no-assets:
#       message: "nothing is said about asset bundles"
#       fix: record the versions of the bundles before and after
#     other-environment:
#       message: "the record is about another environment than the release"
#       fix: record it of the environment that `release.yaml` names
#     other-candidate:
#       message: "the record is about another candidate"
#       fix: record what became of the cache at the cut-over to this candidate
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.cache.rds_01

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

# Whatever environment the cut-over was tried in: it is about the candidate.
findings contains finding if some finding in records.doubts("record/cache-cut-over", "candidate")

item := records.latest("record/cache-cut-over", "candidate")

findings contains finding("old-keys", ["prefixes", i, "keys"], {"prefix": one.prefix, "keys": one.keys, "most": most}) if {
	most := parameters.value("max_old_keys")
	some i, one in item.content.prefixes
	one.release == "before"
	one.keys > most
}

findings contains finding("same-assets", ["assets", i, "after"], {"bundle": one.bundle}) if {
	some i, one in item.content.assets
	one.after == one.before
}

findings contains finding("before-cut-over", ["sample", "at"], {"status": "unknown"}) if {
	item.content.sample.at <= item.content.cutOver
}

findings contains finding("in-future", ["sample", "at"], {"status": "unknown"}) if {
	item.content.sample.at > input.now + records.clock_skew_seconds
}

findings contains finding("too-few-keys", ["sample", "keys"], {"keys": keys, "least": least, "status": "unknown"}) if {
	not item.content.sample.all == true
	keys := item.content.sample.keys
	least := parameters.value("min_sampled_keys")
	keys < least
}

findings contains finding("none-of-this", ["prefixes"], {"status": "unknown"}) if {
	item
	count([1 | some one in item.content.prefixes; one.release == "this"; one.keys > 0]) == 0
}

findings contains finding("no-assets", ["assets"], {"status": "unknown"}) if {
	item
	count(item.content.assets) == 0
}

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
