# METADATA
# title: Single sign-on has not drifted
# description: Redirect URIs, scopes, signing, second factors, mappers and lifetimes are those from before the release, or their change was approved.
# custom:
#   id: IAM-05
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [release/descriptor, iam/sign-on-comparison]
#   reads: [iam/client, iam/realm, record/access-change-approval]
#   parameters: [sign_on_changes_allowed, max_access_baseline_days]
#   mappings:
#     nist-800-53r5: [CM-3, CM-6, IA-2, IA-2(1), IA-8, SC-23]
#   rules:
#     redirect-uri:
#       message: "{about} sends people elsewhere: `{field}` was {before}, and is {after}"
#       fix: restore it, or have the change approved in an `AccessChangeApproval`
#     scope:
#       message: "the scopes of {about} changed: `{field}` was {before}, and is {after}"
#       fix: restore them, or have the change approved in an `AccessChangeApproval`
#     signing:
#       message: "the signatures of {about} changed: `{field}` was {before}, and is {after}"
#       fix: restore them, or have the change approved in an `AccessChangeApproval`
#     second-factor:
#       message: "how {about} asks for a second factor changed: `{field}` was {before}, and is {after}"
#       fix: restore it, or have the change approved in an `AccessChangeApproval`
#     mapper:
#       message: "what tokens of {about} tell changed: `{field}` was {before}, and is {after}"
#       fix: restore it, or have the change approved in an `AccessChangeApproval`
#     lifetime:
#       message: "a lifetime of {about} changed: `{field}` was {before}, and is {after}"
#       fix: restore it, or have the change approved in an `AccessChangeApproval`
#     authentication:
#       message: "how {about} proves who it is changed: `{field}` was {before}, and is {after}"
#       fix: restore it, or have the change approved in an `AccessChangeApproval`
#     other-change:
#       message: "{aspect} of {about} changed: `{field}` was {before}, and is {after}"
#       fix: restore it, or have the change approved in an `AccessChangeApproval`
#     no-before:
#       message: "nothing tells how {about} was before the release"
#       fix: add the export from before, and name it in an `AccessBaseline`
#     no-after:
#       message: "nothing tells how {about} is after the upgrade"
#       fix: export it again from where the candidate runs
#     other-environment:
#       message: "the state before is that of `{environment}`, and not of the release's environment"
#       fix: export it from the environment that `release.yaml` names
#     too-old:
#       message: "the state before is {days} days old, more than {most}"
#       fix: export it again before the release
package seaworthy.iam.iam_05

import data.seaworthy.lib.access_changes as changes
import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

findings contains finding if some finding in changes.doubts("iam/sign-on-comparison")

rules := {"redirect-uri", "scope", "signing", "second-factor", "mapper", "lifetime", "authentication"}

findings contains finding if {
	some item in comparisons
	some change in item.content.changes
	not is_allowed(change)
	finding := object.union(
		{
			"rule": rule_of(change.aspect), "on": item.id, "path": [],
			"about": about(change.client, item), "aspect": change.aspect, "field": change.field,
			"before": changes.some_of(change.before), "after": changes.some_of(change.after),
		},
		values.written_at(change),
	)
}

rule_of(aspect) := aspect if {
	aspect in rules
} else := "other-change"

about("realm", item) := concat("", ["realm `", item.content.realm, "`"])

about(client, _) := concat("", ["client `", client, "`"]) if client != "realm"

is_allowed(change) if changes.is_sign_on_approved(change)

is_allowed(change) if {
	some pattern in parameters.value("sign_on_changes_allowed")
	changes.matches(pattern, concat("/", [change.client, change.aspect]))
}

# A state that nothing is held against.
findings contains {"rule": "no-before", "status": "unknown", "on": item.id, "path": [], "about": changes.about(item)} if {
	some item in comparisons
	count(item.content.before) == 0
}

comparisons := evidence.of_kind("iam/sign-on-comparison")
