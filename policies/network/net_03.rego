# METADATA
# title: Network policies are effective
# description: Each policy selects pods, names ports that exist, and changes something.
# custom:
#   id: NET-03
#   severity: medium
#   stage: security
#   scope: object
#   needs: [network/policy]
#   reads: []
#   parameters: []
#   mappings:
#     nist-800-53r5: [AC-4, CM-6, SC-7]
#     cis-kubernetes: [5.3.2]
#   rules:
#     selects-nothing:
#       message: "policy `{name}` selects no workload of namespace `{namespace}`"
#       fix: set `podSelector` to the labels of a pod template, or remove the policy
#     workloads-not-seen:
#       message: "no workload of namespace `{namespace}` is in the evidence, so what policy `{name}` selects is not known"
#       fix: add the namespace's workloads to the evidence
#     port-not-declared:
#       message: "policy `{name}` names {direction} port `{port}` for {protocol}, which no pod it concerns declares"
#       fix: correct the name, or declare the port under `ports` of the container with the same protocol
#     shadowed:
#       message: "policy `{name}` allows nothing that another policy does not allow already"
#       fix: remove it, or narrow the other
package seaworthy.network.net_03

import data.seaworthy.lib.values

policy := input.object

# A policy for all pods of a namespace stands ready for pods to come.
findings contains finding("selects-nothing", ["spec", "podSelector"], {}) if {
	policy.namespaceKnown == true
	selects_nothing
}

findings contains finding("workloads-not-seen", ["spec", "podSelector"], {"status": "unknown"}) if {
	not policy.namespaceKnown == true
	selects_nothing
}

selects_nothing if {
	not policy.selectsAll == true
	count(values.list_at(policy, ["selected"])) == 0
}

findings contains finding("port-not-declared", path, {
	"direction": lower(values.string_at(entry, ["direction"])),
	"port": values.text(object.get(entry, "port", "")),
	"protocol": protocol,
}) if {
	some entry in values.list_at(policy, ["unresolvedPorts"])
	path := values.list_at(entry, ["path"])
	protocol := object.get(entry, "protocol", "TCP")
}

findings contains finding("shadowed", [], {}) if policy.shadowed == true

finding(rule, path, named) := object.union(
	{
		"rule": rule,
		"path": path,
		"name": values.string_at(policy, ["name"]),
		"namespace": values.string_at(policy, ["namespace"]),
	},
	named,
)
