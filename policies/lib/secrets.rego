# Which Secrets workloads ask for, and which the evidence says will be there.
package seaworthy.lib.secrets

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.pods
import data.seaworthy.lib.values

# References that stop a pod from starting when the Secret is not there.
references(content) := {reference |
	some reference in array.concat(container_references(content), volume_references(content))
	reference.name != ""
	not reference.optional == true
}

container_references(content) := array.concat(
	[reference |
		some found in pods.containers(content)
		some i, env in values.list_at(found.container, ["env"])
		path := array.concat(found.path, ["env", i, "valueFrom", "secretKeyRef"])
		reference := reference_to(values.map_at(env, ["valueFrom", "secretKeyRef"]), "name", path)
	],
	[reference |
		some found in pods.containers(content)
		some i, source in values.list_at(found.container, ["envFrom"])
		path := array.concat(found.path, ["envFrom", i, "secretRef"])
		reference := reference_to(values.map_at(source, ["secretRef"]), "name", path)
	],
)

volume_references(content) := array.concat(
	[reference |
		some i, volume in values.list_at(pods.spec(content), ["volumes"])
		path := array.concat(content.podPath, ["volumes", i, "secret"])
		reference := reference_to(values.map_at(volume, ["secret"]), "secretName", path)
	],
	[reference |
		some i, volume in values.list_at(pods.spec(content), ["volumes"])
		some k, source in values.list_at(volume, ["projected", "sources"])
		path := array.concat(content.podPath, ["volumes", i, "projected", "sources", k, "secret"])
		reference := reference_to(values.map_at(source, ["secret"]), "name", path)
	],
)

reference_to(source, name_field, path) := {
	"name": values.string_at(source, [name_field]),
	"key": values.string_at(source, ["key"]),
	"optional": object.get(source, "optional", false),
	"path": path,
}

provided[namespace] contains values.string_at(item.content.manifest, ["metadata", "name"]) if {
	some kind in ["Secret", "OnePasswordItem"]
	some item in evidence.objects(kind)
	namespace := evidence.namespace(item)
}

# Objects whose controller writes a Secret, and where they name it; the object's own name else.
target_paths := {
	"ExternalSecret": ["spec", "target", "name"],
	"SealedSecret": ["spec", "template", "metadata", "name"],
	"Certificate": ["spec", "secretName"],
	"VaultStaticSecret": ["spec", "destination", "name"],
	"VaultDynamicSecret": ["spec", "destination", "name"],
	"VaultPKISecret": ["spec", "destination", "name"],
}

provided[namespace] contains name if {
	some kind, path in target_paths
	some item in evidence.objects(kind)
	namespace := evidence.namespace(item)
	own_name := values.string_at(item.content.manifest, ["metadata", "name"])
	name := object.get(item.content.manifest, path, own_name)
}

provided[namespace] contains object.secretName if {
	some item in evidence.objects("SecretProviderClass")
	namespace := evidence.namespace(item)
	some object in values.list_at(item.content.manifest, ["spec", "secretObjects"])
}

# CloudNativePG derives its Secrets' names from the cluster's.
provided[namespace] contains concat("-", [values.string_at(item.content.manifest, ["metadata", "name"]), suffix]) if {
	some item in evidence.objects("Cluster")
	startswith(item.content.manifest.apiVersion, "postgresql.cnpg.io/")
	namespace := evidence.namespace(item)
	some suffix in ["app", "superuser", "ca", "server", "replication"]
}

provided[namespace] contains name if {
	some entry in parameters.value("secrets_provided_elsewhere")
	[namespace, name] := split(entry, "/")
}

# Keys of a Secret in the evidence; one that shows no data at all says nothing about its keys.
keys_of[namespace][name] contains key if {
	some item in evidence.objects("Secret")
	namespace := evidence.namespace(item)
	name := values.string_at(item.content.manifest, ["metadata", "name"])
	some field in ["data", "stringData"]
	some key, _ in values.map_at(item.content.manifest, [field])
}
