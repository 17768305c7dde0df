# What the rules of the Pod Security Standards share: the pod asked about, the version of the
# standard that applies, and the shape of a finding.
# https://kubernetes.io/docs/concepts/security/pod-security-standards/
package seaworthy.lib.pod_security

import data.seaworthy.lib.parameters
import data.seaworthy.lib.pods
import data.seaworthy.lib.values

content := input.object

spec := pods.spec(content)

containers := pods.containers(content)

# The newest version of the standard that the rules here know.
newest := 37

# The minor version of the standard that applies, so 1.32 is 32. A version yet to come is none: what
# it will forbid, nobody can pass today.
minor := newest if version == "latest"

minor := number if {
	[major, text] := split(trim_prefix(version, "v"), ".")
	major == "1"
	number := values.decimal(text)
	text == format_int(number, 10)
	number <= newest
}

version := parameters.value("pod_security_version")

# A pod in a user namespace maps root to nobody on the host; the standard relaxes some rules for it.
in_user_namespace if object.get(spec, "hostUsers", true) == false

is_windows if object.get(spec, ["os", "name"], "") == "windows"

# The pod and each of its containers, for rules about the securityContext of both.
pod_target := {"role": "pod", "name": pod_name, "path": content.podPath, "holder": spec}

container_targets := [target |
	some found in containers
	target := {"role": found.role, "name": found.name, "path": found.path, "holder": found.container}
]

targets := array.concat([pod_target], container_targets)

# Those that have a securityContext: most rules of `baseline` are about what stands in one.
contexts := [target | some target in targets; has_context(target)]

container_contexts := [target | some target in container_targets; has_context(target)]

has_context(target) if is_object(object.get(target.holder, "securityContext", null))

pod_name := object.get(input, ["subject", "name"], "")

# A field as text for the message; `unset` when the manifest leaves it out.
shown(holder, path) := value if {
	value := object.get(holder, path, null)
	not is_null(value)
	not is_array(value)
	not is_object(value)
} else := concat(", ", [text | some text in value; is_string(text)]) if {
	value := object.get(holder, path, null)
	is_array(value)
	count(value) > 0
} else := "unset" if {
	object.get(holder, path, null) in {null, []}
} else := "an unexpected type"

finding(control, level, target, path, value) := {
	"rule": control,
	"path": array.concat(target.path, path),
	"level": level,
	"role": target.role,
	"name": target.name,
	"value": value,
}
