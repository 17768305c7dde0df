# METADATA
# title: Cloud roles are least privilege
# description: No cloud principal holds wildcards, a path to more rights, or a trust policy open to others.
# custom:
#   id: IAM-02
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [iam/principal]
#   reads: []
#   parameters: [actions_known, iam_allowed, require_permissions_boundary, unscoped_actions]
#   mappings:
#     nist-800-53r5: [AC-2, AC-3, AC-6, AC-6(1), AC-6(10)]
#   rules:
#     wildcard-action:
#       message: "{principal} is allowed `{action}` on every resource by `{policy}`{reach}"
#       fix: name the actions that are needed and the resources they are for
#     wildcard-resource:
#       message: "{principal} is allowed `{actions}` on every resource by `{policy}`{reach}"
#       fix: name the resources, or add actions that know none to the parameter `unscoped_actions`
#     not-action:
#       message: "{principal} is allowed everything but the actions that `{policy}` names{reach}"
#       fix: write an allow statement with `Action`, or turn the statement into a deny
#     not-resource:
#       message: "{principal} is allowed `{actions}` on everything but the resources that `{policy}` names"
#       fix: write an allow statement with `Resource`
#     privilege-escalation:
#       message: "{principal} can take rights it was not given: `{paths}`"
#       fix: limit these actions to named roles and policies, or deny them
#     administrator-by-steps:
#       message: "{principal} comes by the rights of an administrator: `{steps}`"
#       fix: take one of the steps away, by the right that it needs, the trust of the role, or a deny
#     open-trust:
#       message: "{principal} can be assumed by `{trusted}` without a condition"
#       fix: name the accounts or roles that may assume it, or add a condition such as `sts:ExternalId` or the token's `sub`
#     no-permissions-boundary:
#       message: "{principal} has no permissions boundary"
#       fix: set a permissions boundary, or set the parameter `require_permissions_boundary` to what you ask
#     unknown-action:
#       message: "`{policy}` of {principal} names `{actions}`, which {match} no action that AWS had on {table}"
#       fix: correct the names, or list those that are newer in the parameter `actions_known`
#     denial-of-nothing:
#       message: "`{policy}` of {principal} denies `{actions}`, which {match} no action that AWS had on {table}, and protects nothing by that"
#       fix: correct the names, or list those that are newer in the parameter `actions_known`
#     no-cloud-principals:
#       message: "the evidence holds no cloud principals"
#       fix: add the output of `aws iam get-account-authorization-details`, or declare the control not applicable
package seaworthy.iam.iam_02

import data.seaworthy.lib.aws
import data.seaworthy.lib.aws_actions as actions
import data.seaworthy.lib.aws_escalations as escalations
import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

# A condition may tame a service's wildcard, but not the right to everything.
findings contains of_grant("wildcard-action", item, grant, {"action": action, "reach": actions.reach(grant, [action])}) if {
	some item in aws.judged
	some grant in aws.grants(item, "allow")
	aws.is_everywhere(grant)
	some action in aws.actions(grant)
	is_wildcard(action, grant)
}

is_wildcard("*", _)

is_wildcard(action, grant) if {
	endswith(action, ":*")
	not aws.is_conditional(grant)
	not is_unscoped(action)
}

# `logs:*` and `*` are reported as what they are; here stand named actions on every resource.
findings contains of_grant("wildcard-resource", item, grant, {"actions": sort(named), "reach": actions.reach(grant, sort(named))}) if {
	some item in aws.judged
	some grant in aws.grants(item, "allow")
	not aws.is_conditional(grant)
	"*" in values.list_at(grant, ["resources"])
	named := {action |
		some action in aws.actions(grant)
		action != "*"
		not endswith(action, ":*")
		not is_unscoped(action)
	}
	count(named) > 0
}

is_unscoped(action) if {
	some pattern in parameters.value("unscoped_actions")
	aws.action_matches(pattern, action)
}

findings contains of_grant("not-action", item, grant, {"reach": actions.reach_of_rest(grant)}) if {
	some item in aws.judged
	some grant in aws.grants(item, "allow")
	count(values.list_at(grant, ["notActions"])) > 0
}

findings contains of_grant("not-resource", item, grant, {"actions": sort(aws.actions(grant))}) if {
	some item in aws.judged
	some grant in aws.grants(item, "allow")
	count(values.list_at(grant, ["notResources"])) > 0
}

# Nobody can tell a slip from an action that is newer than the table. AWS's own policies name what they like.
findings contains of_names("unknown-action", item, grant, unknown) if {
	some item in aws.judged
	some grant in values.list_at(item.content, ["grants"])
	not is_denial_of(grant)
	unknown := actions.unknown(grant)
	count(unknown) > 0
}

