package seaworthy.iam.iam_05_test

import data.seaworthy.iam.iam_05
import data.seaworthy.lib.record_inputs

change(fields) := object.union(
	{"client": "web", "aspect": "redirect-uri", "field": "redirectUris", "before": [], "after": ["https://*"]},
	fields,
)

comparison(fields) := {"id": 1, "content": object.union(
	{
		"system": "keycloak", "realm": "erp", "environment": "production", "at": record_inputs.now - 86400, "by": "ops",
		"before": ["b.json"], "after": ["a.json"], "changes": [],
	},
	fields,
)}

approval(fields) := record_inputs.record(2, object.union(
	{"by": "boss", "requestedBy": "dev", "signOn": [{"client": "web", "aspect": "redirect-uri", "reason": "moved"}]},
	fields,
))

found(items, approvals, allowed) := result if {
	result := iam_05.findings with input as {
		"now": record_inputs.now,
		"parameters": {"sign_on_changes_allowed": allowed, "max_access_baseline_days": 30},
		"evidence": {
			"release/descriptor": [record_inputs.release],
			"iam/sign-on-comparison": items,
			"record/access-change-approval": approvals,
		},
	}
}

rules(fields) := record_inputs.rules(found([comparison(fields)], [], []))

test_no_change_is_silent if rules({}) == set()

test_no_comparison_is_silent_and_left_to_the_engine if found([], [], []) == set()

test_a_change_fires_by_what_it_is_about[aspect] if {
	some aspect in ["redirect-uri", "scope", "signing", "second-factor", "mapper", "lifetime", "authentication"]
	rules({"changes": [change({"aspect": aspect})]}) == {[aspect, "fail"]}
}

test_any_other_change_fires if rules({"changes": [change({"aspect": "consent"})]}) == {["other-change", "fail"]}

test_a_finding_tells_what_was_and_is if {
	found([comparison({"changes": [change({"source": {"file": "a.json", "line": 3, "column": 1}})]})], [], []) == {{
		"rule": "redirect-uri", "on": 1, "path": [], "about": "client `web`", "aspect": "redirect-uri", "field": "redirectUris",
		"before": "nothing", "after": "https://*", "at": {"file": "a.json", "line": 3, "column": 1},
	}}
	[f.about | some f in found([comparison({"changes": [change({"client": "realm", "aspect": "lifetime"})]})], [], [])] == ["realm `erp`"]
}

test_many_values_are_cut_short if {
	[f.after | some f in found([comparison({"changes": [change({"after": ["a", "b", "c", "d", "e", "f", "g"]})]})], [], [])] == ["a, b, c, d, e and 2 more"]
}

with_approval(fields) := record_inputs.rules(found([comparison({"changes": [change({})]})], [approval(fields)], []))

test_an_approved_change_is_silent if {
	with_approval({}) == set()
	with_approval({"signOn": [{"client": "*", "aspect": "redirect-uri", "field": "redirect*", "reason": "r"}]}) == set()
}

test_an_approval_of_something_else_is_none if {
	with_approval({"signOn": [{"client": "other", "aspect": "redirect-uri", "reason": "r"}]}) == {["redirect-uri", "fail"]}
	with_approval({"signOn": [{"client": "web", "aspect": "scope", "reason": "r"}]}) == {["redirect-uri", "fail"]}
	with_approval({"signOn": [{"client": "web", "aspect": "redirect-uri", "field": "webOrigins", "reason": "r"}]}) == {["redirect-uri", "fail"]}
	with_approval({"candidate": "sha256:bb"}) == {["redirect-uri", "fail"]}
	with_approval({"requestedBy": "Boss "}) == {["redirect-uri", "fail"]}
	with_approval({"at": record_inputs.now + 86400}) == {["redirect-uri", "fail"]}
}

test_a_parameter_allows_a_change if {
	found([comparison({"changes": [change({})]})], [], ["web/redirect-uri"]) == set()
	found([comparison({"changes": [change({})]})], [], ["*/redirect-uri"]) == set()
	count(found([comparison({"changes": [change({})]})], [], ["web/scope", "we/*"])) == 1
}

test_a_state_that_is_missing_is_unknown if {
	rules({"before": []}) == {["no-before", "unknown"]}
	rules({"after": []}) == {["no-after", "unknown"]}
}

test_a_state_of_another_environment_is_unknown if rules({"environment": "staging"}) == {["other-environment", "unknown"]}

test_an_old_state_is_unknown if {
	rules({"at": record_inputs.now - (30 * 86400)}) == set()
	rules({"at": record_inputs.now - (31 * 86400)}) == {["too-old", "unknown"]}
}
