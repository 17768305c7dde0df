# What the scheduler reserves for one pod of a workload. Rules:
# https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
# and, for pods that hold resources as a whole (since 1.34),
# https://kubernetes.io/docs/concepts/workloads/pods/pod-level-resources/.
package seaworthy.lib.requests

import data.seaworthy.lib.evidence
import data.seaworthy.lib.pods
import data.seaworthy.lib.quantities
import data.seaworthy.lib.values

resources := ["cpu", "memory"]

# By resource, in the units of seaworthy.lib.quantities; one that cannot be read is left out.
of(item) := {resource: pod_request(item, resource) | some resource in resources}

pod_request(item, resource) := bare_request(item, resource) + overhead(item, resource)

# Resources that no container asks for and the pod does not either: the scheduler counts nothing.
unasked(item) := {resource |
	some resource in resources
	not values.is_set(pods.spec(item.content), ["resources", "requests", resource])
	not values.is_set(pods.spec(item.content), ["resources", "limits", resource])
	some found in pods.containers(item.content)
	found.list == "containers"
	written(evidence.namespace(item), found.container, resource) == null
}

bare_request(item, resource) := quantities.of(resource, value) if {
	value := pod_level(item, resource)
	value != null
} else := containers_request(item, resource)

# The API server sets a pod's request from its limit only where no container asks for anything.
pod_level(item, resource) := value if {
	value := object.get(pods.spec(item.content), ["resources", "requests", resource], null)
	value != null
} else := value if {
	value := object.get(pods.spec(item.content), ["resources", "limits", resource], null)
	every found in pods.containers(item.content) {
		not values.is_set(found.container, ["resources", "requests", resource])
	}
} else := null

# All that run together, or the init container that needs most beside the sidecars before it.
containers_request(item, resource) := max(array.concat([total], peaks)) if {
	namespace := evidence.namespace(item)
	main := amounts(namespace, values.list_at(pods.spec(item.content), ["containers"]), resource)
	init := values.list_at(pods.spec(item.content), ["initContainers"])
	needed := amounts(namespace, init, resource)
	total := sum(main) + sum([amount | some i, amount in needed; is_sidecar(init[i])])
	peaks := [peak |
		some i, amount in needed
		not is_sidecar(init[i])
		before := [other | some j, other in needed; j < i; is_sidecar(init[j])]
		peak := amount + sum(before)
	]
}

is_sidecar(container) if container.restartPolicy == "Always"

# Undefined when one of them cannot be read: a sum without it would be too small.
amounts(namespace, containers, resource) := found if {
	found := [amount |
		some container in containers
		amount := container_request(namespace, container, resource)
	]
	count(found) == count(containers)
}

container_request(namespace, container, resource) := 0 if {
	written(namespace, container, resource) == null
} else := quantities.of(resource, written(namespace, container, resource))

# The API server copies a limit into an absent request; then a LimitRange fills in its defaults.
written(namespace, container, resource) := found[0] if {
	found := [value |
		some value in array.concat(
			[
				object.get(container, ["resources", "requests", resource], null),
				object.get(container, ["resources", "limits", resource], null),
			],
			defaults(namespace, resource),
		)
		value != null
	]
	count(found) > 0
} else := null

defaults(namespace, resource) := [value |
	some field in ["defaultRequest", "default"]
	some limit in object.get(limits_by_namespace, namespace, set())
	value := object.get(limit, [field, resource], null)
]

limits_by_namespace[namespace] contains limit if {
	some range in evidence.objects("LimitRange")
	namespace := evidence.namespace(range)
	some limit in values.list_at(range.content.manifest, ["spec", "limits"])
	limit.type == "Container"
}

overhead(item, resource) := 0 if {
	overhead_text(pods.spec(item.content), resource) == null
} else := quantities.of(resource, overhead_text(pods.spec(item.content), resource))

# Admission writes a runtime class's overhead into the pod; a manifest only names the class.
overhead_text(spec, resource) := value if {
	value := object.get(spec, ["overhead", resource], null)
	value != null
} else := max(found) if {
	class := values.string_at(spec, ["runtimeClassName"])
	class != ""
	found := {fixed[resource] | some fixed in object.get(class_overheads, class, set())}
	count(found) > 0
} else := null

class_overheads[name] contains fixed if {
	some item in evidence.objects("RuntimeClass")
	name := values.string_at(item.content.manifest, ["metadata", "name"])
	fixed := values.map_at(item.content.manifest, ["overhead", "podFixed"])
}
