# METADATA
# title: Storage outlives mistakes and can grow
# description: Claims ask for an allowed, encrypted class that keeps data and grows, and none is shared by pods that cannot share it.
# custom:
#   id: K8S-05
#   severity: high
#   stage: continuity
#   scope: snapshot
#   needs: [kubernetes/workload]
#   reads:
#     - kubernetes/object:HorizontalPodAutoscaler
#     - kubernetes/object:PersistentVolume
#     - kubernetes/object:PersistentVolumeClaim
#     - kubernetes/object:ScaledObject
#     - kubernetes/object:StorageClass
#   parameters: [allowed_storage_classes, vouched_storage_classes, encrypted_storage_classes, require_volume_encryption, disposable_claims, claims_provided_elsewhere, data_directories]
#   mappings:
#     nist-800-53r5: [CM-6, CP-9, CP-10, SC-28, SC-28(1)]
#   rules:
#     class-not-allowed:
#       message: "claim `{claim}` gets storage class `{class}`, which is not in the list of allowed ones"
#       fix: name an allowed class, or add it to the parameter `allowed_storage_classes`
#     class-not-seen:
#       message: "claim `{claim}` gets storage class `{class}`, which the evidence does not hold"
#       fix: add the StorageClass to the evidence, or list it in the parameter `vouched_storage_classes`
#     default-class-not-known:
#       message: "claim `{claim}` names no storage class, and the evidence does not hold exactly one default class"
#       fix: set `storageClassName`, or add the cluster's StorageClasses to the evidence
#     two-default-classes:
#       message: "storage class `{class}` is marked as default beside `{other}`; the younger of them is taken"
#       fix: leave the mark on one class
#     deleted-with-claim:
#       message: "volumes of storage class `{class}` are deleted with their claim, and claim `{claim}` holds data on it"
#       fix: "use a class with `reclaimPolicy: Retain`, or list the claim in the parameter `disposable_claims`"
#     volume-deleted-with-claim:
#       message: "volume `{volume}` is deleted with its claim `{claim}`"
#       fix: set `persistentVolumeReclaimPolicy` to Retain, or list the claim in the parameter `disposable_claims`
#     deleted-with-set:
#       message: "the claims of `{subject}` are deleted when it is {event}"
#       fix: set `persistentVolumeClaimRetentionPolicy.{field}` to Retain
#     no-expansion:
#       message: "volumes of storage class `{class}` cannot grow, and claim `{claim}` is on it"
#       fix: "set `allowVolumeExpansion: true`"
#     not-encrypted:
#       message: "volumes of storage class `{class}` are not encrypted at rest, and claim `{claim}` is on it"
#       fix: set the provisioner's encryption parameter, or list the class in the parameter `encrypted_storage_classes`
#     encryption-not-known:
#       message: "whether volumes of storage class `{class}` are encrypted at rest cannot be told from provisioner `{provisioner}`, and claim `{claim}` is on it"
#       fix: list the class in the parameter `encrypted_storage_classes` where the storage beneath is encrypted
#     volume-not-seen:
#       message: "claim `{claim}` asks for a volume made by hand, which the evidence does not hold"
#       fix: add the PersistentVolume to the evidence
#     volume-encryption-not-known:
#       message: "whether volume `{volume}`, made by hand for claim `{claim}`, is encrypted at rest is not known"
#       fix: use a class that encrypts, or accept it by a waiver
#     shared-by-replicas:
#       message: "`{subject}` runs {replicas} pods that all mount claim `{claim}`, which only one node may mount"
#       fix: use a StatefulSet with `volumeClaimTemplates`, or a class and claim with ReadWriteMany
#     shared-by-workloads:
#       message: "`{subject}` and `{other}` both mount claim `{claim}`, which only one node may mount"
#       fix: give each its own claim, or use a class and claim with ReadWriteMany
#     missing-claim:
#       message: "`{subject}` mounts claim `{claim}`, which is not there"
#       fix: add the PersistentVolumeClaim, or list it in the parameter `claims_provided_elsewhere`
#     claims-not-seen:
#       message: "`{subject}` mounts claim `{claim}`, and the evidence holds no PersistentVolumeClaim of its namespace"
#       fix: add the claim to the evidence, or list it in the parameter `claims_provided_elsewhere`
#     claim-lost:
#       message: "claim `{subject}` has lost its volume"
#       fix: restore the data to a new claim
#     claim-pending:
#       message: "claim `{subject}` waits for a volume"
#       fix: read its events, and collect again when it is bound
#     data-in-pod:
#       message: "container `{container}` keeps `{directory}` in an emptyDir, which is deleted with its pod"
#       fix: mount a claim there, or take the directory out of the parameter `data_directories`
package seaworthy.kubernetes.k8s_05

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.pods
import data.seaworthy.lib.storage
import data.seaworthy.lib.storage_encryption
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

