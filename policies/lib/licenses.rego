# How far licenses may be used: 0 they may, 1 nobody knows, 2 they are not on the list of those that
# may, 3 they are denied.
package seaworthy.lib.licenses

import data.seaworthy.lib.parameters
import data.seaworthy.lib.values

ok := 0

unknown := 1

not_allowed := 2

denied := 3

# Of each text that a document uses: whoever takes a choice keeps to all of its licenses, and who
# may choose takes the best.
ranks(content) := {term.text: min([choice_rank(choice, term) | some choice in term.choices]) |
	some term in values.list_at(content, ["terms"])
}

choice_rank(choice, term) := max([rank(id, values.list_at(term, ["unrecognised"])) | some id in choice])

rank(id, unrecognised) := ok if {
	on_list(id, "allowed_licenses")
	not on_list(id, "denied_licenses")
} else := ok if {
	# Named in full among the allowed, it is an exception from what a pattern denies.
	some entry in parameters.value("allowed_licenses")
	lower(entry) == lower(id)
} else := denied if {
	on_list(id, "denied_licenses")
} else := not_allowed if {
	count(parameters.value("allowed_licenses")) > 0
} else := unknown if {
	id in unrecognised
} else := ok

on_list(id, parameter) if {
	some entry in parameters.value(parameter)
	some form in forms(id)
	matches(lower(form), lower(entry))
}

# An exception or a later version does not take a license off the list.
forms(id) := {id, base, trim_suffix(base, "+")} if base := split(id, " WITH ")[0]

matches(id, entry) if id == entry

matches(id, entry) if {
	endswith(entry, "*")
	startswith(id, trim_suffix(entry, "*"))
}

# The licenses that stand in the way of a text.
reasons(content, text, least) := sort({id |
	some term in values.list_at(content, ["terms"])
	term.text == text
	some choice in term.choices
	some id in choice
	rank(id, values.list_at(term, ["unrecognised"])) >= least
})
