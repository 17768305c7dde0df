package main

import (
	"fmt"
	"regexp"
	"strings"
)

var (
	quoted    = regexp.MustCompile(`"(\\.|[^"\\])*"|true|false|set\(\)|[0-9]e[0-9]`)
	reference = regexp.MustCompile(`[a-z]`)
)

type variable struct {
	name string
	kind kind
}

// callable is a rule or function that is already there.
type callable struct {
	name      string
	kind      kind
	arguments []kind // nil for a rule
}

// generator writes one program. Rules use only those written before them: no recursion.
type generator struct {
	dice
	scope  []variable
	made   []callable
	mocked []callable
	next   int
}

func (g *generator) fresh() string {
	g.next++
	return fmt.Sprintf("v%d", g.next)
}

func (g *generator) bind(name string, kind kind) { g.scope = append(g.scope, variable{name, kind}) }

// inner writes something with variables of its own.
func (g *generator) inner(write func() string) string {
	outer := len(g.scope)
	defer func() { g.scope = g.scope[:outer] }()
	return write()
}

// expression writes a term of a kind.
func (g *generator) expression(k kind, depth int) string {
	var choices []func() string
	choose := func(weight int, write func() string) {
		for range weight {
			choices = append(choices, write)
		}
	}
	choose(2, func() string { return g.literal(k, depth) })
	for _, v := range g.scope {
		if v.kind.is(k) {
			choose(4, func() string { return v.name })
		}
	}
	for _, place := range places[k.String()] {
		choose(1, func() string { return strings.Replace(place, "P", pick(g.dice, "input", "data.d"), 1) })
	}
	if depth > 0 {
		for _, c := range g.made {
			if c.kind.is(k) {
				choose(3, func() string { return g.call(c, depth) })
			}
			if c.kind.of != nil && c.kind.of.is(k) && c.kind.name == "object" && c.arguments == nil {
				choose(1, func() string { return c.name + "[" + g.expression(text, 0) + "]" })
			}
		}
		for _, form := range formsOf(k) {
			choose(2, func() string { return form(g, depth-1) })
		}
	}
	return pick(g.dice, choices...)()
}

func (g *generator) call(c callable, depth int) string {
	if c.arguments == nil {
		return c.name
	}
	var arguments []string
	for _, argument := range c.arguments {
		arguments = append(arguments, g.expression(argument, depth-1))
	}
	return c.name + "(" + strings.Join(arguments, ", ") + ")"
}

func (g *generator) literal(k kind, depth int) string {
	switch k.name {
	case "number":
		return string(g.numeral())
	case "text":
		return quote(g.word())
	case "boolean":
		return pick(g.dice, "true", "false")
	case "user":
		return `{"name": ` + g.expression(text, 0) + `, "age": ` + g.expression(number, 0) + `, "roles": [], "admin": false}`
	case "array":
		return "[" + g.elements(*k.of, depth) + "]"
	case "set":
		members := g.elements(*k.of, depth)
		if members == "" {
			return "set()"
		}
		// OPA's evaluator goes through a set of references in the order they are written in, and
		// twice through what is equal.
		if reference.MatchString(quoted.ReplaceAllString(members, "")) {
			return "({" + members + "} | set())"
		}
		return "{" + members + "}"
	}
	var fields []string
	for _, key := range []string{"a", "b", "app"} {
		if g.chance(50) {
			fields = append(fields, quote(key)+": "+g.expression(*k.of, depth-1))
		}
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

func (g *generator) elements(k kind, depth int) string {
	var list []string
	for range g.IntN(4) {
		list = append(list, g.expression(k, depth-1))
	}
	return strings.Join(list, ", ")
}

func (g *generator) comprehension(k kind, depth int) string {
	return g.inner(func() string {
		body := g.body(depth, 1+g.IntN(2), true)
		head := g.expression(*k.of, 0)
		switch k.name {
		case "array":
			return "[" + head + " | " + body + "]"
		case "set":
			return "{" + head + " | " + body + "}"
		}
		return "{" + g.expression(text, 0) + ": " + head + " | " + body + "}"
	})
}
