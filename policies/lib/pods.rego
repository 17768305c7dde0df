# The pod inside a workload: `content` is that of a kubernetes/workload, its manifest and the path
# of the pod spec in it.
package seaworthy.lib.pods

import data.seaworthy.lib.values

roles := {
	"containers": "container",
	"initContainers": "init container",
	"ephemeralContainers": "ephemeral container",
}

spec(content) := values.map_at(content.manifest, content.podPath)

# The metadata of the pod itself, which for a template is not the workload's.
metadata_path(content) := array.concat(
	array.slice(content.podPath, 0, count(content.podPath) - 1),
	["metadata"],
)

metadata(content) := values.map_at(content.manifest, metadata_path(content))

labels(content) := values.map_at(metadata(content), ["labels"])

annotations(content) := values.map_at(metadata(content), ["annotations"])

# Every container of every kind, with where it stands in the source document.
containers(content) := [found |
	pod := spec(content)
	some list, role in roles
	some i, container in values.list_at(pod, [list])
	is_object(container)
	found := {
		"list": list,
		"role": role,
		"name": values.string_at(container, ["name"]),
		"path": array.concat(content.podPath, [list, i]),
		"container": container,
	}
]

# An init container that restarts always runs beside the others for the life of the pod.
is_sidecar(found) if {
	found.list == "initContainers"
	object.get(found.container, "restartPolicy", "") == "Always"
}

# Images of containers, and of image volumes, which are mounted from a registry just the same.
images(content) := array.concat(
	[image |
		some found in containers(content)
		image := {
			"role": found.role,
			"name": found.name,
			"reference": values.string_at(found.container, ["image"]),
			"path": array.concat(found.path, ["image"]),
		}
	],
	[image |
		some i, volume in values.list_at(spec(content), ["volumes"])
		is_object(object.get(volume, "image", null))
		image := {
			"role": "volume",
			"name": values.string_at(volume, ["name"]),
			"reference": values.string_at(volume, ["image", "reference"]),
			"path": array.concat(content.podPath, ["volumes", i, "image", "reference"]),
		}
	],
)

# Paths that hold something else than the Kubernetes API allows: a rule cannot look behind them.
unreadable(content) := {path | some path in unreadable_paths(content)}

unreadable_paths(content) := [content.podPath] if count(values.list_at(spec(content), ["containers"])) == 0

else := array.concat(
	[array.concat(content.podPath, [list]) |
		pod := spec(content)
		some list, _ in roles
		values.is_set(pod, [list])
		not is_array(pod[list])
	],
	[array.concat(content.podPath, [list, i]) |
		pod := spec(content)
		some list, _ in roles
		some i, container in values.list_at(pod, [list])
		not is_object(container)
	],
)
