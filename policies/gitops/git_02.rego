# METADATA
# title: The cluster runs what git declares
# description: Every field that a manifest sets has that value in the live object, and nothing is missing or left behind.
# custom:
#   id: GIT-02
#   severity: high
#   stage: drift
#   scope: snapshot
#   needs: [kubernetes/object]
#   reads: [kubernetes/workload]
#   parameters: [ignored_fields]
#   mappings:
#     nist-800-53r5: [CM-2, CM-3, CM-6, SI-7]
#   rules:
#     differs:
#       message: "field `{field}` of `{subject}` in the cluster is not what git declares"
#       fix: apply the manifest, bring the change into git, or list the field in the parameter `ignored_fields`
#     missing:
#       message: "`{subject}` is declared and not in the cluster"
#       fix: apply it, or remove its manifest
#     not-seen:
#       message: "`{subject}` is declared, and the evidence holds no live {kind}"
#       fix: add the live objects of that kind to the evidence
#     left-behind:
#       message: "`{subject}` was deployed once and is no longer declared"
#       fix: remove it, or let the delivery tool prune
#     other-version:
#       message: "`{subject}` is declared as `{declared}` and exported as `{live}`, which cannot be compared field by field"
#       fix: export it in the declared version
#     live-not-seen:
#       message: "the evidence holds no live object to compare with"
#       fix: add an export of the live objects, by `kubectl get -o yaml`
#     declared-not-seen:
#       message: "the evidence holds no declared object to compare with"
#       fix: add the manifests that git declares to the evidence
package seaworthy.gitops.git_02

import data.seaworthy.lib.drift
import data.seaworthy.lib.release_objects
import data.seaworthy.lib.values

compares if {
	count(release_objects.live) > 0
	count(release_objects.declared) > 0
}

findings contains {"rule": "differs", "on": pair.declared.id, "path": path, "field": drift.dotted(path)} if {
	some pair in drift.pairs
	drift.same_version(pair)
	some path in drift.differences(pair)
}

findings contains {
	"rule": "other-version", "on": pair.declared.id, "path": ["apiVersion"], "status": "unknown",
	"declared": values.string_at(pair.declared.content.manifest, ["apiVersion"]),
	"live": values.string_at(pair.live.content.manifest, ["apiVersion"]),
} if {
	some pair in drift.pairs
	not drift.same_version(pair)
}

findings contains {"rule": "missing", "on": item.id, "path": []} if {
	compares
	some item in drift.absent
	drift.is_asked_for(item)
}

findings contains {"rule": "not-seen", "on": item.id, "path": [], "kind": item.subject.kind, "status": "unknown"} if {
	compares
	some item in drift.absent
	not drift.is_asked_for(item)
}

findings contains {"rule": "left-behind", "on": item.id, "path": []} if some item in drift.left_behind

findings contains {"rule": "live-not-seen", "on": release_objects.all_items[0].id, "path": [], "status": "unknown"} if {
	count(release_objects.declared) > 0
	count(release_objects.live) == 0
}

findings contains {"rule": "declared-not-seen", "on": release_objects.all_items[0].id, "path": [], "status": "unknown"} if {
	count(release_objects.live) > 0
	count(release_objects.declared) == 0
}
