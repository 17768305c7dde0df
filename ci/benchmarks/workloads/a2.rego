# Nine rules of the everyday kind over one Deployment: most pass, some do not.
package bench

pod := input.spec.template.spec

containers contains container if some container in pod.containers

containers contains container if some container in pod.initContainers

findings contains message if {
	some container in containers
	not contains(container.image, "@sha256:")
	message := sprintf("%s: image without digest", [container.name])
}

findings contains message if {
	some container in containers
	not startswith(container.image, "registry.example.com/")
	message := sprintf("%s: image from elsewhere", [container.name])
}

findings contains message if {
	some container in containers
	container.securityContext.privileged == true
	message := sprintf("%s: privileged", [container.name])
}

findings contains message if {
	some container in containers
	not container.securityContext.readOnlyRootFilesystem
	message := sprintf("%s: writable root file system", [container.name])
}

findings contains message if {
	some container in containers
	not container.resources.limits.memory
	message := sprintf("%s: no memory limit", [container.name])
}

findings contains message if {
	some container in pod.containers
	not container.readinessProbe
	message := sprintf("%s: no readiness probe", [container.name])
}

findings contains message if {
	some volume in pod.volumes
	volume.hostPath
	message := sprintf("%s: path of the node", [volume.name])
}

findings contains message if {
	some container in containers
	some capability in container.securityContext.capabilities.add
	not capability in {"NET_BIND_SERVICE", "CHOWN"}
	message := sprintf("%s: capability %s", [container.name, capability])
}

findings contains message if {
	some container in containers
	some variable in container.env
	contains(lower(variable.name), "password")
	variable.value != ""
	message := sprintf("%s: literal secret in %s", [container.name, variable.name])
}
