# Objects by which Argo CD and Flux say what they apply and how it goes.
package seaworthy.lib.delivery

import data.seaworthy.lib.evidence
import data.seaworthy.lib.release_objects
import data.seaworthy.lib.values

# Other tools have kinds of the same names: the group decides.
flux_groups := {
	"Kustomization": "kustomize.toolkit.fluxcd.io",
	"HelmRelease": "helm.toolkit.fluxcd.io",
	"GitRepository": "source.toolkit.fluxcd.io",
	"OCIRepository": "source.toolkit.fluxcd.io",
	"HelmRepository": "source.toolkit.fluxcd.io",
	"HelmChart": "source.toolkit.fluxcd.io",
	"Bucket": "source.toolkit.fluxcd.io",
}

applications := of_group("Application", "argoproj.io")

application_sets := of_group("ApplicationSet", "argoproj.io")

flux := [item |
	some kind, group in flux_groups
	some item in of_group(kind, group)
]

items := array.concat(applications, array.concat(application_sets, flux))

# A manifest beside the live object says nothing of its own.
of_group(kind, group) := [item |
	some item in evidence.objects(kind)
	release_objects.group(item) == group
	not is_superseded(item)
]

is_superseded(item) if {
	not release_objects.is_live(item)
	release_objects.has_live_twin(item)
}

deploying := array.concat(applications, [item | some item in flux; item.subject.kind == "Kustomization"])

status(item) := values.map_at(item.content.manifest, ["status"])

conditions(item) := values.list_at(item.content.manifest, ["status", "conditions"])

sync(item) := values.string_at(status(item), ["sync", "status"])

health(item) := values.string_at(status(item), ["health", "status"])

# What an object has to report and does not.
absent(item) := {field |
	item.subject.kind == "Application"
	some field, value in {"its sync status": sync(item), "its health": health(item)}
	value == ""
} if {
	item.subject.kind == "Application"
} else := {"any condition"} if {
	item.subject.kind == "ApplicationSet"
	count(conditions(item)) == 0
} else := {"its Ready condition"} if {
	item.subject.kind != "ApplicationSet"
	not is_passive(item)
	not "Ready" in {condition.type | some condition in conditions(item)}
} else := set()

# Flux has nothing to do for a Helm repository in an OCI registry, and reports nothing.
is_passive(item) if {
	item.subject.kind == "HelmRepository"
	values.string_at(item.content.manifest, ["spec", "type"]) == "oci"
}

# Application conditions that end in Error; an ApplicationSet says it by three of its own.
is_error(item, condition) if {
	item.subject.kind == "Application"
	endswith(condition.type, "Error")
}

is_error(item, condition) if {
	item.subject.kind == "ApplicationSet"
	object.get({"ErrorOccurred": "True", "ParametersGenerated": "False", "ResourcesUpToDate": "False"}, condition.type, "") == condition.status
}

# Where an object says that it is not to be reconciled.
suspensions(item) := ({["spec", "suspend"] |
	release_objects.group(item) != "argoproj.io"
	item.content.manifest.spec.suspend == true
} | {["metadata", "annotations", skip] |
	some skip in ["argocd.argoproj.io/skip-reconcile", "kustomize.toolkit.fluxcd.io/reconcile"]
	values.string_at(item.content.manifest, ["metadata", "annotations", skip]) == object.get({"kustomize.toolkit.fluxcd.io/reconcile": "disabled"}, skip, "true")
}) | {["status", "health", "status"] |
	item.subject.kind == "Application"
	health(item) == "Suspended"
}

# The revisions an object has applied: several where an Application has several sources.
revisions(item) := {revision |
	some path in [["sync", "revision"], ["lastAppliedRevision"]]
	revision := values.string_at(status(item), path)
	revision != ""
} | {revision |
	some revision in values.list_at(status(item), ["sync", "revisions"])
	is_string(revision)
}

# Flux writes `main@sha1:…`, and before version 2 `main/…`; a commit may be cut short.
is_revision(revision, wanted) if revision == wanted

is_revision(revision, wanted) if split(revision, "@")[0] == wanted

is_revision(revision, wanted) if is_short(commit(revision), wanted)

is_revision(revision, wanted) if is_short(wanted, commit(revision))

commit(revision) := parts[count(parts) - 1] if {
	parts := split(replace(replace(revision, "@", "/"), ":", "/"), "/")
}

is_short(long, short) if {
	count(short) >= 7
	trim(lower(short), "0123456789abcdef") == ""
	startswith(lower(long), lower(short))
}
