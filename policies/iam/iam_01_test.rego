package seaworthy.iam.iam_01_test

import data.seaworthy.iam.iam_01

grant(fields) := object.union(
	{
		"effect": "allow", "actions": ["get"], "resources": ["configmaps"], "apiGroups": [""], "scope": "namespace:n",
		"origin": {"kind": "Role", "name": "app"}, "via": {"kind": "RoleBinding", "name": "app"}, "path": ["rules", 0],
	},
	fields,
)

principal(type, name, grants, attributes) := {
	"id": 1, "subject": {"kind": type, "namespace": "n", "name": name},
	"content": {"system": "kubernetes", "type": type, "name": name, "namespace": "n", "attributes": attributes, "grants": grants},
}

found(item, parameters) := result if {
	result := iam_01.findings with input as {
		"parameters": object.union({"cluster_admin_allowed": ["Group/system:masters"], "rbac_allowed": []}, parameters),
		"evidence": {"iam/principal": [item]},
	}
}

account(fields) := principal("ServiceAccount", "app", [grant(fields)], {})

rules(fields) := {f.rule | some f in found(account(fields), {})}

admin := {"origin": {"kind": "ClusterRole", "name": "cluster-admin"}, "actions": ["*"], "resources": ["*"], "apiGroups": ["*"], "scope": "cluster"}

test_a_narrow_role_is_silent if rules({}) == set()

test_wildcards_fire if {
	found(account({"actions": ["*"]}), {}) == {{
		"rule": "wildcard", "on": 1, "path": ["rules", 0], "principal": "ServiceAccount `n/app`", "role": "app", "field": "verbs",
	}}
	rules({"resources": ["*"]}) == {"wildcard", "reads-secrets", "executes-in-pods", "node-proxy"}
	rules({"apiGroups": ["*"]}) == {"wildcard"}
	rules({"resources": [], "nonResourceUrls": ["*"]}) == {"wildcard"}
}

test_escalation_verbs_fire[verb] if {
	some verb in ["escalate", "bind", "impersonate"]
	rules({"actions": [verb], "resources": ["clusterroles"]}) == {"escalation-verb"}
}

test_bind_to_named_roles_is_silent if {
	rules({"actions": ["bind"], "resources": ["roles"], "names": ["view"]}) == set()
	rules({"actions": ["impersonate"], "resources": ["users"], "names": ["root"]}) == {"escalation-verb"}
}

test_creating_roles_is_no_escalation_alone if rules({"actions": ["create", "update"], "resources": ["roles"], "apiGroups": ["rbac.authorization.k8s.io"]}) == set()

test_reading_secrets_fires if {
	{f.verb | some f in found(account({"actions": ["get", "list", "create"], "resources": ["secrets"]}), {})} == {"get", "list"}
	rules({"actions": ["get"], "resources": ["secrets"], "names": ["db"]}) == set()
	rules({"actions": ["create"], "resources": ["secrets"]}) == set()
	rules({"actions": ["get"], "resources": ["secrets"], "apiGroups": ["example.com"]}) == set()
	rules({"actions": ["*"], "resources": ["secrets"]}) == {"wildcard", "reads-secrets"}
}

test_exec_fires if {
	every resource in ["pods/exec", "pods/attach", "*/exec"] {
		rules({"actions": ["get"], "resources": [resource]}) == {"executes-in-pods"}
	}
	rules({"actions": ["create"], "resources": ["pods/exec"]}) == {"executes-in-pods"}
	rules({"actions": ["create"], "resources": ["pods"]}) == set()
	rules({"actions": ["get"], "resources": ["pods/log"]}) == set()
}

test_node_proxy_fires if {
	rules({"actions": ["get"], "resources": ["nodes/proxy"]}) == {"node-proxy"}
	rules({"actions": ["get"], "resources": ["nodes/metrics"]}) == set()
}

