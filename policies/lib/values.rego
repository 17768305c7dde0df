# Total look-ups: a manifest may hold null or a string where a list belongs, and a look-up that
# turns undefined would silence the rule that made it.
package seaworthy.lib.values

list(value) := value if is_array(value)

else := []

list_at(object_, path) := value if {
	value := object.get(object_, path, [])
	is_array(value)
}

else := []

map_at(object_, path) := value if {
	value := object.get(object_, path, {})
	is_object(value)
}

else := {}

string_at(object_, path) := value if {
	value := object.get(object_, path, "")
	is_string(value)
}

else := ""

# A field is set when it is there and not null: the API server treats null as absent.
is_set(object_, path) if not object.get(object_, path, null) == null

# Where a grant is written, for findings about it: often another file than its principal's.
written_at(grant) := {"at": grant.source} if is_object(grant.source)

else := {}

# The number a text of decimal digits stands for. Leading zeros are cut: "08" is no JSON number.
decimal(text) := number if {
	text != ""
	trim(text, "0123456789") == ""
	number := to_number_or_zero(trim_left(text, "0"))
}

to_number_or_zero("") := 0

to_number_or_zero(digits) := to_number(digits) if digits != ""

# "25%" is 25.
percent(value) := decimal(trim_suffix(value, "%")) if {
	is_string(value)
	endswith(value, "%")
}

# Any value as one line of text, for a finding.
text(value) := value if {
	is_string(value)
} else := json.marshal(value)
