package seaworthy.iam.iam_04_test

import data.seaworthy.iam.iam_04
import data.seaworthy.lib.record_inputs

change(fields) := object.union(
	{"kind": "widened", "type": "user", "principal": "anna", "right": "write stock.picking", "before": [], "after": ["group a"]},
	fields,
)

comparison(fields) := {"id": 1, "content": object.union(
	{
		"system": "odoo", "environment": "production", "at": record_inputs.now - 86400, "by": "ops",
		"before": ["b.json"], "after": ["a.json"], "changes": [],
	},
	fields,
)}

approval(fields) := record_inputs.record(2, object.union(
	{"by": "boss", "requestedBy": "dev", "rights": [{"system": "odoo", "principal": "anna", "right": "write stock.picking", "reason": "r"}]},
	fields,
))

principal(system) := {"id": 7, "content": {"system": system, "type": "user", "name": "anna"}}

found(items, approvals, principals, allowed) := result if {
	result := iam_04.findings with input as {
		"now": record_inputs.now,
		"parameters": {"role_changes_allowed": allowed, "compared_systems": ["odoo"], "max_access_baseline_days": 30},
		"evidence": {
			"release/descriptor": [record_inputs.release],
			"iam/role-comparison": items,
			"iam/principal": principals,
			"record/access-change-approval": approvals,
		},
	}
}

rules(fields) := record_inputs.rules(found([comparison(fields)], [], [], []))

test_no_change_is_silent if rules({}) == set()

test_no_comparison_is_silent_and_left_to_the_engine if found([], [], [], []) == set()

test_a_widened_right_fires if {
	found([comparison({"changes": [change({"source": {"file": "a.json", "line": 3, "column": 1}})]})], [], [], []) == {{
		"rule": "widened", "on": 1, "path": [], "principal": "user `anna`", "system": "odoo",
		"rights": "write stock.picking", "at": {"file": "a.json", "line": 3, "column": 1},
	}}
}

test_rights_of_one_principal_are_one_finding if {
	changes := [change({}), change({"right": "read b"}), change({"principal": "ben", "namespace": "erp"})]
	{[f.principal, f.rights] | some f in found([comparison({"changes": changes})], [], [], [])} == {
		["user `anna`", "read b, write stock.picking"],
		["user `ben` of `erp`", "write stock.picking"],
	}
}

test_narrowed_and_moved_rights_are_silent if {
	rules({"changes": [change({"kind": "narrowed"}), change({"kind": "moved"})]}) == set()
}

with_approval(fields) := record_inputs.rules(found([comparison({"changes": [change({})]})], [approval(fields)], [], []))

right(fields) := [object.union({"system": "odoo", "principal": "*", "right": "write *", "reason": "r"}, fields)]

test_an_approved_right_is_silent if {
	with_approval({}) == set()
	with_approval({"rights": right({})}) == set()
	with_approval({"rights": right({"right": "*stock*"})}) == set()
}

test_an_approval_of_something_else_is_none if {
	with_approval({"rights": right({"system": "aws"})}) == {["widened", "fail"]}
	with_approval({"rights": right({"principal": "ben"})}) == {["widened", "fail"]}
	with_approval({"rights": right({"right": "read *"})}) == {["widened", "fail"]}
	with_approval({"candidate": "sha256:bb"}) == {["widened", "fail"]}
	with_approval({"requestedBy": "BOSS"}) == {["widened", "fail"]}
}

test_a_right_beside_an_approved_one_fires if {
	[f.rights | some f in found([comparison({"changes": [change({}), change({"right": "read b"})]})], [approval({})], [], [])] == ["read b"]
}

test_a_parameter_allows_a_right if {
	found([comparison({"changes": [change({})]})], [], [], ["odoo/anna/write stock.picking"]) == set()
	count(found([comparison({"changes": [change({})]})], [], [], ["odoo/ben/*"])) == 1
}

test_a_system_that_was_not_compared_is_unknown if {
	record_inputs.rules(found([], [], [principal("odoo")], [])) == {["not-compared", "unknown"]}
	found([], [], [principal("aws")], []) == set()
	found([comparison({})], [], [principal("odoo")], []) == set()
}

test_a_state_that_is_missing_is_unknown if rules({"after": []}) == {["no-after", "unknown"]}

test_a_state_of_another_environment_is_unknown if rules({"environment": "staging"}) == {["other-environment", "unknown"]}

test_an_old_state_is_unknown if {
	rules({"at": record_inputs.now - (30 * 86400)}) == set()
	rules({"at": record_inputs.now - (31 * 86400)}) == {["too-old", "unknown"]}
}
