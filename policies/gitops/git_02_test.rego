package seaworthy.gitops.git_02_test

import data.seaworthy.gitops.git_02

object_(id, kind, name, fields) := {
	"id": id, "subject": {"kind": kind, "namespace": "n", "name": name},
	"content": {"manifest": object.union({"apiVersion": "apps/v1", "kind": kind, "metadata": {"name": name}}, fields)},
}

declared(fields) := object_(1, "Deployment", "web", fields)

live(fields) := object.union(object_(2, "Deployment", "web", fields), {"content": {"manifest": {"metadata": {"uid": "u", "namespace": "n", "resourceVersion": "7"}}}})

found(items, parameters) := result if {
	result := git_02.findings with input as {"evidence": {"kubernetes/object": items}, "parameters": object.union({"ignored_fields": []}, parameters)}
}

rules(items) := {[f.rule, f.on] | some f in found(items, {})}

fields(items) := {f.field | some f in found(items, {}); f.rule == "differs"}

spec(value) := {"spec": value}

test_what_git_declares_is_silent if rules([declared(spec({"replicas": 2})), live(spec({"replicas": 2}))]) == set()

test_absent_evidence_is_silent if rules([]) == set()

test_one_side_alone_is_unknown if {
	{[f.rule, f.status] | some f in found([declared({})], {})} == {["live-not-seen", "unknown"]}
	{[f.rule, f.status] | some f in found([live({})], {})} == {["declared-not-seen", "unknown"]}
}

test_a_changed_field_fires_at_the_manifest if {
	found([declared(spec({"replicas": 2})), live(spec({"replicas": 3}))], {}) == {{
		"rule": "differs", "on": 1, "path": ["spec", "replicas"], "field": "spec.replicas",
	}}
}

test_a_removed_field_fires if fields([declared(spec({"a": {"b": "x"}})), live(spec({}))]) == {"spec.a.b"}

test_what_the_server_adds_is_its_own if {
	server := object.union(live(spec({"replicas": 2, "strategy": {"type": "RollingUpdate"}})), {"content": {"manifest": {"status": {"replicas": 2}}}})
	rules([declared(spec({"replicas": 2})), server]) == set()
	rules([declared({"status": {"replicas": 1}, "metadata": {"name": "web", "creationTimestamp": null}}), live({})]) == set()
}

test_what_says_nothing_may_be_dropped if {
	rules([declared(spec({"a": false, "b": "", "c": null, "d": [], "e": 0, "f": {}})), live(spec({}))]) == set()
	fields([declared(spec({"a": true, "d": ["x"]})), live(spec({}))]) == {"spec.a", "spec.d"}
}

test_quantities_may_be_written_otherwise if {
	same := [[{"cpu": "1000m"}, {"cpu": "1"}], [{"cpu": "0.5"}, {"cpu": "500m"}], [{"memory": "1Gi"}, {"memory": "1024Mi"}]]
	every pair in same {
		rules([declared(spec({"limits": pair[0]})), live(spec({"limits": pair[1]}))]) == set()
	}
	fields([declared(spec({"limits": {"cpu": "1"}})), live(spec({"limits": {"cpu": "2"}}))]) == {"spec.limits.cpu"}
	fields([declared(spec({"value": "1000m"})), live(spec({"value": "1"}))]) == {"spec.value"}
}

containers(list) := spec({"containers": list})

test_named_elements_may_stand_elsewhere if {
	web := {"name": "web", "image": "web:1", "ports": [{"containerPort": 80}], "env": [{"name": "A", "value": "1"}]}
	sidecar := {"name": "proxy", "image": "proxy:1"}
	rules([declared(containers([web])), live(containers([sidecar, web]))]) == set()
	more := object.union(web, {"env": [{"name": "B", "value": "2"}, {"name": "A", "value": "1"}]})
	rules([declared(containers([web])), live(containers([sidecar, more]))]) == set()
	other := object.union(web, {"image": "web:2"})
	fields([declared(containers([web])), live(containers([sidecar, other]))]) == {"spec.containers.image"}
	fields([declared(containers([web])), live(containers([sidecar]))]) != set()
}

test_elements_are_told_apart_as_the_server_does if {
	mounts := [{"mountPath": "/b"}, {"mountPath": "/a", "readOnly": true}]
	rules([declared(spec({"m": [{"mountPath": "/a", "readOnly": true}]})), live(spec({"m": mounts}))]) == set()
	ports := [{"containerPort": 81, "x": "b"}, {"containerPort": 80, "x": "a", "protocol": "TCP"}]
	rules([declared(spec({"p": [{"containerPort": 80, "x": "a"}]})), live(spec({"p": ports}))]) == set()
	services := [{"port": 81, "x": "b"}, {"port": 80, "x": "a", "protocol": "TCP"}]
	rules([declared(spec({"p": [{"port": 80, "x": "a"}]})), live(spec({"p": services}))]) == set()
	fields([declared(spec({"p": [{"other": "a"}]})), live(spec({"p": [{"other": "b"}]}))]) == {"spec.p.other"}
}

