package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"hash/fnv"
	"os"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/types"
)

const shapesPerBuiltin = 3

// What cannot be called with values alone, or answers with nothing.
var notCalled = []string{
	"internal.print", "print", "trace", "internal.test_case", "rego.metadata.chain", "rego.metadata.rule", "internal.template_string",
	"eq", "assign",
}

// runCalls writes calls of each builtin with arguments of the types it declares, now and then of
// others.
func runCalls(arguments []string) error {
	flags := flag.NewFlagSet("calls", flag.ExitOnError)
	out := flags.String("out", "", "the folder to write to")
	seed := flags.Uint64("seed", 1, "the same seed gives the same calls")
	count := flags.Int("count", 60, "how many calls of each builtin")
	only := flags.String("only", "", "only builtins whose name contains this")
	provided := flags.String("provided", "", "a file that names the builtins there are")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	known, err := readWords(*provided)
	if err != nil {
		return err
	}
	writer := newWriter(*out, programsPerData)
	var builtins, asked, defined int
	for _, builtin := range ast.Builtins {
		skip := builtin.Nondeterministic || slices.Contains(notCalled, builtin.Name)
		if skip || !known[builtin.Name] || !strings.Contains(builtin.Name, *only) {
			continue
		}
		builtins++
		for shape := range shapesPerBuiltin {
			program, err := callsOf(builtin, *seed, uint64(shape), *count/shapesPerBuiltin)
			if err != nil {
				fmt.Fprintf(os.Stderr, "%s: %v\n", builtin.Name, err)
				continue
			}
			for _, line := range program.questions {
				asked++
				if list, ok := line.Want.([]any); ok && len(list) > 0 {
					defined++
				}
			}
			if err := writer.add(program); err != nil {
				return err
			}
		}
	}
	fmt.Printf("seed %d: %d builtins, %d calls, of which OPA answers %d with a value\n", *seed, builtins, asked, defined)
	return writer.close()
}

// callsOf asks for one builtin with its arguments taken from the input, some of them made sets.
func callsOf(builtin *ast.Builtin, seed, shape uint64, count int) (compiled, error) {
	hash := fnv.New64()
	fmt.Fprint(hash, builtin.Name, shape)
	d := newDice(seed, hash.Sum64())
	var terms []string
	var makers []func() any
	for i, argument := range builtin.Decl.FuncArgs().Args {
		term := fmt.Sprintf("input.a%d", i)
		asSet := mayBeSet(argument) && (shape == 1 || isSet(argument))
		if asSet {
			term = "{x | some x in " + term + "}"
		}
		terms = append(terms, term)
		makers = append(makers, func() any { return d.argument(builtin.Name, i, argument) })
	}
	call := ast.BuiltinMap[builtin.Name].Name + "(" + strings.Join(terms, ", ") + ")"
	query := "result = " + call
	if builtin.Relation {
		query = strings.TrimSuffix(call, ")") + ", result)"
	}
	program := program{queries: []string{query}, options: ast.ParserOptions{RegoVersion: ast.RegoV1}}
	policy, err := program.plan()
	if err != nil {
		return compiled{}, err
	}
	evaluator, err := program.evaluator(map[string]any{})
	if err != nil {
		return compiled{}, err
	}
	result := compiled{policy: policy, data: "{}"}
	for n := range count {
		input := map[string]any{}
		for i, make := range makers {
			input[fmt.Sprintf("a%d", i)] = make()
		}
		text := quote(input)
		term, err := ast.ParseTerm(text)
		if err != nil {
			return compiled{}, fmt.Errorf("%s: %w", text, err)
		}
		answer, err := evaluator.ask(0, term)
		if errors.Is(err, errTooSlow) {
			continue
		}
		if err != nil {
			return compiled{}, err
		}
		if _, err := json.Marshal(typedAll(answer.bindings)); err != nil {
			continue // OPA has numbers like 1_000, which no JSON can say
		}
		result.questions = append(result.questions, question{
			Name: fmt.Sprintf("%s %d:%d:%d %s", builtin.Name, seed, shape, n, text), Family: "call " + builtin.Name,
			Entrypoint: "/0", Query: query, Input: &text, Want: typedAll(answer.bindings), WantCode: answer.code,
		})
	}
	return result, nil
}

