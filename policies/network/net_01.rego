# METADATA
# title: Traffic is denied by default
# description: Every namespace with workloads denies ingress and egress that no policy allows.
# custom:
#   id: NET-01
#   severity: high
#   stage: security
#   scope: object
#   needs: [network/namespace]
#   reads: []
#   parameters: [exempt_namespaces]
#   mappings:
#     nist-800-53r5: [AC-4, SC-7, SC-7(5)]
#     cis-kubernetes: [5.3.2]
#   rules:
#     no-default-deny:
#       message: "namespace `{namespace}` has no policy that denies {direction} of all its pods by default"
#       fix: "add a NetworkPolicy with `podSelector: {}`, the policy type of that direction and no rules"
#     host-network:
#       message: "{kind} `{workload}` uses the host's network, so no NetworkPolicy governs it"
#       fix: remove `hostNetwork`, or accept it by a waiver
package seaworthy.network.net_01

import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

name := values.string_at(input.object, ["name"])

workloads := values.list_at(input.object, ["workloads"])

findings contains {"rule": "no-default-deny", "path": [], "namespace": name, "direction": direction} if {
	is_judged
	some direction, flag in {"ingress": "defaultDenyIngress", "egress": "defaultDenyEgress"}
	not object.get(input.object, flag, false) == true
}

# Whether such a pod reaches anything it should not is not for a policy to say.
findings contains {"rule": "host-network", "path": [], "kind": workload.kind, "workload": workload.name, "status": "unknown"} if {
	is_judged
	some workload in workloads
	workload.hostNetwork == true
}

# A namespace that runs nothing has no traffic to deny. An unreadable list is no empty one.
is_judged if {
	not name in parameters.value("exempt_namespaces")
	not object.get(input.object, "workloads", null) == []
}
