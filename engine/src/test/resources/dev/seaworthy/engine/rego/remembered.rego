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

# A text is the same wherever it stands.
long_words := [word | some word in array.concat(input.thing.words, input.thing.words); is_long(word)]

longer_words := words if {
	words := [word | some word in input.thing.words; is_long(word)] with input.limit as 12
}

is_long(word) if {
	letters := [letter | some letter in split(word, "")]
	count(letters) > input.limit
}
