package seaworthy.iam.iam_02_test

import data.seaworthy.iam.iam_02

parameters := {
	"actions_known": ["bedrock:New*"],
	"iam_allowed": ["role/break-glass"],
	"require_permissions_boundary": "none",
	"unscoped_actions": ["*:Describe*", "*:List*", "ecr:GetAuthorizationToken"],
}

arn := "arn:aws:s3:::harbor/*"

allow(actions, resources) := {
	"effect": "allow", "actions": actions, "resources": resources, "conditional": false,
	"origin": {"kind": "policy", "name": "app"}, "path": ["Policies", 0],
}

deny(actions) := object.union(allow(actions, ["*"]), {"effect": "deny"})

role(name, grants, attributes) := {
	"id": 1, "subject": {"kind": "role", "name": name},
	"content": {"system": "aws", "type": "role", "name": name, "grants": grants, "attributes": attributes},
}

asked(item, given) := result if {
	result := iam_02.findings with input as {
		"parameters": object.union(parameters, given),
		"evidence": {"iam/principal": [item]},
	}
}

found(grants) := asked(role("app", grants, {}), {})

rules(grants) := {f.rule | some f in found(grants)}

paths(grants) := {path | some f in found(grants); some path in f.paths}

test_named_actions_on_named_resources_are_silent if rules([allow(["s3:GetObject", "s3:PutObject"], [arn])]) == set()

test_wildcard_actions_fire if {
	found([allow(["*"], ["*"])]) == {{
		"rule": "wildcard-action", "on": 1, "path": ["Policies", 0], "principal": "role `app`", "policy": "app", "action": "*", "reach": "",
	}}
	rules([allow(["s3:*"], ["*"])]) == {"wildcard-action"}
	rules([allow(["s3:*"], [arn])]) == set()
}

test_a_condition_tames_a_service_but_not_everything if {
	rules([object.union(allow(["s3:*"], ["*"]), {"conditional": true})]) == set()
	rules([object.union(allow(["*"], ["*"]), {"conditional": true})]) == {"wildcard-action"}
}

test_wildcard_resources_fire if {
	{[f.rule, f.actions] | some f in found([allow(["s3:PutObject", "ec2:DescribeInstances"], ["*"])])} == {["wildcard-resource", ["s3:PutObject"]]}
	rules([allow(["ec2:DescribeInstances", "ECR:GetAuthorizationToken"], ["*"])]) == set()
}

test_not_action_fires if {
	inverse := object.union(object.remove(allow([], [arn]), ["actions"]), {"notActions": ["iam:*"]})
	rules([inverse]) == {"not-action"}
	rules([object.union(inverse, {"effect": "deny"})]) == set()
}

expanded(grant, expansion) := object.union(grant, {"expansion": object.union({"table": "2026-09-26"}, expansion)})

iam := {
	"pattern": "iam:*", "actions": 190, "levels": {"list": 40, "read": 40, "write": 85, "permissionsManagement": 25},
	"such": ["iam:AttachRolePolicy", "iam:PutRolePolicy"],
}

s3 := {"pattern": "s3:Get*", "actions": 1, "levels": {"read": 1}, "such": []}

test_what_a_wildcard_allows_is_told if {
	{f.reach | some f in found([expanded(allow(["iam:*"], ["*"]), {"patterns": [iam]})]); f.rule == "wildcard-action"} == {concat("", [
		" (190 actions, 85 write, 25 permissions management,",
		" such as iam:AttachRolePolicy, iam:PutRolePolicy; AWS on 2026-09-26)",
	])}
	{f.reach | some f in found([expanded(allow(["s3:Get*"], ["*"]), {"patterns": [s3]})])} == {" (1 action; AWS on 2026-09-26)"}
}

test_several_wildcards_are_told_apart_and_bounded if {
	patterns := [object.union(s3, {"pattern": sprintf("s3:Get%d*", [i])}) | some i in numbers.range(1, 5)]
	names := [pattern.pattern | some pattern in patterns]
	{f.reach | some f in found([expanded(allow(names, ["*"]), {"patterns": patterns})])} == {concat("", [
		" (`s3:Get1*`: 1 action; `s3:Get2*`: 1 action; `s3:Get3*`: 1 action;",
		" and 2 patterns more; AWS on 2026-09-26)",
	])}
}

test_what_all_but_some_actions_are_is_told if {
	inverse := object.union(object.remove(allow([], [arn]), ["actions"]), {"notActions": ["iam:*"]})
	rest := {"actions": 2, "levels": {"write": 2}, "such": []}
	{f.reach | some f in found([expanded(inverse, {"allBut": rest})])} == {" (2 actions, 2 write; AWS on 2026-09-26)"}
}

