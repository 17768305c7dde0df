package seaworthy.lib.records_test

import data.seaworthy.lib.record_inputs
import data.seaworthy.lib.records

latest(items, scope) := item.id if {
	item := records.latest("k", scope) with input as record_inputs.input_of("k", items, {})
}

doubts(items, scope) := {[doubt.rule, doubt.status, doubt.on] | some doubt in found} if {
	found := records.doubts("k", scope) with input as record_inputs.input_of("k", items, {})
}

test_the_newest_counts if {
	latest(
		[
			record_inputs.record(1, {"at": 10}),
			record_inputs.record(2, {"at": 30}),
			record_inputs.record(3, {"at": 20}),
		],
		"candidate",
	) == 2
}

test_of_two_of_one_time_the_first_counts if {
	latest([record_inputs.record(1, {"at": 10}), record_inputs.record(2, {"at": 10})], "environment") == 1
}

test_records_of_others_do_not_count if {
	doubts([record_inputs.record(1, {"candidate": "sha256:bb"})], "candidate") == {["other-candidate", "unknown", 1]}
	doubts([record_inputs.record(1, {"environment": "staging"})], "environment") == {["other-environment", "unknown", 1]}
}

test_a_candidate_is_the_same_in_every_environment if {
	latest([record_inputs.record(1, {"environment": "staging"})], "candidate") == 1
}

test_an_environment_outlives_candidates if {
	latest([record_inputs.record(1, {"candidate": "sha256:bb"})], "environment") == 1
}

test_what_has_not_happened_does_not_count if {
	doubts([record_inputs.record(1, {"at": record_inputs.now + 301})], "any") == {["in-future", "unknown", 1]}
	latest([record_inputs.record(1, {"at": record_inputs.now + 300})], "any") == 1
}

test_one_that_counts_silences_doubts_about_others if {
	doubts([record_inputs.record(1, {"candidate": "sha256:bb"}), record_inputs.record(2, {})], "candidate") == set()
}

test_no_digest_is_no_candidate if {
	found := records.doubts("k", "candidate") with input as {
		"now": record_inputs.now,
		"evidence": {
			"release/descriptor": [{"id": 0, "content": {"candidate": {"name": "erp"}, "environment": "production"}}],
			"k": [record_inputs.record(1, {})],
		},
	}
	{doubt.rule | some doubt in found} == {"other-candidate"}
}
