# METADATA
# title: It is clear who decides a rollback, on what, and by when
# description: The plan of this candidate names an authority, triggers with limits, and a deadline.
# custom:
#   id: GOV-04
#   severity: high
#   stage: sign-off
#   scope: snapshot
#   needs: [release/descriptor, record/rollback-plan]
#   reads: []
#   parameters: []
#   mappings:
#     nist-800-53r5: [CM-3, CP-2, IR-4]
#   rules:
#     no-authority:
#       message: "nobody is named who decides a rollback"
#       fix: name one person as `authority`
#     no-triggers:
#       message: "nothing says what makes a rollback necessary"
#       fix: list `triggers` with their limits
#     no-deadline:
#       message: "nothing says until when a rollback can be decided"
#       fix: give a `deadline`
#     deadline-over:
#       message: "the deadline for a rollback lies before the release"
#       fix: give a `deadline` after the release
#     other-candidate:
#       message: "the record is about another candidate, or `release.yaml` names no digest"
#       fix: record it of this candidate, by the digest that `release.yaml` declares
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.governance.gov_04

import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/rollback-plan", "candidate")

item := records.latest("record/rollback-plan", "candidate")

findings contains finding("no-authority", [], {}) if not item.content.authority

findings contains finding("no-triggers", [], {}) if not item.content.triggers

findings contains finding("no-deadline", [], {}) if not item.content.deadline

findings contains finding("deadline-over", ["deadline"], {}) if item.content.deadline <= input.now

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
