# METADATA
# title: A rolling update keeps serving
# description: While this candidate was rolled out under load, hardly a request failed and the ingress never fell silent.
# custom:
#   id: HAV-03
#   severity: high
#   stage: integration
#   scope: snapshot
#   needs: [release/descriptor, record/rollout-test]
#   reads: []
#   parameters: [max_rollout_error_percent, max_rollout_gap_seconds, min_rollout_requests]
#   mappings:
#     nist-800-53r5: [CP-2, SC-5]
#   rules:
#     requests-failed:
#       message: "{percent} % of the requests failed, more than {most} %"
#       fix: drain before stopping, by `preStop`, readiness and a longer grace period
#     silent:
#       message: "the ingress gave no answer for {seconds} s, longer than {most} s"
#       fix: roll pods one by one, with `maxUnavailable` 0 and readiness probes
#     too-few-requests:
#       message: "{count} requests tell too little, less than {least}"
#       fix: send more load while it rolls out
#     other-candidate:
#       message: "the record is about another candidate, or `release.yaml` names no digest"
#       fix: record it of this candidate, by the digest that `release.yaml` declares
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.resilience.hav_03

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/rollout-test", "candidate")

item := records.latest("record/rollout-test", "candidate")

findings contains finding("requests-failed", ["failed"], {"percent": round(percent * 1000) / 1000, "most": most}) if {
	most := parameters.value("max_rollout_error_percent")
	percent := (item.content.failed * 100) / item.content.requests
	percent > most
}

findings contains finding("silent", ["longestGap"], {"seconds": item.content.longestGap, "most": most}) if {
	most := parameters.value("max_rollout_gap_seconds")
	item.content.longestGap > most
}

findings contains finding("too-few-requests", ["requests"], {"count": item.content.requests, "least": least, "status": "unknown"}) if {
	least := parameters.value("min_rollout_requests")
	item.content.requests < least
}

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
