# Inputs for the tests of controls that judge test runs.
package seaworthy.lib.test_inputs

import data.seaworthy.lib.record_inputs

test(name, outcome, fields) := object.union(
	{"suite": "s", "class": "tests.TestIt", "name": name, "outcome": outcome, "about": []},
	fields,
)

run(id, cases, fields) := object.union(
	record_inputs.record(id, object.union({"form": "JUnit XML", "complete": true, "cases": cases}, fields)),
	{"source": {"file": "t.xml"}},
)
