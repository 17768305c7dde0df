package main

import (
	"fmt"
	"strings"
)

// statement writes one expression of a body, and may bind variables.
type statement func(g *generator, depth int) string

var statements []statement

func init() {
	statements = []statement{
		assignment, assignment, assignment, iteration, iteration, iteration, iteration, anyIndex, condition, condition,
		negation, everyElement, arrayPattern, objectPattern, mockedValue, mockedFunction, membership, truth, undeclared,
	}
}

// body writes statements joined by separators.
func (g *generator) body(depth, length int, inline bool) string {
	separator := "\n\t"
	if inline {
		separator = "; "
	}
	var lines []string
	for range length {
		lines = append(lines, pick(g.dice, statements...)(g, depth))
	}
	return strings.Join(lines, separator)
}

func assignment(g *generator, depth int) string {
	k := g.kind(2)
	value := g.expression(k, depth)
	name := g.fresh()
	g.bind(name, k)
	return name + " := " + value
}

func iteration(g *generator, depth int) string {
	k := g.collection()
	if g.chance(20) {
		k = arrayOf(user)
	}
	collection := g.expression(k, depth)
	value := g.fresh()
	defer func() { g.bind(value, *k.of) }()
	if g.chance(50) {
		return "some " + value + " in " + collection
	}
	key := g.fresh()
	defer func() { g.bind(key, keyKind(k)) }()
	return "some " + key + ", " + value + " in " + collection
}

func keyKind(k kind) kind {
	switch k.name {
	case "object":
		return text
	case "array":
		return number
	}
	return *k.of
}

// anyIndex iterates by a reference with a variable in it.
func anyIndex(g *generator, depth int) string {
	key, value := g.fresh(), g.fresh()
	source, keys, values := "nums", number, number
	switch g.IntN(4) {
	case 1:
		source, values = "strs", text
	case 2:
		source, keys = "counts", text
	case 3:
		source, values = "users", user
	}
	g.bind(key, keys)
	g.bind(value, values)
	document := pick(g.dice, "input", "data.d")
	if g.chance(30) {
		return fmt.Sprintf("%s = %s.%s[%s]", value, document, source, key)
	}
	return fmt.Sprintf("some %s; %s := %s.%s[%s]", key, value, document, source, key)
}

func condition(g *generator, depth int) string { return g.expression(boolean, depth) }

func negation(g *generator, depth int) string { return "not " + g.expression(boolean, depth) }

func truth(g *generator, depth int) string { return g.expression(g.kind(1), depth) }

func everyElement(g *generator, depth int) string {
	k := g.collection()
	collection := g.expression(k, 0)
	return g.inner(func() string {
		key, value := g.fresh(), g.fresh()
		g.bind(key, keyKind(k))
		g.bind(value, *k.of)
		body := g.body(depth-1, 1, true)
		// OPA wants the names that `every` declares to be used.
		if !strings.Contains(body, value) {
			body += "; " + value + " != null"
		}
		if strings.Contains(body, key) {
			value = key + ", " + value
		}
		return "every " + value + " in " + collection + " { " + body + " }"
	})
}

func arrayPattern(g *generator, depth int) string {
	a, b := g.fresh(), g.fresh()
	k, l := g.scalar(), g.scalar()
	fixed := g.expression(text, 0)
	value := "[" + g.expression(k, depth) + ", [" + g.expression(l, depth) + ", " + pick(g.dice, fixed, quote(g.word())) + "]]"
	g.bind(a, k)
	g.bind(b, l)
	pattern := "[" + a + ", [" + b + ", " + fixed + "]]"
	if g.chance(30) {
		return value + " = " + pattern
	}
	return pattern + " = " + value
}

func objectPattern(g *generator, depth int) string {
	a := g.fresh()
	source := g.expression(arrayOf(user), 0)
	g.bind(a, text)
	return `{"name": ` + a + `, "age": _, "roles": _, "admin": ` + pick(g.dice, "true", "_") + `} = ` + source + "[_]"
}

// undeclared unifies a reference to a partial rule or a document with a new variable.
func undeclared(g *generator, depth int) string {
	for _, c := range g.made {
		if c.arguments == nil && c.kind.of != nil && g.chance(40) {
			key := g.fresh()
			g.bind(key, keyKind(c.kind))
			return c.name + "[" + key + "]"
		}
	}
	return iteration(g, depth)
}

func membership(g *generator, depth int) string {
	k := pick(g.dice, number, text)
	return g.expression(k, depth) + " in " + g.expression(pick(g.dice, arrayOf(k), setOf(k), objectOf(k)), depth)
}

// wholeInput stands alone: beside `with input.a as 1`, OPA 1.22.2 writes `a` into the very object
// that replaces the input, and everything that reads the object later sees it there.
const wholeInput = " with input as "

// mockedValue evaluates something with documents replaced.
func mockedValue(g *generator, depth int) string {
	k := g.kind(1)
	value := g.expression(k, depth)
	changes := ""
	for range 1 + g.IntN(2) {
		change := g.replacement(depth)
		if strings.HasPrefix(change, wholeInput) {
			changes = change
			break
		}
		changes += change
	}
	name := g.fresh()
	g.bind(name, k)
	return name + " := " + value + changes
}

func (g *generator) replacement(depth int) string {
	places := []variable{
		{"input.n", number}, {"input.s", text}, {"input.nums", arrayOf(number)}, {"input.counts.a", number},
		{"data.d.n", number}, {"data.d.strs", arrayOf(text)}, {"data.d.labels.app", text}, {"input.deep.new", objectOf(number)},
		{"input", objectOf(number)},
	}
	for _, c := range g.made {
		if c.arguments == nil && !strings.Contains(c.name, "[") {
			places = append(places, variable{"data.t." + c.name, c.kind})
		}
	}
	place := pick(g.dice, places...)
	return " with " + place.name + " as " + g.expression(place.kind, min(depth, 1))
}

// mockedFunction evaluates something with a function or builtin replaced.
func mockedFunction(g *generator, depth int) string {
	replaced := pick(g.dice,
		callable{"count", number, []kind{arrayOf(text)}}, callable{"upper", text, []kind{text}},
		callable{"abs", number, []kind{number}}, callable{"startswith", boolean, []kind{text, text}})
	if own := g.functions(); len(own) > 0 && g.chance(60) {
		replaced = pick(g.dice, own...)
	}
	value := g.call(replaced, depth)
	with := g.expression(replaced.kind, 0)
	for _, other := range g.functions() {
		if other.name != replaced.name && len(other.arguments) == len(replaced.arguments) && other.kind.is(replaced.kind) {
			with = other.name
		}
	}
	if strings.HasPrefix(replaced.name, "f") {
		replaced.name = "data.t." + replaced.name
	}
	name := g.fresh()
	g.bind(name, replaced.kind)
	return name + " := " + value + " with " + replaced.name + " as " + with
}

func (g *generator) functions() []callable {
	var list []callable
	for _, c := range g.made {
		if c.arguments != nil {
			list = append(list, c)
		}
	}
	return list
}