func isSet(t types.Type) bool {
	_, ok := t.(*types.Set)
	return ok
}

func mayBeSet(t types.Type) bool {
	if any, ok := t.(types.Any); ok {
		return len(any) == 0 || slices.ContainsFunc(any, mayBeSet)
	}
	if named, ok := t.(*types.NamedType); ok {
		return mayBeSet(named.Type)
	}
	return isSet(t)
}

// argument makes a value of a declared type, and sometimes of none.
func (d dice) argument(builtin string, position int, t types.Type) any {
	if d.chance(6) {
		return d.anything(2)
	}
	return d.valueOf(builtin, position, t, 3)
}

func (d dice) valueOf(builtin string, position int, t types.Type, depth int) any {
	if depth < 0 {
		return nil
	}
	switch t := t.(type) {
	case *types.NamedType:
		return d.valueOf(builtin, position, t.Type, depth)
	case types.Null:
		return nil
	case types.Boolean:
		return d.chance(50)
	case types.Number:
		return d.numberFor(builtin)
	case types.String:
		return d.stringFor(builtin, position)
	case *types.Array:
		list := []any{}
		for i := range t.Len() {
			list = append(list, d.valueOf(builtin, position, t.Select(i), depth-1))
		}
		if t.Dynamic() != nil {
			for range d.IntN(4) {
				list = append(list, d.valueOf(builtin, position, t.Dynamic(), depth-1))
			}
		}
		return list
	case *types.Set:
		return repeat(d, 4, func() any { return d.valueOf(builtin, position, t.Of(), depth-1) })
	case *types.Object:
		return d.objectOf(builtin, position, t, depth)
	case types.Any:
		if len(t) == 0 {
			return d.anything(depth)
		}
		return d.valueOf(builtin, position, pick(d, t...), depth)
	}
	return d.anything(depth)
}

func (d dice) objectOf(builtin string, position int, t *types.Object, depth int) any {
	object := map[string]any{}
	for _, property := range t.StaticProperties() {
		if d.chance(85) {
			object[fmt.Sprint(property.Key)] = d.valueOf(builtin, position, property.Value, depth-1)
		}
	}
	if dynamic := t.DynamicProperties(); dynamic != nil {
		for range d.IntN(4) {
			object[d.word()] = d.valueOf(builtin, position, dynamic.Value, depth-1)
		}
	}
	return object
}

func (d dice) anything(depth int) any {
	switch choice := d.IntN(8); {
	case choice == 0:
		return nil
	case choice == 1:
		return d.chance(50)
	case choice <= 3:
		return d.numeral()
	case choice <= 5 || depth <= 0:
		return d.word()
	case choice == 6:
		return repeat(d, 4, func() any { return d.anything(depth - 1) })
	}
	object := map[string]any{}
	for range d.IntN(4) {
		object[d.word()] = d.anything(depth - 1)
	}
	return object
}

// costly builtins make as much as a number says.
var costly = []string{"numbers.", "bits.", "format_int", "array.", "substring", "replace", "net."}

func (d dice) numberFor(builtin string) json.Number {
	if slices.ContainsFunc(costly, func(prefix string) bool { return strings.HasPrefix(builtin, prefix) }) {
		return pick[json.Number](d, "0", "1", "2", "3", "8", "10", "16", "63", "64", "-1", "-2", "-7", "2.0", "1.5", "255")
	}
	if strings.HasPrefix(builtin, "time.") {
		return pick[json.Number](d, "0", "1", "-1", "1700000000000000000", "951782400000000000", "-62135596800000000000", "1e18", "1.5",
			"1711846800000000000", "12", "-13", "31", "4000000000000000000")
	}
	if d.chance(50) {
		return d.numeral()
	}
	return pick[json.Number](d, "0.1", "0.30000000000000004", "-0", "-0.0", "2147483648", "9007199254740993", "-9007199254740993",
		"9223372036854775807", "-9223372036854775808", "1e15", "123456.789", "1e-7", "0.5", "-2.5", "3.5", "1E3", "10.00")
}
