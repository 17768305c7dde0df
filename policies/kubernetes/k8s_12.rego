# METADATA
# title: The cluster is supported and healthy
# description: Its version still gets fixes, no component is too far from the API server, and every node is ready and not under pressure.
# custom:
#   id: K8S-12
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [kubernetes/object]
#   reads: [kubernetes/workload, kubernetes/cluster]
#   parameters: [kubernetes_version, extended_support]
#   mappings:
#     nist-800-53r5: [CM-8, RA-5, SA-22, SI-2, SI-13]
#   rules:
#     out-of-support:
#       message: "Kubernetes {version} gets no fixes since {ended}"
#       fix: upgrade the cluster, or name the provider's longer support in the parameter `extended_support`
#     support-not-known:
#       message: "until when Kubernetes {version} is supported is not known; the newest version known is {newest}"
#       fix: use a newer bundle, or name the date in the parameter `extended_support`
#     too-new:
#       message: "{component} {version} is newer than the API server {server}"
#       fix: upgrade the API server first
#     too-old:
#       message: "{component} {version} is more than {allowed} minor versions older than the API server {server}"
#       fix: upgrade it before the API server goes on
#     api-servers-apart:
#       message: "API servers run versions {versions}, more than one minor version apart"
#       fix: bring all API servers to one version
#     api-server-version-not-known:
#       message: the version of the API server is not known, so neither its support nor the nodes' skew is
#       fix: set the parameter `kubernetes_version`, or collect from the cluster itself
#     node-version-not-known:
#       message: "`{subject}` does not say which kubelet it runs"
#       fix: export the Node with its status
#     node-not-ready:
#       message: "`{subject}` is not ready: `{reason}`"
#       fix: mend or remove the node before the release
#     node-readiness-not-known:
#       message: "whether `{subject}` is ready is not known"
#       fix: find out why its kubelet does not report, or export the Node with its status
#     node-pressure:
#       message: "`{subject}` has condition `{condition}`: `{reason}`"
#       fix: free what is short, or move pods off the node
#     api-not-available:
#       message: "`{subject}` is not available: `{reason}`"
#       fix: mend the service behind it; autoscaling and deletion of namespaces wait for it
#     nodes-not-seen:
#       message: the evidence holds no Node, so the state of the cluster is not known
#       fix: add the cluster's Nodes to the evidence, as `kubectl get nodes -o yaml` prints them
package seaworthy.kubernetes.k8s_12

import data.seaworthy.lib.evidence
import data.seaworthy.lib.images
import data.seaworthy.lib.kubernetes_releases as releases
import data.seaworthy.lib.nodes
import data.seaworthy.lib.parameters
import data.seaworthy.lib.pods
import data.seaworthy.lib.running
import data.seaworthy.lib.values

# Conditions that tell of trouble when they are true: the kubelet's, and those that the
# node-problem-detector adds by default.
troubles := {
	"MemoryPressure", "DiskPressure", "PIDPressure", "NetworkUnavailable",
	"KernelDeadlock", "ReadonlyFilesystem", "CorruptDockerOverlay2", "FrequentKubeletRestart",
	"FrequentContainerdRestart", "FrequentDockerRestart", "FrequentUnregisterNetDevice",
}

findings contains finding("out-of-support", part, {"version": releases.name(part.minor), "ended": ended}) if {
	some part in array.concat(servers, nodes_behind)
	ended := releases.supported_until(part.minor, parameters.value("extended_support"))
	input.now > releases.seconds(ended)
}

findings contains finding("support-not-known", part, {
	"status": "unknown",
	"version": releases.name(part.minor),
	"newest": releases.name(releases.newest),
}) if {
	some part in servers
	not releases.supported_until(part.minor, parameters.value("extended_support"))
}

# In a cluster whose API servers differ, the oldest says what may not be newer.
findings contains skew("too-new", part, lowest, {}) if {
	some part in array.concat(kubelets, components)
	part.minor > lowest
}

