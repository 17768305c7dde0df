package seaworthy.dedicated.ded_01_test

import data.seaworthy.dedicated.ded_01
import data.seaworthy.lib.record_inputs

now := record_inputs.now

day := record_inputs.day

parameters := {"proving_environments": ["acme-staging"], "max_environment_baseline_days": 90}

found(records) := result if {
	result := ded_01.findings with input as record_inputs.input_of("record/load-test", records, parameters)
}

measured(id, fields) := record_inputs.record(id, object.union({"role": "baseline"}, fields))

rules(fields) := record_inputs.rules(found([measured(1, fields)]))

test_a_baseline_of_the_environment_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([]) == set()

test_a_test_of_the_candidate_alone_is_no_baseline if rules({"role": "candidate"}) == {["no-baseline", "fail"]}

test_a_baseline_of_another_environment_fires if {
	rules({"environment": "shared"}) == {["baseline-of-another-environment", "fail"]}
}

test_an_environment_that_stands_for_it_counts if rules({"environment": "acme-staging"}) == set()

test_ninety_days_are_allowed_and_no_day_more if {
	rules({"at": now - (90 * day)}) == set()
	rules({"at": now - (91 * day)}) == {["too-old", "fail"]}
}

test_the_newest_counts if {
	found([measured(1, {"at": now - (200 * day)}), measured(2, {})]) == set()
	found([measured(1, {"environment": "shared"}), measured(2, {})]) == set()
}

test_a_baseline_of_tomorrow_is_unknown if rules({"at": now + day}) == {["in-future", "unknown"]}
