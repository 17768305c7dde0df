package seaworthy.infrastructure.par_01_test

import data.seaworthy.infrastructure.par_01

namespace(id, name, environment) := {
	"id": id, "subject": {"kind": "Namespace", "name": name},
	"content": {"manifest": {"kind": "Namespace", "metadata": {"name": name, "labels": {"environment": environment}}}},
}

workload(id, ns, kind, name, spec, pod) := {
	"id": id, "subject": {"kind": kind, "namespace": ns, "name": name}, "source": {"file": concat("", ["deploy/", ns, "/x.yaml"])},
	"content": {"podPath": ["spec", "template", "spec"], "manifest": {
		"kind": kind, "metadata": {"name": name, "namespace": ns}, "spec": object.union(spec, {"template": {"spec": pod}}),
	}},
}

object_(id, ns, api, kind, fields) := {
	"id": id, "subject": {"kind": kind, "namespace": ns, "name": "x"},
	"content": {"manifest": object.union({"apiVersion": api, "kind": kind, "metadata": {"name": "x", "namespace": ns}}, fields)},
}

two := [namespace(1, "p", "production"), namespace(2, "s", "staging")]

web(id, ns, replicas) := workload(id, ns, "Deployment", "web", {"replicas": replicas}, {})

both := [web(10, "p", 3), web(11, "s", 2)]

found(items, objects, parameters) := result if {
	result := par_01.findings with input as {
		"evidence": {"kubernetes/workload": items, "kubernetes/object": array.concat(two, objects)},
		"parameters": object.union(
			{
				"reference_environment": "production", "environment_label": "environment", "environment_folders": [],
				"parity_images": ["postgres", "redis"], "allowed_differences": [],
			},
			parameters,
		),
	}
}

rules(items, objects) := {[f.rule, f.on] | some f in found(items, objects, {})}

test_environments_alike_are_silent if rules(both, []) == set()

test_absent_evidence_is_silent if par_01.findings == set() with input as {}

test_no_environment_is_unknown if {
	{[f.rule, f.status] | some f in found([web(10, "x", 1)], [], {})} == {["no-environments", "unknown"]}
}

test_no_reference_is_unknown if {
	{[f.rule, f.status] | some f in found([web(11, "s", 1)], [], {})} == {["no-reference", "unknown"]}
}

test_one_environment_alone_is_unknown if {
	{[f.rule, f.status] | some f in found([web(10, "p", 1)], [], {})} == {["nothing-to-compare", "unknown"]}
}

test_a_missing_workload_fires if {
	redis := workload(12, "p", "StatefulSet", "redis", {}, {})
	{[f.rule, f.on, f.environment, f.object] | some f in found(array.concat(both, [redis]), [], {})} == {["missing", 12, "staging", "StatefulSet/redis"]}
}

test_a_workload_of_staging_alone_fires if {
	mail := workload(12, "s", "Deployment", "mail", {}, {})
	rules(array.concat(both, [mail]), []) == {["only-here", 12]}
	found(array.concat(both, [mail]), [], {"allowed_differences": ["workload:Deployment/mail"]}) == set()
}

test_jobs_are_no_part_of_an_environment if rules(array.concat(both, [workload(12, "s", "Job", "seed", {}, {})]), []) == set()

test_another_topology_fires if {
	{[f.rule, f.on, f.path, f.value, f.wanted] | some f in found([web(10, "p", 3), web(11, "s", 1)], [], {})} == {["differs", 11, ["spec", "replicas"], "one", "several"]}
	found([web(10, "p", 3), web(11, "s", 1)], [], {"allowed_differences": ["replicas"]}) == set()
}

db(id, ns, image) := workload(id, ns, "Deployment", "db", {"replicas": 1}, {"containers": [{"name": "db", "image": image}]})

