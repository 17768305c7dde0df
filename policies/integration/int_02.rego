# METADATA
# title: Webhook retries drain after a rolling deployment
# description: What partners could not deliver meanwhile was delivered soon after, and nothing was given up.
# custom:
#   id: INT-02
#   severity: medium
#   stage: integration
#   scope: snapshot
#   needs: [release/descriptor, record/queue-drain]
#   reads: []
#   parameters: [drained_queues, max_drain_minutes]
#   mappings:
#     nist-800-53r5: [SC-5, SI-13]
#   rules:
#     drained-too-late:
#       message: "queue `{queue}` was back at its baseline after {minutes} minutes, more than {most}"
#       fix: add consumers, or let retries spread out
#     not-drained:
#       message: "queue `{queue}` was not back at its baseline within {minutes} minutes"
#       fix: find out what keeps it, and have it drain before users come
#     not-watched:
#       message: "queue `{queue}` was not watched for as long as it may take"
#       fix: watch it for {most} minutes after the deployment
#     dropped:
#       message: "{count} messages of queue `{queue}` were given up"
#       fix: deliver them again, and let the queue keep them for longer
#     drained-before:
#       message: "queue `{queue}` is recorded as drained before the deployment ended, or after it was last watched"
#       fix: correct `drainedAt`
#     not-told:
#       message: "nothing is said about queue `{queue}`"
#       fix: record how it drained
#     other-candidate:
#       message: "the record is about another candidate, or `release.yaml` names no digest"
#       fix: record it of this candidate, by the digest that `release.yaml` declares
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.integration.int_02

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/queue-drain", "candidate")

item := records.latest("record/queue-drain", "candidate")

rollout := item.content.rollout

# Seconds from the end of the deployment until the queue was back.
drain[i] := queue.drainedAt - rollout.to if {
	some i, queue in item.content.queues
	is_number(queue.drainedAt)
	not misplaced(queue)
}

misplaced(queue) if queue.drainedAt < rollout.from

misplaced(queue) if queue.drainedAt > queue.watchedUntil

limit := parameters.value("max_drain_minutes")

findings contains finding("drained-too-late", ["queues", i, "drainedAt"], {"queue": item.content.queues[i].name, "minutes": ceil(seconds / 60), "most": limit}) if {
	some i, seconds in drain
	seconds > limit * 60
}

never contains [i, queue] if {
	some i, queue in item.content.queues
	not is_number(object.get(queue, "drainedAt", null))
	queue.peak > queue.baseline
}

findings contains finding("not-drained", ["queues", i], {"queue": queue.name, "minutes": floor((queue.watchedUntil - rollout.to) / 60)}) if {
	some [i, queue] in never
	queue.watchedUntil - rollout.to >= limit * 60
}

findings contains finding("not-watched", ["queues", i, "watchedUntil"], {"queue": queue.name, "most": limit, "status": "unknown"}) if {
	some [i, queue] in never
	queue.watchedUntil - rollout.to < limit * 60
}

findings contains finding("dropped", ["queues", i, "dropped"], {"queue": queue.name, "count": queue.dropped}) if {
	some i, queue in item.content.queues
	queue.dropped > 0
}

findings contains finding("drained-before", ["queues", i, "drainedAt"], {"queue": queue.name, "status": "unknown"}) if {
	some i, queue in item.content.queues
	misplaced(queue)
}

findings contains finding("not-told", ["queues"], {"queue": name, "status": "unknown"}) if {
	told := {queue.name | some queue in item.content.queues}
	some name in parameters.value("drained_queues")
	not name in told
}

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