test_ways_around_rbac_fire if {
	webhooks := {"apiGroups": ["admissionregistration.k8s.io"], "resources": ["validatingwebhookconfigurations"]}
	found(account(object.union(webhooks, {"actions": ["patch", "get"]})), {}) == {{
		"rule": "changes-admission", "on": 1, "path": ["rules", 0], "principal": "ServiceAccount `n/app`", "role": "app",
		"verb": "patch", "resource": "validatingwebhookconfigurations", "scope": "namespace:n",
	}}
	rules(object.union(webhooks, {"actions": ["get"]})) == set()
	rules(object.union(webhooks, {"actions": ["patch"], "names": ["mine"]})) == set()
	rules(object.union(webhooks, {"actions": ["patch"], "apiGroups": [""]})) == set()
	rules({"actions": ["create"], "resources": ["serviceaccounts/token"]}) == {"issues-tokens"}
	rules({"actions": ["create"], "resources": ["serviceaccounts"]}) == set()
	rules({"actions": ["update"], "resources": ["certificatesigningrequests/approval"], "apiGroups": ["certificates.k8s.io"]}) == {"approves-certificates"}
	rules({"actions": ["create"], "resources": ["persistentvolumes"]}) == {"creates-volumes"}
	rules({"actions": ["create"], "resources": ["persistentvolumeclaims"]}) == set()
}

test_creating_workloads_is_asked_on_demand if {
	every grant in [
		{"actions": ["create"], "resources": ["pods"]},
		{"actions": ["patch"], "resources": ["deployments"], "apiGroups": ["apps"]},
		{"actions": ["update"], "resources": ["cronjobs"], "apiGroups": ["batch"]},
	] {
		rules(grant) == set()
		{f.rule | some f in found(account(grant), {"judge_workload_creation": true})} == {"creates-workloads"}
	}
	found(account({"actions": ["get"], "resources": ["pods"]}), {"judge_workload_creation": true}) == set()
}

role(kind, name, fields) := {
	"id": 7, "subject": {"kind": kind, "namespace": "n", "name": name},
	"content": {"manifest": object.union({"kind": kind, "metadata": {"name": name}, "rules": [{"apiGroups": [""], "resources": ["secrets"], "verbs": ["get"]}]}, fields)},
}

of_roles(roles) := result if {
	result := iam_01.findings with input as {
		"parameters": {"cluster_admin_allowed": [], "rbac_allowed": []},
		"evidence": {"iam/principal": [account({"origin": {"kind": "ClusterRole", "name": "app"}})], "kubernetes/object": roles},
	}
}

of_role(one) := of_roles([one])

test_roles_bound_to_nobody_are_judged if {
	of_role(role("Role", "reader", {})) == {{
		"rule": "reads-secrets", "on": 7, "path": ["rules", 0], "principal": "whoever is bound to Role `reader`",
		"role": "reader", "verb": "get", "scope": "namespace:n",
	}}
	{[f.rule, f.scope] | some f in of_role(role("ClusterRole", "reader", {}))} == {["reads-secrets", "cluster"]}
	of_role(role("ClusterRole", "reader", {"rules": null})) == set()
}

test_bound_and_built_in_roles_are_not_judged_twice if {
	of_role(role("ClusterRole", "app", {})) == set()
	count(of_role(role("Role", "app", {}))) == 1
	of_role(role("ClusterRole", "system:node", {})) == set()
	of_role(role("ClusterRole", "edit", {"metadata": {"labels": {"kubernetes.io/bootstrapping": "rbac-defaults"}}})) == set()
}

whole(name) := role("ClusterRole", name, {"rules": null, "aggregationRule": {"clusterRoleSelectors": [{"matchLabels": {"to": "app"}}]}})

test_roles_that_a_bound_role_takes_in_are_not_judged_twice if {
	part := role("ClusterRole", "part", {"metadata": {"labels": {"to": "app"}}})
	of_roles([part, whole("app")]) == set()
	count(of_roles([part, whole("unbound")])) == 1
}

test_cluster_admin_fires_once if {
	found(account(admin), {}) == {{
		"rule": "cluster-admin", "on": 1, "path": ["rules", 0], "principal": "ServiceAccount `n/app`",
		"role": "cluster-admin", "scope": "cluster", "binding": "app",
	}}
}

test_listed_principals_are_exempt if {
	found(account(admin), {"cluster_admin_allowed": ["ServiceAccount/n/app"]}) == set()
	found(principal("User", "ops", [grant(admin)], {}), {"cluster_admin_allowed": ["User//ops"]}) == set()
	found(account({"actions": ["*"]}), {"rbac_allowed": ["ServiceAccount/n/app"]}) == set()
	count(found(account({"actions": ["*"]}), {"rbac_allowed": ["ServiceAccount/m/app"]})) == 1
}

