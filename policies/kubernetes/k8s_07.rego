# METADATA
# title: Secrets are rotated and only referenced
# description: No secret stands in a manifest, every referenced Secret exists, and Secrets are renewed in time.
# custom:
#   id: K8S-07
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [kubernetes/workload]
#   reads:
#     - kubernetes/object:Certificate
#     - kubernetes/object:Cluster
#     - kubernetes/object:ClusterSecretStore
#     - kubernetes/object:ConfigMap
#     - kubernetes/object:ExternalSecret
#     - kubernetes/object:OnePasswordItem
#     - kubernetes/object:SealedSecret
#     - kubernetes/object:Secret
#     - kubernetes/object:SecretProviderClass
#     - kubernetes/object:SecretStore
#     - kubernetes/object:VaultDynamicSecret
#     - kubernetes/object:VaultPKISecret
#     - kubernetes/object:VaultStaticSecret
#   parameters: [secret_max_age_days, secrets_provided_elsewhere, forbid_secret_env]
#   mappings:
#     nist-800-53r5: [IA-5, IA-5(7), SC-12, SC-28]
#     cis-kubernetes: [5.4.1, 5.4.2]
#   rules:
#     literal-in-env:
#       message: "container `{container}` holds a literal secret in environment variable `{name}`"
#       fix: move the value to a Secret, rotate it, and refer to it with `valueFrom.secretKeyRef`
#     secret-in-env:
#       message: "container `{container}` takes Secret `{secret}` as environment variables, which its children and crash reports see"
#       fix: mount the Secret as a file
#     literal-in-arguments:
#       message: "container `{container}` holds a literal secret in its `{field}`"
#       fix: move the value to a Secret, rotate it, and pass `$(VARIABLE)` or a mounted file
#     literal-in-configmap:
#       message: "`{subject}` holds a literal secret under key `{key}`: {what}"
#       fix: move the value to a Secret, rotate it, and mount or refer to it
#     missing-secret:
#       message: "`{subject}` refers to Secret `{secret}`, which nothing in its namespace provides"
#       fix: add the Secret or its ExternalSecret, or list it in the parameter `secrets_provided_elsewhere`
#     secrets-not-seen:
#       message: "`{subject}` refers to Secret `{secret}`, and the evidence holds no Secret or ExternalSecret of its namespace"
#       fix: add the ExternalSecrets or the Secrets' metadata to the evidence
#     missing-key:
#       message: "`{subject}` refers to key `{key}` of Secret `{secret}`, which has no such key"
#       fix: correct the key, or add it to the Secret
#     sync-failed:
#       message: "{kind} `{subject}` is not ready: `{reason}`"
#       fix: read its events, mend the store or the remote key, and let it sync before the release
#     sync-not-known:
#       message: "{kind} `{subject}` does not say whether it is ready"
#       fix: wait until its controller has judged it, and collect again
#     too-old:
#       message: "`{subject}` was last changed {days} days ago, {limit} are allowed"
#       fix: rotate the credential
package seaworthy.kubernetes.k8s_07

import data.seaworthy.lib.evidence
import data.seaworthy.lib.literal_secrets
import data.seaworthy.lib.parameters
import data.seaworthy.lib.pods
import data.seaworthy.lib.secrets
import data.seaworthy.lib.timestamps
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

findings contains found if some found in literal_secrets.found

findings contains finding("secret-in-env", item, path, {"container": found.name, "secret": secret}) if {
	parameters.value("forbid_secret_env") == true
	some item in workloads.all
	some found in pods.containers(item.content)
	some [list, field] in [["env", ["valueFrom", "secretKeyRef"]], ["envFrom", ["secretRef"]]]
	some i, entry in values.list_at(found.container, [list])
	secret := values.string_at(entry, array.concat(field, ["name"]))
	secret != ""
	path := array.concat(found.path, array.concat([list, i], field))
}

findings contains finding("missing-secret", item, reference.path, {"secret": reference.name}) if {
	some item in workloads.all
	names := secrets.provided[evidence.namespace(item)]
	some reference in secrets.references(item.content)
	not reference.name in names
}

findings contains finding("secrets-not-seen", item, reference.path, {"secret": reference.name, "status": "unknown"}) if {
	some item in workloads.all
	not secrets.provided[evidence.namespace(item)]
	some reference in secrets.references(item.content)
}

findings contains finding("missing-key", item, reference.path, {"secret": reference.name, "key": reference.key}) if {
	some item in workloads.all
	some reference in secrets.references(item.content)
	reference.key != ""
	keys := object.get(secrets.keys_of, [evidence.namespace(item), reference.name], set())
	count(keys) > 0
	not reference.key in keys
}

# The condition by which each controller says that its Secret is written.
ready_conditions := {
	"ExternalSecret": "Ready",
	"SecretStore": "Ready",
	"ClusterSecretStore": "Ready",
	"SealedSecret": "Synced",
}

findings contains finding("sync-failed", item, ["status", "conditions"], {"kind": kind, "reason": reason}) if {
	some kind, type in ready_conditions
	some item in evidence.objects(kind)
	some condition in values.list_at(item.content.manifest, ["status", "conditions"])
	condition.type == type
	condition.status == "False"
	reason := values.string_at(condition, ["reason"])
}

findings contains finding("sync-not-known", item, ["status", "conditions"], {"kind": kind, "status": "unknown"}) if {
	some kind, type in ready_conditions
	some item in evidence.objects(kind)
	some condition in values.list_at(item.content.manifest, ["status", "conditions"])
	condition.type == type
	not condition.status in {"True", "False"}
}

findings contains finding("too-old", item, ["metadata"], {"days": days, "limit": limit}) if {
	limit := parameters.value("secret_max_age_days")
	some item in evidence.objects("Secret")
	not is_helm_record(item)
	days := floor((input.now - last_change(item)) / 86400)
	days > limit
}

# Helm keeps its own history in Secrets.
is_helm_record(item) if item.content.manifest.type == "helm.sh/release.v1"

# Someone's word of the rotation goes first; else the last write that the API server recorded.
last_change(item) := stated if {
	stated := timestamps.seconds(item.content.manifest.metadata.annotations["seaworthy.dev/rotated-at"])
} else := max(writes) if {
	metadata := values.map_at(item.content.manifest, ["metadata"])
	times := array.concat(
		[values.string_at(metadata, ["creationTimestamp"])],
		[values.string_at(field, ["time"]) | some field in values.list_at(metadata, ["managedFields"])],
	)
	writes := [timestamps.seconds(time) | some time in times]
}

finding(rule, item, path, named) := object.union({"rule": rule, "on": item.id, "path": path}, named)
