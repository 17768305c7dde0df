# Inputs for the tests of controls that judge load tests.
package seaworthy.lib.load_inputs

import data.seaworthy.lib.record_inputs

run(fields) := object.union(
	{
		"file": "c.json", "tool": "k6", "complete": true, "timed": true, "seconds": 1800,
		"candidate": record_inputs.candidate, "at": record_inputs.now - record_inputs.day, "by": "ops",
	},
	fields,
)

side(fields) := object.union(
	{"runs": 1, "count": 5000, "failures": 5, "samples": true, "slices": 60, "p50": 80, "p95": 200, "p99": 300, "max": 900},
	fields,
)

change(fields) := object.union(
	{"by": "slices", "ratio": 1.01, "low": 0.98, "high": 1.04, "slower": 0.5, "probability": 0.4},
	fields,
)

transaction(name, fields) := object.union(
	{"name": name, "candidate": side({}), "baseline": side({}), "change": change({})},
	fields,
)

baseline := run({"file": "b.json", "candidate": "sha256:before", "at": record_inputs.now - (2 * record_inputs.day)})

comparison(id, fields) := record_inputs.record(id, object.union(
	{"environment": "staging", "runs": [run({})], "baselineRuns": [baseline], "transactions": [transaction("move", {})]},
	fields,
))
