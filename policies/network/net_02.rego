# METADATA
# title: Only the intended can talk
# description: Databases and caches are reached by their clients alone, no forbidden flow is open, and every needed one is.
# custom:
#   id: NET-02
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [network/reachability, network/workload]
#   reads: []
#   parameters: [datastores, datastore_ports, datastore_clients, forbidden_flows, needed_flows, exempt_namespaces]
#   mappings:
#     nist-800-53r5: [AC-4, SC-7, SC-7(5), SC-7(21)]
#     cis-kubernetes: [5.3.2]
#   rules:
#     not-intended:
#       message: "`{subject}` holds data and can be reached by {count} workloads that are no clients of it: `{clients}`"
#       fix: let only its clients in by a NetworkPolicy, or add these to the parameter `datastore_clients`
#     exposed:
#       message: "`{subject}` holds data and can be reached from outside the cluster on `{ports}`, through {kind} `{name}`"
#       fix: remove the way in, or let only clients in by a NetworkPolicy
#     forbidden-flow:
#       message: "`{subject}` can be reached by `{sources}`, which `{flow}` forbids"
#       fix: deny it by a NetworkPolicy of either side
#     needed-flow:
#       message: "`{subject}` cannot reach what `{flow}` says it needs"
#       fix: allow it in the egress rules of the source and in the ingress rules of the destination
#     flow-not-seen:
#       message: "no workload of the evidence is `{selector}`, so `{flow}` cannot be judged"
#       fix: correct the parameter, or add the workload's manifests to the evidence
#     flow-not-read:
#       message: "`{flow}` is no flow"
#       fix: "write it as `SOURCE -> DESTINATION` or `SOURCE -> DESTINATION : TCP 5432`"
#     host-network:
#       message: "`{subject}` uses the host's network, where policies need not hold, so what it can reach is not known"
#       fix: remove `hostNetwork`, or accept it by a waiver
package seaworthy.network.net_02

import data.seaworthy.lib.evidence
import data.seaworthy.lib.flows
import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

findings contains on(item, "not-intended", {"count": count(strangers), "clients": flows.some_of(strangers)}) if {
	some item in datastores
	strangers := {source.content.peer |
		some source in reaching(item, into_datastores)
		not is_client(source, item)
		not flows.is_exempt(source.content)
	}
	count(strangers) > 0
}

findings contains on(item, "exposed", {"ports": way.text, "kind": way.by.kind, "name": way.by.name}) if {
	some item in datastores
	some way in values.list_at(item.content, ["exposed"])
	flows.covers_any(way.ports, "TCP", flows.data_ports(item.content))
}

findings contains on(item, "forbidden-flow", {"flow": flow.text, "sources": flows.some_of(sources)}) if {
	some flow in flows_of("forbidden_flows")
	some item in workloads
	flows.matches_side(flow.to, item.content)
	sources := {source.content.peer |
		some connection in connections_into(item, into_named)
		is_open(connection, flow)
		some source in sources_of(connection, item)
		flows.matches_side(flow.from, source.content)
	}
	count(sources) > 0
}

# One destination is enough: of several databases each has its own clients.
findings contains on(item, "needed-flow", {"flow": flow.text}) if {
	some flow in flows_of("needed_flows")
	some item in workloads
	flows.matches_side(flow.from, item.content)
	wanted := [target |
		some target in nearest(flow, item)
		target.id != item.id
	]
	count(wanted) > 0
	not reaches_one(flow, item, wanted)
}

findings contains on(workloads[0], "flow-not-seen", {"status": "unknown", "flow": flow.text, "selector": selector}) if {
	some name in ["forbidden_flows", "needed_flows"]
	some flow in flows_of(name)
	some selector in [flow.from, flow.to]
	flows.is_name(selector)
	every item in workloads { not flows.matches_side(selector, item.content) }
}

