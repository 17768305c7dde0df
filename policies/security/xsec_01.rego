# METADATA
# title: No path leads from the internet to a critical asset
# description: Nobody outside comes to a database, a Secret or a power of the cluster by way of pods that can be exploited.
# custom:
#   id: XSEC-01
#   severity: critical
#   stage: security
#   scope: snapshot
#   needs: [path/internet, network/workload, network/reachability, image/scan]
#   reads: [iam/principal, image/vex, image/ignore, image/known-exploited]
#   parameters: [exploitable_severity, exploitable_vector, exploitable_fix, critical_assets, critical_secrets, critical_powers, host_ports_are_public, max_paths_shown]
#   mappings:
#     nist-800-53r5: [AC-4, AC-6, CA-8, RA-3, RA-5, SC-7]
#   rules:
#     asset-reached:
#       message: "`{subject}` is critical and can be reached from the internet in {hops} hops: {way}"
#       fix: "{cut}"
#     secrets-read:
#       message: "from the internet, Secrets `{secret}` can be had in {hops} hops: {way}"
#       fix: "{cut}"
#     power-gained:
#       message: "from the internet, the power `{power}` can be had in {hops} hops: {way}"
#       fix: "{cut}"
#     more-paths:
#       message: "{count} more critical assets can be reached from the internet, by paths that are as long or longer"
#       fix: mend the paths that are shown, or raise the parameter `max_paths_shown` to see all
#     not-scanned:
#       message: "`{subject}` can be reached from the internet and runs `{images}`, for which there is no scan, so where it leads to is not known"
#       fix: scan the image with `trivy image --format json` and add the report to the evidence
#     not-told:
#       message: "`{subject}` can be reached from the internet and does not tell what runs in it, so where it leads to is not known"
#       fix: close it to the internet, or accept it by a waiver
#     host-network:
#       message: "`{subject}` can be taken over from the internet and uses the host's network, where policies need not hold, so what it reaches is not known"
#       fix: remove `hostNetwork`, or mend what makes it exploitable
#     no-search:
#       message: "no search fits severity `{severity}`, vector `{vector}` and fix `{with}`"
#       fix: correct the parameters `exploitable_severity`, `exploitable_vector` and `exploitable_fix`
package seaworthy.security.xsec_01

import data.seaworthy.lib.evidence
import data.seaworthy.lib.flows
import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

findings contains object.union(told(entry), {"rule": "asset-reached", "on": item.id}) if {
	some entry in shown
	item := workload_of(entry.node)
}

findings contains object.union(told(entry), {"rule": "secrets-read", "on": item.id, "secret": secret}) if {
	some entry in shown
	thing := graph.nodes[entry.node]
	thing.kind == "secret"
	item := workload_of(entry.from)
	secret := concat("/", [thing.namespace, thing.name])
}

findings contains object.union(told(entry), {"rule": "power-gained", "on": item.id, "power": thing.name}) if {
	some entry in shown
	thing := graph.nodes[entry.node]
	thing.kind == "power"
	item := workload_of(entry.from)
}

findings contains {"rule": "more-paths", "on": paths.id, "path": [], "count": more} if {
	more := count(critical) - count(shown)
	more > 0
}

findings contains on(item, "not-scanned", {"images": images}) if {
	some entry in reached
	images := values.list_at(graph.nodes[entry.node], ["unscanned"])
	count(images) > 0
	item := workload_of(entry.node)
}

findings contains on(item, "not-told", {}) if {
	some entry in reached
	graph.nodes[entry.node].hidden == true
	item := workload_of(entry.node)
}

findings contains on(item, "host-network", {}) if {
	some entry in reached
	entry.held == true
	graph.nodes[entry.node].hostNetwork == true
	item := workload_of(entry.node)
}