findings contains of_names("denial-of-nothing", item, grant, unknown) if {
	some item in aws.judged
	some grant in aws.grants(item, "deny")
	is_denial_of(grant)
	unknown := actions.unknown(grant)
	count(unknown) > 0
}

# A denial of all but some actions protects more where their names are wrong.
is_denial_of(grant) if {
	lower(object.get(grant, "effect", "allow")) == "deny"
	count(aws.actions(grant)) > 0
}

of_names(rule, item, grant, unknown) := of_grant(rule, item, grant, {
	"status": "unknown",
	"actions": actions.some_names(unknown),
	"match": object.get({1: "matches"}, count(unknown), "match"),
	"table": values.string_at(grant, ["expansion", "table"]),
})

# The right to everything is reported already; a thousand paths from it say no more.
findings contains of_principal("privilege-escalation", item, {"paths": sort(open)}) if {
	some i, item in aws.judged
	open := {name | some name, needed in escalations.paths; is_open(rights[i], needed)}
	count(open) > 0
}

# Whether a condition stops the path depends on the request.
findings contains of_principal("privilege-escalation", item, {"paths": sort(perhaps), "status": "unknown"}) if {
	some i, item in aws.judged
	perhaps := {name |
		some name, needed in escalations.paths
		is_perhaps_open(rights[i], needed)
		not is_open(rights[i], needed)
	}
	count(perhaps) > 0
}

# Rights on named roles and users lead on, step by step. Who has a path by rights at large needs none.
findings contains of_principal("administrator-by-steps", item, {"steps": steps(item)}) if {
	some i, item in aws.judged
	not has_open_path(i)
	object.get(item.content, ["attributes", "administratorBy", "conditional"], true) == false
}

findings contains of_principal("administrator-by-steps", item, {"steps": steps(item), "status": "unknown"}) if {
	some i, item in aws.judged
	not has_open_path(i)
	object.get(item.content, ["attributes", "administratorBy", "conditional"], false) == true
}

has_open_path(i) if {
	some needed in escalations.paths
	is_open(rights[i], needed)
}

steps(item) := concat(", then ", [concat("", [hop.by, " to ", hop.to]) |
	some hop in values.list_at(item.content, ["attributes", "administratorBy", "hops"])
])

# Each right that a path needs, once for all paths.
rights[i] := held if {
	some i, item in aws.judged
	not is_admin(item)
	held := {right: permission |
		some right in needed_rights
		permission := aws.permission(item, right[0], right[1])
	}
}

needed_rights := {[action, reach] | some needed in escalations.paths; some action, reach in needed}

is_open(held, needed) if {
	every action, reach in needed {
		held[[action, reach]] == "always"
	}
}

is_perhaps_open(held, needed) if {
	every action, reach in needed {
		held[[action, reach]]
	}
}

is_admin(item) if {
	some grant in aws.grants(item, "allow")
	aws.is_admin(grant)
}

findings contains of_principal("open-trust", item, {"trusted": trusted}) if {
	some item in aws.judged
	some statement in values.list_at(item.content, ["attributes", "trust"])
	lower(object.get(statement, "effect", "allow")) == "allow"
	not object.get(statement, "conditional", false) == true
	some trusted in values.list_at(statement, ["principals"])
	is_open_principal(trusted)
}

is_open_principal(trusted) if trusted in {"*", "AWS:*"}

# An identity provider vouches for all its users: without a condition each of them may come.
is_open_principal(trusted) if contains(trusted, ":oidc-provider/")

is_open_principal(trusted) if startswith(trusted, "Federated:")

findings contains of_principal("no-permissions-boundary", item, {}) if {
	some item in aws.judged
	item.content.type in {"role", "user"}
	values.string_at(item.content, ["attributes", "boundary"]) == ""
	needs_boundary(item)
}

needs_boundary(_) if parameters.value("require_permissions_boundary") == "all"

needs_boundary(item) if {
	parameters.value("require_permissions_boundary") == "iam"
	some action in escalations.identity_actions
	aws.permission(item, action, "any")
}

findings contains {"rule": "no-cloud-principals", "on": item.id, "path": [], "status": "unknown"} if {
	count(aws.principals) == 0
	item := evidence.of_kind("iam/principal")[0]
}

of_grant(rule, item, grant, named) := object.union(
	{
		"rule": rule,
		"on": item.id,
		"path": values.list_at(grant, ["path"]),
		"principal": aws.label(item),
		"policy": values.string_at(grant, ["origin", "name"]),
	},
	object.union(values.written_at(grant), named),
)

of_principal(rule, item, named) := object.union(
	{"rule": rule, "on": item.id, "path": [], "principal": aws.label(item)},
	named,
)