test_lists_of_texts_are_one_value if {
	fields([declared(spec({"args": ["a"]})), live(spec({"args": ["a", "--debug"]}))]) == {"spec.args"}
	rules([declared({"metadata": {"name": "web", "finalizers": ["a"]}}), live({})]) == set()
}

test_an_autoscaler_owns_the_replicas if {
	scaler := object.union(object_(3, "HorizontalPodAutoscaler", "web", {"spec": {"scaleTargetRef": {"kind": "Deployment", "name": "web"}, "minReplicas": 2}}), {"content": {"manifest": {"metadata": {"uid": "v"}}}})
	rules([declared(spec({"replicas": 2})), live(spec({"replicas": 5})), scaler]) == set()
}

test_fields_may_be_ignored if {
	items := [declared(spec({"replicas": 2})), live(spec({"replicas": 3}))]
	every field in ["spec.replicas", "Deployment:spec.replicas"] {
		found(items, {"ignored_fields": [field]}) == set()
	}
	count(found(items, {"ignored_fields": ["StatefulSet:spec.replicas"]})) == 1
}

test_other_versions_cannot_be_compared if {
	beta := object.union(declared(spec({"replicas": 2})), {"content": {"manifest": {"apiVersion": "apps/v1beta1"}}})
	{[f.rule, f.status] | some f in found([beta, live(spec({"replicas": 3}))], {})} == {["other-version", "unknown"]}
}

test_a_declared_object_that_is_not_there if {
	gone := object_(5, "Deployment", "cron", {})
	rules([gone, declared({}), live({})]) == {["missing", 5]}
	unasked := object_(5, "Role", "r", {})
	{[f.rule, f.status] | some f in found([unasked, declared({}), live({})], {})} == {["not-seen", "unknown"]}
	hook := object_(5, "Deployment", "t", {"metadata": {"annotations": {"helm.sh/hook": "test"}}})
	rules([hook, declared({}), live({})]) == set()
	made := object_(5, "Deployment", "", {"metadata": {"generateName": "x-"}})
	rules([made, declared({}), live({})]) == set()
}

test_what_was_left_behind if {
	old := object.union(object_(6, "Deployment", "old", {}), {"content": {"manifest": {"metadata": {"uid": "w", "labels": {"argocd.argoproj.io/instance": "erp"}}}}})
	rules([declared({}), live({}), old]) == {["left-behind", 6]}
	rules([declared({}), live({}), object.union(object_(6, "Deployment", "x", {}), {"content": {"manifest": {"metadata": {"uid": "w"}}}})]) == set()
}

core(id, metadata) := object_(id, "Service", "s", {"apiVersion": "v1", "metadata": metadata, "spec": {"type": "ClusterIP"}})

test_objects_of_the_core_group_are_compared if {
	rules([core(1, {}), core(2, {"uid": "u"})]) == set()
}

in_group(group, kind, id, fields) := object.union(object_(id, kind, "x", fields), {"content": {"manifest": {"apiVersion": concat("/", [group, "v1"])}}})

pair_of(group, kind, before, after) := [
	in_group(group, kind, 1, before),
	object.union(in_group(group, kind, 2, after), {"content": {"manifest": {"metadata": {"uid": "u"}}}}),
]

test_a_zero_that_means_something_must_be_there if {
	account := pair_of("core.example", "ServiceAccount", {"automountServiceAccountToken": false}, {})
	fields(account) == {"automountServiceAccountToken"}
	fields([declared(spec({"data": {"a": ""}})), live(spec({"data": {}}))]) == {"spec.data.a"}
	rules([declared(spec({"hostNetwork": false})), live(spec({}))]) == set()
}

test_a_zero_that_means_nothing_lets_the_server_choose if {
	rules([declared(spec({"periodSeconds": 0, "clusterIP": ""})), live(spec({"periodSeconds": 10, "clusterIP": "10.0.0.1"}))]) == set()
	fields([declared(spec({"periodSeconds": 5})), live(spec({"periodSeconds": 10}))]) == {"spec.periodSeconds"}
	fields([declared({"data": {"type": ""}}), live({"data": {"type": "x"}})]) == {"data.type"}
}

