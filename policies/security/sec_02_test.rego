package seaworthy.security.sec_02_test

import data.seaworthy.lib.record_inputs
import data.seaworthy.security.sec_02

now := record_inputs.now

day := record_inputs.day

parameters := {"audit_sources": ["kubernetes"], "max_audit_gap_minutes": 5, "max_audit_clock_seconds": 5}

log(fields) := object.union({"name": "kube-apiserver", "kind": "kubernetes", "from": now - 9000, "to": now - 5000, "longestGap": 300, "missing": 0, "levelBefore": "metadata", "levelAfter": "metadata", "clockOffset": 5}, fields)

fine := {"window": {"from": now - 9000, "to": now - 5000}, "sources": [log({})]}

with_log(fields) := rules({"sources": [log(fields)]})

found(records, more) := result if {
	result := sec_02.findings with input as record_inputs.input_of("record/audit-trail", records, object.union(parameters, more))
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], {}))

test_a_good_record_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], {}) == set()

test_a_record_about_another_candidate_is_unknown if rules({"candidate": "sha256:bb"}) == {["other-candidate", "unknown"]}

test_a_record_of_tomorrow_is_unknown if rules({"at": now + day}) == {["in-future", "unknown"]}

test_five_minutes_may_be_silent_and_no_second_more if with_log({"longestGap": 301}) == {["gap", "fail"]}

test_a_missing_entry_fires if with_log({"missing": 1}) == {["sequence-break", "fail"]}

test_numbers_that_nobody_compared_are_unknown if {
	rules({"sources": [object.remove(log({}), ["missing"])]}) == {["sequence-not-told", "unknown"]}
}

test_a_level_may_rise_and_not_fall if {
	with_log({"levelAfter": "everything"}) == set()
	with_log({"levelAfter": "none"}) == {["level-lowered", "fail"]}
	with_log({"levelBefore": "changes"}) == {["level-lowered", "fail"]}
}

test_a_log_that_never_told_anything_is_none if {
	with_log({"levelBefore": "none", "levelAfter": "none"}) == {["nothing-logged", "fail"]}
}

test_a_clock_may_be_five_seconds_off if with_log({"clockOffset": 6}) == {["clock", "fail"]}

test_a_log_must_span_the_upgrade if {
	with_log({"from": now - 8999}) == {["not-covered", "unknown"]}
	with_log({"to": now - 5001}) == {["not-covered", "unknown"]}
}

test_a_kind_without_a_log_is_unknown if with_log({"kind": "erp"}) == {["not-told", "unknown"]}
