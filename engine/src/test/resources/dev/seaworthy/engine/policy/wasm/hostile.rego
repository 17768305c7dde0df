# Policies that misbehave, one rule for each way. hostile.wasm is built from this file:
#   opa build -t wasm -e hostile/loop -e hostile/memory -e hostile/recursion -e hostile/text \
#     -e hostile/absent -e hostile/echo hostile.rego
package hostile

# Counts for hours.
loop contains n if {
	some a in numbers.range(1, 3000)
	some b in numbers.range(1, 3000)
	some c in numbers.range(1, 3000)
	n := (a * b) * c
	n < 0
}

# Doubles a list until no memory is left.
memory := [x |
	some a in numbers.range(1, 100000)
	some b in numbers.range(1, 100000)
	x := {"a": a, "b": b}
]

recursion := count(walked) if {
	walked := {path | walk(input.deep, [path, _])}
}

text := "not a list"

absent := 1 if input.never == true

echo := [input]
