package seaworthy.supply_chain.img_02_test

import data.seaworthy.supply_chain.img_02

digest := "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

workload(image) := {
	"parameters": {"mutable_tags": ["stable", "Edge"]},
	"object": {"podPath": ["spec"], "manifest": {"kind": "Pod", "spec": {"containers": [{"name": "a", "image": image}]}}},
}

rules(image) := result if {
	result := {f.rule | some f in img_02.findings} with input as workload(image)
}

test_mutable_tags_fire if {
	every image in ["app:latest", "app:stable", "app:EDGE", "registry.example:5000/app:latest"] {
		rules(image) == {"mutable-tag"}
	}
}

test_no_tag_fires if {
	every image in ["app", "registry.example:5000/app"] {
		rules(image) == {"no-tag"}
	}
}

test_a_release_tag_is_silent if rules("app:18.0.3") == set()

test_a_digest_without_a_tag_is_silent if rules(concat("@", ["app", digest])) == set()

test_latest_beside_a_digest_fires if rules(concat("@", ["app:latest", digest])) == {"mutable-tag"}

test_a_tag_that_holds_a_mutable_word_is_silent if rules("app:18.0-stable") == set()

test_absent_image_is_unknown if {
	found := img_02.findings with input as workload(null)
	{[f.rule, f.status] | some f in found} == {["no-image", "unknown"]}
}

test_latest_fires_without_parameters if {
	found := img_02.findings with input as object.remove(workload("app:latest"), ["parameters"])
		with data.parameters as {"mutable_tags": {"default": []}}
	{f.rule | some f in found} == {"mutable-tag"}
}

test_absent_containers_are_unknown if {
	found := img_02.findings with input as {"object": {"podPath": ["spec"], "manifest": {}}, "parameters": {"mutable_tags": []}}
	found == {{"rule": "unreadable", "path": ["spec"], "status": "unknown"}}
}
