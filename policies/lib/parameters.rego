package seaworthy.lib.parameters

# The engine hands over every declared parameter. The bundle's own default stands in for one that
# is missing, so that a control asked without parameters still judges.
value(name) := given if {
	given := input.parameters[name]
} else := data.parameters[name].default
