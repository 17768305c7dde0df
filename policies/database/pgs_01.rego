# METADATA
# title: Replication is healthy
# description: Enough replicas follow the primary closely, and nothing keeps its log for a reader that is gone.
# custom:
#   id: PGS-01
#   severity: high
#   stage: migration
#   scope: snapshot
#   needs: [release/descriptor, record/database-server]
#   reads: []
#   parameters: [max_database_record_hours, max_replication_lag_seconds, max_replication_lag_mebibytes, min_replicas, synchronous_standby_required]
#   mappings:
#     nist-800-53r5: [CP-9, SC-24]
#   rules:
#     too-far-behind:
#       message: "replica `{replica}` has not replayed {mebibytes} MiB, more than {most} MiB"
#       fix: find what holds it up (disk, network, a long query on it) before the release
#     too-late:
#       message: "replica `{replica}` is {seconds} s behind, more than {most} s"
#       fix: find what holds it up (disk, network, a long query on it) before the release
#     lag-not-told:
#       message: "the server does not tell how far replica `{replica}` is behind"
#       fix: take the record again once it streams
#     not-streaming:
#       message: "replica `{replica}` does not stream (`{state}`)"
#       fix: wait until it has caught up, or mend it
#     inactive-slot:
#       message: "nobody reads from slot `{slot}`, and the server keeps its log for it"
#       fix: bring its reader back, or drop it with `pg_drop_replication_slot`
#     slot-lost:
#       message: "slot `{slot}` lacks part of the log (`{state}`)"
#       fix: build its reader anew, and raise `max_slot_wal_keep_size`
#     too-few-replicas:
#       message: "{count} replicas follow the primary, fewer than {least}"
#       fix: build a replica, or lower `min_replicas` for this environment
#     no-synchronous-standby:
#       message: "commits wait for no replica"
#       fix: set `synchronous_standby_names`, and let a replica of that name stream
#     not-permitted:
#       message: "the role that asked may not see replicas"
#       fix: grant it `pg_monitor`, and take the record again
#     not-a-primary:
#       message: "the record is of a replica"
#       fix: take it from the primary
#     not-seen:
#       message: "the record does not tell of replication slots"
#       fix: grant the role `pg_monitor`, and take the record again
#     too-old:
#       message: "the record is {hours} hours old, more than {most}"
#       fix: take it again with `seaworthy record database`
#     other-environment:
#       message: "the record is about another environment than the release"
#       fix: take it in the environment that `release.yaml` declares
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.database.pgs_01

import data.seaworthy.lib.database_servers
import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts(database_servers.kind, "environment")

findings contains finding if some finding in database_servers.too_old

item := database_servers.item

replication := item.content.replication

replicas := object.get(replication, "replicas", [])

slots := object.get(replication, "slots", [])

mebibyte := 1048576

findings contains finding("too-far-behind", replica_path(i, "lagBytes"), {"replica": replica.name, "mebibytes": ceil(replica.lagBytes / mebibyte), "most": most}) if {
	most := parameters.value("max_replication_lag_mebibytes")
	some i, replica in replicas
	replica.lagBytes > most * mebibyte
}

# Of a replica that has replayed everything the time is that of its last change, however long ago.
findings contains finding("too-late", replica_path(i, "replayLagSeconds"), {"replica": replica.name, "seconds": replica.replayLagSeconds, "most": most}) if {
	most := parameters.value("max_replication_lag_seconds")
	some i, replica in replicas
	object.get(replica, "lagBytes", 1) > 0
	replica.replayLagSeconds > most
}

findings contains finding("lag-not-told", ["replication", "replicas", i], {"replica": replica.name, "status": "unknown"}) if {
	some i, replica in replicas
	replica.state == "streaming"
	not replica.lagBytes
}

findings contains finding("not-streaming", replica_path(i, "state"), {"replica": replica.name, "state": replica.state}) if {
	some i, replica in replicas

	# A backup that is being taken is no replica.
	not replica.state in {"streaming", "backup"}
}

findings contains finding("inactive-slot", ["replication", "slots", i, "active"], {"slot": slot.name}) if {
	some i, slot in slots
	slot.active == false
}

findings contains finding("slot-lost", ["replication", "slots", i, "walStatus"], {"slot": slot.name, "state": slot.walStatus}) if {
	some i, slot in slots
	slot.walStatus in {"unreserved", "lost"}
}

following := [replica | some replica in replicas; replica.state == "streaming"]

findings contains finding("too-few-replicas", ["replication"], {"count": count(following), "least": least}) if {
	is_primary
	replication.seen != "not-permitted"
	least := parameters.value("min_replicas")
	count(following) < least
}

findings contains finding("no-synchronous-standby", ["replication"], {}) if {
	is_primary
	replication.seen != "not-permitted"
	parameters.value("synchronous_standby_required")
	count([1 | some replica in following; object.get(replica, "sync", "") in {"sync", "quorum"}]) == 0
}

findings contains finding("not-permitted", ["replication", "seen"], {"status": "unknown"}) if replication.seen == "not-permitted"

findings contains finding("not-a-primary", ["server", "role"], {"status": "unknown"}) if {
	item
	not is_primary
}

findings contains finding("not-seen", ["replication"], {"status": "unknown"}) if {
	item
	not replication.slots
}

is_primary if item.content.server.role == "primary"

replica_path(i, key) := ["replication", "replicas", i, key]

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
