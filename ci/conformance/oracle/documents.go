package main

import (
	"encoding/json"
	"strings"
)

// Where the documents hold values of each kind: P stands for input or data.d. Inputs leave some of
// these out and put other values in others, so that policies meet what they do not expect.
var places = map[string][]string{
	number.String():                   {"P.n", "P.m", "P.counts.a", "P.nums[0]", "P.users[0].age", "P.matrix[1][0]"},
	text.String():                     {"P.s", "P.strs[1]", "P.users[0].name", "P.labels.app", "P.labels[\"b/c\"]"},
	boolean.String():                  {"P.flag", "P.off", "P.users[1].admin"},
	arrayOf(number).String():          {"P.nums", "P.matrix[0]"},
	arrayOf(text).String():            {"P.strs", "P.users[0].roles"},
	objectOf(number).String():         {"P.counts"},
	objectOf(text).String():           {"P.labels"},
	arrayOf(arrayOf(number)).String(): {"P.matrix"},
	objectOf(arrayOf(text)).String():  {"P.graph"},
	arrayOf(user).String():            {"P.users"},
	user.String():                     {"P.users[0]", "P.users[1]"},
}

var words = []string{"", "a", "b", "app", "web", "prod", "x.y", "A b", "ß", "日本", "🙂z", "a/b/c", "1", "-2.5", "true", "%d", "\\", "\"q\"", "tab\there"}

func (d dice) word() string { return pick(d, words...) }

// plainNumeral is a number in canonical form: bundles keep their data in that form.
func (d dice) plainNumeral() json.Number {
	return pick[json.Number](d, "0", "1", "2", "3", "5", "7", "10", "-1", "-4", "100", "1.5", "-0.5", "0.25", "65536")
}

func (d dice) numeral() json.Number {
	return pick[json.Number](d, "0", "1", "2", "3", "5", "7", "10", "-1", "-4", "100", "1.5", "-0.5", "0.25", "1.0", "1e2", "65536")
}

// document makes data.d or an input. Only an input has defects.
func (d dice) document(defects int) map[string]any {
	numeral := d.plainNumeral
	if defects > 0 {
		numeral = d.numeral
	}
	numbers := func() []any { return repeat(d, 4, func() any { return numeral() }) }
	texts := func() []any { return repeat(d, 4, func() any { return d.word() }) }
	users := repeat(d, 4, func() any {
		one := map[string]any{"name": d.word(), "age": numeral(), "roles": texts(), "admin": d.chance(40)}
		if d.chance(20) {
			delete(one, pick(d, "name", "age", "roles", "admin"))
		}
		return one
	})
	graph := map[string]any{}
	counts := map[string]any{}
	labels := map[string]any{}
	for _, key := range []string{"a", "b", "c", "app", "b/c"} {
		if d.chance(60) {
			graph[key] = repeat(d, 3, func() any { return pick(d, "a", "b", "c", "nowhere") })
		}
		if d.chance(60) {
			counts[key] = numeral()
		}
		if d.chance(60) {
			labels[key] = d.word()
		}
	}
	document := map[string]any{
		"n": numeral(), "m": numeral(), "s": d.word(), "flag": d.chance(50), "off": false,
		"nums": numbers(), "strs": texts(), "users": users, "graph": graph, "counts": counts,
		"labels": labels, "matrix": []any{numbers(), numbers(), numbers()},
	}
	for _, key := range sortedKeys(document) {
		if !d.chance(defects) {
			continue
		}
		if d.chance(50) {
			delete(document, key)
		} else {
			document[key] = pick[any](d, nil, d.word(), d.numeral(), true, []any{}, map[string]any{}, []any{d.word(), nil})
		}
	}
	return document
}

func repeat(d dice, most int, make func() any) []any {
	list := []any{}
	for range d.IntN(most + 1) {
		list = append(list, make())
	}
	return list
}

func quote(value any) string {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err)
	}
	return strings.TrimSpace(out.String())
}
