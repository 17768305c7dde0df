package main

import "math/rand/v2"

// kind is the type of a generated expression.
type kind struct {
	name string
	of   *kind // what an array or set holds, or an object's values; keys are strings
}

var (
	number  = kind{name: "number"}
	text    = kind{name: "text"}
	boolean = kind{name: "boolean"}
	user    = kind{name: "user"} // an object of the documents: name, age, roles
)

func arrayOf(of kind) kind  { return kind{"array", &of} }
func setOf(of kind) kind    { return kind{"set", &of} }
func objectOf(of kind) kind { return kind{"object", &of} }

func (k kind) String() string {
	if k.of == nil {
		return k.name
	}
	return k.name + " of " + k.of.String()
}

func (k kind) is(other kind) bool { return k.String() == other.String() }

// dice is a source of choices: the same seed and number give the same program.
type dice struct{ *rand.Rand }

func newDice(seed, number uint64) dice { return dice{rand.New(rand.NewPCG(seed, number))} }

func (d dice) chance(percent int) bool { return d.IntN(100) < percent }

func pick[T any](d dice, from ...T) T { return from[d.IntN(len(from))] }

func (d dice) scalar() kind { return pick(d, number, number, text, text, boolean) }

func (d dice) kind(depth int) kind {
	if depth <= 0 || d.chance(45) {
		return d.scalar()
	}
	of := d.kind(depth - 1)
	switch d.IntN(3) {
	case 0:
		return arrayOf(of)
	case 1:
		return setOf(of)
	}
	return objectOf(of)
}

// collection is something that can be iterated.
func (d dice) collection() kind {
	of := pick(d, number, text, number, text, boolean, arrayOf(number))
	return pick(d, arrayOf(of), setOf(of), objectOf(of))
}