findings contains on(workloads[0], "flow-not-read", {"status": "unknown", "flow": values.text(text)}) if {
	some name in ["forbidden_flows", "needed_flows"]
	some text in parameters.value(name)
	not parsed(text)
}

findings contains on(item, "host-network", {"status": "unknown"}) if {
	count(datastores) > 0
	some item in workloads
	item.content.hostNetwork == true
	not flows.is_exempt(item.content)
}

workloads := evidence.of_kind("network/workload")

networks := evidence.of_kind("network/reachability")

datastores := [item |
	some item in workloads
	flows.is_datastore(item.content)
	not flows.is_exempt(item.content)
]

# Stores of one kind copy from each other.
is_client(source, item) if {
	flows.is_datastore(source.content)
	count(flows.image_names(source.content) & flows.image_names(item.content)) > 0
}

is_client(source, _) if flows.matches_any(parameters.value("datastore_clients"), source.content)

# Those whose connections reach the item's data.
reaching(item, index) := {source |
	some connection in connections_into(item, index)
	flows.covers_any(connection.ports, "TCP", flows.data_ports(item.content))
	some source in sources_of(connection, item)
}

connections_into(item, index) := [connection |
	some connection in object.get(index, item.content.network, [])
	connection.to == group(item)
]

sources_of(connection, item) := [source |
	some from in connection.from
	some peer in groups[item.content.network][from]
	peer != item.content.peer
	source := workload_of[item.content.network][peer]
]

group(item) := group_of[item.content.network][item.content.peer]

# Whole objects, built once: thousands of workloads and connections are looked up in them.
groups := {network.content.network: network.content.groups | some network in networks}

group_of := {name: {peer: i | some i, group in all; some peer in group} | some name, all in groups}

workload_of := {name: {item.content.peer: item | some item in workloads; item.content.network == name} | some name, _ in groups}

into_datastores := into({[item.content.network, group(item)] | some item in datastores})

into_named := into({[item.content.network, group(item)] |
	some name in ["forbidden_flows", "needed_flows"]
	some flow in flows_of(name)
	some item in workloads
	flows.matches_side(flow.to, item.content)
})

into(wanted) := {network.content.network: connections |
	some network in networks
	connections := [connection |
		some connection in network.content.connections
		[network.content.network, connection.to] in wanted
	]
}

# A flow between classes of workloads is meant within each namespace; names reach across.
nearest(flow, item) := [target |
	some target in workloads
	target.content.network == item.content.network
	flows.matches_side(flow.to, target.content)
	is_near(flow, target, item)
]

is_near(flow, _, _) if flows.is_name(flow.to)

is_near(_, target, item) if target.content.namespace == item.content.namespace

reaches_one(flow, item, wanted) if {
	some target in wanted
	some connection in connections_into(target, into_named)
	group(item) in connection.from
	is_open(connection, flow)
}

# A flow without ports is open on any; of several ports one is enough.
is_open(_, flow) if count(flow.ports) == 0

is_open(connection, flow) if flows.covers_any(connection.ports, flow.protocol, flow.ports)

flows_of(name) := [flow |
	some text in parameters.value(name)
	flow := parsed(text)
]

parsed(text) := {"text": text, "from": from, "to": to, "protocol": ports.protocol, "ports": ports.numbers} if {
	is_string(text)
	[from, rest] := split(text, " -> ")
	[to, ports] := destination(rest)
	flows.is_side(from)
	flows.is_side(to)
}

destination(text) := [text, {"protocol": "", "numbers": []}] if not contains(text, " : ")

destination(text) := [to, {"protocol": protocol, "numbers": numbers}] if {
	[to, ports] := split(text, " : ")
	[protocol, list] := split(ports, " ")
	protocol in {"SCTP", "TCP", "UDP"}
	numbers := [number | some digits in split(list, ","); number := values.decimal(digits)]
	count(numbers) == count(split(list, ","))
}

on(item, rule, named) := object.union({"rule": rule, "on": item.id, "path": []}, named)
