# Test runs of the candidate.
package seaworthy.lib.test_runs

import data.seaworthy.lib.evidence
import data.seaworthy.lib.records

kind := "test/run"

# Runs that no record names are gaps of their own; who they are about nobody knows.
ours := [item | some item in records.ours(kind, "candidate"); is_claimed(item)]

is_claimed(item) if is_string(item.content.candidate)

doubts contains finding if {
	count(ours) == 0
	some item in evidence.of_kind(kind)
	some rule in records.strange(item.content, "candidate")
	finding := {"rule": rule, "status": "unknown", "on": item.id, "path": []}
}

# Item, position and case of each test of this candidate.
cases contains [item, i, test] if {
	some item in ours
	some i, test in item.content.cases
}

incomplete contains {"rule": "incomplete", "status": "unknown", "on": item.id, "path": [], "file": item.source.file} if {
	some item in ours
	not item.content.complete == true
}

did_not_pass := {"failed", "error"}

title(test) := concat(" ", [part | some part in [test.class, test.name]; part != ""])
