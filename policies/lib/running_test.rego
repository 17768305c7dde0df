package seaworthy.lib.running_test

import data.seaworthy.lib.running
import data.seaworthy.lib.scalers

item(id, kind, name, fields) := {"id": id, "subject": {"kind": kind, "namespace": "n"}, "content": {"manifest": object.union(
	{"kind": kind, "metadata": {"name": name, "namespace": "n"}},
	fields,
)}}

owned(id, kind, name, owner_kind, owner) := item(id, kind, name, {"metadata": {"ownerReferences": [{"kind": owner_kind, "name": owner, "controller": true}]}})

counted(items) := ids if {
	found := running.all with input as {"evidence": {"kubernetes/workload": items}}
	ids := {one.id | some one in found}
}

web := item(1, "Deployment", "web", {"spec": {"replicas": 2}})

test_what_a_deployment_made_is_counted_once if {
	counted([web, owned(2, "ReplicaSet", "web-5d", "Deployment", "web"), owned(3, "Pod", "web-5d-x", "ReplicaSet", "web-5d")]) == {1}
	counted([web, owned(3, "Pod", "web-5d-x", "ReplicaSet", "web-5d")]) == {1}
}

test_what_a_cron_job_made_is_counted_once if {
	nightly := item(1, "CronJob", "nightly", {})
	counted([nightly, owned(2, "Job", "nightly-29", "CronJob", "nightly"), owned(3, "Pod", "nightly-29-x", "Job", "nightly-29")]) == {1}
	counted([nightly, owned(3, "Pod", "nightly-29-x", "Job", "nightly-29")]) == {1}
}

test_pods_of_an_unseen_operator_count if {
	counted([owned(2, "Pod", "pg-1", "Cluster", "pg"), owned(3, "Pod", "web-5d-x", "ReplicaSet", "web-5d")]) == {2, 3}
}

test_what_ended_does_not_count if {
	counted([
		item(1, "Pod", "a", {"status": {"phase": "Succeeded"}}),
		item(2, "Job", "b", {"status": {"conditions": [{"type": "Complete", "status": "True"}]}}),
		item(3, "Job", "c", {"status": {"conditions": [{"type": "Suspended", "status": "False"}]}}),
		item(4, "PodTemplate", "d", {}),
	]) == {3}
}

scaled(min, max) := {"evidence": {"kubernetes/object": [item(9, "HorizontalPodAutoscaler", "web", {"spec": {
	"scaleTargetRef": {"kind": "Deployment", "name": "web"}, "minReplicas": min, "maxReplicas": max,
}})]}}

test_pods_of_each_kind if {
	running.pods(web) == 2 with input as {}
	running.pods(item(1, "Deployment", "web", {})) == 1 with input as {}
	running.pods(item(1, "Pod", "web", {})) == 1 with input as {}
	running.pods(item(1, "DaemonSet", "web", {})) == 0 with input as {}
	running.pods(item(1, "Job", "web", {"spec": {"parallelism": 3}})) == 3 with input as {}
	running.pods(item(1, "Job", "web", {"spec": {"parallelism": 3, "completions": 2}})) == 2 with input as {}
	running.pods(item(1, "Job", "web", {"spec": {"completions": 2}})) == 1 with input as {}
	running.pods(item(1, "Job", "web", {"spec": {"suspend": true}})) == 0 with input as {}
	running.pods(item(1, "CronJob", "web", {"spec": {"suspend": true}})) == 0 with input as {}
	running.pods(item(1, "CronJob", "web", {"spec": {"jobTemplate": {"spec": {"parallelism": 2}}}})) == 2 with input as {}
}

test_an_autoscaler_adds_pods if {
	running.pods(web) == 3 with input as scaled(3, 8)
	running.pods(web) == 2 with input as scaled(1, 8)
	running.most_pods(web) == 8 with input as scaled(3, 8)
	running.most_pods(web) == 2 with input as {}
	running.most_pods(item(1, "Pod", "p", {})) == 1 with input as scaled(3, 8)
}

test_no_replicas_switch_the_autoscaler_off if {
	running.pods(item(1, "Deployment", "web", {"spec": {"replicas": 0}})) == 0 with input as scaled(3, 8)
	running.most_pods(item(1, "Deployment", "web", {"spec": {"replicas": 0}})) == 0 with input as scaled(3, 8)
}

keda := item(5, "ScaledObject", "web", {"spec": {"scaleTargetRef": {"name": "web"}}})

made := item(6, "HorizontalPodAutoscaler", "keda-hpa-web", {"metadata": {"ownerReferences": [{"kind": "ScaledObject", "name": "web", "controller": true}]}, "spec": {"scaleTargetRef": {"kind": "Deployment", "name": "web"}, "maxReplicas": 7}})

kinds(objects) := found if {
	all := scalers.of(web) with input as {"evidence": {"kubernetes/object": objects}}
	found := {[one.kind, one.min, one.max] | some one in all}
}

test_keda_and_its_own_autoscaler_are_one if {
	kinds([keda, made]) == {["ScaledObject", 0, 100]}
	kinds([made]) == {["HorizontalPodAutoscaler", 1, 7]}
}
