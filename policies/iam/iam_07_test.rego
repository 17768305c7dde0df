package seaworthy.iam.iam_07_test

import data.seaworthy.iam.iam_07
import data.seaworthy.lib.record_inputs

principal(id, fields) := {"id": id, "content": object.union(
	{"system": "odoo", "type": "user", "name": "anna", "attributes": {"groups": []}, "grants": []},
	fields,
)}

held(groups) := principal(1, {"attributes": {"groups": groups}})

review(fields) := record_inputs.record(5, object.union(
	{"changes": [{"change": "!1", "authors": ["anna"], "approvers": ["ben"]}]},
	fields,
))

approval(fields) := record_inputs.record(6, object.union(
	{"by": "boss", "requestedBy": "dev", "rights": [{"system": "odoo", "principal": "anna", "right": "read *", "reason": "r"}]},
	fields,
))

found(principals, reviews, approvals, parameters) := result if {
	result := iam_07.findings with input as {
		"now": record_inputs.now,
		"parameters": object.union({"conflicting_duties": ["odoo/buy + odoo/pay"], "duty_conflicts_allowed": []}, parameters),
		"evidence": {
			"release/descriptor": [record_inputs.release],
			"iam/principal": principals,
			"record/change-review": reviews,
			"record/access-change-approval": approvals,
		},
	}
}

by_people(principals, parameters) := found(principals, [review({})], [], parameters)

by_review(change) := record_inputs.rules(found([held([])], [review({"changes": [change]})], [], {}))

test_separated_duties_are_silent if {
	by_people([held(["buy"])], {}) == set()
	by_people([held(["buy"]), principal(2, {"name": "ben", "attributes": {"groups": ["pay"]}})], {}) == set()
}

test_no_evidence_is_silent_and_left_to_the_engine if found([], [], [], {}) == set()

test_a_conflicting_pair_fires if {
	by_people([held(["buy", "pay", "other"])], {}) == {{
		"rule": "conflicting-duties", "on": 1, "path": [], "person": "anna", "first": "odoo/buy", "second": "odoo/pay",
	}}
}

test_a_pair_across_systems_fires if {
	across := {"conflicting_duties": ["odoo/buy + keycloak/api/pay"]}
	other := principal(2, {"system": "keycloak", "name": "Anna ", "attributes": {"roles": ["api/pay"]}})
	record_inputs.rules(by_people([held(["buy"]), other], across)) == {["conflicting-duties", "fail"]}
	by_people([held(["buy"]), principal(2, {"system": "odoo", "attributes": {"groups": ["api/pay"]}})], across) == set()
}

grant(resource, effect) := {"actions": ["read", "create"], "resources": [resource], "effect": effect}

test_a_pair_of_rights_fires if {
	rights := {"conflicting_duties": ["odoo/create vendor + odoo/create payment"]}
	both := principal(1, {"grants": [grant("vendor", "allow"), grant("payment", "allow")]})
	record_inputs.rules(by_people([both], rights)) == {["conflicting-duties", "fail"]}
	by_people([principal(1, {"grants": [grant("vendor", "allow"), grant("payment", "deny")]})], rights) == set()
}

test_an_archived_user_a_group_or_an_exception_is_silent if {
	by_people([principal(1, {"attributes": {"groups": ["buy", "pay"], "active": false}})], {}) == {{"rule": "no-holders", "on": 1, "path": [], "status": "unknown"}}
	by_people([principal(1, {"type": "group", "attributes": {"roles": ["buy", "pay"]}}), held([])], {}) == set()
	by_people([held(["buy", "pay"])], {"duty_conflicts_allowed": ["Anna"]}) == set()
}

test_absent_fields_are_silent if by_people([{"id": 1, "content": {"system": "odoo", "type": "user", "name": "x"}}], {}) == set()

test_a_pair_that_is_none_is_unknown if {
	record_inputs.rules(by_people([held([])], {"conflicting_duties": ["odoo/buy", "odoo/a + odoo/b"]})) == {["pair-not-understood", "unknown"]}
}

test_people_of_no_known_system_are_unknown if {
	record_inputs.rules(by_people([principal(1, {"system": "aws"})], {})) == {["no-holders", "unknown"]}
	by_people([principal(1, {"system": "aws"})], {"conflicting_duties": []}) == set()
}

test_a_change_that_its_author_approved_fires if {
	by_review({"change": "!1", "authors": ["anna"], "approvers": ["Anna "]}) == {["approved-own-change", "fail"]}
	by_review({"change": "!1", "authors": ["anna", "ben"], "approvers": ["ben"]}) == {["approved-own-change", "fail"]}
	by_review({"change": "!1", "authors": ["anna"], "approvers": ["anna", "carl"]}) == set()
}

test_a_change_that_nobody_approved_fires if {
	by_review({"change": "!1", "authors": ["anna"], "approvers": []}) == {["not-approved", "fail"]}
}

test_a_review_of_another_candidate_is_unknown if {
	record_inputs.rules(found([held([])], [review({"candidate": "sha256:bb"})], [], {})) == {["other-candidate", "unknown"]}
}

test_an_own_approval_fires if {
	record_inputs.rules(found([held([])], [review({})], [approval({"requestedBy": "boss"})], {})) == {["approved-own-request", "fail"]}
	record_inputs.rules(found([held([])], [review({})], [approval({"by": "anna"})], {})) == {["approved-own-rights", "fail"]}
	found([held([])], [review({})], [approval({})], {}) == set()
}