listed(name) := {entry | some entry in parameters.value(name)}

allowed := listed("allowed_storage_classes")

findings contains on_claim("class-not-allowed", claim, {"class": class}) if {
	count(allowed) > 0
	some claim in storage.claims
	class := storage.class_name(claim)
	class != ""
	not class in allowed
}

vouched := listed("vouched_storage_classes")

findings contains on_claim("class-not-seen", claim, {"class": class, "status": "unknown"}) if {
	some claim in storage.claims
	class := storage.class_name(claim)
	not class in vouched
	class != ""
	not storage.class_named(class)
}

findings contains on_claim("default-class-not-known", claim, {"status": "unknown"}) if {
	some claim in storage.claims
	not storage.has_asked(claim)
	count(storage.default_classes) != 1
}

findings contains {
	"rule": "two-default-classes", "on": storage.class_named(class).id,
	"path": ["metadata", "annotations"], "class": class, "other": storage.default_classes[0],
} if {
	some i, class in storage.default_classes
	i > 0
}

# One class is one thing to mend, however many claims are on it: the first of them is named.
keeping_classes[class] contains storage.key(claim.namespace, claim.name) if {
	some claim in lasting_claims
	not storage.volume_of(claim)
	class := storage.class_name(claim)
	storage.class_named(class)
	not class in vouched
}

disposable := listed("disposable_claims")

lasting_claims := [claim |
	some claim in storage.claims
	claim.lasts
	not storage.key(claim.namespace, claim.name) in disposable
]

# An absent policy is Delete for a class, and Retain for a volume made by hand.
findings contains on_class("deleted-with-claim", class, ["reclaimPolicy"], min(claims), {}) if {
	some class, claims in keeping_classes
	policy := object.get(storage.class_named(class).content.manifest, "reclaimPolicy", "Delete")
	policy != "Retain"
}

findings contains {
	"rule": "volume-deleted-with-claim", "on": volume.id, "path": ["spec", "persistentVolumeReclaimPolicy"],
	"volume": volume.subject.name, "claim": storage.key(claim.namespace, claim.name),
} if {
	some claim in lasting_claims
	volume := storage.volume_of(claim)
	policy := object.get(volume.content.manifest, ["spec", "persistentVolumeReclaimPolicy"], "Retain")
	policy != "Retain"
}

findings contains {
	"rule": "deleted-with-set", "on": item.id,
	"path": ["spec", "persistentVolumeClaimRetentionPolicy", field], "field": field, "event": event,
} if {
	some item in workloads.all
	workloads.kind(item) == "StatefulSet"
	some field, event in {"whenDeleted": "deleted", "whenScaled": "scaled down"}
	values.string_at(item.content.manifest, ["spec", "persistentVolumeClaimRetentionPolicy", field]) == "Delete"
	some claim in lasting_claims
	claim.id == item.id
}

findings contains on_class("no-expansion", class, ["allowVolumeExpansion"], min(claims), {}) if {
	some class, claims in growing_classes
	allows := object.get(storage.class_named(class).content.manifest, "allowVolumeExpansion", false)
	allows != true
}

growing_classes[class] contains storage.key(claim.namespace, claim.name) if {
	some claim in lasting_claims
	class := storage.class_name(claim)
	storage.class_named(class)
	not class in vouched
}

findings contains on_class("not-encrypted", class, ["parameters"], min(claims), {}) if {
	some class, claims in encrypting_classes
	storage_encryption.state(storage.class_named(class).content.manifest) == "no"
}

findings contains on_class("encryption-not-known", class, ["provisioner"], min(claims), {
	"status": "unknown",
	"provisioner": values.string_at(manifest, ["provisioner"]),
}) if {
	some class, claims in encrypting_classes
	manifest := storage.class_named(class).content.manifest
	storage_encryption.state(manifest) == "unknown"
}

must_encrypt if parameters.value("require_volume_encryption") == true

encrypting_classes[class] contains storage.key(claim.namespace, claim.name) if {
	must_encrypt
	some claim in storage.claims
	class := storage.class_name(claim)
	storage.class_named(class)
	not class in vouched
	not class in listed("encrypted_storage_classes")
}

