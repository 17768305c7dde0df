# Policies that misbehave, one rule for each way; and some that do not, to be asked afterwards.
package hostile

# Counts for hours.
loop contains n if {
	some a in numbers.range(1, 3000)
	some b in numbers.range(1, 3000)
	some c in numbers.range(1, 3000)
	n := (a * b) * c
	n < 0
}

# Compares long arrays that differ at their end, over and over.
compared if {
	a := numbers.range(1, 200000)
	b := array.concat(numbers.range(1, 199999), [0])
	some n in numbers.range(1, 100000)
	n < 0 != (a == b)
}

# Compares two small values that hold themselves over and over: billions of elements.
doubled if {
	a := quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled([input.x]))))))))))))))))
	b := quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled(quadrupled([input.x + 0]))))))))))))))))
	a == b
}

quadrupled(x) := [x, x, x, x]

# Sorts, over and over, by elements that are alike up to their end.
sorted if {
	a := numbers.range(1, 20000)
	some n in numbers.range(1, 100000)
	count(sort([array.concat(a, [n]), array.concat(a, [0]), array.concat(a, [1])])) < 0
}

# Makes objects until no memory is left.
objects := [x |
	some a in numbers.range(1, 100000)
	some b in numbers.range(1, 100000)
	x := {"a": a, "b": b}
]

range := count(numbers.range(1, 100000000000))

text := count(concat("", [input.text | some _ in numbers.range(1, 1000000)]))

# Opens more brackets than any stack holds.
nesting := json.unmarshal(concat("", ["[" | some _ in numbers.range(1, 50000)]))

# Takes forever where expressions are matched by trial and error.
expression := regex.match(`^(a+)+$`, concat("", array.concat(["a" | some _ in numbers.range(1, 5000)], ["!"])))

# No machine is large enough for it.
repetition := regex.match(`(((((a{100}){100}){100}){100}){100})`, "a")

conflict := 1 if input.x == 1

conflict := 2 if input.x == 1

keys[key] := value if {
	some value in [1, 2]
	key := "same"
}

absent := 1 if input.never == true

echo := [input]
