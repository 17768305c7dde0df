# METADATA
# title: Kubernetes RBAC is least privilege
# description: No principal of the release holds rights that lead to the whole cluster or to other people's secrets.
# custom:
#   id: IAM-01
#   severity: high
#   stage: security
#   scope: snapshot
#   needs: [iam/principal]
#   reads: [kubernetes/object]
#   parameters: [cluster_admin_allowed, rbac_allowed, judge_workload_creation]
#   mappings:
#     nist-800-53r5: [AC-2, AC-3, AC-6, AC-6(5), AC-6(10)]
#     cis-kubernetes: [5.1.1, 5.1.2, 5.1.3, 5.1.4, 5.1.5, 5.1.7, 5.1.8, 5.1.9, 5.1.10, 5.1.11, 5.1.12, 5.1.13]
#   rules:
#     cluster-admin:
#       message: "{principal} holds cluster-admin (scope `{scope}`) through `{binding}`"
#       fix: bind a role with the rights it needs, or list it in the parameter `cluster_admin_allowed`
#     wildcard:
#       message: "{principal} is granted `*` for {field} by `{role}`"
#       fix: name the {field} that are needed
#     escalation-verb:
#       message: "{principal} may `{verb}` by `{role}`, and so reach rights it was not given"
#       fix: remove the verb, or limit it to named roles or subjects with `resourceNames`
#     reads-secrets:
#       message: "{principal} may `{verb}` every Secret of scope `{scope}` by `{role}`"
#       fix: "allow `get` on the Secrets it needs, by `resourceNames`"
#     executes-in-pods:
#       message: "{principal} may `{verb}` `{resource}` by `{role}`, and so act as any pod of scope `{scope}`"
#       fix: remove the right; give it to people for a limited time when needed
#     node-proxy:
#       message: "{principal} may reach the kubelets' API through `nodes/proxy` by `{role}`"
#       fix: use `nodes/metrics` or `nodes/stats`, or remove the right
#     changes-admission:
#       message: "{principal} may `{verb}` `{resource}` by `{role}`, and so read and change what anybody sends to the API server"
#       fix: remove the right, or limit it to named configurations with `resourceNames`
#     issues-tokens:
#       message: "{principal} may `{verb}` `{resource}` by `{role}`, and so act as any service account of scope `{scope}`"
#       fix: limit the right to named service accounts with `resourceNames`, or remove it
#     approves-certificates:
#       message: "{principal} may `{verb}` `{resource}` by `{role}`, and so have certificates signed for any user"
#       fix: remove the right
#     creates-volumes:
#       message: "{principal} may `{verb}` `{resource}` by `{role}`, and so mount any path of a node"
#       fix: remove the right, and let a provisioner create the volumes that claims ask for
#     creates-workloads:
#       message: "{principal} may `{verb}` `{resource}` by `{role}`, and so run as any service account of scope `{scope}`"
#       fix: remove the right, or list the principal in the parameter `rbac_allowed`
#     escalation-path:
#       message: "{principal} was not given {power} and reaches it from `{role}`: {route}"
#       fix: take one of the rights away that the route needs; `seaworthy iam escalations` explains each
#     escalation-path-assumed:
#       message: "{principal} may reach {power} from `{role}`: {route}; the evidence lacks the pods or the name space's labels that would tell"
#       fix: add the Namespaces and workloads to the evidence, or take one of the rights away
#     default-account-bound:
#       message: "the default service account of namespace `{namespace}` is bound to `{role}`, so every pod without an account of its own holds it"
#       fix: bind a service account of the workload's own
#     dangling-role:
#       message: "{principal} is bound to role `{role}`, which is not there; whoever creates it decides its rights"
#       fix: create the role, or remove the binding
#     bypasses-rbac:
#       message: "{principal} bypasses RBAC as `system:masters`, which no binding can limit or revoke"
#       fix: use a principal of its own, bound to a role
#     anonymous-access:
#       message: "{principal}, which is anyone, is granted `{role}`"
#       fix: remove the binding
#     no-kubernetes-principals:
#       message: "the evidence holds no Kubernetes roles or bindings"
#       fix: add the release's RBAC manifests to the evidence, or declare the control not applicable
package seaworthy.iam.iam_01

import data.seaworthy.lib.evidence
import data.seaworthy.lib.parameters
import data.seaworthy.lib.rbac
import data.seaworthy.lib.rbac_powers
import data.seaworthy.lib.unbound_roles
import data.seaworthy.lib.values

findings contains finding("cluster-admin", entry, {"scope": entry.scope, "binding": entry.binding}) if {
	some entry in rbac.entries
	entry.role == "cluster-admin"
	not rbac.is_listed(entry.item, "cluster_admin_allowed")
}

findings contains finding("wildcard", entry, {"field": field}) if {
	some entry in judged
	some field, granted in {
		"verbs": entry.verbs,
		"resources": entry.resources,
		"API groups": entry.api_groups,
		"non-resource URLs": entry.urls,
	}
	"*" in granted
}

# Bound to named roles, `bind` cannot reach further than they do.
findings contains finding("escalation-verb", entry, {"verb": verb}) if {
	some entry in judged
	some verb in ({"escalate", "bind", "impersonate"} & entry.verbs)
	not is_limited(verb, entry)
}