findings contains on_claim("volume-not-seen", claim, {"status": "unknown"}) if {
	some claim in storage.claims
	storage.class_name(claim) == ""
	not storage.volume_of(claim)
}

findings contains on_claim("volume-encryption-not-known", claim, {"volume": volume.subject.name, "status": "unknown"}) if {
	must_encrypt
	some claim in storage.claims
	storage.class_name(claim) == ""
	volume := storage.volume_of(claim)
}

# Claims that one node may mount, by their key.
single[key] := true if {
	some key, found in storage.claims_by_key
	some i in found
	storage.is_single(storage.object_claims[i])
}

findings contains {
	"rule": "shared-by-replicas", "on": mount.id, "path": mount.path, "claim": mount.key,
	"replicas": pods_of(item),
} if {
	some mount in storage.mounts
	object.get(single, mount.key, false)
	item := workloads.by_id[mount.id]
	runs_many(item)
}

runs_many(item) if workloads.is_replicated(item)

runs_many(item) if workloads.kind(item) == "DaemonSet"

pods_of(item) := "a node's" if {
	workloads.kind(item) == "DaemonSet"
} else := max([workloads.declared_replicas(item), workloads.floor_replicas(item)])

# Jobs run before or after what they help with, and may take turns.
findings contains {
	"rule": "shared-by-workloads", "on": id, "path": path, "claim": key,
	"other": workloads.by_id[first].subject.name,
} if {
	some key, users in users_of
	count(users) > 1
	first := min({id | some [id, _] in users})
	some [id, path] in users
	id != first
}

users_of[mount.key] contains [mount.id, mount.path] if {
	some mount in storage.mounts
	object.get(single, mount.key, false)
	not workloads.kind(workloads.by_id[mount.id]) in {"Job", "CronJob"}
}

elsewhere := listed("claims_provided_elsewhere")

findings contains on_mount("missing-claim", mount, {}) if {
	some mount in absent_mounts
	evidence.namespace(workloads.by_id[mount.id]) in storage.namespaces_with_claims
}

findings contains on_mount("claims-not-seen", mount, {"status": "unknown"}) if {
	some mount in absent_mounts
	not evidence.namespace(workloads.by_id[mount.id]) in storage.namespaces_with_claims
}

absent_mounts := [mount |
	some mount in storage.mounts
	not mount.key in elsewhere
	count(object.get(storage.claims_by_key, mount.key, set())) == 0
]

findings contains {"rule": "claim-lost", "on": item.id, "path": ["status", "phase"]} if {
	some item in storage.claim_items
	values.string_at(item.content.manifest, ["status", "phase"]) == "Lost"
}

findings contains {"rule": "claim-pending", "on": item.id, "path": ["status", "phase"], "status": "unknown"} if {
	some item in storage.claim_items
	values.string_at(item.content.manifest, ["status", "phase"]) == "Pending"
}

findings contains {
	"rule": "data-in-pod", "on": item.id, "path": array.concat(found.path, ["volumeMounts", i]),
	"container": found.name, "directory": directory,
} if {
	some item in workloads.all
	not workloads.kind(item) in {"Job", "CronJob"}
	scratch := {values.string_at(volume, ["name"]) |
		some volume in values.list_at(pods.spec(item.content), ["volumes"])
		is_object(object.get(volume, "emptyDir", null))
	}
	count(scratch) > 0
	some found in pods.containers(item.content)
	some i, mount in values.list_at(found.container, ["volumeMounts"])
	mount.name in scratch
	directory := trim_suffix(values.string_at(mount, ["mountPath"]), "/")
	some kept in listed("data_directories")
	is_at_or_below(directory, kept)
}

is_at_or_below(directory, kept) if directory == kept

is_at_or_below(directory, kept) if startswith(directory, concat("", [kept, "/"]))

on_claim(rule, claim, named) := object.union(
	{"rule": rule, "on": claim.id, "path": array.concat(claim.path, ["spec"]), "claim": storage.key(claim.namespace, claim.name)},
	named,
)

on_class(rule, class, path, claim, named) := object.union(
	{"rule": rule, "on": storage.class_named(class).id, "path": path, "class": class, "claim": claim},
	named,
)

on_mount(rule, mount, named) := object.union(
	{"rule": rule, "on": mount.id, "path": mount.path, "claim": mount.key},
	named,
)
