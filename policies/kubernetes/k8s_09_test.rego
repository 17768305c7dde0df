package seaworthy.kubernetes.k8s_09_test

import data.seaworthy.kubernetes.k8s_09

question(manifest, path, level, version) := {
	"parameters": {"pod_security_level": level, "pod_security_version": version},
	"subject": {"kind": "Pod", "name": "web"},
	"object": {"podPath": path, "manifest": manifest},
}

asked(pod, level, version) := result if {
	result := k8s_09.findings with input as question({"spec": pod}, ["spec"], level, version)
}

baseline(pod) := {[f.rule, f.path] | some f in asked(pod, "baseline", "latest")}

rules(pod, level, version) := {f.rule | some f in asked(pod, level, version)}

plain := {"containers": [{"name": "a", "image": "app"}]}

container(fields) := {"containers": [object.union({"name": "a"}, fields)]}

context(fields) := container({"securityContext": fields})

strict := {
	"securityContext": {"runAsNonRoot": true, "seccompProfile": {"type": "RuntimeDefault"}},
	"containers": [{"name": "a", "securityContext": {"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}}}],
}

test_a_plain_pod_meets_baseline if baseline(plain) == set()

test_a_finding_says_where_and_what if {
	asked(context({"privileged": true}), "baseline", "latest") == {{
		"rule": "Privileged Containers", "level": "baseline", "role": "container", "name": "a", "value": true,
		"path": ["spec", "containers", 0, "securityContext", "privileged"],
	}}
}

test_each_control_of_baseline_fires[control] if {
	some control, pod in {
		"HostProcess": context({"windowsOptions": {"hostProcess": true}}),
		"Host Namespaces": object.union(plain, {"hostPID": true}),
		"Privileged Containers": object.union(plain, {"initContainers": [{"name": "i", "securityContext": {"privileged": true}}]}),
		"Capabilities": context({"capabilities": {"add": ["SYS_ADMIN"]}}),
		"HostPath Volumes": object.union(plain, {"volumes": [{"name": "v", "hostPath": {"path": "/"}}]}),
		"Host Ports": container({"ports": [{"containerPort": 80, "hostPort": 80}]}),
		"Host Probes / Lifecycle Hooks": container({"livenessProbe": {"httpGet": {"host": "127.0.0.1"}}}),
		"AppArmor": context({"appArmorProfile": {"type": "Unconfined"}}),
		"SELinux": context({"seLinuxOptions": {"user": "root"}}),
		"/proc Mount Type": context({"procMount": "Unmasked"}),
		"Seccomp": object.union(plain, {"securityContext": {"seccompProfile": {"type": "Unconfined"}}}),
		"Sysctls": object.union(plain, {"securityContext": {"sysctls": [{"name": "kernel.msgmax"}]}}),
	}
	rules(pod, "baseline", "latest") == {control}
}

test_allowed_values_are_silent if {
	every pod in [
		context({"privileged": false, "procMount": "Default", "capabilities": {"add": ["CHOWN"]}}),
		context({"privileged": null, "procMount": null, "seLinuxOptions": {"type": "container_t", "level": "s0"}}),
		container({"ports": [{"containerPort": 80, "hostPort": 0}], "readinessProbe": {"httpGet": {"host": ""}}}),
		object.union(plain, {"securityContext": {"sysctls": [{"name": "net.ipv4.tcp_syncookies"}]}, "hostPID": false}),
	] {
		baseline(pod) == set()
	}
}

test_ephemeral_containers_are_asked if {
	baseline(object.union(plain, {"ephemeralContainers": [{"name": "d", "securityContext": {"privileged": true}}]})) == {
		["Privileged Containers", ["spec", "ephemeralContainers", 0, "securityContext", "privileged"]],
	}
}

test_a_quoted_true_is_not_an_allowed_value if {
	rules(context({"privileged": "true"}), "baseline", "latest") == {"Privileged Containers"}
}

test_a_null_entry_is_not_an_allowed_capability if {
	rules(context({"capabilities": {"add": [null]}}), "baseline", "latest") == {"Capabilities"}
}

test_the_annotation_of_a_template_is_read if {
	key := "container.apparmor.security.beta.kubernetes.io/a"
	manifest := {"spec": {"template": {"metadata": {"annotations": {key: "unconfined"}}, "spec": plain}}}
	found := k8s_09.findings with input as question(manifest, ["spec", "template", "spec"], "baseline", "latest")
	{[f.rule, f.path] | some f in found} == {["AppArmor", ["spec", "template", "metadata", "annotations", key]]}
}

test_a_null_annotation_is_empty_and_allowed if {
	manifest := {"metadata": {"annotations": {"container.apparmor.security.beta.kubernetes.io/a": null}}, "spec": plain}
	found := k8s_09.findings with input as question(manifest, ["spec"], "baseline", "latest")
	found == set()
}

test_a_null_entry_is_not_a_safe_sysctl if {
	every entry in [null, {}, {"name": null}] {
		pod := object.union(plain, {"securityContext": {"sysctls": [entry]}})
		baseline(pod) == {["Sysctls", ["spec", "securityContext", "sysctls", 0, "name"]]}
	}
}

test_every_probe_and_hook_is_looked_at if {
	every handler in ["livenessProbe", "readinessProbe", "startupProbe"] {
		every way in ["httpGet", "tcpSocket"] {
			baseline(container({handler: {way: {"host": "10.0.0.1"}}})) == {
				["Host Probes / Lifecycle Hooks", ["spec", "containers", 0, handler, way, "host"]],
			}
		}
	}
	every hook in ["postStart", "preStop"] {
		every way in ["httpGet", "tcpSocket"] {
			baseline(container({"lifecycle": {hook: {way: {"host": "10.0.0.1"}}}})) == {
				["Host Probes / Lifecycle Hooks", ["spec", "containers", 0, "lifecycle", hook, way, "host"]],
			}
		}
	}
}

test_seccomp_annotations_count_until_1_18 if {
	manifest := {
		"metadata": {"annotations": {"seccomp.security.alpha.kubernetes.io/pod": "unconfined", "container.seccomp.security.alpha.kubernetes.io/a": "localhost/x"}},
		"spec": plain,
	}
	old := k8s_09.findings with input as question(manifest, ["spec"], "baseline", "1.18")
	{f.name | some f in old} == {"seccomp.security.alpha.kubernetes.io/pod"}
	new := k8s_09.findings with input as question(manifest, ["spec"], "baseline", "1.19")
	new == set()
}

test_rules_follow_the_version[[pod, fails, passes]] if {
	some [pod, fails, passes] in [
		[container({"livenessProbe": {"tcpSocket": {"host": "10.0.0.1"}}}), "1.34", "1.33"],
		[object.union(plain, {"securityContext": {"sysctls": [{"name": "net.ipv4.ip_local_reserved_ports"}]}}), "1.26", "1.27"],
		[object.union(plain, {"securityContext": {"sysctls": [{"name": "net.ipv4.tcp_fin_timeout"}]}}), "1.28", "v1.29"],
		[object.union(plain, {"securityContext": {"sysctls": [{"name": "net.ipv4.tcp_rmem"}]}}), "1.31", "1.32"],
		[object.union(plain, {"securityContext": {"sysctls": [{"name": "net.ipv4.tcp_notsent_lowat"}]}}), "1.36", "1.37"],
		[context({"seLinuxOptions": {"type": "container_engine_t"}}), "1.30", "1.31"],
		[object.union(context({"procMount": "Unmasked"}), {"hostUsers": false}), "1.34", "1.35"],
	]
	count(rules(pod, "baseline", fails)) == 1
	rules(pod, "baseline", passes) == set()
}

test_level_privileged_asks_nothing if {
	rules(context({"privileged": true}), "privileged", "latest") == set()
	rules(null, "privileged", "latest") == set()
}

test_a_strict_pod_meets_restricted if asked(strict, "restricted", "latest") == set()

test_a_plain_pod_misses_restricted if {
	rules(plain, "restricted", "latest") == {"Privilege Escalation", "Running as Non-root", "Seccomp", "Capabilities"}
}

test_a_volume_of_a_wrong_type_is_named_with_its_place if {
	pod := object.union(strict, {"volumes": [{"name": "a", "nfs": {"server": "x"}}]})
	asked(pod, "restricted", "1.25") == {{
		"rule": "Volume Types", "level": "restricted", "role": "volume", "name": "a", "value": "nfs",
		"path": ["spec", "volumes", 0, "nfs"],
	}}
}

test_a_volume_without_a_type_is_not_of_an_allowed_one if {
	pod := object.union(strict, {"volumes": [{"name": "a"}, {"name": "b", "emptyDir": null}, null]})
	{[f.path, f.value] | some f in asked(pod, "restricted", "latest")} == {
		[["spec", "volumes", 0], "none"], [["spec", "volumes", 1], "none"], [["spec", "volumes", 2], "none"],
	}
}

test_every_type_that_restricted_allows_passes if {
	pod := object.union(strict, {"volumes": [{"name": type, type: {}} | some type in [
		"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret",
	]]})
	asked(pod, "restricted", "1.25") == set()
}

test_restricted_volume_types if {
	pod := object.union(strict, {"volumes": [{"name": "a", "emptyDir": {}}, {"name": "b", "nfs": {"server": "x"}}, {"name": "c", "hostPath": {}}]})
	{[f.rule, f.value] | some f in asked(pod, "restricted", "latest")} == {
		["Volume Types", "nfs"], ["Volume Types", "hostPath"], ["HostPath Volumes", "c"],
	}
}

adding(capability) := object.union(strict, {"containers": [{"name": "a", "securityContext": {
	"allowPrivilegeEscalation": false,
	"capabilities": {"drop": ["ALL"], "add": [capability]},
}}]})

test_restricted_adds_only_net_bind_service if {
	rules(adding("NET_BIND_SERVICE"), "restricted", "latest") == set()
	count(asked(adding("CHOWN"), "restricted", "latest")) == 1
	count(asked(adding("SYS_ADMIN"), "restricted", "latest")) == 1
}

test_windows_pods_are_exempt_since_1_25 if {
	pod := {"os": {"name": "windows"}, "securityContext": {"runAsNonRoot": true}, "containers": [{"name": "a"}]}
	rules(pod, "restricted", "1.25") == set()
	rules(pod, "restricted", "1.24") == {"Privilege Escalation", "Seccomp", "Capabilities"}
}

test_user_namespaces_relax_root_since_1_35 if {
	pod := object.union(strict, {"hostUsers": false, "securityContext": {"runAsNonRoot": false, "runAsUser": 0}})
	rules(pod, "restricted", "1.35") == set()
	rules(pod, "restricted", "1.34") == {"Running as Non-root", "Running as Non-root user"}
}

test_restricted_never_unmasks_proc if {
	pod := object.union(strict, {"hostUsers": false, "initContainers": [object.union(strict.containers[0], {"securityContext": {
		"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}, "procMount": "Unmasked",
	}})]})
	rules(pod, "baseline", "1.35") == set()
	rules(pod, "restricted", "1.35") == {"/proc Mount Type"}
}

test_a_container_may_not_undo_what_the_pod_says if {
	pod := object.union(strict, {"containers": [object.union(strict.containers[0], {"securityContext": {
		"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}, "runAsNonRoot": false,
	}})]})
	rules(pod, "restricted", "latest") == {"Running as Non-root"}
}

test_absent_containers_are_unknown if {
	asked({}, "baseline", "latest") == {{"rule": "Unreadable pod", "path": ["spec"], "status": "unknown"}}
}

test_unknown_parameters_are_unknown if {
	{[f.rule, f.status, f.parameter] | some f in asked(plain, "strict", "latest")} == {["Unknown parameter", "unknown", "pod_security_level"]}
	every version in ["2.0", "1.x", "1.", "1.034", "1.-1", "1.34.0", "1.38", "newest", "", 1.3, null] {
		{[f.rule, f.status, f.parameter] | some f in asked(plain, "baseline", version)} == {["Unknown parameter", "unknown", "pod_security_version"]}
	}
}

test_latest_is_the_newest_version_there_is if {
	pod := {"hostUsers": false, "containers": [{"name": "a", "securityContext": {"procMount": "Unmasked"}}], "securityContext": {"sysctls": [
		{"name": "net.ipv4.tcp_notsent_lowat"},
		{"name": "kernel.msgmax"},
	]}}
	asked(pod, "restricted", "latest") == asked(pod, "restricted", "1.37")
	asked(pod, "restricted", "latest") != asked(pod, "restricted", "1.36")
}

test_every_control_of_restricted_fires_alone[control] if {
	some control, contexts in {
		"Privilege Escalation": [{}, {"allowPrivilegeEscalation": null}],
		"Capabilities": [{}, {"capabilities": {"drop": ["all"]}}],
		"Seccomp": [{"seccompProfile": null}, {}],
		"Running as Non-root": [{"runAsNonRoot": null}, {}],
		"Running as Non-root user": [{"runAsUser": 0}, {}],
	}
	pod := object.union(strict, {
		"securityContext": object.union(strict.securityContext, contexts[0]),
		"initContainers": [{"name": "i", "securityContext": object.union(strict.containers[0].securityContext, contexts[1])}],
	})
	rules(pod, "restricted", "1.25") == {control}
}

test_a_container_may_say_what_the_pod_leaves_out if {
	every version in ["1.25", "1.34", "latest"] {
		rules(
			{"containers": [{"name": "a", "securityContext": object.union(strict.containers[0].securityContext, {
				"runAsNonRoot": true,
				"seccompProfile": {"type": "Localhost", "localhostProfile": "p"},
			})}]},
			"restricted", version,
		) == set()
	}
}

# The library lets a check of `restricted` stand for that of `baseline`, and lets Windows pass; the
# API server refuses such a pod anyway.
test_restricted_asks_all_that_baseline_asks if {
	windows := object.union(context({"capabilities": {"add": ["SYS_ADMIN"]}}), {"os": {"name": "windows"}})
	"Capabilities" in rules(windows, "restricted", "latest")
	two := object.union(strict, {"volumes": [{"name": "a", "emptyDir": {}, "hostPath": {"path": "/"}}]})
	rules(two, "restricted", "latest") == {"HostPath Volumes"}
}

test_absent_parameters_are_unknown if {
	found := k8s_09.findings with input as {"object": {"podPath": ["spec"], "manifest": {"spec": plain}}}
	{f.rule | some f in found} == {"Unknown parameter"}
}
