package seaworthy.iam.iam_03_test

import data.seaworthy.iam.iam_03

day := 86400

now := 1000 * day

user(id, name, attributes) := {
	"id": id, "subject": {"kind": "user", "name": name},
	"content": {"system": "odoo", "type": "user", "name": name, "attributes": object.union({"active": true, "interactiveLogin": true}, attributes), "grants": []},
}

with_groups(groups) := user(1, "anna", {"groups": groups, "directGroups": groups})

declared(fields) := object.union({"system": "odoo", "name": "anna", "category": "business", "groups": ["sales.user"]}, fields)

found(users, principals) := result if {
	result := iam_03.findings with input as {
		"now": now,
		"parameters": {"admin_groups": ["base.group_system", "base.group_erp_manager"]},
		"evidence": {
			"iam/principal": users,
			"iam/role-map": [{"id": 50, "subject": {}, "content": {"principals": principals}}],
		},
	}
}

rules(users, principals) := {f.rule | some f in found(users, principals)}

test_a_user_with_the_declared_groups_is_silent if rules([with_groups(["sales.user"])], [declared({})]) == set()

test_a_user_outside_the_map_fires if {
	found([with_groups(["sales.user"])], []) == {{"rule": "not-in-role-map", "on": 1, "path": [], "user": "anna"}}
	rules([with_groups(["sales.user"])], [declared({"system": "aws"})]) == {"not-in-role-map"}
}

test_archived_users_are_not_judged if rules([user(1, "old", {"active": false, "groups": ["base.group_system"]})], []) == set()

test_users_of_modules_are_not_judged if {
	rules([user(1, "base.user_admin", {"groups": ["base.group_system"], "ofModules": true}), with_groups(["sales.user"])], [declared({})]) == set()
}

test_extra_and_missing_groups_fire if {
	result := found([with_groups(["stock.user"])], [declared({})])
	{[f.rule, f.group] | some f in result} == {["extra-group", "stock.user"], ["missing-group", "sales.user"]}
}

test_implied_groups_are_no_extra if {
	rules([user(1, "anna", {"groups": ["sales.user", "base.group_user"], "directGroups": ["sales.user"]})], [declared({})]) == set()
}

test_without_direct_groups_the_effective_ones_count if {
	rules([user(1, "anna", {"groups": ["sales.user", "base.group_user"]})], [declared({})]) == {"extra-group"}
}

test_a_business_user_in_settings_fires_even_when_implied if {
	implied := user(1, "anna", {"groups": ["sales.user", "base.group_system"], "directGroups": ["sales.user"]})
	{[f.rule, f.group] | some f in found([implied], [declared({})])} == {["business-user-in-admin-group", "base.group_system"]}
}

test_an_implied_admin_group_is_extra_for_support if {
	implied := user(1, "anna", {"groups": ["sales.user", "base.group_system"], "directGroups": ["sales.user"]})
	rules([implied], [declared({"category": "support", "expires": now + day})]) == {"extra-group"}
	rules([implied], [declared({"category": "admin"})]) == set()
}

test_support_must_be_time_bound if {
	rules([with_groups(["sales.user"])], [declared({"category": "support"})]) == {"support-not-time-bound"}
	rules([with_groups(["sales.user"])], [declared({"category": "support", "expires": now + 1})]) == set()
	rules([user(1, "anna", {"groups": ["sales.user"], "expires": now + 1})], [declared({"category": "support"})]) == set()
}

test_expired_support_fires if {
	result := found([with_groups(["sales.user"])], [declared({"category": "support", "expires": now - (2 * day)})])
	{[f.rule, f.days] | some f in result} == {["support-expired", 2]}
	rules([with_groups(["sales.user"])], [declared({"category": "support", "expires": now})]) == {"support-expired"}
}

test_the_earliest_end_counts if {
	both := user(1, "anna", {"groups": ["sales.user"], "expires": now - day})
	rules([both], [declared({"category": "support", "expires": now + day})]) == {"support-expired"}
}

