# Load tests of the candidate, held against what a control asks.
package seaworthy.lib.load_tests

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

kind := "load/comparison"

# One for each environment that the candidate was measured in.
ours := records.ours(kind, "candidate")

doubts := records.doubts(kind, "candidate")

# What the candidate did, by transaction; those that only the baseline has are none.
measured(comparison) := {one.name: one |
	some one in comparison.transactions
	one.candidate
}

# In percent of all uses; undefined where it is not told of any.
error_percent(side) := (side.failures * 100) / side.count if side.count > 0

# The same of all transactions of which it is told.
total_error_percent(comparison) := error_percent({"count": sum(counts), "failures": sum(failures)}) if {
	told := [one.candidate | some one in comparison.transactions; tells(one.candidate, "failures")]
	counts := [side.count | some side in told]
	failures := [side.failures | some side in told]
}

# Whether a figure is told.
tells(part, key) if is_number(part[key])

tells_errors(comparison) if is_number(total_error_percent(comparison))

too_few(side) if side.count < parameters.value("min_load_samples")

rounded(value) := round(value * 1000) / 1000
