# AWS principals of a snapshot: what their policies allow and deny, as IAM evaluates them: an
# explicit deny wins, NotAction grants all else, action names know no case.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
package seaworthy.lib.aws

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

principals := [item |
	some item in evidence.of_kind("iam/principal")
	item.content.system == "aws"
]

# Service-linked roles are AWS's own: nobody can change them.
judged := [item |
	some item in principals
	not contains(values.string_at(item.content, ["attributes", "arn"]), ":role/aws-service-role/")
	not key(item) in parameters.value("iam_allowed")
]

key(item) := concat("/", [lower(item.content.type), item.content.name])

label(item) := concat("", [values.string_at(item.content, ["type"]), " `", values.string_at(item.content, ["name"]), "`"])

grants(item, effect) := [grant |
	some grant in values.list_at(item.content, ["grants"])
	lower(object.get(grant, "effect", "allow")) == effect
]

actions(grant) := values.list_at(grant, ["actions"])

is_conditional(grant) if object.get(grant, "conditional", false) == true

# Whether a statement's actions, or all but its NotActions, hold one action.
covers(grant, action) if {
	some pattern in actions(grant)
	action_matches(pattern, action)
}

covers(grant, action) if {
	excluded := values.list_at(grant, ["notActions"])
	count(excluded) > 0
	every pattern in excluded {
		not action_matches(pattern, action)
	}
}

action_matches(pattern, action) if matches(lower(pattern), lower(action))

matches(pattern, text) if pattern == text

# One star, as nearly every pattern has, needs no glob.
matches(pattern, text) if {
	[head, tail] := split(pattern, "*")
	not contains(pattern, "?")
	startswith(text, head)
	endswith(text, tail)
	count(text) >= count(head) + count(tail)
}

matches(pattern, text) if {
	has_many_wildcards(pattern)
	glob.match(pattern, null, text)
}

has_many_wildcards(pattern) if contains(pattern, "?")

has_many_wildcards(pattern) if count(split(pattern, "*")) > 2

is_everywhere(grant) if "*" in values.list_at(grant, ["resources"])

# NotResource leaves out what it names and reaches the rest.
is_everywhere(grant) if count(values.list_at(grant, ["notResources"])) > 0

# Every role, user, group or policy of an account.
is_broad(grant) if is_everywhere(grant)

is_broad(grant) if {
	some resource in values.list_at(grant, ["resources"])
	some ending in [":role/*", ":user/*", ":group/*", ":policy/*", ":*"]
	endswith(resource, ending)
}

is_admin(grant) if {
	"*" in actions(grant)
	is_everywhere(grant)
}

# Only a deny without condition and for every resource surely takes an action away.
is_denied(item, action) if {
	some grant in grants(item, "deny")
	not is_conditional(grant)
	is_everywhere(grant)
	covers(grant, action)
}

# How an action is allowed on resources broad enough: "always", or "conditionally". A permissions
# boundary gives nothing, and takes all that it does not allow.
permission(item, action, reach) := "always" if {
	not is_denied(item, action)
	some grant in grants(item, "allow")
	not is_conditional(grant)
	reaches(grant, reach)
	covers(grant, action)
	boundary(item, action, reach) == "always"
} else := "conditionally" if {
	not is_denied(item, action)
	some grant in grants(item, "allow")
	reaches(grant, reach)
	covers(grant, action)
	boundary(item, action, reach)
}

reaches(_, "any")

reaches(grant, "broad") if is_broad(grant)

# What the boundary lets through. One whose policy is not in the export may let anything.
boundary(item, _, _) := "always" if values.string_at(item.content, ["attributes", "boundary"]) == ""

boundary(item, _, _) := "conditionally" if {
	values.string_at(item.content, ["attributes", "boundary"]) != ""
	not values.is_set(item.content, ["attributes", "boundaryGrants"])
}

boundary(item, action, reach) := least(ways) if {
	values.is_set(item.content, ["attributes", "boundaryGrants"])
	inside := {"content": {"grants": values.list_at(item.content, ["attributes", "boundaryGrants"])}}
	not is_denied(inside, action)
	ways := {way(grant) |
		some grant in grants(inside, "allow")
		reaches(grant, reach)
		covers(grant, action)
	}
	count(ways) > 0
}

least(ways) := "always" if {
	"always" in ways
} else := "conditionally"

way(grant) := "conditionally" if {
	is_conditional(grant)
} else := "always"
