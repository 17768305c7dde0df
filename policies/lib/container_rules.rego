# Faults of single containers that the Kubernetes API lets through.
package seaworthy.lib.container_rules

import data.seaworthy.lib.images
import data.seaworthy.lib.parameters
import data.seaworthy.lib.pods
import data.seaworthy.lib.ports
import data.seaworthy.lib.production
import data.seaworthy.lib.values

# Windows has no read-only root; an ephemeral container is for somebody who looks for a fault.
findings contains production.on_container("writable-root", one.item, one.found, {}) if {
	"writable-root" in production.optional_rules
	some one in production.containers
	one.found.list != "ephemeralContainers"
	values.string_at(pods.spec(one.item.content), ["os", "name"]) != "windows"
	not object.get(one.found.container, ["securityContext", "readOnlyRootFilesystem"], null) == true
}

# The last of two wins, and nobody sees which that is.
findings contains at(production.on_container("duplicate-env", one.item, one.found, {"name": name}), ["env", i, "name"]) if {
	some one in production.containers
	names := [values.string_at(env, ["name"]) | some env in values.list_at(one.found.container, ["env"])]
	count(names) != count({name | some name in names})
	some i, name in names
	name in array.slice(names, 0, i)
}

probes := ["livenessProbe", "readinessProbe", "startupProbe"]

handlers := ["httpGet", "tcpSocket", "grpc"]

# A probe that names a host asks somebody else; K8S-09 tells of it.
findings contains at(production.on_container("probe-port-missing", one.item, one.found, named), [probe, handler, "port"]) if {
	some one in production.containers
	some probe in probes
	some handler in handlers
	port := one.found.container[probe][handler].port
	not values.is_set(one.found.container, [probe, handler, "host"])
	not ports.is_served(one.found.container, port, "TCP")
	named := {"probe": probe, "port": values.text(port)}
}

# With the same thresholds, too: a restart where taking the pod out of service would do, or a start
# with no more time than later.
findings contains at(production.on_container("identical-probes", one.item, one.found, named), [probe]) if {
	"identical-probes" in production.optional_rules
	some one in production.containers
	some probe in ["readinessProbe", "startupProbe"]
	count(values.map_at(one.found.container, [probe])) > 0
	one.found.container[probe] == one.found.container.livenessProbe
	named := {"probe": probe, "other": "livenessProbe"}
}

findings contains at(production.on_container("never-pulls", one.item, one.found, {}), ["imagePullPolicy"]) if {
	some one in production.containers
	one.found.container.imagePullPolicy == "Never"
}

findings contains production.on_container("pull-not-always", one.item, one.found, {"policy": policy}) if {
	"pull-not-always" in production.optional_rules
	some one in production.containers
	policy := pull_policy(one.found.container)
	not policy in {"Always", "Never"}
}

# Where it is unset, the API server decides by the tag.
pull_policy(container) := policy if {
	policy := values.string_at(container, ["imagePullPolicy"])
	policy != ""
} else := "Always" if {
	reference := images.parse(values.string_at(container, ["image"]))
	reference.digest == ""
	reference.tag in {"", "latest"}
} else := "IfNotPresent"

findings contains declared("invalid-port", one, i, number) if {
	some one in production.containers
	some i, port in values.list_at(one.found.container, ["ports"])
	number := object.get(port, "containerPort", null)
	not ports.is_number(number)
}

findings contains declared("invalid-port", one, i, port.name) if {
	some one in production.containers
	some i, port in values.list_at(one.found.container, ["ports"])
	values.is_set(port, ["name"])
	not ports.is_name(port.name)
}

findings contains declared("forbidden-port", one, i, port.containerPort) if {
	some one in production.containers
	some i, port in values.list_at(one.found.container, ["ports"])
	port.containerPort in parameters.value("forbidden_ports")
}

# Below 1024 a process needs a capability, or to be root.
findings contains declared("privileged-port", one, i, port.containerPort) if {
	"privileged-port" in production.optional_rules
	some one in production.containers
	some i, port in values.list_at(one.found.container, ["ports"])
	ports.is_number(port.containerPort)
	port.containerPort < 1024
}

# The pod's own settings stand for what the container leaves out.
findings contains production.on_container("low-id", one.item, one.found, {"field": field, "value": value, "limit": limit}) if {
	limit := parameters.value("minimum_id")
	limit > 0
	some one in production.containers
	some field in ["runAsUser", "runAsGroup"]
	pod := pods.spec(one.item.content)
	id := object.get(one.found.container, ["securityContext", field], object.get(pod, ["securityContext", field], null))
	not at_least(id, limit)
	value := values.text(id)
}

at_least(id, limit) if {
	is_number(id)
	id >= limit
}

at(finding, path) := object.union(finding, {"path": array.concat(finding.path, path)})

declared(rule, one, i, port) := at(
	production.on_container(rule, one.item, one.found, {"port": values.text(port)}),
	["ports", i],
)
