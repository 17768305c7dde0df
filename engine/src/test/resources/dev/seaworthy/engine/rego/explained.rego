# Findings whose reasons the test knows.
package explained

containers contains c if some c in input.pod.containers

allowed := {r | some r in data.registries}

default strict := false

strict if input.parameters.strict

findings contains {"rule": "privileged", "path": ["containers", i]} if {
	some i, c in input.pod.containers
	c.securityContext.privileged
}

findings contains {"rule": "limits", "name": c.name} if {
	some c in containers
	not c.limits.memory
}

findings contains {"rule": "registry", "name": c.name} if {
	some c in containers
	not c.registry in allowed
}

findings contains {"rule": "none"} if {
	not strict
	every c in input.pod.containers {
		c.size > 10
	}
}

findings contains {"rule": "copied", "whole": input.pod.metadata} if input.parameters.copy == "yes"
