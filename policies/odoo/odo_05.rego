# METADATA
# title: The module test suites ran and passed on this candidate
# description: Every custom module was tested on this candidate, and no test of a module failed.
# custom:
#   id: ODO-05
#   severity: high
#   stage: build
#   scope: snapshot
#   needs: [release/descriptor, test/run]
#   reads: [record/test-run]
#   parameters: [custom_modules]
#   mappings:
#     nist-800-53r5: [SA-11, SI-2(5)]
#   rules:
#     failed:
#       message: "`{test}` of module `{module}` did not pass: {outcome}"
#       fix: mend the module, and test the candidate again
#     failed-unnamed:
#       message: "Odoo counted failures in `{file}` and named no test"
#       fix: look for errors of whole classes in the log, and mend them
#     not-tested:
#       message: "no test of module `{module}` passed on this candidate"
#       fix: write tests for it or run them, with `--test-tags /{module}`
#     modules-not-listed:
#       message: "nothing says which modules must have been tested"
#       fix: list them in `custom_modules`
#     incomplete:
#       message: "the tests in `{file}` did not come to their end"
#       fix: run them again
#     other-candidate:
#       message: "the tests are about another candidate, or `release.yaml` names no digest"
#       fix: test this candidate, and record it by the digest that `release.yaml` declares
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.odoo.odo_05

import data.seaworthy.lib.parameters
import data.seaworthy.lib.test_runs

findings contains finding if some finding in test_runs.doubts

findings contains finding if some finding in test_runs.incomplete

findings contains {"rule": "failed", "on": item.id, "path": ["cases", i], "module": test.module, "test": test_runs.title(test), "outcome": test.outcome} if {
	some [item, i, test] in test_runs.cases
	test.outcome in test_runs.did_not_pass
	is_string(test.module)
}

findings contains {"rule": "failed-unnamed", "on": item.id, "path": ["cases", i], "file": item.source.file} if {
	some [item, i, test] in test_runs.cases
	item.content.form == "log of Odoo"
	test.name == "(not named)"
}

findings contains {"rule": "not-tested", "on": test_runs.ours[0].id, "path": [], "module": module} if {
	some module in parameters.value("custom_modules")
	not module in passed
}

passed := {test.module |
	some [_, _, test] in test_runs.cases
	test.outcome == "passed"
}

findings contains {"rule": "modules-not-listed", "status": "unknown", "on": test_runs.ours[0].id, "path": []} if {
	count(test_runs.ours) > 0
	count(parameters.value("custom_modules")) == 0
}
