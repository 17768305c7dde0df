package seaworthy.database.dbm_02_test

import data.seaworthy.database.dbm_02
import data.seaworthy.lib.record_inputs

fine := {"locks": {"samples": 100, "blockedSessions": 5, "held": [{"table": "public.a", "mode": "ACCESS EXCLUSIVE", "seconds": 5}, {"table": "public.b", "mode": "SHARE", "seconds": 900}]}}

parameters := {"critical_tables": [], "max_exclusive_lock_seconds": 5, "max_blocked_sessions": 5}

found(records, more) := result if {
	result := dbm_02.findings with input as record_inputs.input_of("record/migration-rehearsal", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

test_a_good_record_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_about_something_else_is_unknown if rules({"candidate": "sha256:bb"}) == {["other-candidate", "unknown"]}

test_a_record_of_tomorrow_is_unknown if rules({"at": record_inputs.now + record_inputs.day}) == {["in-future", "unknown"]}

test_a_table_locked_for_long_fires if {
	locks := {"held": [{"table": "public.a", "mode": "ACCESS EXCLUSIVE", "seconds": 5.1}]}
	rules({"locks": locks}) == {["locked-too-long", "fail"]}
}

test_only_listed_tables_matter_where_there_is_a_list if {
	locks := {"samples": 1, "blockedSessions": 0, "held": [{"table": "public.a", "mode": "ACCESS EXCLUSIVE", "seconds": 60}]}
	record := record_inputs.record(1, {"locks": locks})
	found([record], {"critical_tables": ["public.b"]}) == set()
	record_inputs.rules(found([record], {"critical_tables": ["public.a"]})) == {["locked-too-long", "fail"]}
}

test_waiting_sessions_fire if {
	rules({"locks": {"blockedSessions": 6}}) == {["too-many-waiting", "fail"]}
}

test_no_sampling_is_unknown if {
	record_inputs.rules(found([record_inputs.record(1, {})], {})) == {["not-sampled", "unknown"]}
}

sampled(lock) := {"samples": 10, "blockedSessions": 0, "heldLeftOut": 0, "held": [object.union({"table": "public.a", "mode": "ACCESS EXCLUSIVE"}, lock)]}

test_what_samples_leave_open_is_unknown if {
	rules({"locks": sampled({"seconds": 5, "atLeast": 4})}) == set()
	rules({"locks": sampled({"seconds": 5.1, "atLeast": 5})}) == {["may-be-locked-too-long", "unknown"]}
	rules({"locks": sampled({"seconds": 6, "atLeast": 5.1})}) == {["locked-too-long", "fail"]}
}

test_a_long_time_without_a_sample_is_unknown if {
	rules({"measured": {"outcome": "complete", "sampling": {"longestGapSeconds": 5}}}) == set()
	rules({"measured": {"outcome": "complete", "sampling": {"longestGapSeconds": 5.1}}}) == {["sampled-too-seldom", "unknown"]}
}

test_locks_that_are_not_listed_are_unknown if {
	rules({"locks": object.union(sampled({"seconds": 1, "atLeast": 1}), {"heldLeftOut": 1})}) == {["not-all-listed", "unknown"]}
}

test_half_a_rehearsal_is_unknown if {
	rules({"measured": {"outcome": "failed"}}) == {["not-complete", "unknown"]}
	rules({"measured": {"outcome": "database-lost"}}) == {["not-complete", "unknown"]}
}
