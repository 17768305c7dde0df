package seaworthy.supply_chain.img_04_test

import data.seaworthy.supply_chain.img_04

workload(image, allowed) := {
	"parameters": {"allowed_registries": allowed},
	"object": {"podPath": ["spec"], "manifest": {"kind": "Pod", "spec": {"containers": [{"name": "a", "image": image}]}}},
}

found(image, allowed) := result if {
	result := img_04.findings with input as workload(image, allowed)
}

test_a_foreign_registry_fires if {
	found("quay.example/team/app:1", ["registry.example"]) == {{
		"rule": "registry-not-allowed",
		"path": ["spec", "containers", 0, "image"],
		"role": "container",
		"container": "a",
		"image": "quay.example/team/app:1",
		"repository": "quay.example/team/app",
	}}
}

test_an_allowed_registry_is_silent if {
	found("registry.example/team/app:1", ["other.example", "registry.example/team"]) == set()
}

test_a_neighbouring_repository_fires if {
	count(found("registry.example/teammate/app:1", ["registry.example/team"])) == 1
}

test_docker_hub_is_normalised if {
	found("nginx", ["docker.io"]) == set()
	found("nginx", ["docker.io/library"]) == set()
	found("index.docker.io/odoo/odoo:18", ["docker.io/odoo"]) == set()
	count(found("evil/nginx", ["docker.io/library"])) == 1
	count(found("nginx", ["registry.example"])) == 1
}

test_no_allow_list_is_unknown if {
	unset := {{"rule": "no-allow-list", "path": [], "status": "unknown"}}
	found("nginx", []) == unset
	found("nginx", [""]) == unset
	found("nginx", null) == unset
}

test_absent_parameters_are_unknown if {
	unset := img_04.findings with input as object.remove(workload("nginx", []), ["parameters"])
	{f.rule | some f in unset} == {"no-allow-list"}
}

test_absent_image_is_unknown if {
	{[f.rule, f.status] | some f in found(null, ["docker.io"])} == {["no-image", "unknown"]}
}

test_absent_containers_are_unknown if {
	absent := img_04.findings with input as {"object": {"podPath": ["spec"], "manifest": {}}, "parameters": {"allowed_registries": ["a.example"]}}
	absent == {{"rule": "unreadable", "path": ["spec"], "status": "unknown"}}
}
