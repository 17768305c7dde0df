# What environments are made of, in terms that can be compared: facets
# {"environment", "object", "aspect", "value", "id", "path"}.
package seaworthy.lib.parity

import data.seaworthy.lib.edge_routes
import data.seaworthy.lib.evidence
import data.seaworthy.lib.images
import data.seaworthy.lib.parameters
import data.seaworthy.lib.pods
import data.seaworthy.lib.storage
import data.seaworthy.lib.values
import data.seaworthy.lib.workloads

label := parameters.value("environment_label")

# `staging=deploy/staging`, by the folder with a slash at its end.
folders := {folder: name |
	some entry in parameters.value("environment_folders")
	at := indexof(entry, "=")
	at > 0
	name := substring(entry, 0, at)
	folder := concat("", [trim_suffix(substring(entry, at + 1, -1), "/"), "/"])
}

# Undefined for what belongs to no environment.
environment(item) := by_folder(item) if {
	by_folder(item)
} else := own if {
	own := values.string_at(item.content.manifest, ["metadata", "labels", label])
	own != ""
} else := of_namespace[evidence.namespace(item)]

# Of several folders that hold a file the longest counts.
by_folder(item) := folders[found[count(found) - 1][1]] if {
	file := values.string_at(item, ["source", "file"])
	found := sort([[count(folder), folder] |
		some folder, _ in folders
		startswith(file, folder)
	])
}

of_namespace := {name: min(found) | some name, found in labelled}

labelled[item.subject.name] contains name if {
	some item in evidence.objects("Namespace")
	name := values.string_at(item.content.manifest, ["metadata", "labels", label])
	name != ""
}

object_name(item) := concat("/", [item.subject.kind, item.subject.name])

facets := array.concat(
	workload_facets,
	array.concat(image_facets, array.concat(claim_facets, array.concat(ingress_facets, cluster_facets))),
)

# What a release runs once and for all is no part of an environment.
lasting := [{"item": item, "environment": name} |
	some item in workloads.all
	not workloads.kind(item) in {"Job", "Pod", "PodTemplate"}
	name := environment(item)
]

workload_facets := array.concat(
	[facet |
		some one in lasting
		facet := facet_of(one, "workload", one.item.subject.kind, [])
	],
	[facet |
		some one in lasting
		workloads.has_replicas(one.item)
		facet := facet_of(one, "replicas", replicas(one.item), ["spec", "replicas"])
	],
)

# How many is a matter of size; whether it is more than one is a matter of behaviour.
replicas(item) := "several" if {
	workloads.is_replicated(item)
} else := "one"

facet_of(one, aspect, value, path) := {
	"environment": one.environment,
	"object": object_name(one.item),
	"aspect": aspect,
	"value": value,
	"id": one.item.id,
	"path": path,
}

compared_images := {name | some name in parameters.value("parity_images")}

# Tag or else digest: the version is what must be alike, not the registry.
image_facets := [facet |
	some one in lasting
	some image in pods.images(one.item.content)
	parsed := images.parse(image.reference)
	parts := split(parsed.repository, "/")
	parts[count(parts) - 1] in compared_images
	facet := object.union(
		facet_of(one, "image version", version(parsed), image.path),
		{"object": concat(" ", [object_name(one.item), image.name])},
	)
]

version(parsed) := parsed.tag if {
	is_string(parsed.tag)
	parsed.tag != ""
} else := values.text(parsed.digest)

claim_facets := [facet |
	some claim in storage.claims
	item := items_by_id[claim.id]
	name := environment(item)
	facet := {
		"environment": name,
		"object": concat("/", ["claim", claim.name]),
		"aspect": "storage class",
		"value": class(claim),
		"id": claim.id,
		"path": array.concat(claim.path, ["spec"]),
	}
]

class(claim) := storage.asked_class(claim) if storage.has_asked(claim)

else := "the default"

items_by_id := {item.id: item |
	some item in array.concat(workloads.all, storage.claim_items)
}

# Host names differ by environment; what stands between a client and the pods must not.
ingress_facets := array.concat(
	[facet_of({"item": item, "environment": name}, "ingress", concat(", ", sort(traits)), ["spec"]) |
		some item in edge_routes.ingresses
		name := environment(item)
		traits := ({concat(" ", ["class", values.string_at(edge_routes.manifest_spec(item), ["ingressClassName"])])} | {concat(" ", ["annotation", key]) | some key, _ in values.map_at(item.content.manifest, ["metadata", "annotations"]); is_trait(key)}) | tls_traits(edge_routes.manifest_spec(item))
	],
	[facet_of({"item": item, "environment": name}, "ingress", concat(", ", sort(traits)), ["spec"]) |
		some route in edge_routes.traefik_routes
		item := route.item
		name := environment(item)
		spec := edge_routes.manifest_spec(item)
		traits := ({concat(" ", ["entry point", entry]) | some entry in values.list_at(spec, ["entryPoints"])} | {concat(" ", ["middleware", values.string_at(one, ["name"])]) |
			some rule in values.list_at(spec, ["routes"])
			some one in values.list_at(rule, ["middlewares"])
		}) | tls_traits(spec)
	],
)

tls_traits(spec) := {"TLS"} if values.is_set(spec, ["tls"])

else := set()

# Annotations of tools that apply the manifest are no traits of the ingress.
is_trait(key) if {
	some part in ["ingress", "nginx", "haproxy", "alb.", "traefik"]
	contains(key, part)
}

# CloudNativePG's cluster: https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/
clusters := [{"item": item, "environment": name} |
	some item in evidence.objects("Cluster")
	startswith(values.string_at(item.content.manifest, ["apiVersion"]), "postgresql.cnpg.io/")
	name := environment(item)
]

cluster_facets := [facet |
	some one in clusters
	spec := edge_routes.manifest_spec(one.item)
	some facet in [
		facet_of(one, "image version", image_version(values.string_at(spec, ["imageName"])), ["spec", "imageName"]),
		facet_of(one, "replicas", instances(object.get(spec, "instances", 1)), ["spec", "instances"]),
		facet_of(one, "storage class", values.string_at(spec, ["storage", "storageClass"]), ["spec", "storage"]),
		facet_of(one, "extensions", concat(", ", sort(libraries(spec))), ["spec", "postgresql"]),
	]
]

image_version(reference) := version(images.parse(reference)) if {
	reference != ""
} else := "the operator's default"

instances(number) := "several" if {
	number > 1
} else := "one"

libraries(spec) := {name | some name in values.list_at(spec, ["postgresql", "shared_preload_libraries"])}
