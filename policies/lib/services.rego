# Services and the workloads behind them.
package seaworthy.lib.services

import data.seaworthy.lib.evidence
import data.seaworthy.lib.pods
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

# Services that choose pods by label: not those with hand-made endpoints or an outside name.
selecting := [service |
	some item in evidence.objects("Service")
	spec := values.map_at(item.content.manifest, ["spec"])
	values.string_at(spec, ["type"]) != "ExternalName"
	selector := values.map_at(spec, ["selector"])
	count(selector) > 0
	service := {
		"id": item.id,
		"namespace": evidence.namespace(item),
		"name": values.string_at(item.content.manifest, ["metadata", "name"]),
		"selector": selector,
		"ports": values.list_at(spec, ["ports"]),
	}
]

backends(service) := workloads.selected(service.namespace, {"matchLabels": service.selector})

# An absent targetPort is the port itself.
target_port(port) := target if {
	target := port.targetPort
	not is_null(target)
} else := port.port

protocol(port) := value if {
	value := port.protocol
	is_string(value)
} else := "TCP"

# Ports that the containers behind a service declare; sidecars count, other init containers do not.
declared_ports(ids) := {port |
	some id in ids
	some container in pods.containers(workloads.by_id[id].content)
	serves(container)
	some declared in values.list_at(container.container, ["ports"])
	port := {
		"name": values.string_at(declared, ["name"]),
		"number": object.get(declared, "containerPort", 0),
		"protocol": protocol(declared),
	}
}

serves(container) if container.list == "containers"

serves(container) if pods.is_sidecar(container)

# Numbers need not be declared, so they are wrong only where other numbers are; a name must be.
is_missing(target, _, declared) if {
	is_string(target)
	not target in {port.name | some port in declared}
}

is_missing(target, wanted_protocol, declared) if {
	is_number(target)
	numbers := {port.number | some port in declared; port.protocol == wanted_protocol}
	count(numbers) > 0
	not target in numbers
}

# A name must also carry the service's protocol.
is_missing(target, wanted_protocol, declared) if {
	is_string(target)
	same := {port.protocol | some port in declared; port.name == target}
	count(same) > 0
	not wanted_protocol in same
}
