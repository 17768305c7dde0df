# METADATA
# title: Namespaces carry policy
# description: Each namespace with workloads enforces a Pod Security level, bounds its resources and denies traffic by default.
# custom:
#   id: K8S-08
#   severity: medium
#   stage: security
#   scope: snapshot
#   needs: [kubernetes/workload]
#   reads:
#     - kubernetes/object:LimitRange
#     - kubernetes/object:Namespace
#     - kubernetes/object:ResourceQuota
#     - network/namespace
#   parameters: [namespace_pod_security_level, exempt_namespaces, forbidden_namespaces, require_limit_range]
#   mappings:
#     nist-800-53r5: [AC-6, CM-6, SC-5, SC-7]
#     cis-kubernetes: [5.2.1, 5.3.2, 5.7.1]
#   rules:
#     no-pod-security-level:
#       message: "namespace `{namespace}` enforces no Pod Security level"
#       fix: "label it `pod-security.kubernetes.io/enforce: {wanted}`"
#     pod-security-level-too-low:
#       message: "namespace `{namespace}` enforces Pod Security level `{level}`, at least `{wanted}` is asked"
#       fix: "label it `pod-security.kubernetes.io/enforce: {wanted}`"
#     no-quota:
#       message: "namespace `{namespace}` has no ResourceQuota"
#       fix: add a ResourceQuota with hard limits for requests, limits and pods
#     no-limit-range:
#       message: "namespace `{namespace}` has no LimitRange, so a container that names no resources has none"
#       fix: add a LimitRange with `default` and `defaultRequest` for containers
#     forbidden-namespace:
#       message: "`{subject}` is in namespace `{namespace}`, where no workload of a release belongs"
#       fix: give the release a namespace of its own
#     no-default-deny:
#       message: "namespace `{namespace}` has no NetworkPolicy that denies {direction} by default"
#       fix: "add a NetworkPolicy with `podSelector: {}`, the policy type of that direction and no rules"
#     namespace-not-declared:
#       message: "the evidence does not hold the Namespace `{namespace}`, so its labels and quota are not known"
#       fix: add the Namespace's manifest, and its ResourceQuota, to the evidence
package seaworthy.kubernetes.k8s_08

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

levels := {"privileged": 0, "baseline": 1, "restricted": 2}

enforce_label := "pod-security.kubernetes.io/enforce"

wanted := parameters.value("namespace_pod_security_level")

findings contains finding("no-pod-security-level", item.id, ["metadata", "labels"], name, {"wanted": wanted}) if {
	some name in used_namespaces
	some item in declared[name]
	level_of(item) == ""
}

findings contains finding("pod-security-level-too-low", item.id, ["metadata", "labels", enforce_label], name, named) if {
	some name in used_namespaces
	some item in declared[name]
	level := level_of(item)
	level != ""
	object.get(levels, level, -1) < levels[wanted]
	named := {"level": level, "wanted": wanted}
}

findings contains finding("no-quota", item.id, [], name, {}) if {
	some name in used_namespaces
	some item in declared[name]
	not name in namespaces_with_quota
}

findings contains finding("no-limit-range", item.id, [], name, {}) if {
	parameters.value("require_limit_range") == true
	some name in used_namespaces
	some item in declared[name]
	not name in namespaces_with_limit_range
}

# Where no namespace is named, whoever applies the manifest decides; kubectl takes `default`.
findings contains finding("forbidden-namespace", item.id, ["metadata", "namespace"], name, {}) if {
	some item in evidence.of_kind("kubernetes/workload")
	not evidence.is_owned(item)
	name := evidence.namespace(item)
	name in parameters.value("forbidden_namespaces")
}

findings contains finding("no-default-deny", network.id, [], name, {"direction": direction}) if {
	some name in used_namespaces
	some network in evidence.of_kind("network/namespace")
	network.content.name == name
	some direction, flag in {"ingress": "defaultDenyIngress", "egress": "defaultDenyEgress"}
	not object.get(network.content, flag, false) == true
}

findings contains finding("namespace-not-declared", id, [], name, {"status": "unknown"}) if {
	some name in used_namespaces
	not declared[name]
	id := min([item.id | some item in evidence.of_kind("kubernetes/workload"); evidence.namespace(item) == name])
}

used_namespaces := {name |
	some item in evidence.of_kind("kubernetes/workload")
	name := evidence.namespace(item)
	not name in parameters.value("exempt_namespaces")
}

declared[name] contains item if {
	some item in evidence.objects("Namespace")
	name := values.string_at(item.content.manifest, ["metadata", "name"])
}

level_of(item) := values.string_at(item.content.manifest, ["metadata", "labels", enforce_label])

# A quota without hard limits bounds nothing.
namespaces_with_quota contains evidence.namespace(item) if {
	some item in evidence.objects("ResourceQuota")
	count(values.map_at(item.content.manifest, ["spec", "hard"])) > 0
}

namespaces_with_limit_range contains evidence.namespace(item) if {
	some item in evidence.objects("LimitRange")
	count(values.list_at(item.content.manifest, ["spec", "limits"])) > 0
}

finding(rule, id, path, name, named) := object.union({"rule": rule, "on": id, "path": path, "namespace": name}, named)
