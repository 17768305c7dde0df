package seaworthy.lib.pods_test

import data.seaworthy.lib.pods

deployment(pod) := {
	"podPath": ["spec", "template", "spec"],
	"manifest": {"kind": "Deployment", "spec": {"template": {
		"metadata": {"labels": {"app": "web"}, "annotations": {"a": "b"}},
		"spec": pod,
	}}},
}

full := deployment({
	"containers": [{"name": "web", "image": "web:1"}],
	"initContainers": [{"name": "init", "image": "init:1"}, {"name": "side", "image": "side:1", "restartPolicy": "Always"}],
	"ephemeralContainers": [{"name": "debug", "image": "debug:1"}],
	"volumes": [{"name": "model", "image": {"reference": "model:1"}}, {"name": "tmp", "emptyDir": {}}],
})

test_every_list_is_visited if {
	{found.name | some found in pods.containers(full)} == {"web", "init", "side", "debug"}
}

test_a_container_knows_its_path if {
	some found in pods.containers(full)
	found.name == "side"
	found.path == ["spec", "template", "spec", "initContainers", 1]
	pods.is_sidecar(found)
}

test_a_plain_init_container_is_no_sidecar if {
	some found in pods.containers(full)
	found.name == "init"
	not pods.is_sidecar(found)
}

test_images_include_image_volumes if {
	{image.reference | some image in pods.images(full)} == {"web:1", "init:1", "side:1", "debug:1", "model:1"}
}

test_template_metadata_is_the_pods if {
	pods.labels(full) == {"app": "web"}
	pods.annotations(full) == {"a": "b"}
}

test_a_bare_pods_metadata_is_its_own if {
	pods.labels({"podPath": ["spec"], "manifest": {"metadata": {"labels": {"x": "y"}}, "spec": {}}}) == {"x": "y"}
}

test_a_readable_pod_has_no_unreadable_paths if pods.unreadable(full) == set()

test_null_lists_are_absent if {
	pods.unreadable(deployment({"containers": [{"name": "a"}], "initContainers": null})) == set()
}

test_a_pod_without_containers_is_unreadable if {
	pods.unreadable(deployment({})) == {["spec", "template", "spec"]}
	pods.unreadable(deployment(null)) == {["spec", "template", "spec"]}
	pods.unreadable(deployment({"containers": "web"})) == {["spec", "template", "spec"]}
}

test_wrong_types_are_named if {
	pods.unreadable(deployment({"containers": [null, {"name": "a"}], "initContainers": {}})) == {
		["spec", "template", "spec", "containers", 0],
		["spec", "template", "spec", "initContainers"],
	}
}
