package seaworthy.supply_chain.img_03_test

import data.seaworthy.supply_chain.img_03

a := "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

b := "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

workload(id, folder, name, image) := {
	"id": id, "subject": {"kind": "Deployment", "namespace": folder, "name": name},
	"source": {"file": concat("/", [folder, "web.yaml"])},
	"content": {"podPath": ["spec", "template", "spec"], "manifest": {
		"kind": "Deployment", "metadata": {"name": name, "namespace": folder},
		"spec": {"template": {"spec": {"containers": [{"name": "web", "image": image}]}}},
	}},
}

app(digest) := concat("@", ["r.example/app:1", digest])

found(workloads, parameters) := result if {
	result := img_03.findings with input as {
		"parameters": object.union(
			{
				"reference_environment": "production", "environment_label": "environment",
				"environment_folders": ["production=prod", "staging=stage"], "environment_specific_images": [],
			},
			parameters,
		),
		"evidence": {"kubernetes/workload": workloads, "kubernetes/object": []},
	}
}

rules(workloads) := {[f.rule, f.on, object.get(f, "status", "fail")] | some f in found(workloads, {})}

test_the_same_digest_is_silent if rules([workload(1, "prod", "web", app(a)), workload(2, "stage", "web", app(a))]) == set()

test_a_mirror_of_the_same_bytes_is_silent if {
	rules([workload(1, "prod", "web", app(a)), workload(2, "stage", "web", concat("@", ["mirror.example/app", a]))]) == set()
}

test_other_bytes_fire_on_staging if {
	found([workload(1, "prod", "web", app(a)), workload(2, "stage", "web", app(b))], {}) == {{
		"rule": "other-bytes", "on": 2, "path": ["spec", "template", "spec", "containers", 0, "image"],
		"environment": "staging", "object": "Deployment/web", "container": "web", "reference": "production",
		"digest": b, "wanted": a,
	}}
}

test_images_may_differ_on_purpose if {
	found(
		[workload(1, "prod", "web", app(a)), workload(2, "stage", "web", app(b)), workload(3, "prod", "db", "r.example/db@sha256:cc"), workload(4, "stage", "db", "r.example/db@sha256:cc")],
		{"environment_specific_images": ["r.example/app"]},
	) == set()
}

test_a_tag_is_unknown if {
	rules([workload(1, "prod", "web", app(a)), workload(2, "stage", "web", "r.example/app:1")]) == {["no-digest", 2, "unknown"]}
	rules([workload(1, "prod", "web", "r.example/app:1"), workload(2, "stage", "web", app(a))]) == {["no-digest", 1, "unknown"]}
}

test_staging_alone_or_production_alone_is_unknown if {
	rules([workload(1, "prod", "web", app(a))]) == {["nothing-to-compare", 1, "unknown"]}
	rules([workload(2, "stage", "web", app(a))]) == {["no-reference", 2, "unknown"]}
	rules([workload(2, "else", "web", app(a))]) == {["no-environments", 2, "unknown"]}
}

test_nothing_in_common_is_unknown if {
	rules([workload(1, "prod", "web", app(a)), workload(2, "stage", "shop", app(a))]) == {["nothing-in-common", 1, "unknown"]}
}

test_a_workload_without_image_is_silent if {
	rules([workload(1, "prod", "web", app(a)), workload(2, "stage", "web", app(a)), workload(3, "stage", "x", "")]) == set()
}

test_absent_evidence_is_silent if img_03.findings == set() with input as {}
