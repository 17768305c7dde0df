# METADATA
# title: Privileged access was reviewed
# description: Somebody else looked at each privileged access not long ago, and what was to be taken away is gone.
# custom:
#   id: IAM-08
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [release/descriptor, record/access-review]
#   reads: [iam/role-map]
#   parameters: [max_access_review_days, reviewed_categories]
#   mappings:
#     nist-800-53r5: [AC-2, AC-5, AC-6(7)]
#   rules:
#     too-old:
#       message: "the review is {days} days old, more than {most}"
#       fix: review the access again
#     reviewed-oneself:
#       message: "`{reviewer}` reviewed the access of `{holder}`, who is the same person"
#       fix: let somebody else review it
#     open:
#       message: "nothing was decided about the access of `{holder}` to `{system}`"
#       fix: decide it, and record what was decided
#     not-done:
#       message: "the access of `{holder}` to `{system}` was to be {decision}, and that is not done"
#       fix: do it, and record when as `doneAt`
#     done-in-future:
#       message: "what was decided about `{holder}` is recorded as done at a time that has not come"
#       fix: correct `doneAt`
#     not-reviewed:
#       message: "the role map gives `{holder}` the category {category} in `{system}`, and nobody reviewed that"
#       fix: review it, and record what was decided
#     other-environment:
#       message: "the record is about another environment than the release"
#       fix: record it of the environment that `release.yaml` names
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.iam.iam_08

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/access-review", "environment")

item := records.latest("record/access-review", "environment")

findings contains finding("too-old", ["at"], {"days": days, "most": most}) if {
	most := parameters.value("max_access_review_days")
	days := records.days_old(item)
	days > most
}

# Names of people are written in either case.
findings contains finding("reviewed-oneself", ["reviews", i, "reviewer"], {"reviewer": one.reviewer, "holder": one.holder}) if {
	some i, one in item.content.reviews
	lower(trim_space(one.reviewer)) == lower(trim_space(one.holder))
}

findings contains finding("open", ["reviews", i, "decision"], {"holder": one.holder, "system": one.system}) if {
	some i, one in item.content.reviews
	one.decision == "open"
}

words := {"remove": "removed", "reduce": "reduced"}

findings contains finding("not-done", ["reviews", i], {"holder": one.holder, "system": one.system, "decision": words[one.decision]}) if {
	some i, one in item.content.reviews
	one.decision in {"remove", "reduce"}
	not one.doneAt
}

findings contains finding("done-in-future", ["reviews", i, "doneAt"], {"holder": one.holder, "status": "unknown"}) if {
	some i, one in item.content.reviews
	one.doneAt > input.now + records.clock_skew_seconds
}

reviewed := {[lower(one.system), lower(trim_space(one.holder))] | some one in item.content.reviews}

findings contains finding("not-reviewed", ["reviews"], {"holder": one.name, "system": one.system, "category": one.category}) if {
	some map in evidence.of_kind("iam/role-map")
	some one in map.content.principals
	one.category in parameters.value("reviewed_categories")
	not [lower(one.system), lower(one.name)] in reviewed
}

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