test_a_pattern_that_matches_no_action_is_unknown if {
	slip := expanded(allow(["s3:Gte*"], [arn]), {"unknown": ["s3:Gte*"], "unknownCount": 1})
	found([slip]) == {{
		"rule": "unknown-action", "status": "unknown", "on": 1, "path": ["Policies", 0], "principal": "role `app`",
		"policy": "app", "actions": ["s3:Gte*"], "match": "matches", "table": "2026-09-26",
	}}
	{[f.rule, f.status] | some f in found([object.union(slip, {"effect": "deny"})])} == {["denial-of-nothing", "unknown"]}
	rules([expanded(allow(["bedrock:NewAction"], [arn]), {"unknown": ["bedrock:NewAction"]})]) == set()
	rules([object.union(slip, {"origin": {"name": "ReadOnlyAccess", "arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}})]) == set()
}

test_a_denial_of_all_but_a_slip_is_no_denial_of_nothing if {
	inverse := object.union(object.remove(deny([]), ["actions"]), {"notActions": ["s3:Gte*"]})
	rules([expanded(inverse, {"unknown": ["s3:Gte*"], "allBut": {"actions": 1, "levels": {}, "such": []}})]) == {"unknown-action"}
}

test_many_unknown_names_are_bounded if {
	names := [sprintf("s3:Gte%d", [i]) | some i in numbers.range(1, 7)]
	{[count(f.actions), f.actions[5]] | some f in found([expanded(allow(names, [arn]), {"unknown": names})])} == {[6, "and 2 more"]}
}

test_not_resource_fires if {
	rules([object.union(allow(["s3:GetObject"], []), {"notResources": [arn]})]) == {"not-resource"}
}

test_single_actions_escalate[action] if {
	some action in [
		"iam:CreatePolicyVersion", "iam:AttachRolePolicy", "iam:PutRolePolicy", "iam:PutUserPolicy", "iam:AddUserToGroup",
		"iam:UpdateAssumeRolePolicy", "iam:CreateAccessKey", "sts:AssumeRole", "lambda:UpdateFunctionCode",
	]
	count(paths([allow([action], ["arn:aws:iam::123456789012:*"])])) == 1
}

test_a_path_may_need_two_policies if {
	pass_role := allow(["iam:PassRole"], ["arn:aws:iam::123456789012:role/*"])
	create := allow(["lambda:CreateFunction"], ["arn:aws:lambda:eu-central-1:123456789012:function:app"])
	paths([pass_role]) == set()
	paths([create]) == set()
	paths([pass_role, create]) == {"role passed to a Lambda function"}
}

test_passing_one_named_role_is_no_escalation if {
	paths([allow(["iam:PassRole"], ["arn:aws:iam::123456789012:role/app"]), allow(["lambda:CreateFunction"], ["*"])]) == set()
}

test_patterns_and_case_count if {
	"policy attached to a role" in paths([allow(["IAM:Attach*"], ["*"])])
	"policy attached to a role" in paths([allow(["iam:A*Role*"], ["*"])])
	"policy attached to a role" in paths([allow(["iam:?ttachRolePolicy"], ["*"])])
}

test_an_explicit_deny_wins if {
	paths([allow(["iam:PutRolePolicy"], ["*"]), deny(["iam:Put*"])]) == set()
	paths([allow(["iam:PutRolePolicy"], ["*"]), deny(["s3:*"])]) == {"inline policy of a role"}
}

test_a_conditional_deny_does_not_surely_win if {
	paths([allow(["iam:PutRolePolicy"], ["*"]), object.union(deny(["iam:*"]), {"conditional": true})]) == {"inline policy of a role"}
}

test_a_conditional_path_is_unknown if {
	result := found([object.union(allow(["iam:PutRolePolicy"], ["*"]), {"conditional": true})])
	{[f.rule, f.status] | some f in result} == {["privilege-escalation", "unknown"]}
}

test_not_action_opens_paths if {
	inverse := object.union(object.remove(allow([], ["*"]), ["actions"]), {"notActions": ["s3:*"]})
	"inline policy of a role" in paths([inverse])
	paths([object.union(inverse, {"notActions": ["iam:*", "sts:*", "lambda:*", "ssm:*", "cloudformation:*", "glue:*", "bedrock-agentcore:*", "ec2*:*", "sagemaker:*", "ecs:*"]})]) == set()
}

trusting(statement) := asked(role("app", [], {"trust": [statement]}), {})

test_an_open_trust_policy_fires if {
	{[f.rule, f.trusted] | some f in trusting({"principals": ["*"], "conditional": false, "effect": "Allow"})} == {["open-trust", "*"]}
	{f.rule | some f in trusting({"principals": ["arn:aws:iam::1:oidc-provider/token.example"], "conditional": false, "effect": "allow"})} == {"open-trust"}
	trusting({"principals": ["*"], "conditional": true, "effect": "Allow"}) == set()
	trusting({"principals": ["*"], "conditional": false, "effect": "Deny"}) == set()
	trusting({"principals": ["Service:lambda.amazonaws.com", "arn:aws:iam::123456789012:root"], "conditional": false, "effect": "Allow"}) == set()
}

test_boundaries_are_asked_as_told if {
	plain := role("app", [allow(["s3:GetObject"], [arn])], {})
	asked(plain, {"require_permissions_boundary": "iam"}) == set()
	{f.rule | some f in asked(plain, {"require_permissions_boundary": "all"})} == {"no-permissions-boundary"}
	changer := role("app", [allow(["iam:CreateRole"], ["arn:aws:iam::1:role/app"])], {})
	{f.rule | some f in asked(changer, {"require_permissions_boundary": "iam"})} == {"no-permissions-boundary"}
	bounded := role("app", [allow(["iam:CreateRole"], ["arn:aws:iam::1:role/app"])], {"boundary": "arn:aws:iam::1:policy/b"})
	asked(bounded, {"require_permissions_boundary": "iam"}) == set()
}

chained(grants, conditional) := {[f.steps, object.get(f, "status", "fail")] |
	some f in asked(
		role("app", grants, {"administratorBy": {"conditional": conditional, "hops": [
			{"by": "sts:AssumeRole", "to": "role deploy"},
			{"by": "iam:PassRole and lambda:CreateFunction", "to": "role boss"},
		]}}),
		{},
	)
	f.rule == "administrator-by-steps"
}

steps := "sts:AssumeRole to role deploy, then iam:PassRole and lambda:CreateFunction to role boss"

test_a_chain_to_an_administrator_fires if chained([], false) == {[steps, "fail"]}

test_a_chain_under_a_condition_is_unknown if chained([], true) == {[steps, "unknown"]}

test_who_has_a_way_at_large_needs_no_chain if chained([allow(["iam:PutUserPolicy"], ["*"])], false) == set()

test_without_a_chain_nothing_is_told if {
	{f | some f in asked(role("app", [], {}), {}); f.rule == "administrator-by-steps"} == set()
	{f | some f in asked(role("app", [], {"administratorBy": "x"}), {}); f.rule == "administrator-by-steps"} == set()
}

test_exempt_and_service_linked_roles_are_not_judged if {
	asked(role("break-glass", [allow(["*"], ["*"])], {}), {}) == set()
	asked(role("svc", [allow(["*"], ["*"])], {"arn": "arn:aws:iam::1:role/aws-service-role/x/svc"}), {}) == set()
}

test_absent_fields_are_silent if {
	asked(role("app", [{}], {}), {}) == set()
	asked({"id": 1, "subject": {}, "content": {"system": "aws", "type": "role", "name": "app"}}, {}) == set()
}

test_evidence_of_other_systems_only_is_unknown if {
	result := asked({"id": 9, "subject": {}, "content": {"system": "odoo", "type": "user", "name": "u"}}, {})
	result == {{"rule": "no-cloud-principals", "on": 9, "path": [], "status": "unknown"}}
}

bounded(grants, limits) := {path | some f in asked(role("app", grants, {"boundary": "arn:b", "boundaryGrants": limits}), {}); some path in f.paths}

test_a_boundary_takes_what_it_does_not_allow if {
	bounded([allow(["iam:CreateAccessKey"], ["*"])], [allow(["s3:*"], ["*"])]) == set()
	bounded([allow(["iam:CreateAccessKey"], ["*"])], [allow(["iam:*"], ["*"])]) == {"access key of a user"}
	bounded([allow(["iam:CreateAccessKey"], ["*"])], [allow(["*"], ["*"]), deny(["iam:*"])]) == set()
	bounded([allow(["iam:CreateAccessKey"], ["*"])], [allow(["iam:*"], ["arn:aws:iam::1:user/one"])]) == set()
	bounded([], [allow(["*"], ["*"])]) == set()
}

statuses(item) := {object.get(f, "status", "fail") | some f in asked(item, {}); f.rule == "privilege-escalation"}

test_a_boundary_that_may_hold_is_unknown if {
	limits := [object.union(allow(["iam:*"], ["*"]), {"conditional": true})]
	statuses(role("app", [allow(["iam:CreateAccessKey"], ["*"])], {"boundary": "arn:b", "boundaryGrants": limits})) == {"unknown"}
	statuses(role("app", [allow(["iam:CreateAccessKey"], ["*"])], {"boundary": "arn:b"})) == {"unknown"}
}

test_ways_of_services_fire if {
	"public key of an instance" in paths([allow(["ec2-instance-connect:SendSSHPublicKey"], ["*"])])
	"command in an ECS task" in paths([allow(["ecs:ExecuteCommand"], ["*"])])
	paths([allow(["ec2:ModifyInstanceAttribute", "ec2:StopInstances"], ["*"])]) == set()
}
