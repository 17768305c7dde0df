package seaworthy.resilience.hav_01_test

import data.seaworthy.resilience.hav_01

parameters := {"node_failure": "zone", "single_replica_allowed": ["n/cron"], "exempt_namespaces": ["kube-system"]}

object_(id, kind, name, fields) := {
	"id": id, "subject": {"kind": kind, "namespace": "n", "name": name},
	"content": {"manifest": object.union({"kind": kind, "metadata": {"name": name, "namespace": "n"}}, fields)},
}

constraint(key) := {"topologyKey": key, "maxSkew": 1, "labelSelector": {"matchLabels": {"app": "web"}}}

zone := "topology.kubernetes.io/zone"

spread_over(keys) := {"topologySpreadConstraints": [constraint(key) | some key in keys]}

workload(kind, name, replicas, spec) := object.union(
	object_(1, kind, name, {"spec": {"replicas": replicas, "template": {"metadata": {"labels": {"app": "web"}}, "spec": spec}}}),
	{"content": {"podPath": ["spec", "template", "spec"]}},
)

web(replicas) := workload("Deployment", "web", replicas, spread_over([zone]))

node(id, name, zone_) := object_(id, "Node", name, {"metadata": {"labels": {zone: zone_}}})

nodes := [node(11, "a1", "a"), node(12, "a2", "a"), node(13, "b1", "b")]

found_with(given, workloads, objects) := result if {
	result := hav_01.findings with input as {"parameters": object.union(parameters, given), "evidence": {
		"kubernetes/workload": workloads, "kubernetes/object": objects,
	}}
}

found(workloads, objects) := found_with({}, workloads, objects)

rules(workloads, objects) := {f.rule | some f in found(workloads, objects)}

test_two_pods_in_two_zones_are_silent if rules([web(2)], nodes) == set()

test_one_pod_fires if {
	found([web(1)], nodes) == {{"rule": "one-pod", "on": 1, "path": ["spec", "replicas"], "replicas": 1}}
	rules([web(null)], nodes) == {"one-pod"}
}

test_one_ingress_pod_fires_by_name if {
	every image in ["docker.io/library/traefik:v3.5", "registry.k8s.io/ingress-nginx/controller:v1.13.0"] {
		rules([workload("Deployment", "edge", 1, {"containers": [{"image": image}]})], nodes) == {"one-ingress-pod"}
	}
}

test_an_autoscaler_that_goes_down_to_one_fires if {
	scaler := object_(2, "HorizontalPodAutoscaler", "web", {"spec": {"scaleTargetRef": {"kind": "Deployment", "name": "web"}, "minReplicas": 1, "maxReplicas": 5}})
	rules([web(3)], array.concat(nodes, [scaler])) == {"one-pod"}
}

test_allowed_and_switched_off_and_exempt_are_silent if {
	rules([workload("Deployment", "cron", 1, {})], nodes) == set()
	rules([web(0)], nodes) == set()
	rules([object.union(web(1), {"subject": {"namespace": "kube-system"}})], nodes) == set()
	found_with({"node_failure": "none"}, [web(1)], nodes) == set()
}

test_jobs_are_not_asked if rules([workload("Job", "migrate", 1, {})], nodes) == set()

edge(spec) := workload("DaemonSet", "edge", null, object.union({"containers": [{"image": "traefik:v3"}]}, spec))

test_an_ingress_on_every_node_needs_two_nodes if {
	rules([edge({})], nodes) == set()
	rules([edge({"nodeSelector": {zone: "b"}})], nodes) == {"one-ingress-pod"}
}

test_a_bare_pod_fires if {
	bare := object.union(object_(1, "Pod", "web", {"spec": {}}), {"content": {"podPath": ["spec"]}})
	rules([bare], nodes) == {"bare-pod"}
	rules([object.union(bare, {"content": {"manifest": {"status": {"phase": "Succeeded"}}}})], nodes) == set()
	mirror := {"content": {"manifest": {"metadata": {"ownerReferences": [{"kind": "Node", "name": "a1", "controller": true}]}}}}
	rules([object.union(bare, mirror)], nodes) == set()
}

with_status(item, status) := object.union(item, {"content": {"manifest": {"status": status}}})

test_too_few_ready_pods_fire if {
	{[f.rule, f.ready] | some f in found([with_status(web(3), {"observedGeneration": 4, "readyReplicas": 1})], nodes)} == {["too-few-ready", 1]}
	{f.ready | some f in found([with_status(web(3), {"observedGeneration": 4})], nodes)} == {0}
	rules([with_status(web(3), {"observedGeneration": 4, "readyReplicas": 2})], nodes) == set()
	rules([with_status(web(3), {})], nodes) == set()
}

pod(id, node_) := object.union(
	object_(id, "Pod", concat("-", ["web-5d", format_int(id, 10)]), {
		"metadata": {"ownerReferences": [{"kind": "ReplicaSet", "name": "web-5d", "controller": true}]},
		"spec": {"nodeName": node_},
		"status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]},
	}),
	{"content": {"podPath": ["spec"]}},
)

test_pods_on_one_node_fire if {
	{[f.rule, f.node, f.ready] | some f in found([web(2), pod(21, "a1"), pod(22, "a1")], nodes)} == {["on-one-node", "a1", 2]}
}

