package seaworthy.tenancy.ten_02_test

import data.seaworthy.lib.quantities
import data.seaworthy.tenancy.ten_02

namespace(id, name, tenant) := {
	"id": id, "subject": {"kind": "Namespace", "name": name},
	"content": {"manifest": {"kind": "Namespace", "metadata": {"name": name, "labels": {"tenant": tenant}}}},
}

quota(id, ns, hard) := {
	"id": id, "subject": {"kind": "ResourceQuota", "namespace": ns, "name": "q"},
	"content": {"manifest": {"kind": "ResourceQuota", "metadata": {"name": "q", "namespace": ns}, "spec": {"hard": hard}}},
}

cluster(roles) := {
	"id": 30, "subject": {"kind": "Cluster", "namespace": "db", "name": "pg"},
	"content": {"manifest": {"apiVersion": "postgresql.cnpg.io/v1", "kind": "Cluster", "spec": {"managed": {"roles": roles}}}},
}

hard(cpu) := {"requests.cpu": cpu, "limits.memory": "8Gi"}

found(objects, parameters) := result if {
	result := ten_02.findings with input as {
		"evidence": {"kubernetes/object": objects},
		"parameters": object.union({"tenant_label": "tenant", "shared_tenants": [], "max_tenant_share_percent": 50, "connections_capped_elsewhere": true}, parameters),
	}
}

rules(objects) := {[f.rule, f.on] | some f in found(objects, {})}

three := [namespace(1, "a", "acme"), namespace(2, "b", "blue"), namespace(3, "c", "coral")]

test_quotas_for_all_are_silent if {
	rules(array.concat(three, [quota(11, "a", hard("2")), quota(12, "b", hard("2000m")), quota(13, "c", hard(2))])) == set()
}

test_absent_evidence_is_silent if ten_02.findings == set() with input as {}

test_no_tenants_is_unknown if {
	{[f.rule, f.status] | some f in found([quota(11, "a", hard("2"))], {})} == {["no-tenants", "unknown"]}
}

test_a_namespace_without_quota_fires if {
	{[f.rule, f.on, f.resource] | some f in found([namespace(1, "a", "acme")], {})} == {["no-quota", 1, "cpu"], ["no-quota", 1, "memory"]}
	{[f.rule, f.resource] | some f in found([namespace(1, "a", "acme"), quota(11, "a", {"cpu": "1"})], {})} == {["no-quota", "memory"]}
	{f.resource | some f in found([namespace(1, "a", "acme"), quota(11, "a", {"pods": "10"})], {})} == {"cpu", "memory"}
}

test_a_quota_elsewhere_does_not_count if {
	rules([namespace(1, "a", "acme"), quota(11, "x", hard("2"))]) == {["no-quota", 1]}
}

test_an_amount_that_is_none_is_unknown if {
	{[f.rule, f.value, f.status] | some f in found([namespace(1, "a", "acme"), quota(11, "a", hard("two"))], {})} == {["unreadable-quota", "two", "unknown"]}
}

test_a_large_share_fires if {
	objects := array.concat(three, [quota(11, "a", hard("8")), quota(12, "b", hard("1")), quota(13, "c", hard("1"))])
	found(objects, {}) == {{
		"rule": "too-large-share", "on": 11, "path": ["spec", "hard"], "tenant": "acme", "resource": "cpu", "share": 80, "limit": 50,
	}}
	found(objects, {"max_tenant_share_percent": 80}) == set()
}

test_two_tenants_have_no_share_to_exceed if {
	rules([namespace(1, "a", "acme"), namespace(2, "b", "blue"), quota(11, "a", hard("8")), quota(12, "b", hard("1"))]) == set()
}

test_the_namespaces_of_a_tenant_add_up if {
	objects := array.concat(three, [namespace(4, "d", "acme"), quota(11, "a", hard("2")), quota(12, "b", hard("1")), quota(13, "c", hard("1")), quota(14, "d", hard("2"))])
	{[f.tenant, f.share] | some f in found(objects, {}); f.resource == "cpu"} == {["acme", 66]}
}

test_database_roles if {
	rules([namespace(1, "a", "acme"), quota(11, "a", hard("2")), cluster([{"name": "acme", "connectionLimit": 20}])]) == set()
	rules([namespace(1, "a", "acme"), quota(11, "a", hard("2")), cluster([{"name": "acme"}])]) == {["connections-not-capped", 30]}
	rules([namespace(1, "a", "acme"), quota(11, "a", hard("2")), cluster([{"name": "acme", "connectionLimit": -1}])]) == {["connections-not-capped", 30]}
}

test_connections_that_nothing_shows_are_unknown if {
	{[f.rule, f.status] | some f in found([namespace(1, "a", "acme"), quota(11, "a", hard("2"))], {"connections_capped_elsewhere": false})} == {["connections-not-known", "unknown"]}
}

test_quantities if {
	quantities.number("1.5") == 1.5
	quantities.number("0.25Gi") == 268435456
	quantities.number("100k") == 100000
	quantities.number(3) == 3
	not quantities.number("")
	not quantities.number("x1")
	not quantities.number("1.2.3")
	not quantities.number(null)
}
