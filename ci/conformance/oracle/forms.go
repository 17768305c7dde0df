package main

import "strings"

// form writes a term with the help of smaller ones.
type form func(g *generator, depth int) string

// template is a form whose letters in braces stand for terms: n number, t text, b boolean, N and T
// arrays of these, M and U sets, O object of numbers, L object of text, u a user.
func template(pattern string) form {
	return func(g *generator, depth int) string {
		var out strings.Builder
		for i := 0; i < len(pattern); i++ {
			if pattern[i] == '{' && i+2 < len(pattern) && pattern[i+2] == '}' {
				out.WriteString(g.expression(letters[pattern[i+1]], depth))
				i += 2
			} else {
				out.WriteByte(pattern[i])
			}
		}
		return out.String()
	}
}

var letters = map[byte]kind{
	'n': number, 't': text, 'b': boolean, 'N': arrayOf(number), 'T': arrayOf(text),
	'M': setOf(number), 'U': setOf(text), 'O': objectOf(number), 'L': objectOf(text), 'u': user,
}

func templates(patterns ...string) []form {
	var forms []form
	for _, pattern := range patterns {
		forms = append(forms, template(pattern))
	}
	return forms
}

var forms map[string][]form

func init() {
	forms = map[string][]form{
		number.String(): templates(
			"({n} + {n})", "({n} - {n})", "({n} * {n})", "({n} / {n})", "({n} % {n})",
			"count({N})", "count({T})", "count({U})", "count({O})", "count({t})", "sum({N})", "sum({M})", "product({N})",
			"max({N})", "min({M})", "abs({n})", "ceil({n})", "floor({n})", "round({n})", "to_number({t})",
			"indexof({t}, {t})", "object.get({O}, {t}, {n})", "{O}[{t}]", "{N}[{n}]", "{u}.age",
			"bits.and(count({T}), count({N}))", "bits.lsh(count({T}), 3)", "strings.count({t}, \"a\")",
		),
		text.String(): templates(
			"concat({t}, {T})", "concat(\",\", {U})", "lower({t})", "upper({t})", "trim({t}, \"a \")", "trim_left({t}, {t})",
			"trim_right({t}, \"b\")", "trim_prefix({t}, {t})", "trim_suffix({t}, {t})", "trim_space({t})", "strings.reverse({t})",
			"replace({t}, {t}, {t})", "substring({t}, count({T}), 2)", "substring({t}, 0, -1)", "format_int(round({n}), 10)",
			"format_int(count({T}), 2)", "sprintf(\"%v|%v\", [{n}, {t}])", "sprintf(\"%d-%s\", [count({N}), {t}])", "type_name({N})",
			"type_name({n})", "json.marshal({t})", "json.marshal({M})", "base64.encode({t})", "hex.encode({t})", "max({T})", "min({U})",
			"object.get({L}, {t}, {t})", "{L}[{t}]", "{T}[{n}]", "{u}.name", "urlquery.encode({t})", "strings.replace_n({\"a\": \"b\", \"b\": \"c\"}, {t})",
			"$\"<{{n}}:{{t}}>\"",
		),
		boolean.String(): templates(
			"({n} < {n})", "({n} <= {n})", "({t} > {t})", "({n} >= {n})", "({n} == {n})", "({t} != {t})", "({N} == {N})", "({M} == {M})",
			"({O} != {O})", "({T} < {T})", "startswith({t}, {t})", "endswith({t}, {t})", "contains({t}, {t})", "({n} in {N})",
			"({t} in {U})", "({t}, {n} in {O})", "({n}, {t} in {T})", "is_number({n})", "is_string({t})", "is_set({M})", "{u}.admin",
			"object.subset({O}, {O})", "regex.match(\"^[a-z]+$\", {t})", "glob.match(\"*.y\", [\".\"], {t})", "json.is_valid({t})",
			"strings.any_prefix_match({t}, {T})",
		),
		arrayOf(number).String(): templates(
			"array.concat({N}, {N})", "array.slice({N}, 1, count({T}))", "array.reverse({N})", "numbers.range(0, count({N}))",
			"sort({M})", "sort({N})", "numbers.range(2, -1)", "[x | some x in {M}]", "[{O}[k] | some k in sort(object.keys({O}))]",
		),
		arrayOf(text).String(): templates(
			"array.concat({T}, {T})", "split({t}, \"\")", "split({t}, \".\")", "sort({U})", "sort({T})", "array.slice({T}, 0, 2)",
			"[upper(x) | some x in {T}]", "{u}.roles", "regex.split(\"[/.]\", {t})",
		),
		setOf(number).String(): templates(
			"({M} | {M})", "({M} & {M})", "({M} - {M})", "{x | some x in {N}}", "union({{M}, {M}})", "intersection({{M}, {M}})",
			"{count(x) | some x in {T}}", "{i | some i, _ in {T}}",
		),
		setOf(text).String(): templates(
			"({U} | {U})", "({U} & {U})", "({U} - {U})", "object.keys({O})", "object.keys({L})", "{x | some x in {T}}",
			"{k | some k, v in {O}; v > {n}}", "graph.reachable(data.d.graph, {T})",
		),
		objectOf(number).String(): templates(
			"object.union({O}, {O})", "object.remove({O}, {T})", "object.filter({O}, {U})", "{x: count(x) | some x in {T}}",
			"json.remove({O}, {T})", "json.filter({O}, [\"a\", \"b\"])", "object.union_n([{O}, {O}])",
		),
		objectOf(text).String(): templates(
			"object.union({L}, {L})", "object.remove({L}, {U})", "{x: lower(x) | some x in {U}}", "object.filter({L}, {T})",
		),
	}
}

func formsOf(k kind) []form {
	list := forms[k.String()]
	if k.of != nil {
		comprehend := func(g *generator, depth int) string { return g.comprehension(k, depth) }
		list = append(append([]form{}, list...), comprehend, comprehend, comprehend)
	}
	return list
}