test_another_database_version_fires if {
	{[f.aspect, f.value, f.wanted] | some f in found([db(10, "p", "postgres:16.4"), db(11, "s", "mirror.example/library/postgres:15.1")], [], {})} == {["image version", "15.1", "16.4"]}
	rules([db(10, "p", "postgres:16.4"), db(11, "s", "mirror.example/postgres:16.4")], []) == set()
	rules([db(10, "p", "erp:1"), db(11, "s", "erp:2")], []) == set()
	digest := "sha256:0123456789012345678901234567890123456789012345678901234567890123"
	rules([db(10, "p", "redis:7"), db(11, "s", concat("@", ["redis", digest]))], []) == {["differs", 11]}
}

claim(id, ns, spec) := object_(id, ns, "v1", "PersistentVolumeClaim", {"spec": spec})

test_another_storage_class_fires if {
	rules(both, [claim(20, "p", {"storageClassName": "ssd"}), claim(21, "s", {"storageClassName": "hdd"})]) == {["differs", 21]}
	rules(both, [claim(20, "p", {"storageClassName": "ssd"}), claim(21, "s", {})]) == {["differs", 21]}
	rules(both, [claim(20, "p", {}), claim(21, "s", {})]) == set()
}

ingress(id, ns, spec, annotations) := object_(id, ns, "networking.k8s.io/v1", "Ingress", {"spec": spec, "metadata": {"annotations": annotations}})

test_another_ingress_fires if {
	tls := {"ingressClassName": "nginx", "tls": [{}], "rules": [{"host": "a"}]}
	rules(both, [ingress(20, "p", tls, {}), ingress(21, "s", object.union(tls, {"rules": [{"host": "b"}]}), {"meta.helm.sh/release-name": "x"})]) == set()
	rules(both, [ingress(20, "p", tls, {}), ingress(21, "s", object.remove(tls, ["tls"]), {})]) == {["differs", 21]}
	rules(both, [ingress(20, "p", tls, {}), ingress(21, "s", tls, {"nginx.ingress.kubernetes.io/limit-rps": "1"})]) == {["differs", 21]}
	rules(both, [ingress(20, "p", tls, {})]) == {["missing", 20]}
}

route(id, ns, middlewares) := object_(id, ns, "traefik.io/v1alpha1", "IngressRoute", {"spec": {"entryPoints": ["websecure"], "routes": [{"middlewares": middlewares}]}})

test_other_middlewares_fire if {
	rules(both, [route(20, "p", [{"name": "hsts"}]), route(21, "s", [{"name": "hsts"}])]) == set()
	rules(both, [route(20, "p", [{"name": "hsts"}]), route(21, "s", [])]) == {["differs", 21]}
}

cluster(id, ns, spec) := object_(id, ns, "postgresql.cnpg.io/v1", "Cluster", {"spec": spec})

test_clusters_of_the_operator_are_compared if {
	good := {"imageName": "ghcr.io/cloudnative-pg/postgresql:16.4", "instances": 3, "storage": {"storageClass": "ssd"}, "postgresql": {"shared_preload_libraries": ["pg_stat_statements"]}}
	rules(both, [cluster(20, "p", good), cluster(21, "s", good)]) == set()
	bad := {"instances": 1}
	{f.aspect | some f in found(both, [cluster(20, "p", good), cluster(21, "s", bad)], {})} == {"image version", "replicas", "storage class", "extensions"}
}

test_folders_stand_above_labels if {
	parameters := {"environment_folders": ["production=deploy/p", "staging=deploy/s/", "broken"]}
	result := {[f.rule, f.on] | some f in par_01.findings} with input as {
		"evidence": {"kubernetes/workload": [web(10, "p", 3), web(11, "s", 1)]},
		"parameters": object.union({"reference_environment": "production", "environment_label": "environment", "parity_images": [], "allowed_differences": []}, parameters),
	}
	result == {["differs", 11]}
}

test_an_object_may_carry_the_label_itself if {
	own := object.union(web(11, "x", 1), {"content": {"manifest": {"metadata": {"labels": {"environment": "staging"}}}}})
	rules([web(10, "p", 3), own], []) == {["differs", 11]}
}