findings contains skew("too-old", part, highest, {"allowed": allowed}) if {
	some part in array.concat(kubelets, components)
	allowed := releases.most_behind(part.component, part.minor)
	highest - part.minor > allowed
}

findings contains finding("api-servers-apart", servers[0], {"versions": sort(versions)}) if {
	highest - lowest > 1
	versions := {releases.name(server.minor) | some server in servers}
}

findings contains unknown("api-server-version-not-known", nodes.all[0].id) if count(servers) == 0

findings contains unknown("node-version-not-known", node.id) if {
	some node in nodes.all
	not kubelet_minor(node)
}

findings contains condition_finding("node-not-ready", node, i, {"reason": reason}) if {
	some node in nodes.all
	some i, condition in conditions(node)
	condition.type == "Ready"
	condition.status == "False"
	reason := said(condition)
}

findings contains unknown("node-readiness-not-known", node.id) if {
	some node in nodes.all
	not node.ready in {"True", "False"}
}

findings contains condition_finding("node-pressure", node, i, {"condition": condition.type, "reason": said(condition)}) if {
	some node in nodes.all
	some i, condition in conditions(node)
	condition.type in troubles
	condition.status == "True"
}

findings contains {"rule": "api-not-available", "on": item.id, "path": ["status", "conditions", i], "reason": said(condition)} if {
	some item in evidence.objects("APIService")
	some i, condition in values.list_at(item.content.manifest, ["status", "conditions"])
	condition.type == "Available"
	condition.status == "False"
}

findings contains unknown("nodes-not-seen", evidence.of_kind("kubernetes/object")[0].id) if count(nodes.all) == 0

conditions(node) := values.list_at(node.manifest, ["status", "conditions"])

said(condition) := values.string_at(condition, ["reason"])

lowest := min({server.minor | some server in servers})

highest := max({server.minor | some server in servers})

# What was observed goes before what was said of it.
servers := observed if {
	count(observed) > 0
} else := declared

observed := array.concat(
	[server |
		some item in evidence.of_kind("kubernetes/cluster")
		minor := releases.minor(item.content.version)
		server := {"on": item.id, "path": ["version"], "component": "kube-apiserver", "minor": minor}
	],
	[found | some found in control_plane; found.component == "kube-apiserver"],
)

declared := [server |
	minor := releases.minor(parameters.value("kubernetes_version"))
	item := evidence.of_kind("kubernetes/object")[0]
	server := {"on": item.id, "path": [], "component": "kube-apiserver", "minor": minor}
]

components := [found | some found in control_plane; found.component != "kube-apiserver"]

component_names := {"kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy"}

# Clusters that run their control plane as pods show its versions in the images.
control_plane := [found |
	some item in running.all
	evidence.namespace(item) == "kube-system"
	some image in pods.images(item.content)
	parsed := images.parse(image.reference)
	segments := split(parsed.repository, "/")
	component := segments[count(segments) - 1]
	component in component_names
	found := {"on": item.id, "path": image.path, "component": component, "minor": releases.minor(parsed.tag)}
]

kubelets := [kubelet |
	some node in nodes.all
	kubelet := {
		"on": node.id,
		"path": ["status", "nodeInfo", "kubeletVersion"],
		"component": "kubelet",
		"minor": kubelet_minor(node),
	}
]

# An old API server is one finding, not one for each of its nodes.
nodes_behind := [kubelet |
	some kubelet in kubelets
	every server in servers {
		server.minor != kubelet.minor
	}
]

kubelet_minor(node) := releases.minor(values.string_at(node.manifest, ["status", "nodeInfo", "kubeletVersion"]))

finding(rule, part, named) := object.union({"rule": rule, "on": part.on, "path": part.path}, named)

skew(rule, part, server, named) := finding(rule, part, object.union(named, {
	"component": part.component,
	"version": releases.name(part.minor),
	"server": releases.name(server),
}))

condition_finding(rule, node, i, named) := object.union(
	{"rule": rule, "on": node.id, "path": ["status", "conditions", i]},
	named,
)

unknown(rule, id) := {"rule": rule, "on": id, "path": [], "status": "unknown"}
