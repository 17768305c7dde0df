# METADATA
# title: Attachments are protected
# description: What object storage holds of the ERP survives a deletion, whoever deletes, and the loss of the place.
# custom:
#   id: BAK-02
#   severity: high
#   stage: continuity
#   scope: snapshot
#   needs: [release/descriptor, record/object-storage]
#   reads: []
#   parameters: [attachment_buckets, max_storage_record_days, min_lock_days, max_replication_lag_minutes]
#   mappings:
#     nist-800-53r5: [CP-6, CP-9]
#   rules:
#     no-versioning:
#       message: "bucket `{bucket}` keeps no versions, so what is deleted is gone"
#       fix: turn versioning on
#     no-lock:
#       message: "versions in bucket `{bucket}` are not locked, so whoever may write may destroy them"
#       fix: turn object lock on, in compliance mode
#     locked-too-short:
#       message: "versions in bucket `{bucket}` are locked for {days} days, less than {least}"
#       fix: lock them for longer
#     lock-not-told:
#       message: "it is not said for how long versions in bucket `{bucket}` are locked"
#       fix: record it as `lockedFor`
#     no-replica:
#       message: "bucket `{bucket}` is replicated nowhere"
#       fix: replicate it to another region or provider
#     replica-behind:
#       message: "the replica of bucket `{bucket}` was {minutes} minutes behind, more than {most}"
#       fix: find out what keeps replication
#     lag-not-told:
#       message: "it is not said how far the replica of bucket `{bucket}` was behind"
#       fix: record it as `replicationLag`
#     not-told:
#       message: "nothing is said about bucket `{bucket}`"
#       fix: record its settings
#     too-old:
#       message: "the record is {days} days old, more than {most}"
#       fix: look at the settings again
#     other-environment:
#       message: "the record is about another environment than the release"
#       fix: record it of the environment that `release.yaml` names
#     in-future:
#       message: "the record tells of a time that has not come"
#       fix: correct the time, or the clock of the machine that wrote it
package seaworthy.recovery.bak_02

import data.seaworthy.lib.parameters
import data.seaworthy.lib.records

findings contains finding if some finding in records.doubts("record/object-storage", "environment")

item := records.latest("record/object-storage", "environment")

findings contains finding("too-old", ["at"], {"days": days, "most": most, "status": "unknown"}) if {
	most := parameters.value("max_storage_record_days")
	days := records.days_old(item)
	days > most
}

findings contains finding("no-versioning", ["buckets", i, "versioning"], {"bucket": bucket.name}) if {
	some i, bucket in item.content.buckets
	bucket.versioning == false
}

findings contains finding("no-lock", ["buckets", i, "lock"], {"bucket": bucket.name}) if {
	some i, bucket in item.content.buckets
	bucket.lock == "none"
}

day := 86400

locked contains [i, bucket] if {
	some i, bucket in item.content.buckets
	bucket.lock != "none"
}

findings contains finding("locked-too-short", ["buckets", i, "lockedFor"], {"bucket": bucket.name, "days": floor(bucket.lockedFor / day), "least": least}) if {
	least := parameters.value("min_lock_days")
	some [i, bucket] in locked
	bucket.lockedFor < least * day
}

findings contains finding("lock-not-told", ["buckets", i], {"bucket": bucket.name, "status": "unknown"}) if {
	some [i, bucket] in locked
	not is_number(object.get(bucket, "lockedFor", null))
}

findings contains finding("no-replica", ["buckets", i, "replicas"], {"bucket": bucket.name}) if {
	some i, bucket in item.content.buckets
	count(bucket.replicas) == 0
}

replicated contains [i, bucket] if {
	some i, bucket in item.content.buckets
	count(bucket.replicas) > 0
}

findings contains finding("replica-behind", ["buckets", i, "replicationLag"], {"bucket": bucket.name, "minutes": floor(bucket.replicationLag / 60), "most": most}) if {
	most := parameters.value("max_replication_lag_minutes")
	some [i, bucket] in replicated
	bucket.replicationLag > most * 60
}

findings contains finding("lag-not-told", ["buckets", i], {"bucket": bucket.name, "status": "unknown"}) if {
	some [i, bucket] in replicated
	not is_number(object.get(bucket, "replicationLag", null))
}

findings contains finding("not-told", ["buckets"], {"bucket": name, "status": "unknown"}) if {
	told := {bucket.name | some bucket in item.content.buckets}
	some name in parameters.value("attachment_buckets")
	not name in told
}

finding(rule, path, values) := object.union({"rule": rule, "on": item.id, "path": path}, values)
