# References to objects that nothing provides. Secrets are the business of K8S-07.
package seaworthy.lib.reference_rules

import data.seaworthy.lib.evidence
import data.seaworthy.lib.pods
import data.seaworthy.lib.production
import data.seaworthy.lib.selectors
import data.seaworthy.lib.service_accounts
import data.seaworthy.lib.values

findings contains production.on_workload("missing-config-map", item, reference.path, {"name": reference.name}) if {
	some item in production.judged
	known := config_maps[evidence.namespace(item)]
	some reference in references(item.content)
	not is_there(reference.name, known)
}

findings contains production.on_workload("config-maps-not-seen", item, reference.path, {"name": reference.name, "status": "unknown"}) if {
	some item in production.judged
	not config_maps[evidence.namespace(item)]
	some reference in references(item.content)
	not is_there(reference.name, {})
}

findings contains production.on_workload("missing-config-key", item, reference.path, {"name": reference.name, "key": reference.key}) if {
	some item in production.judged
	known := config_maps[evidence.namespace(item)]
	some reference in references(item.content)
	reference.key != ""
	not reference.key in known[reference.name]
}

# Kubernetes puts it into every namespace.
is_there("kube-root-ca.crt", _)

is_there(name, known) if _ := known[name]

# ConfigMaps of each namespace, each with its keys.
config_maps := {namespace: by_name |
	some namespace in {evidence.namespace(item) | some item in evidence.objects("ConfigMap")}
	by_name := {name: keys |
		some item in evidence.objects("ConfigMap")
		evidence.namespace(item) == namespace
		name := values.string_at(item.content.manifest, ["metadata", "name"])
		keys := object.keys(values.map_at(item.content.manifest, ["data"])) | object.keys(values.map_at(item.content.manifest, ["binaryData"]))
	}
}

# Those that stop a pod from starting when the ConfigMap is not there.
references(content) := [reference |
	some reference in array.concat(container_references(content), volume_references(content))
	reference.name != ""
	not reference.optional == true
]

container_references(content) := [reference |
	some found in pods.containers(content)
	some [list, field] in [["env", ["valueFrom", "configMapKeyRef"]], ["envFrom", ["configMapRef"]]]
	some i, entry in values.list_at(found.container, [list])
	path := array.concat(found.path, array.concat([list, i], field))
	reference := reference_to(values.map_at(entry, field), path)
]

volume_references(content) := array.concat(
	[reference |
		some i, volume in values.list_at(pods.spec(content), ["volumes"])
		path := array.concat(content.podPath, ["volumes", i, "configMap"])
		reference := reference_to(values.map_at(volume, ["configMap"]), path)
	],
	[reference |
		some i, volume in values.list_at(pods.spec(content), ["volumes"])
		some k, source in values.list_at(volume, ["projected", "sources"])
		path := array.concat(content.podPath, ["volumes", i, "projected", "sources", k, "configMap"])
		reference := reference_to(values.map_at(source, ["configMap"]), path)
	],
)

reference_to(source, path) := {
	"name": values.string_at(source, ["name"]),
	"key": values.string_at(source, ["key"]),
	"optional": object.get(source, "optional", false),
	"path": path,
}

# Every namespace has an account `default`.
findings contains production.on_workload("missing-service-account", item, item.content.podPath, {"account": account}) if {
	some item in production.judged
	account := service_accounts.name_of(item)
	account != "default"
	known := service_accounts.accounts[evidence.namespace(item)]
	not account in object.keys(known)
}

findings contains production.on_workload("service-accounts-not-seen", item, item.content.podPath, {"account": account, "status": "unknown"}) if {
	some item in production.judged
	account := service_accounts.name_of(item)
	account != "default"
	not service_accounts.accounts[evidence.namespace(item)]
}

# The Prometheus operator's ServiceMonitor selects Services, by default of its own namespace.
findings contains production.on_workload("monitor-without-services", item, ["spec", "selector"], {}) if {
	some item in evidence.objects("ServiceMonitor")
	not values.is_set(item.content.manifest, ["spec", "namespaceSelector"])
	selector := values.map_at(item.content.manifest, ["spec", "selector"])
	every service in services_of(evidence.namespace(item)) {
		not selectors.matches(selector, values.map_at(service, ["metadata", "labels"]))
	}
}

services_of(namespace) := [item.content.manifest |
	some item in evidence.objects("Service")
	evidence.namespace(item) == namespace
]
