# METADATA
# title: Everyone knows what to say and to whom
# description: Operations, finance and customer service have contacts and prepared words.
# custom:
#   id: BCP-03
#   severity: medium
#   stage: continuity
#   scope: snapshot
#   needs: [release/descriptor, record/communication-plan]
#   reads: []
#   parameters: [required_audiences]
#   mappings:
#     nist-800-53r5: [CP-2, IR-6]
#   rules:
#     no-audience:
#       message: "the plan does not tell how `{audience}` is told"
#       fix: add the audience with its contacts and its template
#     no-contacts:
#       message: "nobody is named for `{audience}`"
#       fix: name whom to call
#     no-template:
#       message: "there are no prepared words for `{audience}`"
#       fix: write a template, and name it
#     other-environment:
#       message: "the record is about another environment than the release"
#       fix: record it of the environment that `release.yaml` names
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.continuity.bcp_03

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/communication-plan", "environment")

item := records.latest("record/communication-plan", "environment")

findings contains finding("no-audience", ["audiences"], {"audience": audience}) if {
	planned := {audience.name | some audience in item.content.audiences}
	some audience in parameters.value("required_audiences")
	not audience in planned
}

findings contains finding("no-contacts", ["audiences", i], {"audience": audience.name}) if {
	some i, audience in item.content.audiences
	count(object.get(audience, "contacts", [])) == 0
}

findings contains finding("no-template", ["audiences", i], {"audience": audience.name}) if {
	some i, audience in item.content.audiences
	not audience.template
}

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