path(fields) := object.union(
	{
		"to": "cluster-admin", "techniques": ["run-pod", "administer"], "stages": ["serviceaccount:n/boss", "cluster-admin"],
		"assumed": false, "origin": {"kind": "Role", "name": "app"}, "via": {"kind": "RoleBinding", "name": "app"},
		"path": ["rules", 2], "source": {"file": "f", "line": 9, "column": 3},
	},
	fields,
)

escalating(fields) := principal("ServiceAccount", "app", [], {"escalations": [path(fields)]})

test_an_escalation_path_fires_with_its_route if {
	found(escalating({}), {}) == {{
		"rule": "escalation-path", "on": 1, "path": ["rules", 2], "principal": "ServiceAccount `n/app`", "role": "app",
		"power": "cluster-admin", "route": "run-pod to `serviceaccount:n/boss`, then administer to `cluster-admin`",
		"at": {"file": "f", "line": 9, "column": 3},
	}}
}

test_a_path_that_is_assumed_is_unknown if {
	every fields in [{"assumed": true}, {"assumed": null}] {
		{[f.rule, f.status] | some f in found(escalating(fields), {})} == {["escalation-path-assumed", "unknown"]}
	}
}

test_a_single_step_that_another_rule_reports_is_silent if {
	found(escalating({"techniques": ["reach-kubelet"], "stages": ["nodes"], "to": "nodes"}), {}) == set()
	count(found(escalating({"techniques": ["serve-api"], "stages": ["cluster-admin"]}), {})) == 1
	count(found(escalating({"techniques": ["impersonate", "administer"]}), {})) == 1
}

test_paths_of_exempt_principals_and_system_roles_are_silent if {
	found(escalating({}), {"rbac_allowed": ["ServiceAccount/n/app"]}) == set()
	found(escalating({"origin": {"kind": "ClusterRole", "name": "system:controller:x"}}), {}) == set()
	found(principal("User", "system:kube-scheduler", [], {"escalations": [path({})]}), {}) == set()
}

test_a_path_without_its_fields_is_told_as_unknown if {
	{f.rule | some f in found(principal("User", "ops", [], {"escalations": [{}]}), {})} == {"escalation-path-assumed"}
}

test_the_default_account_must_not_be_bound if {
	{[f.rule, f.namespace] | some f in found(principal("ServiceAccount", "default", [grant({})], {}), {})} == {["default-account-bound", "n"]}
	found(principal("ServiceAccount", "default", [], {}), {}) == set()
}

test_a_dangling_role_fires if {
	{[f.rule, f.role] | some f in found(principal("User", "ops", [], {"dangling": [{"role": "gone"}]}), {})} == {["dangling-role", "gone"]}
}

test_masters_fire_but_for_the_group_itself if {
	{f.rule | some f in found(principal("User", "root", [], {"bypassesRbac": true}), {})} == {"bypasses-rbac"}
	found(principal("Group", "system:masters", [grant(admin)], {"bypassesRbac": true}), {}) == set()
	{f.rule | some f in found(principal("Group", "system:masters", [], {"bypassesRbac": true}), {"cluster_admin_allowed": []})} == {"bypasses-rbac"}
}

test_components_and_system_roles_are_not_judged if {
	found(principal("User", "system:kube-scheduler", [grant({"actions": ["*"]})], {}), {}) == set()
	rules({"actions": ["*"], "origin": {"kind": "ClusterRole", "name": "system:controller:job-controller"}}) == set()
}

test_everybody_is_judged if {
	{f.rule | some f in found(principal("Group", "system:unauthenticated", [grant({})], {}), {})} == {"anonymous-access"}
	{f.rule | some f in found(principal("Group", "system:authenticated", [grant({"actions": ["*"]})], {}), {})} == {"wildcard"}
}

test_deny_grants_give_nothing if rules({"effect": "deny", "actions": ["*"]}) == set()

test_absent_fields_are_silent if found(principal("User", "ops", [{}], {}), {}) == set()

test_evidence_of_other_systems_only_is_unknown if {
	result := found({"id": 9, "subject": {}, "content": {"system": "aws", "type": "role", "name": "r"}}, {})
	result == {{"rule": "no-kubernetes-principals", "on": 9, "path": [], "status": "unknown"}}
}
