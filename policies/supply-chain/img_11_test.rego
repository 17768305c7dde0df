package seaworthy.supply_chain.img_11_test

import data.seaworthy.supply_chain.img_11

a := "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

reference := concat("@", ["r.example/app:1", a])

workload(pod, container) := {
	"id": 1, "subject": {"kind": "Pod", "name": "web"},
	"content": {"podPath": ["spec"], "manifest": {"spec": object.union(pod, {"containers": [object.union({"name": "web", "image": reference}, container)]})}},
}

scan(config, more) := {
	"id": 2, "subject": {"kind": "Image", "name": "r.example/app:1"},
	"content": object.union({"image": {"name": "r.example/app:1", "digest": a, "digests": [a], "tags": []}, "config": config}, more),
}

found(workloads, scans) := result if {
	result := img_11.findings with input as {
		"parameters": {"image_misconfiguration_levels": ["CRITICAL", "HIGH"]},
		"evidence": {"kubernetes/workload": workloads, "image/scan": scans},
	}
}

rules(workloads, scans) := {[f.rule, object.get(f, "status", "fail")] | some f in found(workloads, scans)}

of_user(user, pod, container) := {f.rule | some f in found([workload(pod, container)], [scan({"user": user}, {})])}

set_user(number) := {"securityContext": {"runAsUser": number}}

non_root := {"securityContext": {"runAsNonRoot": true}}

test_a_numeric_user_is_silent if {
	of_user("1001", {}, {}) == set()
	of_user("1001:0", non_root, {}) == set()
}

test_root_and_nobody_named_fire if {
	every user in ["", "root", "0", "0:0", "root:root", "00"] {
		of_user(user, {}, {}) == {"runs-as-root"}
	}
}

test_root_fires_on_the_container if {
	found([workload({}, {})], [scan({"user": ""}, {})]) == {{
		"rule": "runs-as-root", "on": 1, "path": ["spec", "containers", 0],
		"role": "container", "container": "web", "image": reference, "by": "the image",
	}}
}

test_the_manifest_overrides_the_image if {
	of_user("", set_user(1001), {}) == set()
	of_user("", {}, set_user(1001)) == set()
	of_user("1001", set_user(0), {}) == {"runs-as-root"}
	of_user("", set_user(0), set_user(1001)) == set()
	of_user("", set_user(1001), set_user(0)) == {"runs-as-root"}
}

test_root_by_the_manifest_says_so if {
	{f.by | some f in found([workload(set_user(0), {})], [scan({"user": "1001"}, {})])} == {"the manifest"}
}

test_a_root_image_that_must_not_run_as_root_will_not_start if {
	of_user("root", non_root, {}) == {"will-not-start"}
	of_user("1001", {"securityContext": {"runAsNonRoot": true, "runAsUser": 0}}, {}) == {"will-not-start"}
	of_user("root", non_root, {"securityContext": {"runAsNonRoot": false}}) == {"runs-as-root"}
}

test_a_user_by_name_cannot_be_verified if {
	of_user("odoo", non_root, {}) == {"user-by-name"}
	of_user("odoo", {}, {}) == set()
	of_user("odoo", {"securityContext": {"runAsNonRoot": true, "runAsUser": 101}}, {}) == set()
}

step(named) := {"user": "1001", "history": [object.union({"step": 2, "instruction": "RUN", "remote": [], "caches": [], "setsId": false}, named)]}

test_steps_of_the_build_fire if {
	rules([workload({}, {})], [scan(step({"setsId": true}), {})]) == {["sets-id-bits", "fail"]}
	rules([workload({}, {})], [scan(step({"caches": ["apt"]}), {})]) == {["package-cache", "fail"]}
	{[f.rule, f.step, f.url] | some f in found([workload({}, {})], [scan(step({"remote": ["https://x.example/y"]}), {})])} == {["remote-add", 3, "https://x.example/y"]}
}

checks := {"misconfigurations": [
	{"id": "DS-1", "title": "t", "severity": "HIGH", "status": "FAIL"},
	{"id": "DS-2", "title": "t", "severity": "HIGH", "status": "PASS"},
	{"id": "DS-3", "title": "t", "severity": "LOW", "status": "FAIL"},
]}

test_severe_checks_that_failed_fire if {
	{[f.rule, f.check] | some f in found([workload({}, {})], [scan({"user": "1001"}, checks)])} == {["misconfigured", "DS-1"]}
}

test_a_scan_that_does_not_tell_is_unknown_unless_another_tells if {
	silent := scan({}, {})
	rules([workload({}, {})], [silent]) == {["configuration-untold", "unknown"]}
	rules([workload({}, {})], [silent, object.union(scan({"user": "1001"}, {}), {"id": 3})]) == set()
}

test_what_is_not_deployed_or_runs_on_windows_is_silent if {
	rules([], [scan({"user": ""}, checks)]) == set()
	rules([workload({"os": {"name": "windows"}}, {})], [scan({"user": ""}, {})]) == set()
}
