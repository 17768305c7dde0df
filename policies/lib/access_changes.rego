# What a release changes of access, and who approved that. An approval by who asked for it is none.
package seaworthy.lib.access_changes

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.records
import data.seaworthy.lib.values

approvals := [item |
	some item in records.ours("record/access-change-approval", "candidate")
	not is_same_person(item.content.by, item.content.requestedBy)
]

is_same_person(one, other) if person(one) == person(other)

# Names of people are written in either case.
person(name) := lower(trim_space(name))

is_right_approved(system, change) if {
	some approval in approvals
	some right in values.list_at(approval.content, ["rights"])
	right.system == system
	matches(right.principal, change.principal)
	matches(right.right, change.right)
}

is_sign_on_approved(change) if {
	some approval in approvals
	some approved in values.list_at(approval.content, ["signOn"])
	approved.aspect == change.aspect
	matches(approved.client, change.client)
	matches(object.get(approved, "field", "*"), change.field)
}

# One `*`, or one at either end, stands for any text; all else for itself.
matches(pattern, text) if pattern == text

matches(pattern, text) if {
	[head, tail] := split(pattern, "*")
	startswith(text, head)
	endswith(text, tail)
	count(text) >= count(head) + count(tail)
}

matches(pattern, text) if {
	parts := split(pattern, "*")
	count(parts) == 3
	count(parts[0]) + count(parts[2]) == 0
	contains(text, parts[1])
}

# Why a comparison does not count for this release, by rules of its control.
doubts(kind) := {finding |
	some item in evidence.of_kind(kind)
	some finding in doubts_about(item)
}

doubts_about(item) := (doubts_of_environment(item) | doubts_of_age(item)) | doubts_of_after(item)

doubts_of_environment(item) := {doubt("other-environment", item, {"environment": item.content.environment})} if {
	item.content.environment != records.release.environment
} else := set()

doubts_of_age(item) := {doubt("too-old", item, {"days": days, "most": most})} if {
	most := parameters.value("max_access_baseline_days")
	days := records.days_old(item)
	days > most
} else := set()

doubts_of_after(item) := {doubt("no-after", item, {"about": about(item)})} if {
	count(item.content.after) == 0
} else := set()

doubt(rule, item, named) := object.union({"rule": rule, "status": "unknown", "on": item.id, "path": []}, named)

about(item) := concat(" ", [item.content.system, realm]) if {
	realm := values.string_at(item.content, ["realm"])
	realm != ""
} else := item.content.system

# At most five of them, and how many more there are.
some_of(list) := "nothing" if {
	count(list) == 0
} else := concat(", ", list) if {
	count(list) <= 5
} else := concat("", [concat(", ", array.slice(list, 0, 5)), " and ", format_int(count(list) - 5, 10), " more"])