is_limited("bind", entry) if count(entry.names) > 0

# A name limits `get` to that Secret, and `list` and `watch` too when asked by name.
findings contains finding("reads-secrets", entry, {"verb": verb, "scope": entry.scope}) if {
	some entry in judged
	entry.names == set()
	entry.api_groups & {"", "*"} != set()
	some verb in rbac.rights_on(entry, "secrets", {"get", "list", "watch"})
}

exec_rights := {
	"pods/exec": {"create", "get"},
	"pods/attach": {"create", "get"},
	"pods/ephemeralcontainers": {"update", "patch"},
}

findings contains finding("executes-in-pods", entry, {"verb": verb, "resource": resource, "scope": entry.scope}) if {
	some entry in judged
	some resource, verbs in exec_rights
	some verb in rbac.rights_on(entry, resource, verbs)
}

# `get` is enough: the kubelet's API executes commands on GET with an upgrade.
findings contains finding("node-proxy", entry, {}) if {
	some entry in judged
	count(rbac.rights_on(entry, "nodes/proxy", {"get", "create"})) > 0
}

findings contains power_finding(rule, entry, resource, verb) if {
	some entry in judged
	some rule, power in rbac_powers.powers
	some [resource, verb] in uses(entry, power)
}

# Operators create workloads by trade, so whether to ask is the organisation's.
findings contains power_finding("creates-workloads", entry, resource, verb) if {
	parameters.value("judge_workload_creation") == true
	some entry in judged
	some power in rbac_powers.workload_powers
	some [resource, verb] in uses(entry, power)
}

# A name leaves a right to one object. What is created has none yet when it is asked for.
uses(entry, power) := {[resource, verb] |
	entry.names == set()
	entry.api_groups & {power.group, "*"} != set()
	some resource in power.resources
	some verb in rbac.rights_on(entry, resource, power.verbs)
}

power_finding(rule, entry, resource, verb) := finding(rule, entry, {"resource": resource, "verb": verb, "scope": entry.scope})

findings contains escalation("escalation-path", entry) if {
	some entry in escalations
	entry.path.assumed == false
}

# Evidence that is not there is no proof that the way is closed.
findings contains object.union(escalation("escalation-path-assumed", entry), {"status": "unknown"}) if {
	some entry in escalations
	not entry.path.assumed == false
}

escalations := [{"item": item, "path": path} |
	some item in rbac.principals
	not rbac.is_component(item)
	not rbac.is_listed(item, "rbac_allowed")
	some path in values.list_at(item.content, ["attributes", "escalations"])
	not startswith(values.string_at(path, ["origin", "name"]), "system:")
	not is_told(path)
]

# One step that another rule reports as the right that it is.
is_told(path) if {
	some technique in {
		"administer", "bind", "enter-any-pod", "escalate", "host-path-volume", "impersonate", "issue-certificate",
		"reach-kubelet", "read-secrets", "request-token", "rewrite-admission", "watch-admission",
	}
	values.list_at(path, ["techniques"]) == [technique]
}

escalation(rule, entry) := rbac_finding(
	rule, entry.item, values.list_at(entry.path, ["path"]),
	object.union(values.written_at(entry.path), {
		"role": values.string_at(entry.path, ["origin", "name"]),
		"power": values.string_at(entry.path, ["to"]),
		"route": route(entry.path),
	}),
)

route(path) := concat(", then ", [step |
	some i, technique in values.list_at(path, ["techniques"])
	step := concat("", [technique, " to `", path.stages[i], "`"])
])

findings contains finding("default-account-bound", entry, {"namespace": evidence.namespace(entry.item)}) if {
	some entry in rbac.entries
	entry.item.content.type == "ServiceAccount"
	entry.item.content.name == "default"
	not rbac.is_listed(entry.item, "rbac_allowed")
}

findings contains rbac_finding("dangling-role", item, [], {"role": values.text(role)}) if {
	some item in rbac.principals
	some dangling in values.list_at(item.content, ["attributes", "dangling"])
	role := object.get(dangling, "role", dangling)
}

# Every cluster binds the group itself; another principal of that power is someone's own doing.
findings contains rbac_finding("bypasses-rbac", item, [], {}) if {
	some item in rbac.principals
	object.get(item.content, ["attributes", "bypassesRbac"], false) == true
	not rbac.is_listed(item, "cluster_admin_allowed")
}

findings contains finding("anonymous-access", entry, {}) if {
	some entry in rbac.entries
	entry.item.content.name in {"system:anonymous", "system:unauthenticated"}
}

findings contains {"rule": "no-kubernetes-principals", "on": item.id, "path": [], "status": "unknown"} if {
	count(rbac.principals) == 0
	item := evidence.of_kind("iam/principal")[0]
}

# cluster-admin is reported once, not once for each of its wildcards.
judged := [entry |
	some entry in array.concat(rbac.entries, unbound_roles.entries)
	entry.role != "cluster-admin"
	not rbac.is_listed(entry.item, "rbac_allowed")
]

finding(rule, entry, named) := rbac_finding(
	rule, entry.item, entry.path,
	object.union_n([{"role": entry.role}, entry.at, named]),
)

rbac_finding(rule, item, path, named) := object.union(
	{"rule": rule, "on": item.id, "path": path, "principal": rbac.label(item)},
	named,
)
