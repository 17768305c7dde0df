# Ten rules of the kind that Seaworthy's bundles hold, for comparing whole processes.
package main

import rego.v1

workload if input.kind == "Deployment"

containers contains c if {
	workload
	some c in input.spec.template.spec.containers
}

containers contains c if {
	workload
	some c in input.spec.template.spec.initContainers
}

deny contains msg if {
	some c in containers
	not contains(c.image, "@sha256:")
	msg := sprintf("%s: image without digest", [c.name])
}

deny contains msg if {
	some c in containers
	endswith(c.image, ":latest")
	msg := sprintf("%s: latest", [c.name])
}

deny contains msg if {
	some c in containers
	not startswith(c.image, "registry.example.com/")
	msg := sprintf("%s: registry", [c.name])
}

deny contains msg if {
	some c in containers
	c.securityContext.privileged == true
	msg := sprintf("%s: privileged", [c.name])
}

deny contains msg if {
	some c in containers
	not c.resources.requests.cpu
	msg := sprintf("%s: no cpu request", [c.name])
}

deny contains msg if {
	some c in containers
	not c.resources.limits.memory
	msg := sprintf("%s: no memory limit", [c.name])
}

deny contains msg if {
	workload
	some c in input.spec.template.spec.containers
	not c.readinessProbe
	msg := sprintf("%s: no readiness probe", [c.name])
}

deny contains msg if {
	workload
	some v in input.spec.template.spec.volumes
	v.hostPath
	msg := sprintf("%s: host path", [v.name])
}

deny contains msg if {
	workload
	input.spec.template.spec.hostNetwork == true
	msg := "host network"
}

deny contains msg if {
	some c in containers
	some e in c.env
	contains(lower(e.name), "password")
	e.value
	msg := sprintf("%s: literal secret", [c.name])
}
