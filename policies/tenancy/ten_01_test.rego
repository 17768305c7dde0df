package seaworthy.tenancy.ten_01_test

import data.seaworthy.tenancy.ten_01

object_(id, kind, namespace, name, fields) := {
	"id": id, "subject": {"kind": kind, "namespace": namespace, "name": name},
	"content": {"manifest": object.union({"kind": kind, "metadata": {"name": name, "namespace": namespace}}, fields)},
}

namespace(id, name, tenant) := {
	"id": id, "subject": {"kind": "Namespace", "name": name},
	"content": {"manifest": {"kind": "Namespace", "metadata": {"name": name, "labels": {"tenant": tenant}}}},
}

guarded(id, name, denies) := {"id": id, "subject": {"kind": "Namespace", "name": name}, "content": {
	"name": name, "workloads": [{"name": "web"}], "defaultDenyIngress": denies, "defaultDenyEgress": true,
}}

workload(id, ns, pod) := {
	"id": id, "subject": {"kind": "Deployment", "namespace": ns, "name": "web"},
	"content": {"podPath": ["spec", "template", "spec"], "manifest": {"kind": "Deployment", "metadata": {"name": "web", "namespace": ns}, "spec": {"template": {"spec": pod}}}},
}

two := [namespace(1, "a", "acme"), namespace(2, "b", "blue"), namespace(3, "edge", "platform")]

guards := [guarded(11, "a", true), guarded(12, "b", true)]

found(objects, more) := result if {
	result := ten_01.findings with input as {
		"evidence": object.union({"kubernetes/object": array.concat(two, objects), "network/namespace": guards}, more),
		"parameters": {"tenant_label": "tenant", "shared_tenants": ["platform"]},
	}
}

rules(objects, more) := {[f.rule, f.on] | some f in found(objects, more)}

test_tenants_apart_are_silent if rules([], {}) == set()

test_absent_evidence_is_silent if ten_01.findings == set() with input as {}

test_no_tenants_is_unknown if {
	result := ten_01.findings with input as {"evidence": {"kubernetes/object": [object_(7, "Service", "a", "x", {})]}, "parameters": {"tenant_label": "tenant", "shared_tenants": []}}
	result == {{"rule": "no-tenants", "on": 7, "path": [], "label": "tenant", "status": "unknown"}}
}

test_a_namespace_open_to_all_fires if {
	{[f.rule, f.on, f.direction] | some f in found([], {"network/namespace": [guarded(11, "a", false), guarded(12, "b", true)]})} == {["open-to-all", 11, "ingress"]}
	idle := object.union(guarded(11, "a", false), {"content": {"workloads": []}})
	rules([], {"network/namespace": [idle, guarded(12, "b", true)]}) == set()
}

test_a_namespace_without_network_evidence_is_unknown if {
	{[f.rule, f.on, f.status] | some f in found([], {"network/namespace": [guarded(11, "a", true)]})} == {["network-not-known", 2, "unknown"]}
}

policy(spec) := object_(20, "NetworkPolicy", "a", "p", {"spec": spec})

test_a_policy_that_lets_another_tenant_in_fires if {
	{[f.rule, f.path, f.other, f.direction] | some f in found([policy({"ingress": [{"from": [{"namespaceSelector": {}}]}]})], {})} == {["admits-tenant", ["spec", "ingress", 0, "from", 0], "blue", "ingress"]}
	rules([policy({"ingress": [{}]})], {}) == {["admits-tenant", 20]}
	rules([policy({"ingress": [{"from": [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "b"}}}]}]})], {}) == {["admits-tenant", 20]}
	rules([policy({"egress": [{"to": [{"namespaceSelector": {"matchExpressions": [{"key": "tenant", "operator": "Exists"}]}}]}]})], {}) == {["admits-tenant", 20]}
}

