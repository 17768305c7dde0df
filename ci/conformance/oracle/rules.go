package main

import (
	"fmt"
	"strings"
)

// rule writes a rule of some kind, and tells what later rules may call.
type rule func(g *generator, name string) (string, callable)

var ruleKinds = []rule{
	completeRule, completeRule, elseChain, booleanRule, partialSet, partialSet, partialObject, partialObject,
	function, function, patternFunction, nestedRule, constantRule,
}

func (g *generator) fullBody() string { return g.body(2, 1+g.IntN(3), false) }

func completeRule(g *generator, name string) (string, callable) {
	k := g.kind(2)
	out := ""
	if g.chance(50) {
		out += "default " + name + " := " + g.inner(func() string { return g.constant(k) }) + "\n\n"
	}
	for range 1 + g.IntN(5)/4 {
		out += g.clause(name, k)
	}
	return out, callable{name, k, nil}
}

// constant writes a term that needs no evaluation.
func (g *generator) constant(k kind) string {
	bare := &generator{dice: g.dice}
	for {
		if value := bare.literal(k, -1); !strings.ContainsAny(value, "(.") || k.of == nil {
			return value
		}
	}
}

func (g *generator) clause(head string, k kind) string {
	return g.inner(func() string {
		body := g.fullBody()
		return fmt.Sprintf("%s := %s if {\n\t%s\n}\n\n", head, g.expression(k, 1), body)
	})
}

func elseChain(g *generator, name string) (string, callable) {
	k := g.kind(1)
	out := strings.TrimSuffix(g.clause(name, k), "\n\n")
	for range 1 + g.IntN(2) {
		out += " " + strings.TrimSuffix(g.clause("else", k), "\n\n")
	}
	if g.chance(40) {
		out += " else := " + g.constant(k)
	}
	return out + "\n\n", callable{name, k, nil}
}

func booleanRule(g *generator, name string) (string, callable) {
	out := ""
	if g.chance(50) {
		out = "default " + name + " := false\n\n"
	}
	for range 1 + g.IntN(2) {
		out += g.inner(func() string { return name + " if {\n\t" + g.fullBody() + "\n}\n\n" })
	}
	return out, callable{name, boolean, nil}
}

func constantRule(g *generator, name string) (string, callable) {
	k := g.kind(2)
	return name + " := " + g.expression(k, 2) + "\n\n", callable{name, k, nil}
}

func partialSet(g *generator, name string) (string, callable) {
	k := g.kind(1)
	out := ""
	for range 1 + g.IntN(2) {
		out += g.inner(func() string {
			body := g.fullBody()
			return name + " contains " + g.expression(k, 1) + " if {\n\t" + body + "\n}\n\n"
		})
	}
	return out, callable{name, setOf(k), nil}
}

func partialObject(g *generator, name string) (string, callable) {
	k := g.kind(1)
	if g.chance(60) { // the value depends on nothing but the key: no conflicts
		out := g.inner(func() string {
			body := g.fullBody()
			key := g.expression(text, 0)
			g.scope = []variable{{"key", text}}
			return fmt.Sprintf("%s[key] := %s if {\n\t%s\n\tkey := %s\n}\n\n", name, g.literal(k, 0), body, key)
		})
		return out, callable{name, objectOf(k), nil}
	}
	out := g.inner(func() string {
		body := g.fullBody()
		return fmt.Sprintf("%s[%s] := %s if {\n\t%s\n}\n\n", name, g.expression(text, 0), g.expression(k, 1), body)
	})
	return out, callable{name, objectOf(k), nil}
}

func function(g *generator, name string) (string, callable) {
	k := g.kind(1)
	name = strings.Replace(name, "r", "f", 1)
	var arguments []kind
	var names []string
	for i := range 1 + g.IntN(2) {
		arguments = append(arguments, g.kind(1))
		names = append(names, fmt.Sprintf("a%d", i))
	}
	head := name + "(" + strings.Join(names, ", ") + ")"
	out := ""
	if g.chance(30) {
		out += "default " + name + "(" + strings.TrimSuffix(strings.Repeat("_, ", len(names)), ", ") + ") := " + g.constant(k) + "\n\n"
	}
	out += g.inner(func() string {
		for i, argument := range arguments {
			g.bind(names[i], argument)
		}
		clauses := g.clause(head, k)
		if g.chance(30) {
			clauses = strings.TrimSuffix(clauses, "\n\n") + " " + g.clause("else", k)
		}
		return clauses
	})
	return out, callable{name, k, arguments}
}

// patternFunction has arguments that are patterns.
func patternFunction(g *generator, name string) (string, callable) {
	k := g.kind(1)
	name = strings.Replace(name, "r", "f", 1)
	out := g.inner(func() string {
		g.bind("x", number)
		return g.clause(name+"([x, "+g.expressionOf(number)+"], "+quote(g.word())+")", k)
	})
	out += g.inner(func() string {
		g.bind("x", number)
		g.bind("y", number)
		return g.clause(name+"([x, y], "+quote(g.word())+")", k)
	})
	return out, callable{name, k, []kind{arrayOf(number), text}}
}

func (g *generator) expressionOf(k kind) string { return g.constant(k) }

// nestedRule has a reference for a head.
func nestedRule(g *generator, name string) (string, callable) {
	k := g.kind(1)
	out := g.clause(name+".a", k)
	if g.chance(50) {
		out += g.inner(func() string {
			body := g.fullBody()
			return fmt.Sprintf("%s.b[%s] := %s if {\n\t%s\n}\n\n", name, g.expression(text, 0), g.expression(k, 0), body)
		})
	}
	if g.chance(50) {
		out += g.inner(func() string {
			body := g.fullBody()
			return fmt.Sprintf("%s.c contains %s if {\n\t%s\n}\n\n", name, g.expression(k, 0), body)
		})
	}
	return out, callable{name + ".a", k, nil}
}

// dispatch refers to rules of another package by a variable.
func (g *generator) dispatch(names []string) string {
	var list []string
	for _, name := range names {
		list = append(list, quote(name))
	}
	return "dispatched[name] := value if {\n\tsome name in [" + strings.Join(list, ", ") + ", input.s]\n\tvalue := data.lib[name]\n}\n\n" +
		"dispatched_first := data.lib[input.rule]\n\n"
}

// source writes the modules of a program, and the names of the rules that can be asked.
func (g *generator) source() (map[string]string, []string) {
	lib, names := g.rules("package lib\n\n", "q", 2, false)
	modules := map[string]string{"lib.rego": lib}
	g.made = nil
	main, asked := g.rules("package t\n\n", "r", 3+g.IntN(4), true)
	main += g.dispatch(names)
	asked = append(asked, "dispatched", "dispatched_first")
	modules["t.rego"] = main
	return modules, asked
}

func (g *generator) rules(head, prefix string, count int, functions bool) (string, []string) {
	var names []string
	for i := range count {
		write := pick(g.dice, ruleKinds...)
		if !functions {
			write = pick(g.dice, completeRule, partialSet, partialObject)
		}
		text, made := write(g, fmt.Sprintf("%s%d", prefix, i))
		head += text
		g.made = append(g.made, made)
		if made.arguments == nil {
			name, _, _ := strings.Cut(made.name, ".")
			names = append(names, name)
		}
	}
	return head, names
}
