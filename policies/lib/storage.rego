# Claims for storage, wherever they are written, and the class and volume behind each.
package seaworthy.lib.storage

import data.seaworthy.lib.evidence
import data.seaworthy.lib.pods
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

# A claim is {"id", "path", "namespace", "name", "spec", "annotations", "lasts"}. What an ephemeral
# volume claims does not outlast its pod.
claims := array.concat(object_claims, array.concat(template_claims, ephemeral_claims))

claim_items := evidence.objects("PersistentVolumeClaim")

object_claims := [claim |
	some item in claim_items
	not is_made(item)
	claim := object.union(
		described(item.content.manifest),
		{"id": item.id, "path": [], "namespace": evidence.namespace(item), "name": item.subject.name, "lasts": true},
	)
]

# In a live export a claim of a template stands beside its template; one of an ephemeral volume is
# owned by its pod.
is_made(item) if {
	some owner in values.list_at(item.content.manifest, ["metadata", "ownerReferences"])
	owner.kind == "Pod"
}

template_claims := [claim |
	some item in workloads.all
	workloads.kind(item) == "StatefulSet"
	some i, template in values.list_at(item.content.manifest, ["spec", "volumeClaimTemplates"])
	claim := object.union(described(template), {
		"id": item.id,
		"path": ["spec", "volumeClaimTemplates", i],
		"namespace": evidence.namespace(item),
		"name": concat("-", [values.string_at(template, ["metadata", "name"]), item.subject.name]),
		"lasts": true,
	})
]

ephemeral_claims := [claim |
	some item in workloads.all
	some i, volume in values.list_at(pods.spec(item.content), ["volumes"])
	template := values.map_at(volume, ["ephemeral", "volumeClaimTemplate"])
	count(template) > 0
	claim := object.union(described(template), {
		"id": item.id,
		"path": array.concat(item.content.podPath, ["volumes", i, "ephemeral", "volumeClaimTemplate"]),
		"namespace": evidence.namespace(item),
		"name": concat("-", [item.subject.name, values.string_at(volume, ["name"])]),
		"lasts": false,
	})
]

described(manifest) := {
	"spec": values.map_at(manifest, ["spec"]),
	"annotations": values.map_at(manifest, ["metadata", "annotations"]),
}

key(namespace, name) := concat("/", [namespace, name])

class_items := evidence.objects("StorageClass")

class_positions[item.subject.name] contains i if some i, item in class_items

class_named(name) := class_items[min(found)] if {
	found := object.get(class_positions, name, set())
	count(found) > 0
}

default_marks := ["storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class"]

default_classes := sort({item.subject.name |
	some item in class_items
	some mark in default_marks
	values.string_at(item.content.manifest, ["metadata", "annotations", mark]) == "true"
})

# The class a claim asks for: `""` asks for none, and for a volume made by hand.
asked_class(claim) := name if {
	name := claim.spec.storageClassName
	is_string(name)
} else := name if {
	name := claim.annotations["volume.beta.kubernetes.io/storage-class"]
	is_string(name)
}

has_asked(claim) if is_string(asked_class(claim))

# The class it gets: without asking, the cluster's default.
class_name(claim) := asked_class(claim) if {
	has_asked(claim)
} else := default_classes[0] if {
	count(default_classes) == 1
}

volume_items := evidence.objects("PersistentVolume")

volume_positions[item.subject.name] contains i if some i, item in volume_items

volumes_by_claim[key(namespace, name)] contains i if {
	some i, item in volume_items
	namespace := values.string_at(item.content.manifest, ["spec", "claimRef", "namespace"])
	name := values.string_at(item.content.manifest, ["spec", "claimRef", "name"])
}

# The volume that a claim names, or that names the claim.
volume_of(claim) := volume_items[min(found)] if {
	found := object.get(volume_positions, values.string_at(claim.spec, ["volumeName"]), set())
	count(found) > 0
} else := volume_items[min(found)] if {
	found := object.get(volumes_by_claim, key(claim.namespace, claim.name), set())
	count(found) > 0
}

# Where pods mount a claim by its name.
mounts := [mount |
	some item in workloads.all
	some i, volume in values.list_at(pods.spec(item.content), ["volumes"])
	name := values.string_at(volume, ["persistentVolumeClaim", "claimName"])
	name != ""
	mount := {
		"id": item.id,
		"path": array.concat(item.content.podPath, ["volumes", i, "persistentVolumeClaim"]),
		"key": key(evidence.namespace(item), name),
		"readOnly": object.get(volume, ["persistentVolumeClaim", "readOnly"], false) == true,
	}
]

claims_by_key[key(claim.namespace, claim.name)] contains i if some i, claim in object_claims

namespaces_with_claims := {claim.namespace | some claim in object_claims}

# Only one node, or one pod, may mount it: no mode of several nodes is among those asked for.
is_single(claim) if {
	modes := {mode | some mode in values.list_at(claim.spec, ["accessModes"])}
	count(modes) > 0
	count(modes & {"ReadWriteMany", "ReadOnlyMany"}) == 0
}
