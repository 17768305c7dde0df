# One rule for each thing that a plan can do.
# The test sees the whole package with input and data of its own.
package statements

array := [x | some x in input.numbers; x > 1]

set := {x | some x in input.numbers}

object := {k: v | some k, v in input.object}

nested := {"a": [1, {"b": null, "c": true}], "d": {1, "x"}}

scan_set := [x | some x in {3, 1, 2}]

scan_object := [k | some k, _ in {"z": 1, "a": 2, "m": 3}]

scan_scalar := {x | some x in input.text}

dot_array := input.numbers[2]

dot_string := input.text.length

dot_absent := input.nowhere.at.all

dot_negative := input.numbers[-1]

dot_set := {1, 2, 3}[2]

dot_float := input.numbers[1.0]

dot_floats := [[x, input.numbers[x]] | some x in input.positions]

dot_float_key := [{1: "a"}[1.0], {1.0: "b"}[1], {1, 2}[2.0] == 2, {[1]: "c"}[[1e0]]]

not_defined if not input.nowhere

not_false if not input.no

not_true if not input.yes

not_nested if not not_absent_member

not_absent_member if not 1 in input.numbers

complete := "first" if input.yes

complete := "first" if input.numbers[0] == 1

default fallback := "fallback"

fallback := "defined" if input.nowhere

otherwise := 1 if {
	input.no
} else := 2 if {
	input.nowhere
} else := 3

every_holds if {
	every x in input.numbers {
		x > 0
	}
}

every_fails if {
	every x in input.numbers {
		x > 1
	}
}

every_empty if {
	every x in [] {
		x > 1
	}
}

partial contains x if some x in input.numbers

partial contains "more"

map[k] := v if some k, v in input.object

deep[x].of[y] if {
	some x in ["p", "q"]
	some y in input.numbers
}

twice(x) := y if y := [x, x]

called := [twice(1), twice("a")]

overload("one") := 1

overload("two") := 2

overloaded := {overload(x) | some x in ["one", "two", "three"]}

unified := y if [1, y, {"k": 3}] = [1, 2, {"k": 3}]

unified_length if [_, _] = input.numbers

seen := input.text

with_input := y if y := seen with input as {"text": "other"}

with_path := y if y := [seen, input.numbers] with input.text as "other"

with_new_path := y if y := input.a.b.c with input.a.b.c as 1

with_over_scalar := y if y := input.text.b with input.text.b as 1

with_data := y if y := data.things.x with data.things.x as "changed"

with_undefined := 1 if seen == "nothing" with input.text as "text"

with_restored := [a, b] if {
	a := seen with input.text as "other"
	b := seen
}

with_rule := y if y := array with set as {1}

from_data := data.things.x

numbers := [1.50, 1e3, 100000000000000000000, -0.0]

equal_numbers if 1.0 == 1

equal_deep if {"a": [1, 2.0]} == {"a": [1.0, 2]}

null_value := null

false_value := false

early if {
	some x in input.numbers
	x == 2
}

shadowed := [y | x := 1; y := [x | some x in [5, 6]]]

dynamic := {k: v | some k in ["seen", "null_value", "absent"]; v := data.statements.plain[k]}

merged := data.statements.plain

plain.seen := input.text

plain.null_value := null

tree.inner.two := 2

tree.one := 1

whole_tree := data.statements.tree

dynamic_path := {k: v | some k in ["seen", "x"]; v := data.statements.plain[k][input.nowhere]}
