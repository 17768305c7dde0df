# Rules that show what passes between a policy and its host.
package values

kinds := {
	"array": [1, "two", null, true, []],
	"empty": {"set": set(), "object": {}, "text": ""},
	"keys": {1: "number", null: "null", [1, 2]: "array", {3}: "set", "text": "text"},
	"numbers": [0, -1, 1.0, 1e3, 12345678901234567890123, 0.1],
	"sets": {{1, 2}, {"b", "a"}, set()},
	"text": "quote \" backslash \\ line \n tab \t return \r bell \u0007 é 漢 𝄞",
}

echo := input

given if input == input

nothing if is_null(input)

found := data.values_of[input.key]

matches contains word if {
	some word in input.words
	regex.match(`^[a-c]+$`, word)
}

# Arrays made of what has no order of its own.
ordered := {
	"joined": concat(",", {"b", "a", "c"}),
	"keys": [key | some key, _ in input.object],
	"members": [member | some member in {3, "x", [2], {"k": 1}, {"k": 0}, {"j": 5}, null, {1}, 1.5}],
	"nested": [[a, b] | some a in {2, 1}; some b in {2, 1}],
	"same": [a | some a in {2, 1}; some b in {2, 1}; a == b],
}

# Counts are added by OPA's code, numbers as they were written in Java.
two := count({1, 2})

three := count({1, 2, 3})

reckoned := {
	"plus": [two + three, 1.5 + 2, input.n + two],
	"minus": [three - two, 1.5 - 2, {1, 2} - {2}],
	"mul": [two * three, 2 * two],
}
