# METADATA
# title: Integrations buffer while the ERP is away
# description: Each partner's queue keeps messages twice as long as the window, and is worked off faster than it fills.
# custom:
#   id: BCP-02
#   severity: high
#   stage: continuity
#   scope: snapshot
#   needs: [release/descriptor, record/integration-buffers]
#   reads: []
#   parameters: [retention_windows, integration_queues]
#   mappings:
#     nist-800-53r5: [CP-2, SC-5]
#   rules:
#     kept-too-short:
#       message: "queue `{queue}` keeps messages for {hours} h, less than {least} h: {windows} times the window"
#       fix: lengthen its retention
#     drains-too-slowly:
#       message: "queue `{queue}` is worked off at {drain} messages a minute and fills at {arrival}"
#       fix: add consumers, or let partners hold back
#     not-drained:
#       message: "the drain of queue `{queue}` was never tested"
#       fix: let it fill, and measure how fast it is worked off
#     no-queue:
#       message: "nothing is said about queue `{queue}`"
#       fix: record how long it keeps messages
#     other-environment:
#       message: "the record is about another environment than the release"
#       fix: record it of the environment that `release.yaml` names
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.continuity.bcp_02

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/integration-buffers", "environment")

item := records.latest("record/integration-buffers", "environment")

findings contains finding("kept-too-short", ["queues", i, "retention"], {"queue": queue.name, "hours": floor(queue.retention / 3600), "least": ceil(least / 3600), "windows": windows}) if {
	windows := parameters.value("retention_windows")
	least := item.content.window * windows
	some i, queue in item.content.queues
	queue.retention < least
}

findings contains finding("drains-too-slowly", ["queues", i, "drainPerMinute"], {"queue": queue.name, "drain": queue.drainPerMinute, "arrival": queue.arrivalPerMinute}) if {
	some i, queue in item.content.queues
	queue.drainPerMinute <= queue.arrivalPerMinute
}

findings contains finding("not-drained", ["queues", i], {"queue": queue.name, "status": "unknown"}) if {
	some i, queue in item.content.queues
	not is_number(object.get(queue, "drainPerMinute", null))
}

findings contains finding("no-queue", ["queues"], {"queue": name, "status": "unknown"}) if {
	told := {queue.name | some queue in item.content.queues}
	some name in parameters.value("integration_queues")
	not name in told
}

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
