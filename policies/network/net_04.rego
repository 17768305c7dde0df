# METADATA
# title: Egress is bounded
# description: Databases and caches do not reach the internet, and nothing reaches a cloud's metadata service without need.
# custom:
#   id: NET-04
#   severity: high
#   stage: security
#   scope: object
#   needs: [network/workload]
#   reads: []
#   parameters: [datastores, datastore_ports, internet_allowed, internet_blocks_allowed, metadata_allowed, exempt_namespaces]
#   mappings:
#     nist-800-53r5: [AC-4, SC-7, SC-7(5), SC-7(10)]
#     cis-kubernetes: [5.3.2]
#   rules:
#     datastore-to-internet:
#       message: "`{subject}` holds data and can reach the internet: `{blocks}` on `{ports}`"
#       fix: allow only the addresses that it needs in an egress policy, or name it in the parameter `internet_allowed`
#     internet:
#       message: "`{subject}` can reach the internet: `{blocks}` on `{ports}`"
#       fix: allow only the addresses that it needs in an egress policy, or add it to the parameter `internet_allowed`
#     metadata-service:
#       message: "`{subject}` can reach the cloud's metadata service at `{addresses}`, which hands out the node's identity"
#       fix: except these addresses in an egress policy, or add it to the parameter `metadata_allowed`
#     host-network:
#       message: "`{subject}` uses the host's network, where policies need not hold, so what it can reach is not known"
#       fix: remove `hostNetwork`, or accept it by a waiver
#     egress-not-read:
#       message: "what `{subject}` can reach outside is not in the evidence"
#       fix: collect the evidence anew
package seaworthy.network.net_04

import data.seaworthy.lib.flows
import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

workload := input.object

findings contains {"rule": rule, "path": [], "blocks": flows.some_of(blocks), "ports": way.text} if {
	is_judged
	some way in values.list_at(workload, ["egress"])
	blocks := {block |
		some block in values.list_at(way, ["internet"])
		not is_allowed_block(block)
	}
	count(blocks) > 0
	not may_reach_internet
	rule := internet_rule
}

internet_rule := "datastore-to-internet" if flows.is_datastore(workload)

else := "internet"

# One finding, however the ports are cut.
findings contains {"rule": "metadata-service", "path": [], "addresses": sort(addresses)} if {
	is_judged
	addresses := {address |
		some way in values.list_at(workload, ["egress"])
		some address in values.list_at(way, ["metadata"])
		flows.covers(way.ports, "TCP", 80)
	}
	count(addresses) > 0
	not flows.matches_any(parameters.value("metadata_allowed"), workload)
}

findings contains {"rule": "host-network", "path": [], "status": "unknown"} if {
	not flows.is_exempt(workload)
	workload.hostNetwork == true
}

findings contains {"rule": "egress-not-read", "path": [], "status": "unknown"} if {
	not is_array(object.get(workload, "egress", null))
}

is_judged if {
	not flows.is_exempt(workload)
	not workload.hostNetwork == true
}

# `*` means whatever holds no data: a database that reaches the internet is named as such.
may_reach_internet if {
	some selector in parameters.value("internet_allowed")
	flows.matches(selector, workload)
	not is_too_wide(selector)
}

is_too_wide("*") if flows.is_datastore(workload)

is_allowed_block(block) if {
	some allowed in parameters.value("internet_blocks_allowed")
	net.cidr_contains(allowed, block)
}
