# Services that reach no pod, or reach too far.
package seaworthy.lib.service_rules

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.ports
import data.seaworthy.lib.services
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

findings contains finding("service-without-pods", service, ["spec", "selector"], {"selector": shown}) if {
	some service in services.selecting
	count(services.backends(service)) == 0
	count(workloads.in_namespace(service.namespace)) > 0
	shown := concat(", ", sort([concat("=", [key, values.text(value)]) | some key, value in service.selector]))
}

# What an operator creates is not in manifests.
findings contains finding("service-target-not-seen", service, ["spec", "selector"], {"status": "unknown"}) if {
	some service in services.selecting
	count(workloads.in_namespace(service.namespace)) == 0
}

findings contains finding("target-port-missing", service, ["spec", "ports", i], {"port": values.text(target)}) if {
	some service in services.selecting
	found := services.backends(service)
	count(found) > 0
	some i, port in service.ports
	target := services.target_port(port)
	services.is_missing(target, services.protocol(port), services.declared_ports(found))
}

# A Service with such addresses draws their traffic to itself (CVE-2020-8554).
findings contains finding("external-ips", service, ["spec", "externalIPs", i], {"address": values.text(address)}) if {
	some service in evidence.objects("Service")
	some i, address in values.list_at(service.content.manifest, ["spec", "externalIPs"])
}

findings contains finding("exposed-service", service, ["spec", "type"], {"type": type, "allowed": concat(", ", sort(allowed))}) if {
	allowed := parameters.value("allowed_service_types")
	some service in evidence.objects("Service")
	type := values.string_at(service.content.manifest, ["spec", "type"])
	not type in ({""} | {one | some one in allowed})
}

findings contains finding("invalid-service-port", service, ["spec", "ports", i, field], {"port": values.text(port[field])}) if {
	some service in evidence.objects("Service")
	some i, port in values.list_at(service.content.manifest, ["spec", "ports"])
	some field in ["port", "targetPort"]
	values.is_set(port, [field])
	not is_valid(field, port[field])
}

is_valid(_, port) if ports.is_number(port)

is_valid("targetPort", port) if ports.is_name(port)

# 0 stands for the port itself, as none does.
is_valid("targetPort", 0)

finding(rule, service, path, named) := object.union({"rule": rule, "on": service.id, "path": path}, named)
