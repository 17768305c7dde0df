# What level `restricted` of the Pod Security Standards asks beyond `baseline`.
package seaworthy.lib.pod_security_restricted

import data.seaworthy.lib.pod_security as standard
import data.seaworthy.lib.pod_security_baseline as baseline
import data.seaworthy.lib.values

volume_types := {
	"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image",
	"persistentVolumeClaim", "projected", "secret",
}

findings contains volume_violation(i, volume) if {
	some i, volume in values.list_at(standard.spec, ["volumes"])
	every type in volume_types {
		not values.is_set(volume, [type])
	}
}

volume_violation(i, volume) := {
	"rule": "Volume Types",
	"path": array.concat(standard.pod_target.path, array.concat(["volumes", i], type)),
	"level": "restricted",
	"role": "volume",
	"name": values.string_at(volume, ["name"]),
	"value": concat(", ", shown_type(type)),
} if {
	type := array.slice(other_types(volume), 0, 1)
}

# The API knows one type to a volume.
other_types(volume) := sort([type | some type, source in volume; type != "name"; not is_null(source)])

shown_type(type) := type if count(type) > 0

else := ["none"]

findings contains violation("Privilege Escalation", target, path, standard.shown(target.holder, path)) if {
	standard.minor >= 8
	not windows_is_exempt
	path := ["securityContext", "allowPrivilegeEscalation"]
	some target in standard.container_targets
	not object.get(target.holder, path, null) == false
}

run_as_non_root := ["securityContext", "runAsNonRoot"]

# A container may leave it to the pod, but neither may say otherwise than true.
findings contains violation("Running as Non-root", target, run_as_non_root, standard.shown(target.holder, run_as_non_root)) if {
	not user_namespace_is_exempt
	some target in standard.targets
	values.is_set(target.holder, run_as_non_root)
	not object.get(target.holder, run_as_non_root, null) == true
}

findings contains violation("Running as Non-root", target, run_as_non_root, "unset") if {
	not user_namespace_is_exempt
	not values.is_set(standard.spec, run_as_non_root)
	some target in standard.container_targets
	not values.is_set(target.holder, run_as_non_root)
}

findings contains violation("Running as Non-root user", target, path, 0) if {
	standard.minor >= 23
	not user_namespace_is_exempt
	path := ["securityContext", "runAsUser"]
	some target in standard.targets
	object.get(target.holder, path, null) == 0
}

seccomp_profile := ["securityContext", "seccompProfile"]

# A wrong profile is the business of `baseline`; here none is wrong too.
findings contains violation("Seccomp", target, seccomp_profile, "unset") if {
	standard.minor >= 19
	not windows_is_exempt
	not values.is_set(standard.spec, seccomp_profile)
	some target in standard.container_targets
	not values.is_set(target.holder, seccomp_profile)
}

findings contains violation("Capabilities", target, path, "not dropping ALL") if {
	standard.minor >= 22
	not windows_is_exempt
	path := ["securityContext", "capabilities", "drop"]
	some target in standard.container_targets
	not "ALL" in values.list_at(target.holder, path)
}

# Capabilities beyond the default set are the business of `baseline`.
findings contains violation("Capabilities", target, array.concat(path, [i]), concat(" ", ["adding", capability])) if {
	standard.minor >= 22
	not windows_is_exempt
	path := ["securityContext", "capabilities", "add"]
	some target in standard.container_targets
	some i, capability in values.list_at(target.holder, path)
	capability in baseline.default_capabilities
	capability != "NET_BIND_SERVICE"
}

# Baseline relaxed this in 1.35 for pods in a user namespace; restricted did not.
findings contains violation("/proc Mount Type", target, path, standard.shown(target.holder, path)) if {
	user_namespace_is_exempt
	path := ["securityContext", "procMount"]
	some target in standard.container_targets
	not object.get(target.holder, path, "Default") in {"Default", null}
}

# Fields that only Linux knows are not asked of Windows pods since 1.25.
windows_is_exempt if {
	standard.minor >= 25
	standard.is_windows
}

user_namespace_is_exempt if {
	standard.minor >= 35
	standard.in_user_namespace
}

violation(control, target, path, value) := standard.finding(control, "restricted", target, path, value)
