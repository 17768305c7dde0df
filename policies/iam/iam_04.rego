# METADATA
# title: The release widens no right without approval
# description: Nobody may do more after the upgrade than before, but for what an approval names.
# custom:
#   id: IAM-04
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [release/descriptor, iam/role-comparison]
#   reads: [iam/principal, record/access-change-approval]
#   parameters: [compared_systems, role_changes_allowed, max_access_baseline_days]
#   mappings:
#     nist-800-53r5: [AC-2, AC-3, AC-6, AC-6(7), CM-3, CM-4]
#   rules:
#     widened:
#       message: "{principal} may now {rights} in {system}, and could not before the release"
#       fix: take the rights away, or have each approved in an `AccessChangeApproval`
#     not-compared:
#       message: "nothing tells who could do what in {system} before the release"
#       fix: add the export from before, and name it in an `AccessBaseline`
#     no-after:
#       message: "nothing tells who can do what in {about} after the upgrade"
#       fix: export it again from where the candidate runs
#     other-environment:
#       message: "the state before is that of `{environment}`, and not of the release's environment"
#       fix: export it from the environment that `release.yaml` names
#     too-old:
#       message: "the state before is {days} days old, more than {most}"
#       fix: export it again before the release
package seaworthy.iam.iam_04

import data.seaworthy.lib.access_changes as changes
import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

findings contains finding if some finding in changes.doubts("iam/role-comparison")

# One finding for each principal: an upgrade widens hundreds of rights at once.
findings contains finding if {
	some item in comparisons
	some who, widened in widened_of(item)
	rights := sort({change.right | some change in widened})
	finding := object.union(
		{
			"rule": "widened", "on": item.id, "path": [],
			"principal": label(who), "system": item.content.system, "rights": changes.some_of(rights),
		},
		values.written_at(widened[0]),
	)
}

widened_of(item) := {who: widened |
	some first in item.content.changes
	is_open(item, first)
	who := [first.type, object.get(first, "namespace", ""), first.principal]
	widened := [change |
		some change in item.content.changes
		is_open(item, change)
		who == [change.type, object.get(change, "namespace", ""), change.principal]
	]
}

is_open(item, change) if {
	change.kind == "widened"
	not changes.is_right_approved(item.content.system, change)
	not is_allowed(item, change)
}

is_allowed(item, change) if {
	some pattern in parameters.value("role_changes_allowed")
	changes.matches(pattern, concat("/", [item.content.system, change.principal, change.right]))
}

label([type, "", name]) := concat("", [type, " `", name, "`"])

label([type, namespace, name]) := concat("", [type, " `", name, "` of `", namespace, "`"]) if namespace != ""

findings contains {"rule": "not-compared", "status": "unknown", "on": min(ids), "path": [], "system": system} if {
	some system in parameters.value("compared_systems")
	ids := {item.id | some item in evidence.of_kind("iam/principal"); item.content.system == system}
	count(ids) > 0
	not is_compared(system)
}

is_compared(system) if {
	some item in comparisons
	item.content.system == system
}

comparisons := evidence.of_kind("iam/role-comparison")
