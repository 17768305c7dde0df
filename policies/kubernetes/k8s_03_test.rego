package seaworthy.kubernetes.k8s_03_test

import data.seaworthy.kubernetes.k8s_03

parameters := {"min_autoscaled_replicas": 2, "max_scaling_target_percent": 80, "scaled_to_zero_allowed": ["n/sleepy"]}

requests(amounts) := {"name": "app", "resources": {"requests": amounts}}

full := requests({"cpu": "1", "memory": "1Gi"})

workload(name, metadata, spec, containers) := {
	"id": 1, "subject": {"kind": "Deployment", "namespace": "n", "name": name},
	"content": {"podPath": ["spec", "template", "spec"], "manifest": {
		"kind": "Deployment", "metadata": object.union({"name": name, "namespace": "n"}, metadata),
		"spec": object.union(spec, {"template": {"spec": {"containers": containers}}}),
	}},
}

web := workload("web", {}, {}, [full])

scaler(id, kind, fields) := {
	"id": id, "subject": {"kind": kind, "namespace": "n", "name": "s"},
	"content": {"manifest": object.union({"kind": kind, "metadata": {"name": concat("", ["s", format_int(id, 10)]), "namespace": "n"}}, fields)},
}

target := {"kind": "Deployment", "name": "web"}

hpa(spec) := scaler(2, "HorizontalPodAutoscaler", {"spec": object.union({"scaleTargetRef": target, "minReplicas": 2, "maxReplicas": 6}, spec)})

keda(spec) := scaler(3, "ScaledObject", {"spec": object.union(
	{
		"scaleTargetRef": {"name": "web"}, "minReplicaCount": 2,
		"triggers": [{"type": "cpu", "metricType": "Utilization", "metadata": {"value": "70"}}],
	},
	spec,
)})

found(workloads, objects) := result if {
	result := k8s_03.findings with input as {"parameters": parameters, "evidence": {
		"kubernetes/workload": workloads, "kubernetes/object": objects,
	}}
}

rules(workloads, objects) := {f.rule | some f in found(workloads, objects)}

resource(name, percent) := {"type": "Resource", "resource": {"name": name, "target": {"type": "Utilization", "averageUtilization": percent}}}

cpu(percent) := {"metrics": [resource("cpu", percent)]}

test_sound_autoscalers_are_silent if {
	rules([web], [hpa(cpu(65))]) == set()
	rules([web], [keda({})]) == set()
	rules([web], []) == set()
}

test_a_low_minimum_fires if {
	found([web], [hpa(object.union(cpu(65), {"minReplicas": 1}))]) == {{
		"rule": "min-too-low", "on": 2, "path": ["spec", "minReplicas"], "scaler": "HorizontalPodAutoscaler",
		"replicas": 1, "wanted": 2, "field": "minReplicas",
	}}
}

test_an_absent_minimum_is_one_or_zero_for_keda if {
	{f.replicas | some f in found([web], [scaler(2, "HorizontalPodAutoscaler", {"spec": {"scaleTargetRef": target, "maxReplicas": 3}})])} == {1}
	{[f.replicas, f.field] | some f in found([web], [keda({"minReplicaCount": null})])} == {[0, "minReplicaCount"]}
}

test_a_listed_workload_may_sleep if {
	sleepy := keda({"scaleTargetRef": {"name": "sleepy"}, "minReplicaCount": 0})
	rules([workload("sleepy", {}, {}, [full])], [sleepy]) == set()
}

test_no_room_to_grow_fires if {
	rules([web], [hpa(object.union(cpu(65), {"maxReplicas": 2}))]) == {"no-range"}
}

at(number) := object.union(hpa(cpu(65)), {"content": {"manifest": {"status": {"currentReplicas": number}}}})

test_a_reached_maximum_fires if {
	rules([web], [at(5)]) == set()
	{[f.rule, f.replicas] | some f in found([web], [at(6)])} == {["max-reached", 6]}
}

