# METADATA
# title: Telemetry is ready for analysis
# description: Every event stream and interface has a schema and an owner, and personal data in them is governed.
# custom:
#   id: AIR-01
#   severity: low
#   stage: sign-off
#   scope: snapshot
#   needs: [release/descriptor, record/telemetry-inventory]
#   reads: []
#   parameters: [telemetry_streams, max_telemetry_record_days]
#   mappings:
#     nist-800-53r5: [CM-13]
#   rules:
#     no-schema:
#       message: "`{stream}` has no schema"
#       fix: write one, and have producers held to it
#     no-version:
#       message: "the schema of `{stream}` has no version, so readers cannot tell what changed"
#       fix: give it a version
#     no-owner:
#       message: "nobody answers for `{stream}`"
#       fix: name an owner
#     personal-ungoverned:
#       message: "`{stream}` carries personal data, and no rule says who may use it and for how long"
#       fix: agree on a rule, or leave the data out
#     not-told:
#       message: "nothing is said about `{stream}`"
#       fix: record it
#     too-old:
#       message: "the inventory is {days} days old, more than {most}"
#       fix: take it again
#     other-environment:
#       message: "the record is about another environment than the release"
#       fix: record it of the environment that `release.yaml` names
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.observability.air_01

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/telemetry-inventory", "environment")

item := records.latest("record/telemetry-inventory", "environment")

findings contains finding("too-old", ["at"], {"days": days, "most": most, "status": "unknown"}) if {
	most := parameters.value("max_telemetry_record_days")
	days := records.days_old(item)
	days > most
}

findings contains finding("no-schema", ["streams", i], {"stream": stream.name}) if {
	some i, stream in item.content.streams
	not stream.schema
}

findings contains finding("no-version", ["streams", i], {"stream": stream.name}) if {
	some i, stream in item.content.streams
	stream.schema
	not stream.schemaVersion
}

findings contains finding("no-owner", ["streams", i], {"stream": stream.name}) if {
	some i, stream in item.content.streams
	not stream.owner
}

findings contains finding("personal-ungoverned", ["streams", i, "personal"], {"stream": stream.name}) if {
	some i, stream in item.content.streams
	stream.personal == true
	not stream.governedBy
}

findings contains finding("not-told", ["streams"], {"stream": name, "status": "unknown"}) if {
	told := {stream.name | some stream in item.content.streams}
	some name in parameters.value("telemetry_streams")
	not name in told
}

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