test_a_rule_that_was_added_fires if {
	rule := {"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}
	roles := pair_of("rbac.authorization.k8s.io", "Role", {"rules": [rule]}, {"rules": [rule, {"verbs": ["*"]}]})
	fields(roles) == {"rules"}
	narrowed := object.union(rule, {"resourceNames": ["a"]})
	fields(pair_of("rbac.authorization.k8s.io", "Role", {"rules": [rule]}, {"rules": [narrowed]})) == {"rules"}
	fields(pair_of("rbac.authorization.k8s.io", "RoleBinding", {"subjects": [{"name": "a"}]}, {"subjects": [{"name": "a"}, {"name": "b"}]})) == {"subjects"}
	rules(pair_of("rbac.authorization.k8s.io", "RoleBinding", {"subjects": [{"name": "a"}]}, {"subjects": [{"name": "a", "apiGroup": "g"}]})) == set()
}

test_the_rules_of_an_aggregated_role_are_the_controllers if {
	role := {"aggregationRule": {"clusterRoleSelectors": [{"matchLabels": {"a": "b"}}]}, "rules": []}
	filled := object.union(role, {"rules": [{"verbs": ["get"]}]})
	rules(pair_of("rbac.authorization.k8s.io", "ClusterRole", role, filled)) == set()
}

policy(fields) := {"spec": object.union({"podSelector": {}, "policyTypes": ["Ingress"]}, fields)}

test_a_policy_that_allows_more_fires if {
	port := {"ports": [{"port": 80}]}
	group := "networking.k8s.io"
	rules(pair_of(group, "NetworkPolicy", policy({"ingress": [port]}), policy({"ingress": [{"ports": [{"port": 80, "protocol": "TCP"}]}]}))) == set()
	fields(pair_of(group, "NetworkPolicy", policy({"ingress": [port]}), policy({"ingress": [port, {}]}))) == {"spec.ingress"}
	fields(pair_of(group, "NetworkPolicy", policy({"ingress": [port]}), policy({"ingress": [{"ports": [{"port": 80}, {"port": 22}]}]}))) == {"spec.ingress.ports"}
	fields(pair_of(group, "NetworkPolicy", policy({"ingress": []}), policy({"ingress": [{}]}))) == {"spec.ingress"}
	fields(pair_of(group, "NetworkPolicy", policy({}), policy({"egress": [{}]}))) == {"spec"}
	fields(pair_of(group, "NetworkPolicy", policy({}), {"spec": {"podSelector": {"matchLabels": {"a": "b"}}, "policyTypes": ["Ingress"]}})) == {"spec.podSelector"}
}

test_a_selector_is_one_value if {
	fields([declared(spec({"selector": {"app": "web"}})), live(spec({"selector": {"app": "web", "x": "y"}}))]) == {"spec.selector"}
	rules([declared(spec({"labels": {"app": "web"}})), live(spec({"labels": {"app": "web", "x": "y"}}))]) == set()
}

test_a_list_without_names_is_one_value if {
	fields([declared(spec({"parts": [{"a": 1}]})), live(spec({"parts": [{"a": 1}, {"a": 2}]}))]) == {"spec.parts"}
	rules([declared(spec({"tolerations": [{"key": "a"}]})), live(spec({"tolerations": [{"key": "a"}, {"key": "b"}]}))]) == set()
}

test_an_empty_volume_is_that_volume if {
	fields([declared(spec({"volumes": [{"name": "a", "emptyDir": {}}]})), live(spec({"volumes": [{"name": "a", "hostPath": {"path": "/"}}]}))]) == {"spec.volumes.emptyDir"}
	rules([declared(spec({"volumes": [{"name": "a", "emptyDir": {}}]})), live(spec({"volumes": [{"name": "a", "emptyDir": {}}]}))]) == set()
}

test_one_volume_may_be_mounted_twice if {
	mounts := [{"name": "v", "mountPath": "/a"}, {"name": "v", "mountPath": "/b", "readOnly": true}]
	rules([declared(containers([{"name": "c", "volumeMounts": mounts}])), live(containers([{"name": "c", "volumeMounts": array.reverse(mounts)}]))]) == set()
	same := [{"name": "v", "x": 1}, {"name": "v", "x": 2}]
	rules([declared(spec({"l": same})), live(spec({"l": same}))]) == set()
}

secret_(id, fields) := object.union(object_(id, "Secret", "s", fields), {"content": {"manifest": {"apiVersion": "v1"}}})

live_secret(fields) := object.union(secret_(2, fields), {"content": {"manifest": {"metadata": {"uid": "u"}}}})

test_secrets_are_compared_by_commitment if {
	a := {"redacted": "sha256-hmac:a", "length": 1}
	b := {"redacted": "sha256-hmac:b", "length": 1}
	rules([secret_(1, {"stringData": {"k": a}}), live_secret({"data": {"k": a}})]) == set()
	fields([secret_(1, {"stringData": {"k": a}}), live_secret({"data": {"k": b}})]) == {"stringData.k"}
	fields([secret_(1, {"data": {"k": a}}), live_secret({"data": {"k": b}})]) == {"data.k"}
	fields([secret_(1, {"data": {"k": a}}), live_secret({"data": {}})]) == {"data.k"}
	rules([secret_(1, {"stringData": {"k": a}, "data": {"k": b}}), live_secret({"data": {"k": a}})]) == set()
}

test_a_quantity_that_an_autoscaler_aims_at if rules([
	declared(spec({"target": {"value": "1000m"}})),
	live(spec({"target": {"value": "1"}})),
]) == set()
