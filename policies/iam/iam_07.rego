# METADATA
# title: Duties are separated
# description: Nobody holds two duties that check each other, and nobody approves what is their own.
# custom:
#   id: IAM-07
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [release/descriptor, iam/principal, record/change-review]
#   reads: [record/access-change-approval]
#   parameters: [conflicting_duties, duty_conflicts_allowed]
#   mappings:
#     nist-800-53r5: [AC-5, AC-6(1), CM-5, SA-10]
#   rules:
#     conflicting-duties:
#       message: "`{person}` holds `{first}` and `{second}`, which check each other"
#       fix: take one of them away, or list the person in the parameter `duty_conflicts_allowed`
#     approved-own-change:
#       message: "change `{change}` was approved by none but its authors: {authors}"
#       fix: let somebody else approve it
#     not-approved:
#       message: "nobody approved change `{change}`"
#       fix: let somebody who did not write it approve it
#     approved-own-request:
#       message: "`{person}` approved the change of access that they asked for"
#       fix: let somebody else approve it
#     approved-own-rights:
#       message: "`{person}` approved more rights for themselves: `{right}`"
#       fix: let somebody else approve it
#     pair-not-understood:
#       message: "`{pair}` is no pair of duties"
#       fix: write it as `SYSTEM/DUTY + SYSTEM/DUTY`, such as `odoo/purchase.group_purchase_manager + odoo/account.group_account_manager`
#     no-holders:
#       message: "the evidence holds nobody of the systems that pairs of duties are about"
#       fix: add exports of who holds what there, or set `conflicting_duties` to pairs of your systems
#     other-candidate:
#       message: "the record is about another candidate"
#       fix: record who wrote and approved the changes of this candidate
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.iam.iam_07

import data.seaworthy.lib.access_changes as changes
import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.records
import data.seaworthy.lib.values

findings contains finding if some finding in records.doubts("record/change-review", "candidate")

# One person may have an account in each system, under one name.
findings contains {
	"rule": "conflicting-duties", "on": min(holders), "path": [],
	"person": name, "first": pair[0], "second": pair[1],
} if {
	some pair in pairs
	some name, _ in people
	holders := holders_of(name, pair[0])
	count(holders) > 0
	count(holders_of(name, pair[1])) > 0
	not is_excepted(name)
}

pairs := [sides |
	some text in parameters.value("conflicting_duties")
	sides := sides_of(text)
]

sides_of(text) := sides if {
	sides := [trim_space(side) | some side in split(text, " + ")]
	count(sides) == 2
	every side in sides {
		contains(side, "/")
	}
}

findings contains {"rule": "pair-not-understood", "on": first_principal.id, "path": [], "pair": text, "status": "unknown"} if {
	some text in parameters.value("conflicting_duties")
	not sides_of(text)
}

first_principal := evidence.of_kind("iam/principal")[0]

people[name] contains item if {
	some item in principals
	name := changes.person(item.content.name)
}

# What holds rights by itself; groups and roles are held by others.
principals := [item |
	some item in evidence.of_kind("iam/principal")
	item.content.system in systems
	not lower(item.content.type) in {"group", "role"}
	not object.get(item.content, ["attributes", "active"], true) == false
]

systems := {split(side, "/")[0] | some pair in pairs; some side in pair}

holders_of(name, duty) := {item.id |
	some item in people[name]
	startswith(duty, concat("", [item.content.system, "/"]))
	holds(item, substring(duty, count(item.content.system) + 1, -1))
}

holds(item, duty) if duty in values.list_at(item.content, ["attributes", "groups"])

holds(item, duty) if duty in values.list_at(item.content, ["attributes", "roles"])

# A right, such as `create account.payment`.
holds(item, duty) if {
	[action, resource] := split(duty, " ")
	some grant in values.list_at(item.content, ["grants"])
	object.get(grant, "effect", "allow") == "allow"
	action in values.list_at(grant, ["actions"])
	resource in values.list_at(grant, ["resources"])
}

is_excepted(name) if {
	some listed in parameters.value("duty_conflicts_allowed")
	changes.person(listed) == name
}

findings contains {"rule": "no-holders", "on": first_principal.id, "path": [], "status": "unknown"} if {
	count(pairs) > 0
	count(principals) == 0
}

review := records.latest("record/change-review", "candidate")

findings contains reviewed("approved-own-change", i, {"change": change.change, "authors": sort(authors)}) if {
	some i, change in review.content.changes
	authors := {changes.person(author) | some author in change.authors}
	approvers := {changes.person(approver) | some approver in change.approvers}
	count(approvers) > 0
	count(approvers - authors) == 0
}

findings contains reviewed("not-approved", i, {"change": change.change}) if {
	some i, change in review.content.changes
	count(change.approvers) == 0
}

reviewed(rule, i, named) := object.union({"rule": rule, "on": review.id, "path": ["changes", i]}, named)

approvals := records.ours("record/access-change-approval", "candidate")

findings contains {"rule": "approved-own-request", "on": item.id, "path": ["requestedBy"], "person": item.content.by} if {
	some item in approvals
	changes.is_same_person(item.content.by, item.content.requestedBy)
}

findings contains {"rule": "approved-own-rights", "on": item.id, "path": ["rights", i], "person": item.content.by, "right": right.right} if {
	some item in approvals
	some i, right in values.list_at(item.content, ["rights"])
	changes.is_same_person(item.content.by, right.principal)
}
