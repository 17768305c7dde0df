# METADATA
# title: No secret stands in clear
# description: Manifests, configuration and the repository hold references to secrets and no secret.
# custom:
#   id: SEC-01
#   severity: critical
#   stage: security
#   scope: snapshot
#   needs: [kubernetes/workload]
#   reads:
#     - image/scan
#     - kubernetes/object:Application
#     - kubernetes/object:ApplicationSet
#     - kubernetes/object:ConfigMap
#     - kubernetes/object:HelmChart
#     - kubernetes/object:HelmChartConfig
#     - kubernetes/object:HelmRelease
#     - kubernetes/object:Kustomization
#     - kubernetes/object:Middleware
#   parameters: [repository_scan_required]
#   mappings:
#     nist-800-53r5: [IA-5, IA-5(7), SC-12, SC-28]
#     cis-kubernetes: [5.4.1, 5.4.2]
#   rules:
#     literal-in-env:
#       message: "container `{container}` holds a literal secret in environment variable `{name}`"
#       fix: move the value to a Secret, rotate it, and refer to it with `valueFrom.secretKeyRef`
#     literal-in-arguments:
#       message: "container `{container}` holds a literal secret in its `{field}`"
#       fix: move the value to a Secret, rotate it, and pass `$(VARIABLE)` or a mounted file
#     literal-in-configmap:
#       message: "`{subject}` holds a literal secret under key `{key}`: {what}"
#       fix: move the value to a Secret, rotate it, and mount or refer to it
#     literal-in-values:
#       message: "{kind} `{subject}` holds a literal secret in `{field}`"
#       fix: rotate the secret, and give it by the resource's reference to a Secret, such as `valuesFrom`
#     secret-in-repository:
#       message: "the repository scan `{scan}` found a secret in `{target}`, line {line}: {title}"
#       fix: revoke the secret, remove it from the file and from the history, and mount it at run time
#     repository-not-scanned:
#       message: "no scan of a repository or file system is among the evidence, so whether the sources hold secrets is not known"
#       fix: scan with `trivy fs --scanners vuln,secret --format json .` and add the report, or set the parameter `repository_scan_required` to false
#     secrets-unreadable:
#       message: "the secrets of scan `{scan}` cannot be read"
#       fix: scan anew with `trivy fs --scanners vuln,secret --format json .`
package seaworthy.security.sec_01

import data.seaworthy.lib.evidence
import data.seaworthy.lib.literal_secrets
import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

findings contains found if some found in literal_secrets.found

# Values of charts, parameters of applications and the settings of middlewares.
findings contains {
	"rule": "literal-in-values",
	"on": item.id,
	"path": array.concat(["spec"], path),
	"kind": kind,
	"field": concat(".", [values.text(step) | some step in path]),
} if {
	some kind in kinds_with_values
	some item in evidence.objects(kind)
	walk(values.map_at(item.content.manifest, ["spec"]), [path, value])
	is_string(value)
	is_secret_at(item.content.manifest.spec, path, value)
}

findings contains {
	"rule": "secret-in-repository",
	"on": item.id,
	"path": [],
	"scan": name_of(item),
	"target": values.string_at(secret, ["target"]),
	"title": object.get(secret, "title", values.string_at(secret, ["rule"])),
	"line": object.get(secret, "startLine", 0),
} if {
	some item in source_scans
	some secret in values.list_at(item.content, ["secrets"])
}

findings contains {"rule": "secrets-unreadable", "on": item.id, "path": [], "status": "unknown", "scan": name_of(item)} if {
	some item in source_scans
	not is_array(object.get(item.content, "secrets", null))
}

findings contains {"rule": "repository-not-scanned", "on": item.id, "path": [], "status": "unknown"} if {
	not parameters.value("repository_scan_required") == false
	count(source_scans) == 0
	item := evidence.of_kind("kubernetes/workload")[0]
}

kinds_with_values := {
	"Application", "ApplicationSet", "HelmChart", "HelmChartConfig", "HelmRelease", "Kustomization", "Middleware",
}

is_secret_at(_, path, value) if {
	name := path[count(path) - 1]
	is_string(name)
	not is_name_of_secret(name, value)
	literal_secrets.reveals(name, value)
}

# Parameters of Argo CD are pairs of `name` and `value`.
is_secret_at(spec, path, value) if {
	path[count(path) - 1] == "value"
	pair := object.get(spec, array.slice(path, 0, count(path) - 1), {})
	name := values.string_at(pair, ["name"])
	not is_name_of_secret(name, value)
	literal_secrets.reveals(name, value)
}

# A block of text, such as `valuesContent`, is read line by line.
is_secret_at(_, _, value) if {
	contains(value, "\n")
	some _ in literal_secrets.revealed("", value)
}

# Where only the object is named that holds it.
is_name_of_secret(name, value) if {
	some ending in ["secret", "secrets", "credential", "credentials"]
	endswith(lower(name), ending)
	trim(value, "abcdefghijklmnopqrstuvwxyz0123456789-.") == ""
}

source_scans := [item |
	some item in evidence.of_kind("image/scan")
	item.content.artifactType in {"filesystem", "repository"}
]

name_of(item) := values.string_at(item.content, ["image", "name"])
