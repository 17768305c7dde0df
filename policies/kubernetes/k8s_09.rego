# METADATA
# title: Pods meet the Pod Security Standard
# description: Every control of the published standard's level, for the version the release declares.
# custom:
#   id: K8S-09
#   severity: high
#   stage: security
#   scope: object
#   needs: [kubernetes/workload]
#   reads: []
#   parameters: [pod_security_level, pod_security_version]
#   mappings:
#     nist-800-53r5: [AC-6, CM-6, CM-7, SC-39]
#     cis-kubernetes: [5.2.2, 5.2.3, 5.2.4, 5.2.5, 5.2.6, 5.2.7, 5.2.8, 5.2.9, 5.2.10, 5.2.11, 5.2.12, 5.2.13, 5.7.2]
#   rules:
#     HostProcess:
#       message: "{role} `{name}` runs as a Windows HostProcess, with the node's own access"
#       fix: remove `windowsOptions.hostProcess`
#     Host Namespaces:
#       message: "the pod shares a namespace of its node: `{value}`"
#       fix: remove `{value}`
#     Privileged Containers:
#       message: "{role} `{name}` is privileged"
#       fix: remove `securityContext.privileged`
#     Capabilities:
#       message: "{role} `{name}` holds capabilities that level `{level}` forbids: `{value}`"
#       fix: "drop what is not needed; level `restricted` asks for `capabilities.drop: [ALL]` and allows to add `NET_BIND_SERVICE` only"
#     HostPath Volumes:
#       message: "volume `{value}` mounts a path of the node"
#       fix: use a PersistentVolumeClaim, an `emptyDir`, a ConfigMap or a projected volume
#     Host Ports:
#       message: "{role} `{name}` takes port `{value}` of its node"
#       fix: remove `hostPort` and reach the pod through a Service
#     Host Probes / Lifecycle Hooks:
#       message: "{role} `{name}` sends a probe or hook to host `{value}` instead of to itself"
#       fix: remove `host`, so that the kubelet asks the pod
#     AppArmor:
#       message: "{role} `{name}` sets AppArmor profile `{value}`"
#       fix: remove the profile, or use `RuntimeDefault` or `Localhost`
#     SELinux:
#       message: "{role} `{name}` sets SELinux option `{value}`"
#       fix: remove user and role, and use type `container_t`, `container_init_t` or `container_kvm_t`, or none
#     /proc Mount Type:
#       message: "{role} `{name}` mounts /proc as `{value}`"
#       fix: remove `procMount`
#     Seccomp:
#       message: "{role} `{name}` has seccomp profile `{value}`, which level `{level}` forbids"
#       fix: set `securityContext.seccompProfile.type` to `RuntimeDefault`
#     Sysctls:
#       message: "the pod sets sysctl `{value}`, which is not in the safe set"
#       fix: remove the sysctl, or set it on dedicated nodes
#     Volume Types:
#       message: "volume `{name}` is of type `{value}`, which level `restricted` forbids"
#       fix: use a PersistentVolumeClaim, or one of configMap, csi, downwardAPI, emptyDir, ephemeral, image, projected, secret
#     Privilege Escalation:
#       message: "{role} `{name}` has `allowPrivilegeEscalation` `{value}`"
#       fix: set `securityContext.allowPrivilegeEscalation` to `false`
#     Running as Non-root:
#       message: "{role} `{name}` has `runAsNonRoot` `{value}`"
#       fix: set `securityContext.runAsNonRoot` to `true` on the pod
#     Running as Non-root user:
#       message: "{role} `{name}` runs as user `{value}`, which is root"
#       fix: set `securityContext.runAsUser` to another number than 0, or remove it
#     Unknown parameter:
#       message: "parameter `{parameter}` holds `{value}`, which names no level or version of the standard"
#       fix: set `pod_security_level` to privileged, baseline or restricted, and `pod_security_version` to `latest`, which is 1.37, or to a version before, such as `1.34`
#     Unreadable pod:
#       message: "the pod of `{subject}` cannot be read"
#       fix: correct the pod spec until `kubectl apply --dry-run=server` accepts it
package seaworthy.kubernetes.k8s_09

import data.seaworthy.lib.parameters
import data.seaworthy.lib.pod_security as standard
import data.seaworthy.lib.pod_security_baseline as baseline
import data.seaworthy.lib.pod_security_restricted as restricted
import data.seaworthy.lib.pods

default level := ""

level := parameters.value("pod_security_level")

findings contains finding if {
	level in {"baseline", "restricted"}
	some finding in baseline.findings
}

findings contains finding if {
	level == "restricted"
	some finding in restricted.findings
}

findings contains {"rule": "Unknown parameter", "path": [], "status": "unknown", "parameter": "pod_security_level", "value": level} if {
	not level in {"privileged", "baseline", "restricted"}
}

findings contains {"rule": "Unknown parameter", "path": [], "status": "unknown", "parameter": "pod_security_version", "value": version} if {
	level != "privileged"
	not standard.minor
	version := object.get(input, ["parameters", "pod_security_version"], "")
}

findings contains {"rule": "Unreadable pod", "path": path, "status": "unknown"} if {
	level != "privileged"
	some path in pods.unreadable(input.object)
}
