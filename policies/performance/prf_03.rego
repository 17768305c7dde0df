# METADATA
# title: A batch starves nobody
# description: While procurement was imported, nobody waited long for a connection to the database.
# custom:
#   id: PRF-03
#   severity: medium
#   stage: performance
#   scope: snapshot
#   needs: [release/descriptor, record/pool-samples]
#   reads: []
#   parameters: [batch_pools, max_wait_seconds]
#   mappings:
#     nist-800-53r5: [SC-5, SC-6]
#   rules:
#     waits:
#       message: "clients of pool `{pool}` waited for {seconds} s without a break, longer than {most} s"
#       fix: give the batch a pool of its own, or fewer workers
#     too-few-samples:
#       message: "pool `{pool}` was sampled every {seconds} s, too seldom to tell a wait of {most} s"
#       fix: sample it at least twice in that time
#     run-not-covered:
#       message: "{count} samples of pool `{pool}` do not cover the run of {seconds} s"
#       fix: sample it from the beginning of the batch to its end
#     contradiction:
#       message: "clients of pool `{pool}` waited, and none waited at once"
#       fix: correct `mostWaiting`
#     not-told:
#       message: "nothing is said about pool `{pool}`"
#       fix: record how many waited
#     other-candidate:
#       message: "the record is about another candidate, or `release.yaml` names no digest"
#       fix: record it of this candidate, by the digest that `release.yaml` declares
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.performance.prf_03

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/pool-samples", "candidate")

item := records.latest("record/pool-samples", "candidate")

limit := parameters.value("max_wait_seconds")

findings contains finding("waits", ["pools", i, "longestWait"], {"pool": pool.name, "seconds": pool.longestWait, "most": limit}) if {
	some i, pool in item.content.pools
	pool.longestWait > limit
}

# Between two samples a client may wait unseen.
findings contains finding("too-few-samples", ["pools", i, "interval"], {"pool": pool.name, "seconds": pool.interval, "most": limit, "status": "unknown"}) if {
	some i, pool in item.content.pools
	pool.interval * 2 > limit
}

lasted := item.content.run.to - item.content.run.from

findings contains finding("run-not-covered", ["pools", i, "samples"], {"pool": pool.name, "count": pool.samples, "seconds": lasted, "status": "unknown"}) if {
	some i, pool in item.content.pools
	(pool.samples + 1) * pool.interval < lasted
}

findings contains finding("contradiction", ["pools", i, "mostWaiting"], {"pool": pool.name, "status": "unknown"}) if {
	some i, pool in item.content.pools
	pool.longestWait > 0
	pool.mostWaiting == 0
}

findings contains finding("not-told", ["pools"], {"pool": name, "status": "unknown"}) if {
	told := {pool.name | some pool in item.content.pools}
	some name in parameters.value("batch_pools")
	not name in told
}

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
