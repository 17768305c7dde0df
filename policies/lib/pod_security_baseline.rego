# Level `baseline` of the Pod Security Standards. A value of the wrong type is not an allowed one.
package seaworthy.lib.pod_security_baseline

import data.seaworthy.lib.pod_security as standard
import data.seaworthy.lib.pods
import data.seaworthy.lib.values

findings contains violation("HostProcess", target, path, true) if {
	path := ["securityContext", "windowsOptions", "hostProcess"]
	some target in standard.contexts
	not object.get(target.holder, path, false) in {false, null}
}

findings contains violation("Host Namespaces", standard.pod_target, [field], field) if {
	some field in ["hostNetwork", "hostPID", "hostIPC"]
	not object.get(standard.spec, field, false) in {false, null}
}

findings contains violation("Privileged Containers", target, path, true) if {
	path := ["securityContext", "privileged"]
	some target in standard.container_contexts
	not object.get(target.holder, path, false) in {false, null}
}

default_capabilities := {
	"AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD",
	"NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
}

findings contains violation("Capabilities", target, array.concat(path, [i]), concat(" ", ["adding", values.text(capability)])) if {
	path := ["securityContext", "capabilities", "add"]
	some target in standard.container_contexts
	some i, capability in values.list_at(target.holder, path)
	not capability in default_capabilities
}

findings contains violation("HostPath Volumes", standard.pod_target, ["volumes", i, "hostPath"], name) if {
	some i, volume in values.list_at(standard.spec, ["volumes"])
	values.is_set(volume, ["hostPath"])
	name := values.string_at(volume, ["name"])
}

findings contains violation("Host Ports", target, ["ports", i, "hostPort"], values.text(port.hostPort)) if {
	some target in standard.container_targets
	some i, port in values.list_at(target.holder, ["ports"])
	not object.get(port, "hostPort", 0) in {0, null}
}

handlers := [
	["livenessProbe"],
	["readinessProbe"],
	["startupProbe"],
	["lifecycle", "postStart"],
	["lifecycle", "preStop"],
]

# In the standard since 1.34.
findings contains violation("Host Probes / Lifecycle Hooks", target, array.concat(handler, path), standard.shown(asked, path)) if {
	standard.minor >= 34
	some target in standard.container_targets
	some handler in handlers
	asked := object.get(target.holder, handler, null)
	is_object(asked)
	some path in [["httpGet", "host"], ["tcpSocket", "host"]]
	not object.get(asked, path, "") in {"", null}
}

findings contains violation("AppArmor", target, array.concat(path, ["type"]), standard.shown(target.holder, array.concat(path, ["type"]))) if {
	path := ["securityContext", "appArmorProfile"]
	some target in standard.contexts
	values.is_set(target.holder, path)
	not object.get(target.holder, array.concat(path, ["type"]), null) in {"RuntimeDefault", "Localhost"}
}

findings contains annotation_violation("AppArmor", key, value) if {
	some key, value in pods.annotations(standard.content)
	startswith(key, "container.apparmor.security.beta.kubernetes.io/")
	not value in {"", null, "runtime/default"}
	not startswith(value, "localhost/")
}

findings contains violation("SELinux", target, path, standard.shown(target.holder, path)) if {
	some target in with_selinux_options
	path := ["securityContext", "seLinuxOptions", "type"]
	not object.get(target.holder, path, "") in selinux_types
}

findings contains violation("SELinux", target, path, concat(" ", [field, standard.shown(target.holder, path)])) if {
	some target in with_selinux_options
	some field in ["user", "role"]
	path := ["securityContext", "seLinuxOptions", field]
	not object.get(target.holder, path, "") in {"", null}
}

with_selinux_options := [target |
	some target in standard.contexts
	values.is_set(target.holder, ["securityContext", "seLinuxOptions"])
]

selinux_types := {"", null, "container_t", "container_init_t", "container_kvm_t"} | since(31, {"container_engine_t"})

findings contains violation("/proc Mount Type", target, path, standard.shown(target.holder, path)) if {
	not proc_mount_relaxed
	path := ["securityContext", "procMount"]
	some target in standard.container_contexts
	not object.get(target.holder, path, "Default") in {"Default", null}
}

# Since 1.35 a pod in a user namespace may unmask its own /proc.
proc_mount_relaxed if {
	standard.minor >= 35
	standard.in_user_namespace
}

findings contains violation("Seccomp", target, array.concat(path, ["type"]), standard.shown(target.holder, array.concat(path, ["type"]))) if {
	standard.minor >= 19
	path := ["securityContext", "seccompProfile"]
	some target in standard.contexts
	values.is_set(target.holder, path)
	not object.get(target.holder, array.concat(path, ["type"]), null) in {"RuntimeDefault", "Localhost"}
}

# Until 1.18 the profile was an annotation; later API servers ignore it.
findings contains annotation_violation("Seccomp", key, value) if {
	standard.minor < 19
	some key, value in pods.annotations(standard.content)
	is_seccomp_annotation(key)
	not value in {"runtime/default", "docker/default"}
	not startswith(value, "localhost/")
}

is_seccomp_annotation("seccomp.security.alpha.kubernetes.io/pod")

is_seccomp_annotation(key) if {
	some found in standard.containers
	key == concat("", ["container.seccomp.security.alpha.kubernetes.io/", found.name])
}

findings contains violation("Sysctls", standard.pod_target, array.concat(path, [i, "name"]), name) if {
	path := ["securityContext", "sysctls"]
	some i, sysctl in values.list_at(standard.spec, path)
	name := values.string_at(sysctl, ["name"])
	not name in safe_sysctls
}

safe_sysctls := union({
	{
		"kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.tcp_syncookies",
		"net.ipv4.ping_group_range", "net.ipv4.ip_unprivileged_port_start",
	},
	since(27, {"net.ipv4.ip_local_reserved_ports"}),
	since(29, {
		"net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout",
		"net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes",
	}),
	since(32, {"net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"}),
	since(37, {"net.ipv4.tcp_slow_start_after_idle", "net.ipv4.tcp_notsent_lowat"}),
})

since(version, added) := added if {
	standard.minor >= version
} else := set()

violation(control, target, path, value) := standard.finding(control, "baseline", target, path, value)

annotation_violation(control, key, value) := {
	"rule": control,
	"path": array.concat(pods.metadata_path(standard.content), ["annotations", key]),
	"level": "baseline",
	"role": "annotation",
	"name": key,
	"value": values.text(value),
}
