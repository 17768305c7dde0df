# Which service account a pod runs as, and whether it holds that account's token.
package seaworthy.lib.service_accounts

import data.seaworthy.lib.evidence
import data.seaworthy.lib.pods
import data.seaworthy.lib.values

# `serviceAccount` is the field's name of old; `serviceAccountName` wins.
name_of(item) := name if {
	name := values.string_at(pods.spec(item.content), ["serviceAccountName"])
	name != ""
} else := name if {
	name := values.string_at(pods.spec(item.content), ["serviceAccount"])
	name != ""
} else := "default"

# The pod's word goes before its account's. Unset on both, the token is mounted.
mounts_token(item) := answer if {
	answer := answers[object.get(pods.spec(item.content), "automountServiceAccountToken", null)]
} else := answer if {
	answer := answers[object.get(of(item), "automountServiceAccountToken", null)]
} else := "unset"

answers := {true: "yes", false: "no"}

of(item) := object.get(accounts, [evidence.namespace(item), name_of(item)], {})

# Whole objects by namespace and name.
accounts := {namespace: by_name |
	some namespace in {evidence.namespace(item) | some item in evidence.objects("ServiceAccount")}
	by_name := {name: item.content.manifest |
		some item in evidence.objects("ServiceAccount")
		evidence.namespace(item) == namespace
		name := values.string_at(item.content.manifest, ["metadata", "name"])
	}
}