test_integrations_must_not_log_in if {
	integration := [declared({"category": "integration"})]
	rules([with_groups(["sales.user"])], integration) == {"integration-with-login"}
	rules([user(1, "anna", {"groups": ["sales.user"], "interactiveLogin": false})], integration) == set()
	{[f.rule, f.status] | some f in found([user(1, "anna", {"groups": ["sales.user"], "interactiveLogin": null})], integration)} == {["integration-login-not-known", "unknown"]}
}

test_an_unknown_category_is_unknown if {
	{[f.rule, f.status] | some f in found([with_groups(["sales.user"])], [declared({"category": "boss"})])} == {["unknown-category", "unknown"]}
}

with_row(id, row) := object.union(with_groups(["sales.user"]), {"id": id, "content": {"grants": [row]}})

open_row := {"effect": "allow", "actions": ["read", "write"], "resources": ["sale.order"], "origin": {"kind": "access", "name": "access_sale_order"}}

test_an_access_row_without_group_fires_once if {
	result := found([with_row(2, open_row), with_row(1, open_row)], [declared({})])
	result == {{"rule": "open-access-row", "on": 1, "path": [], "model": "sale.order", "rights": "write"}}
}

test_rows_with_group_or_for_reading_are_silent if {
	rules([with_row(1, object.union(open_row, {"via": {"kind": "group", "name": "sales.user"}}))], [declared({})]) == set()
	rules([with_row(1, object.union(open_row, {"origin": {"kind": "group", "name": "sales.user"}}))], [declared({})]) == set()
	rules([with_row(1, object.union(open_row, {"actions": ["read"]}))], [declared({})]) == set()
}

test_absent_fields_fire_or_are_silent if {
	rules([{"id": 1, "subject": {}, "content": {"system": "odoo", "type": "user", "name": "anna"}}], [declared({})]) == {"missing-group"}
	found([], []) == set()
}

test_evidence_of_other_systems_only_is_unknown if {
	result := found([{"id": 9, "subject": {}, "content": {"system": "aws", "type": "role", "name": "r"}}], [])
	result == {{"rule": "no-erp-users", "on": 9, "path": [], "status": "unknown"}}
}

rights(content) := result if {
	item := {"id": 7, "subject": {}, "content": object.union({"system": "aws", "name": "deployer"}, content)}
	result := iam_03.findings with input as {
		"now": now,
		"parameters": {"admin_groups": []},
		"evidence": {
			"iam/principal": [with_groups(["sales.user"])],
			"iam/role-map": [{"id": 50, "subject": {}, "content": {"principals": [declared({})]}}],
			"iam/declared-rights": [item],
		},
	}
}

test_rights_as_declared_are_silent if {
	rights({"principals": ["role deployer"], "extra": [], "missing": [], "extraCount": 0, "missingCount": 0}) == set()
}

test_rights_beyond_and_below_the_map_fire if {
	rights({
		"principals": ["role deployer"],
		"extra": [{"right": "s3:get* *", "actions": "2 actions of AWS on 2026-09-26: s3:GetA, s3:GetB"}], "extraCount": 1,
		"missing": [{"right": "s3:putobject *"}], "missingCount": 1,
	}) == {
		{
			"rule": "extra-right", "on": 7, "path": [], "user": "deployer", "right": "s3:get* *",
			"actions": " (2 actions of AWS on 2026-09-26: s3:GetA, s3:GetB)",
		},
		{"rule": "missing-right", "on": 7, "path": [], "user": "deployer", "right": "s3:putobject *", "actions": ""},
	}
}

test_rights_that_are_not_told_are_counted if {
	some finding in rights({"principals": ["role deployer"], "extra": [{"right": "a:b *"}], "extraCount": 60})
	finding.rule == "rights-left-out"
	[finding.count, finding.told] == [60, 1]
}

test_a_declared_principal_that_is_not_there_or_twice_is_unknown if {
	{[f.rule, f.status] | some f in rights({"principals": []})} == {["declared-not-found", "unknown"]}
	{[f.rule, f.status] | some f in rights({"principals": ["role deployer", "user deployer"]})} == {["declared-twice", "unknown"]}
}