test_a_high_target_fires_in_every_version_of_the_api if {
	every spec, path in {
		{"targetCPUUtilizationPercentage": 81}: ["spec", "targetCPUUtilizationPercentage"],
		cpu(81): ["spec", "metrics", 0, "resource"],
		{"metrics": [{"type": "Resource", "resource": {"name": "cpu", "targetAverageUtilization": 81}}]}: ["spec", "metrics", 0, "resource"],
		{"metrics": [{"type": "ContainerResource", "containerResource": {"container": "app", "name": "cpu", "target": {"averageUtilization": 81}}}]}: ["spec", "metrics", 0, "containerResource"],
	} {
		{[f.rule, f.path, f.target] | some f in found([web], [hpa(spec)])} == {["target-too-high", path, 81]}
	}
	rules([web], [hpa(cpu(80))]) == set()
	rules([web], [hpa({"metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "AverageValue", "averageValue": "900m"}}}]})]) == set()
}

annotated(text) := object.union(hpa({}), {"content": {"manifest": {"metadata": {"annotations": {"autoscaling.alpha.kubernetes.io/metrics": text}}}}})

test_metrics_in_an_annotation_count if {
	rules([web], [annotated(json.marshal([resource("memory", 95)]))]) == {"target-too-high"}
	rules([web], [annotated("no JSON")]) == set()
}

test_a_high_target_of_keda_fires if {
	every trigger in [
		{"type": "memory", "metricType": "Utilization", "metadata": {"value": "95"}},
		{"type": "cpu", "metadata": {"type": "Utilization", "value": "95"}},
		{"type": "cpu", "metadata": {"value": 95}},
	] {
		rules([web], [keda({"triggers": [trigger]})]) == {"target-too-high"}
	}
	rules([web], [keda({"triggers": [{"type": "cpu", "metricType": "AverageValue", "metadata": {"value": "950m"}}]})]) == set()
}

bare := workload("web", {}, {}, [full, {"name": "proxy"}])

test_an_absent_request_of_the_scaled_metric_fires if {
	{[f.rule, f.container, f.metric, f.on] | some f in found([bare], [hpa(cpu(65))])} == {["no-request", "proxy", "cpu", 2]}
	{f.container | some f in found([bare], [keda({})])} == {"proxy"}
}

test_the_default_metric_needs_requests_too if rules([bare], [hpa({})]) == {"no-request"}

container_metric(name) := {"metrics": [{"type": "ContainerResource", "containerResource": {"container": name, "name": "cpu", "target": {"averageUtilization": 60}}}]}

test_a_metric_of_one_container_needs_its_request_only if {
	rules([bare], [hpa(container_metric("app"))]) == set()
	rules([bare], [hpa(container_metric("proxy"))]) == {"no-request"}
	rules([bare], [hpa(container_metric("gone"))]) == {"container-not-found"}
}

test_declared_replicas_fight_the_autoscaler if {
	{[f.rule, f.replicas, f.workload] | some f in found([workload("web", {}, {"replicas": 3}, [full])], [hpa(cpu(65))])} == {["fixed-replicas", 3, "web"]}
	rules([workload("web", {}, {"replicas": 0}, [full])], [hpa(cpu(65))]) == set()
}

live(metadata) := workload("web", object.union({"uid": "u"}, metadata), {"replicas": 3}, [full])

test_a_live_count_is_the_autoscalers_own if rules([live({})], [hpa(cpu(65))]) == set()

test_a_live_count_that_someone_applies_fights if {
	rules([live({"managedFields": [{"operation": "Apply", "fieldsV1": {"f:spec": {"f:replicas": {}}}}]})], [hpa(cpu(65))]) == {"fixed-replicas"}
	rules([live({"managedFields": [{"operation": "Update", "fieldsV1": {"f:spec": {"f:replicas": {}}}}]})], [hpa(cpu(65))]) == set()
	applied := {"annotations": {"kubectl.kubernetes.io/last-applied-configuration": `{"spec": {"replicas": 4}}`}}
	{f.replicas | some f in found([live(applied)], [hpa(cpu(65))])} == {4}
}

test_two_autoscalers_fire if {
	{[f.rule, f.scalers] | some f in found([web], [hpa(cpu(65)), keda({})])} == {["two-autoscalers", ["HorizontalPodAutoscaler s2", "ScaledObject s3"]]}
}

vertical(fields) := scaler(4, "VerticalPodAutoscaler", {"spec": object.union({"targetRef": target}, fields)})

test_a_vertical_autoscaler_of_the_same_metric_fires if {
	{[f.rule, f.on, f.metric] | some f in found([web], [hpa(cpu(65)), vertical({})])} == {["resized-too", 4, "cpu"]}
	rules([web], [hpa(cpu(65)), vertical({"updatePolicy": {"updateMode": "Off"}})]) == set()
	rules([web], [hpa(cpu(65)), vertical({"resourcePolicy": {"containerPolicies": [{"controlledResources": ["memory"]}]}})]) == set()
	rules([web], [hpa(cpu(65)), vertical({"resourcePolicy": {"containerPolicies": [{"mode": "Off"}]}})]) == set()
	rules([web], [hpa(cpu(65)), vertical({"resourcePolicy": {"containerPolicies": [{}]}})]) == {"resized-too"}
}

state(item, type, status, reason) := object.union(item, {"content": {"manifest": {"status": {"conditions": [{"type": type, "status": status, "reason": reason}]}}}})

test_an_autoscaler_that_does_not_scale_fires if {
	{[f.rule, f.reason] | some f in found([web], [state(hpa(cpu(65)), "ScalingActive", "False", "FailedGetResourceMetric")])} == {["not-scaling", "FailedGetResourceMetric"]}
	rules([web], [state(keda({}), "Ready", "False", "ScaledObjectCheckFailed")]) == {"not-scaling"}
	rules([web], [state(hpa(cpu(65)), "ScalingActive", "False", "ScalingDisabled")]) == set()
	rules([web], [state(hpa(cpu(65)), "ScalingLimited", "False", "DesiredWithinRange")]) == set()
}

paused(annotations) := object.union(keda({}), {"content": {"manifest": {"metadata": {"annotations": annotations}}}})

test_a_paused_object_fires if {
	rules([web], [paused({"autoscaling.keda.sh/paused-replicas": "0"})]) == {"paused"}
	rules([web], [paused({"autoscaling.keda.sh/paused": "true"})]) == {"paused"}
	rules([web], [paused({"autoscaling.keda.sh/paused": "false"})]) == set()
}

test_no_trigger_fires if rules([web], [keda({"triggers": []})]) == {"no-metric"}

test_an_unseen_target_is_unknown if {
	found([workload("other", {}, {}, [full])], [hpa(cpu(65))]) == {{
		"rule": "target-not-seen", "on": 2, "path": ["spec", "scaleTargetRef"], "status": "unknown",
		"scaler": "HorizontalPodAutoscaler", "target": "Deployment web",
	}}
}
