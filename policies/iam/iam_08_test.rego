package seaworthy.iam.iam_08_test

import data.seaworthy.iam.iam_08
import data.seaworthy.lib.record_inputs

review(fields) := object.union({"holder": "anna@x", "system": "odoo", "access": "settings", "reviewer": "ben@x", "decision": "keep"}, fields)

fine := {"reviews": [review({})]}

parameters := {"max_access_review_days": 90, "reviewed_categories": ["admin"]}

found(records, maps) := result if {
	result := iam_08.findings with input as object.union(
		record_inputs.input_of("record/access-review", records, parameters),
		{"evidence": {"iam/role-map": maps}},
	)
}

rules(fields) := record_inputs.rules(found([record_inputs.record(1, object.union(fine, fields))], []))

with_review(fields) := rules({"reviews": [review(fields)]})

role_map(principal) := {"id": 7, "content": {"principals": [principal]}}

test_a_fresh_review_is_silent if rules({}) == set()

test_no_record_is_silent_and_left_to_the_engine if found([], []) == set()

test_a_review_of_another_environment_is_unknown if rules({"environment": "staging"}) == {["other-environment", "unknown"]}

test_a_review_of_tomorrow_is_unknown if rules({"at": record_inputs.now + record_inputs.day}) == {["in-future", "unknown"]}

test_an_old_review_fires if {
	rules({"at": record_inputs.now - (90 * record_inputs.day)}) == set()
	rules({"at": record_inputs.now - (91 * record_inputs.day)}) == {["too-old", "fail"]}
}

test_nobody_reviews_themselves if with_review({"reviewer": "Anna@X "}) == {["reviewed-oneself", "fail"]}

test_what_is_open_fires if with_review({"decision": "open"}) == {["open", "fail"]}

test_what_was_decided_must_be_done if {
	with_review({"decision": "remove"}) == {["not-done", "fail"]}
	with_review({"decision": "reduce"}) == {["not-done", "fail"]}
	with_review({"decision": "remove", "doneAt": record_inputs.now - 60}) == set()
}

test_what_is_done_tomorrow_is_unknown if {
	with_review({"decision": "remove", "doneAt": record_inputs.now + 3600}) == {["done-in-future", "unknown"]}
}

test_a_privileged_principal_that_nobody_reviewed_fires if {
	record_inputs.rules(found([record_inputs.record(1, fine)], [role_map({"system": "odoo", "name": "carl@x", "category": "admin"})])) == {["not-reviewed", "fail"]}
}

test_others_need_no_review if {
	found([record_inputs.record(1, fine)], [role_map({"system": "odoo", "name": "carl@x", "category": "business"})]) == set()
	found([record_inputs.record(1, fine)], [role_map({"system": "odoo", "name": "Anna@x", "category": "admin"})]) == set()
}

test_a_review_of_another_system_is_none if {
	record_inputs.rules(found([record_inputs.record(1, fine)], [role_map({"system": "aws", "name": "anna@x", "category": "admin"})])) == {["not-reviewed", "fail"]}
}
