# METADATA
# title: Workloads name their owner
# description: Whoever is called at night must be found; a label on the workload tells whose it is.
# custom:
#   id: @ID@
#   severity: medium
#   stage: build
#   scope: object
#   needs: [kubernetes/workload]
#   reads: []
#   parameters: [@PARAMETER@]
#   mappings: {}
#   rules:
#     no-owner:
#       message: "`{subject}` has no label `{label}`"
#       fix: set the label `{label}` to the team that owns it
package @PACKAGE@

findings contains {"rule": "no-owner", "path": ["metadata", "labels"], "label": owner_label} if {
	not is_owner(object.get(input.object, ["manifest", "metadata", "labels", owner_label], null))
}

is_owner(value) if {
	is_string(value)
	trim_space(value) != ""
}

# Seaworthy hands over every declared parameter; the default stands in for one that is missing.
owner_label := given if {
	given := input.parameters.@PARAMETER@
} else := data.parameters.@PARAMETER@.default