findings contains {
	"rule": "no-search",
	"status": "unknown",
	"on": one.id,
	"path": [],
	"severity": values.text(parameters.value("exploitable_severity")),
	"vector": values.text(parameters.value("exploitable_vector")),
	"with": values.text(parameters.value("exploitable_fix")),
} if {
	some one in evidence.of_kind("path/internet")
	not search
}

paths := evidence.of_kind("path/internet")[0]

graph := paths.content

terms := {
	"severity": parameters.value("exploitable_severity"),
	"vector": parameters.value("exploitable_vector"),
	"fix": parameters.value("exploitable_fix"),
}

search := [one |
	some one in graph.searches
	terms in one.terms
	counts_ports(one)
][0]

# Where no pod is open on its node, one search is for both.
counts_ports(one) if not is_boolean(object.get(one, "hostPorts", null))

counts_ports(one) if one.hostPorts == parameters.value("host_ports_are_public")

reached := values.list_at(search, ["reached"])

# The nearest come first in the evidence.
critical := [entry |
	some entry in reached
	is_critical(graph.nodes[entry.node], entry)
]

shown := array.slice(critical, 0, parameters.value("max_paths_shown"))

is_critical(node, entry) if {
	node.kind == "workload"
	content := workload_of(entry.node).content
	some selector in parameters.value("critical_assets")
	names(selector, content)
}

# A right to all Secrets of a namespace is one to those that are critical there.
is_critical(node, _) if {
	node.kind == "secret"
	some entry in parameters.value("critical_secrets")
	[namespace, name] := split(entry, "/")
	is_like(namespace, node.namespace)
	is_like(name, node.name)
}

is_critical(node, _) if {
	node.kind == "power"
	node.name in parameters.value("critical_powers")
}

is_like(_, "*")

is_like(pattern, text) if flows.alike(pattern, text)

names(selector, content) if flows.matches(selector, content)

names(selector, content) if {
	startswith(selector, "kind:")
	content.kind == substring(selector, 5, -1)
}

names(selector, content) if {
	startswith(selector, "port:")
	some port in values.list_at(content, ["ports"])
	port.protocol == "TCP"
	port.number == values.decimal(substring(selector, 5, -1))
}

told(entry) := {
	"path": [],
	"hops": entry.hops,
	"way": concat(" → ", [graph.steps[number] | some number in entry.steps]),
	"cut": cheapest(entry),
}

# How many of the paths each change ends, in the order of the evidence's changes.
ended := [count([entry | some entry in critical; number in entry.cuts]) | some number, _ in search.cuts]

# Of changes that end as many paths the one that changes least.
effort := {"fix-image": 0, "close-network": 1, "confine-pod": 2, "take-rights": 3, "close-way-in": 4}

words := {
	"fix-image": "update the packages of image",
	"close-network": "deny by a NetworkPolicy what is not needed into",
	"confine-pod": "keep in, as Pod Security asks, the containers of",
	"take-rights": "take rights from",
	"close-way-in": "close",
}

cheapest(entry) := phrase(cut.kind, cut.what, ended[best]) if {
	best := min({[0 - ended[number], effort[search.cuts[number].kind], number] | some number in entry.cuts})[2]
	cut := search.cuts[best]
} else := phrase("close-network", graph.nodes[entry.node].name, 1) if {
	entry.closable == true
} else := "mend several of its hops: no change of one alone ends the path"

phrase(kind, what, ends) := concat("", [
	words[kind], " `", what, "`, which ends ",
	values.text(ends), " of ", values.text(count(critical)), " paths to critical assets",
])

workload_of(number) := workloads[key] if {
	node := graph.nodes[number]
	node.kind == "workload"
	key := concat(" ", [node.network, node.peer])
}

# A whole object, built once: thousands of workloads are looked up in it.
workloads := {key: item |
	some item in evidence.of_kind("network/workload")
	key := concat(" ", [item.content.network, item.content.peer])
}

on(item, rule, named) := object.union({"rule": rule, "on": item.id, "path": [], "status": "unknown"}, named)
