# METADATA
# title: Failures were really tried
# description: Nodes, pods, the cache and the database were made to fail not long ago, and users hardly noticed.
# custom:
#   id: HAV-02
#   severity: high
#   stage: continuity
#   scope: snapshot
#   needs: [release/descriptor, record/failover-drill]
#   reads: []
#   parameters: [drill_scenarios, max_drill_days, max_drill_downtime_seconds, max_drill_error_percent]
#   mappings:
#     nist-800-53r5: [CP-4, CA-8, SI-13]
#   rules:
#     not-tried:
#       message: "`{scenario}` was not tried"
#       fix: try it in a drill, under load
#     too-old:
#       message: "the drill is {days} days old, more than {most}"
#       fix: try again
#     too-long:
#       message: "`{scenario}` stopped the service for {seconds} s, longer than {most} s"
#       fix: find out what waited, be it probes, DNS, connection pools or the failover itself
#     too-many-errors:
#       message: "{percent} % of the requests failed during `{scenario}`, more than {most} %"
#       fix: let clients and the proxy try again what is safe to repeat
#     other-environment:
#       message: "the record is about another environment than the release"
#       fix: record it of the environment that `release.yaml` names
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.resilience.hav_02

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/failover-drill", "environment")

# Each failure may have been tried on another day: the newest try counts.
most_days := parameters.value("max_drill_days")

drills := records.ours("record/failover-drill", "environment")

recent := [item | some item in drills; records.days_old(item) <= most_days]

last_tried[name] := max(times) if {
	some name in {scenario.name | some item in recent; some scenario in item.content.scenarios}
	times := [item.content.at | some item in recent; some scenario in item.content.scenarios; scenario.name == name]
}

tries := [{"item": item, "path": ["scenarios", i], "scenario": scenario} |
	some item in recent
	some i, scenario in item.content.scenarios
	last_tried[scenario.name] == item.content.at
]

findings contains finding(drills[0], "not-tried", ["scenarios"], {"scenario": scenario}) if {
	count(recent) > 0
	some scenario in parameters.value("drill_scenarios")
	not last_tried[scenario]
}

findings contains finding(item, "too-old", ["at"], {"days": records.days_old(item), "most": most_days}) if {
	count(recent) == 0
	item := records.latest("record/failover-drill", "environment")
}

findings contains finding(try.item, "too-long", array.concat(try.path, ["downtime"]), {"scenario": try.scenario.name, "seconds": try.scenario.downtime, "most": most}) if {
	most := parameters.value("max_drill_downtime_seconds")
	some try in tries
	try.scenario.downtime > most
}

findings contains finding(try.item, "too-many-errors", array.concat(try.path, ["failed"]), {"scenario": try.scenario.name, "percent": round(percent * 100) / 100, "most": most}) if {
	most := parameters.value("max_drill_error_percent")
	some try in tries
	percent := (try.scenario.failed * 100) / try.scenario.requests
	percent > most
}

finding(item, rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
