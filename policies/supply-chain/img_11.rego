# METADATA
# title: Images are configured well
# description: What a container runs as follows from its manifest and, where that is silent, from its image. The image's history tells what its build left behind.
# custom:
#   id: IMG-11
#   severity: medium
#   stage: build
#   scope: snapshot
#   needs: [kubernetes/workload, image/scan]
#   reads: []
#   parameters: [image_misconfiguration_levels]
#   mappings:
#     nist-800-53r5: [AC-6, CM-6, CM-7]
#   rules:
#     runs-as-root:
#       message: "{role} `{container}` of image `{image}` runs as root: {by} says so, or says nothing else"
#       fix: name a numeric user in the image by `USER`, or set `securityContext.runAsUser`
#     will-not-start:
#       message: "{role} `{container}` will not start: `runAsNonRoot` is set, and image `{image}` runs as root"
#       fix: name a numeric user in the image by `USER`, or set `securityContext.runAsUser`
#     user-by-name:
#       message: "{role} `{container}` will not start: `runAsNonRoot` is set, and the user `{user}` of image `{image}` is no number, so the kubelet cannot tell"
#       fix: name the user by its number in the image, or set `securityContext.runAsUser`
#     sets-id-bits:
#       message: "step {step} of image `{image}` sets setuid or setgid on a file"
#       fix: take the bits away; grant the one capability that is needed
#     package-cache:
#       message: "step {step} of image `{image}` leaves the cache of `{manager}` behind"
#       fix: clean it in the same step, or mount it with `--mount=type=cache`
#     remote-add:
#       message: "step {step} of image `{image}` adds `{url}` from the network, without a checksum"
#       fix: fetch it with `ADD --checksum=sha256:… ` or in a stage that verifies it
#     misconfigured:
#       message: "the scanner says of image `{image}`: {title} (`{check}`, {level})"
#       fix: mend the image's build as the check says
#     configuration-untold:
#       message: "the scan of image `{image}` does not tell its configuration"
#       fix: scan it with `trivy image --format json`, which writes `Metadata.ImageConfig`
package seaworthy.supply_chain.img_11

import data.seaworthy.lib.deployed_images
import data.seaworthy.lib.evidence
import data.seaworthy.lib.images
import data.seaworthy.lib.parameters
import data.seaworthy.lib.pods
import data.seaworthy.lib.values

scans := {item.id: item | some item in evidence.of_kind("image/scan")}

scans_of(image) := deployed_images.of_digest("image/scan", image)

judged := {id | some image in deployed_images.all; some id in scans_of(image)}

# Of several scans of the same bytes any tells the user.
users(image) := {user |
	some id in scans_of(image)
	user := object.get(scans[id].content, ["config", "user"], null)
	is_string(user)
}

# Each container whose image tells a user.
containers := [one |
	some item in evidence.of_kind("kubernetes/workload")
	pod := pods.spec(item.content)
	values.string_at(pod, ["os", "name"]) != "windows"
	some found in pods.containers(item.content)
	reference := values.string_at(found.container, ["image"])
	reference != ""
	some user in users(images.parse(reference))
	one := {"on": item.id, "found": found, "container": found.container, "pod": pod, "image": reference, "user": user}
]

# The container's own setting stands above its pod's.
setting(one, key) := value if {
	value := object.get(one.container, ["securityContext", key], null)
	value != null
} else := value if {
	value := object.get(one.pod, ["securityContext", key], null)
	value != null
}

must_not_be_root(one) if setting(one, "runAsNonRoot") == true

sets_user(one) if is_number(setting(one, "runAsUser"))

# `0`, `root` and nothing at all, whatever the group.
user(one) := split(one.user, ":")[0]

is_root(one) if user(one) in {"", "root"}

is_root(one) if values.decimal(user(one)) == 0

is_number_text(text) if is_number(values.decimal(text))

findings contains on_container("runs-as-root", one, {"by": "the image"}) if {
	some one in containers
	not sets_user(one)
	not must_not_be_root(one)
	is_root(one)
}

findings contains on_container("runs-as-root", one, {"by": "the manifest"}) if {
	some one in containers
	setting(one, "runAsUser") == 0
	not must_not_be_root(one)
}

findings contains on_container("will-not-start", one, {}) if {
	some one in containers
	not sets_user(one)
	must_not_be_root(one)
	is_root(one)
}

findings contains on_container("will-not-start", one, {}) if {
	some one in containers
	must_not_be_root(one)
	setting(one, "runAsUser") == 0
}

findings contains on_container("user-by-name", one, {"user": one.user}) if {
	some one in containers
	not sets_user(one)
	must_not_be_root(one)
	not is_root(one)
	not is_number_text(user(one))
}

steps := [{"item": item, "step": step} |
	some item in evidence.of_kind("image/scan")
	item.id in judged
	some step in values.list_at(item.content, ["config", "history"])
]

findings contains on_step("sets-id-bits", one, {}) if {
	some one in steps
	one.step.setsId == true
}

findings contains on_step("package-cache", one, {"manager": manager}) if {
	some one in steps
	some manager in values.list_at(one.step, ["caches"])
}

findings contains on_step("remote-add", one, {"url": url}) if {
	some one in steps
	some url in values.list_at(one.step, ["remote"])
}

findings contains on_scan("misconfigured", item, named) if {
	some item in evidence.of_kind("image/scan")
	item.id in judged
	some check in values.list_at(item.content, ["misconfigurations"])
	check.status == "FAIL"
	check.severity in parameters.value("image_misconfiguration_levels")
	named := {
		"check": values.string_at(check, ["id"]),
		"title": values.string_at(check, ["title"]),
		"level": lower(check.severity),
	}
}

# One scan of an image that tells is enough; another scanner's need not.
findings contains on_scan("configuration-untold", scans[id], {"status": "unknown"}) if {
	some image in deployed_images.all
	count(scans_of(image)) > 0
	count(users(image)) == 0
	id := min(scans_of(image))
}

on_container(rule, one, named) := object.union(
	{
		"rule": rule,
		"on": one.on,
		"path": one.found.path,
		"role": one.found.role,
		"container": one.found.name,
		"image": one.image,
	},
	named,
)

on_step(rule, one, named) := on_scan(rule, one.item, object.union({"step": one.step.step + 1}, named))

on_scan(rule, item, named) := object.union(
	{"rule": rule, "on": item.id, "path": [], "image": deployed_images.about(item.content).name},
	named,
)
