# What the patterns of a statement stand for, by the table of actions that the evidence was made with.
package seaworthy.lib.aws_actions

import data.seaworthy.lib.aws
import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

# How many of its patterns a message explains.
most := 3

# In words, with the space before them; nothing where no pattern stands for more than itself.
reach(grant, patterns) := words(grant, [part |
	some pattern in patterns
	some known in values.list_at(grant, ["expansion", "patterns"])
	known.pattern == pattern
	part := counted(known, prefix(pattern, patterns))
])

reach_of_rest(grant) := words(grant, [counted(rest, "") |
	rest := object.get(grant, ["expansion", "allBut"], null)
	is_object(rest)
])

words(_, []) := ""

words(grant, parts) := text if {
	count(parts) > 0
	shown := concat("; ", array.slice(parts, 0, most))
	text := concat("", [" (", shown, more(count(parts) - most), "; AWS on ", values.string_at(grant, ["expansion", "table"]), ")"])
}

more(left) := concat("", ["; and ", format_int(left, 10), " patterns more"]) if {
	left > 0
} else := ""

prefix(_, [_]) := ""

prefix(pattern, patterns) := concat("", ["`", pattern, "`: "]) if count(patterns) > 1

counted(known, start) := concat("", [
	start, counted_actions(known.actions),
	level(known, "write", "write"),
	level(known, "permissionsManagement", "permissions management"),
	such(values.list_at(known, ["such"])),
])

counted_actions(1) := "1 action"

counted_actions(number) := concat("", [format_int(number, 10), " actions"]) if number != 1

level(known, key, name) := concat("", [", ", format_int(number, 10), " ", name]) if {
	number := object.get(known, ["levels", key], 0)
	number > 0
} else := ""

such([]) := ""

such(names) := concat("", [", such as ", concat(", ", names)]) if count(names) > 0

# Patterns of a statement that match no action of the table. Not those of policies that AWS keeps, which
# name actions of services that are gone, nor what somebody knows to be right.
unknown(grant) := [name |
	not contains(values.string_at(grant, ["origin", "arn"]), ":aws:policy/")
	some name in values.list_at(grant, ["expansion", "unknown"])
	not is_known(name)
]

is_known(name) if {
	some pattern in parameters.value("actions_known")
	aws.action_matches(pattern, name)
}

# At most five, and how many more there are.
some_names(names) := names if {
	count(names) <= 5
} else := array.concat(array.slice(names, 0, 5), [concat("", ["and ", format_int(count(names) - 5, 10), " more"])])
