# METADATA
# title: A release is allowed now
# description: The time of the release lies in a window, and in no freeze and no peak of the warehouse.
# custom:
#   id: GOV-02
#   severity: critical
#   stage: sign-off
#   scope: snapshot
#   needs: [release/descriptor, record/release-calendar]
#   reads: []
#   parameters: []
#   mappings:
#     nist-800-53r5: [CM-3, CM-5]
#   rules:
#     frozen:
#       message: "a freeze is on: {name}"
#       fix: wait until it is over, or have the exception signed as a waiver
#     at-peak:
#       message: "the warehouse has a peak: {name}"
#       fix: wait until it is over
#     outside-window:
#       message: "no release window is open"
#       fix: wait for the next window
#     calendar-ended:
#       message: "the calendar is complete only up to a time that is over"
#       fix: bring it up to date
#     turned-round:
#       message: "{what} `{name}` ends before it begins"
#       fix: correct `from` or `to`
#     other-environment:
#       message: "the record is about another environment than the release"
#       fix: record it of the environment that `release.yaml` names
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.governance.gov_02

import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/release-calendar", "environment")

item := records.latest("record/release-calendar", "environment")

is_on(span) if {
	span.from <= input.now
	input.now < span.to
}

findings contains finding("frozen", ["freezes", i], {"name": freeze.name}) if {
	some i, freeze in item.content.freezes
	is_on(freeze)
}

findings contains finding("at-peak", ["peaks", i], {"name": peak.name}) if {
	some i, peak in item.content.peaks
	is_on(peak)
}

findings contains finding("outside-window", ["windows"], {}) if {
	count([1 | some window in item.content.windows; is_on(window)]) == 0
}

findings contains finding("calendar-ended", ["validUntil"], {"status": "unknown"}) if item.content.validUntil <= input.now

findings contains finding("turned-round", [list, i], {"what": what, "name": object.get(span, "name", sprintf("%d", [i + 1])), "status": "unknown"}) if {
	some what, list in {"window": "windows", "freeze": "freezes", "peak": "peaks"}
	some i, span in item.content[list]
	span.to <= span.from
}

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
