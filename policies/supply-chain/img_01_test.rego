package seaworthy.supply_chain.img_01_test

import data.seaworthy.supply_chain.img_01

digest := "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

pinned := concat("@", ["registry.example/app:1", digest])

workload(pod) := {"object": {"podPath": ["spec"], "manifest": {"kind": "Pod", "spec": pod}}}

rules(pod) := result if {
	result := {[f.rule, f.path] | some f in img_01.findings} with input as workload(pod)
}

test_tagged_images_of_every_list_fire if {
	rules({
		"containers": [{"name": "a", "image": "app:1"}],
		"initContainers": [{"name": "b", "image": "app"}],
		"ephemeralContainers": [{"name": "c", "image": "app:latest"}],
		"volumes": [{"name": "d", "image": {"reference": "model:1"}}],
	}) == {
		["no-digest", ["spec", "containers", 0, "image"]],
		["no-digest", ["spec", "initContainers", 0, "image"]],
		["no-digest", ["spec", "ephemeralContainers", 0, "image"]],
		["no-digest", ["spec", "volumes", 0, "image", "reference"]],
	}
}

test_a_finding_names_its_container if {
	found := img_01.findings with input as workload({"containers": [{"name": "a", "image": "app:1"}]})
	found == {{"rule": "no-digest", "path": ["spec", "containers", 0, "image"], "role": "container", "container": "a", "image": "app:1"}}
}

test_pinned_images_are_silent if {
	rules({"containers": [{"name": "a", "image": pinned}, {"name": "b", "image": concat("@", ["app", digest])}]}) == set()
}

test_a_short_digest_fires if {
	rules({"containers": [{"name": "a", "image": "app@sha256:abc"}]}) == {["invalid-digest", ["spec", "containers", 0, "image"]]}
}

test_a_second_at_sign_fires if {
	rules({"containers": [{"name": "a", "image": concat("@", ["app", digest, digest])}]}) == {["invalid-digest", ["spec", "containers", 0, "image"]]}
}

test_an_absent_image_is_unknown if {
	found := img_01.findings with input as workload({"containers": [{"name": "a"}, {"name": "b", "image": null}]})
	count(found) == 2
	every f in found {
		f.rule == "no-image"
		f.status == "unknown"
	}
}

test_absent_containers_are_unknown if {
	found := img_01.findings with input as workload({})
	found == {{"rule": "unreadable", "path": ["spec"], "status": "unknown"}}
}

test_a_wrong_type_is_unknown_beside_what_can_be_read if {
	rules({"containers": [{"name": "a", "image": pinned}], "initContainers": "none"}) == {["unreadable", ["spec", "initContainers"]]}
}