test_a_policy_for_its_own_and_shared_namespaces_is_silent if {
	every peer in [
		{"podSelector": {}},
		{"namespaceSelector": {"matchLabels": {"tenant": "acme"}}},
		{"namespaceSelector": {"matchLabels": {"tenant": "platform"}}},
		{"namespaceSelector": {"matchLabels": {"tenant": "gone"}}},
		{"ipBlock": {"cidr": "0.0.0.0/0"}},
	] {
		rules([policy({"ingress": [{"from": [peer]}]})], {}) == set()
	}
	rules([object_(20, "NetworkPolicy", "edge", "p", {"spec": {"ingress": [{}]}})], {}) == set()
}

account(ns) := {"kind": "ServiceAccount", "namespace": ns, "name": "bot"}

test_rights_across_tenants_fire if {
	{[f.rule, f.path, f.other, f.account] | some f in found([object_(21, "RoleBinding", "a", "r", {"subjects": [account("a"), account("b")]})], {})} == {["bound-across", ["subjects", 1], "blue", "ServiceAccount/bot"]}
	rules([object_(21, "RoleBinding", "a", "r", {"subjects": [{"kind": "Group", "name": "system:serviceaccounts:b"}]})], {}) == {["bound-across", 21]}
	rules([object_(21, "RoleBinding", "a", "r", {"subjects": [account("edge"), {"kind": "User", "name": "x"}]})], {}) == set()
}

test_rights_everywhere_fire if {
	rules([object_(22, "ClusterRoleBinding", "", "r", {"subjects": [account("a")]})], {}) == {["bound-everywhere", 22]}
	rules([object_(22, "ClusterRoleBinding", "", "r", {"subjects": [account("edge")]})], {}) == set()
}

using(variables) := {"containers": [{"name": "c", "env": [{"name": name, "value": value} | some name, value in variables]}]}

test_one_database_account_for_two_tenants_fires if {
	whole := using({"PGHOST": "pg.edge.svc", "PGUSER": "odoo"})
	{[f.rule, f.on, f.other, f.account] | some f in found([], {"kubernetes/workload": [workload(31, "a", whole), workload(32, "b", whole)]})} == {["shared-database-account", 32, "acme", "odoo@pg.edge"]}
	longer := using({"PGHOST": "pg.edge.svc.cluster.local", "PGUSER": "odoo"})
	rules([], {"kubernetes/workload": [workload(31, "a", whole), workload(32, "b", longer)]}) == {["shared-database-account", 32]}
}

test_other_accounts_and_hosts_are_apart if {
	local := using({"PGHOST": "pg", "PGUSER": "odoo"})
	rules([], {"kubernetes/workload": [workload(31, "a", local), workload(32, "b", local)]}) == set()
	rules([], {"kubernetes/workload": [workload(31, "a", using({"PGHOST": "pg.edge", "PGUSER": "x"})), workload(32, "b", using({"PGHOST": "pg.edge", "PGUSER": "y"}))]}) == set()
	rules([], {"kubernetes/workload": [workload(31, "a", using({"PGUSER": "x"})), workload(32, "b", using({"PGUSER": "x"}))]}) == set()
}

test_one_bucket_or_file_store_for_two_tenants_fires if {
	bucket := using({"S3_BUCKET": "files"})
	rules([], {"kubernetes/workload": [workload(31, "a", bucket), workload(32, "b", bucket)]}) == {["shared-bucket", 32]}
	rules([], {"kubernetes/workload": [workload(31, "a", bucket), workload(32, "edge", bucket)]}) == set()
	every volume in [{"hostPath": {"path": "/data"}}, {"nfs": {"server": "nas", "path": "/erp"}}] {
		rules([], {"kubernetes/workload": [workload(31, "a", {"volumes": [volume]}), workload(32, "b", {"volumes": [volume]})]}) == {["shared-file-store", 32]}
	}
	rules([], {"kubernetes/workload": [workload(31, "a", {"volumes": [{"emptyDir": {}}]}), workload(32, "b", {"volumes": [{"emptyDir": {}}]})]}) == set()
}