test_pods_in_one_zone_fire if {
	{[f.rule, f.zone] | some f in found([web(2), pod(21, "a1"), pod(22, "a2")], nodes)} == {["in-one-zone", "a"]}
	found_with({"node_failure": "node"}, [web(2), pod(21, "a1"), pod(22, "a2")], nodes) == set()
	rules([web(2), pod(21, "a1"), pod(22, "b1")], nodes) == set()
}

test_standing_apart_is_enough if {
	rules([workload("Deployment", "web", 2, {}), pod(21, "a1"), pod(22, "b1")], nodes) == set()
}

test_nothing_that_spreads_fires if {
	{[f.rule, f.path] | some f in found([workload("Deployment", "web", 2, {})], nodes)} == {["may-share-node", ["spec", "template", "spec"]]}
	rules([workload("Deployment", "web", 2, spread_over(["kubernetes.io/hostname"]))], nodes) == {"may-share-zone"}
	found_with({"node_failure": "node"}, [workload("Deployment", "web", 2, spread_over(["kubernetes.io/hostname"]))], nodes) == set()
	rules([workload("Deployment", "web", 2, spread_over(["kubernetes.io/hostname", zone]))], nodes) == set()
}

test_anti_affinity_spreads_too if {
	term := {"topologyKey": zone, "labelSelector": {"matchLabels": {"app": "web"}}}
	rules([workload("Deployment", "web", 2, {"affinity": {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [term]}}})], nodes) == set()
	rules([workload("Deployment", "web", 2, {"affinity": {"podAntiAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": [{"weight": 1, "podAffinityTerm": term}]}}})], nodes) == set()
}

test_a_rule_without_effect_spreads_nothing if {
	loose := object.union(constraint(zone), {"maxSkew": 5})
	other := object.union(constraint(zone), {"labelSelector": {"matchLabels": {"app": "other"}}})
	rules([workload("Deployment", "web", 2, {"topologySpreadConstraints": [loose]})], nodes) == {"may-share-node"}
	rules([workload("Deployment", "web", 2, {"topologySpreadConstraints": [other]})], nodes) == {"may-share-node"}
}

cluster(api, kind, fields) := object_(3, kind, "pg", object.union({"apiVersion": concat("/", [api, "v1"])}, fields))

database_rules(item) := {f.rule | some f in found([web(2)], array.concat(nodes, [item]))}

cnpg(spec, status) := cluster("postgresql.cnpg.io", "Cluster", {"spec": spec, "status": status})

zonal := {"instances": 3, "affinity": {"topologyKey": zone}}

test_database_clusters_need_two_instances if {
	database_rules(cnpg(zonal, {"readyInstances": 3})) == set()
	database_rules(cnpg({}, {})) == {"one-instance"}
	database_rules(cluster("acid.zalan.do", "postgresql", {"spec": {"numberOfInstances": 1}})) == {"one-instance"}
	database_rules(cluster("acid.zalan.do", "postgresql", {"spec": {"numberOfInstances": 2}})) == set()
	database_rules(cluster("stackgres.io", "SGCluster", {"spec": {"instances": "two"}})) == {"one-instance"}
	database_rules(cluster("postgres-operator.crunchydata.com", "PostgresCluster", {"spec": {"instances": [{"replicas": 1}]}})) == {"one-instance"}
	database_rules(cluster("postgres-operator.crunchydata.com", "PostgresCluster", {"spec": {"instances": [{}, {}]}})) == set()
	database_rules(cluster("databases.spotahome.com", "RedisFailover", {"spec": {}})) == set()
	database_rules(cluster("cluster.x-k8s.io", "Cluster", {"spec": {}})) == set()
}

test_database_instances_must_be_ready_and_apart if {
	database_rules(cnpg(zonal, {"readyInstances": 1})) == {"too-few-instances-ready"}
	database_rules(cnpg({"instances": 3}, {"readyInstances": 3})) == {"instances-may-share-zone"}
	database_rules(cnpg({"instances": 3, "topologySpreadConstraints": [{"topologyKey": zone}]}, {})) == set()
}

test_one_usable_node_fires if rules([web(2)], [node(11, "a1", "a")]) == {"one-node"}

test_one_zone_fires_once if {
	found([web(2), workload("Deployment", "api", 2, spread_over(["kubernetes.io/hostname"]))], [node(11, "a1", "a"), node(12, "a2", "a")]) == {{
		"rule": "one-zone", "on": 11, "path": ["metadata", "labels"], "zone": "a",
	}}
	found_with({"node_failure": "node"}, [web(2)], [node(11, "a1", "a"), node(12, "a2", "a")]) == set()
}

test_unlabelled_nodes_are_unknown if {
	{[f.rule, f.status, f.on, f.examples] | some f in found([web(2)], [node(11, "a1", "a"), node(12, "a2", null), node(13, "b1", "b")])} == {["zones-not-known", "unknown", 12, ["a2"]]}
	found_with({"node_failure": "node"}, [web(2)], [node(11, "a1", null), node(12, "a2", null)]) == set()
}

test_no_nodes_are_unknown if {
	found([web(2)], []) == {{"rule": "nodes-not-seen", "on": 1, "path": [], "status": "unknown"}}
}
