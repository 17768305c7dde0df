# METADATA
# title: Images hold no secrets
# description: A secret in a layer is readable by everyone who can pull the image, even when a later layer deletes it.
# custom:
#   id: IMG-07
#   severity: critical
#   stage: build
#   scope: object
#   needs: [image/scan]
#   reads: []
#   parameters: [scan_includes_secrets]
#   mappings:
#     nist-800-53r5: [IA-5(7), SC-12, SC-28]
#   rules:
#     secret-in-image:
#       message: "image `{image}` holds a secret in `{target}`: {title}"
#       fix: revoke the secret, remove it from the build, and mount it at run time; deleting the file in a later layer is not enough
#     secrets-not-scanned:
#       message: "image `{image}` was scanned without the secret scanner"
#       fix: scan with `trivy image --scanners vuln,secret --format json`, and set the parameter `scan_includes_secrets` to true
package seaworthy.supply_chain.img_07

import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

image_name := object.get(input.object, ["image", "name"], "")

secrets := values.list_at(input.object, ["secrets"])

findings contains {
	"rule": "secret-in-image",
	"path": [],
	"image": image_name,
	"target": object.get(secret, "target", ""),
	"title": object.get(secret, "title", object.get(secret, "rule", "")),
	"secret": object.get(secret, "rule", ""),
	"line": object.get(secret, "startLine", 0),
} if {
	some secret in secrets
}

# Trivy's report does not list its scanners: no finding and no scan look alike.
findings contains {"rule": "secrets-not-scanned", "path": [], "image": image_name, "status": "unknown"} if {
	not parameters.value("scan_includes_secrets") == true
	count(secrets) == 0
}

findings contains {"rule": "secrets-not-scanned", "path": [], "image": image_name, "status": "unknown"} if {
	not is_array(object.get(input.object, "secrets", null))
}
