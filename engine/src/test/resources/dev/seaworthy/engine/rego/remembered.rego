package remembered

# Costly enough to be remembered, and different under another input or for another object.
above(thing) := [number |
	some number in thing.numbers
	number > input.limit
]

first := above(input.thing)

again := above(input.thing)

lower := found if found := above(input.thing) with input.limit as 2

same_words := above({"numbers": [0 | some _ in input.thing.numbers]})

undefined_twice if {
	not picky(input.thing)
	not picky(input.thing)
}

picky(thing) := number if {
	some number in thing.numbers
	number > 1000
}
