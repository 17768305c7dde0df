# METADATA
# title: EDI, carrier and marketplace integrations work on the candidate
# description: The tests of every partner ran against this candidate and passed; none failed, none was skipped.
# custom:
#   id: INT-01
#   severity: high
#   stage: integration
#   scope: snapshot
#   needs: [release/descriptor, test/run]
#   reads: [record/test-run]
#   parameters: [integration_partners]
#   mappings:
#     nist-800-53r5: [CA-3, SA-11, SR-6]
#   rules:
#     failed:
#       message: "`{test}` of partner `{partner}` did not pass: {outcome}"
#       fix: mend it, or have the partner mend it, and test the candidate again
#     skipped:
#       message: "`{test}` of partner `{partner}` was skipped"
#       fix: run it, for what is skipped proves nothing
#     not-tested:
#       message: "no test of partner `{partner}` passed on this candidate"
#       fix: test it, and name its tests under `covers` in the record
#     nothing-covered:
#       message: "no record says which tests are about which partner"
#       fix: list `covers` in the record, and partners in `integration_partners`
#     incomplete:
#       message: "the tests in `{file}` did not come to their end"
#       fix: run them again
#     other-candidate:
#       message: "the tests are about another candidate, or `release.yaml` names no digest"
#       fix: test this candidate, and record it by the digest that `release.yaml` declares
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.integration.int_01

import data.seaworthy.lib.parameters
import data.seaworthy.lib.test_runs

findings contains finding if some finding in test_runs.doubts

findings contains finding if some finding in test_runs.incomplete

listed := {partner | some partner in parameters.value("integration_partners")}

covered := {partner | some [_, _, test] in test_runs.cases; some partner in test.about}

partners := listed if count(listed) > 0

else := covered

findings contains finding(item, i, "failed", {"partner": partner, "test": test_runs.title(test), "outcome": test.outcome}) if {
	some [item, i, test] in test_runs.cases
	some partner in test.about
	partner in partners
	test.outcome in test_runs.did_not_pass
}

findings contains finding(item, i, "skipped", {"partner": partner, "test": test_runs.title(test)}) if {
	some [item, i, test] in test_runs.cases
	some partner in test.about
	partner in partners
	test.outcome == "skipped"
}

findings contains {"rule": "not-tested", "on": test_runs.ours[0].id, "path": [], "partner": partner} if {
	some partner in partners
	not partner in passed
}

passed := {partner |
	some [_, _, test] in test_runs.cases
	test.outcome == "passed"
	some partner in test.about
}

findings contains {"rule": "nothing-covered", "status": "unknown", "on": test_runs.ours[0].id, "path": []} if {
	count(test_runs.ours) > 0
	count(partners) == 0
}

finding(item, i, rule, values) := object.union({"rule": rule, "on": item.id, "path": ["cases", i]}, values)
