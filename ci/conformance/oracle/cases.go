package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/test/cases"
)

func sortedKeys[V any](from map[string]V) []string { return slices.Sorted(maps.Keys(from)) }

// runCases prepares OPA's own cases, each as OPA's test of its evaluator does.
func runCases(arguments []string) error {
	flags := flag.NewFlagSet("cases", flag.ExitOnError)
	testdata := flags.String("testdata", "", "OPA's folder v1/test/cases/testdata")
	out := flags.String("out", "", "the folder to write to")
	size := flags.Int("batch", 100, "how many cases share a module")
	only := flags.String("only", "", "take only cases whose name contains this")
	provided := flags.String("provided", "", "a file that names the builtins there are; cases that need others get modules of their own")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	writer := newWriter(*out, *size)
	if *provided != "" {
		known, err := readWords(*provided)
		if err != nil {
			return err
		}
		writer.apart = func(program compiled) string {
			missing := slices.DeleteFunc(program.builtins(), func(name string) bool { return known[name] })
			slices.Sort(missing)
			return strings.Join(missing, " ")
		}
	}
	refusals := []refusal{}
	for _, regoVersion := range []ast.RegoVersion{ast.RegoV0, ast.RegoV1} {
		version := regoVersion.String()
		set, err := cases.Load(filepath.Join(*testdata, version))
		if err != nil {
			return err
		}
		for _, one := range distinct(set.Sorted().Cases) {
			name := version + "/" + one.Note
			if !strings.Contains(name, *only) {
				continue
			}
			program, err := prepareCase(one, name, regoVersion)
			if err == nil {
				err = writer.add(program)
			}
			if err != nil {
				refusals = append(refusals, refusal{name, familyOf(one), firstLine(err)})
			}
		}
	}
	if err := writer.close(); err != nil {
		return err
	}
	return writeLines(filepath.Join(*out, "refused.jsonl"), refusals)
}

// distinct numbers cases that share a name.
func distinct(all []cases.TestCase) []cases.TestCase {
	seen := map[string]int{}
	for i := range all {
		note := all[i].Note
		seen[note]++
		if seen[note] > 1 {
			all[i].Note = fmt.Sprintf("%s (%d)", note, seen[note])
		}
	}
	return all
}

func familyOf(one cases.TestCase) string { return filepath.Base(filepath.Dir(one.Filename)) }

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

func prepareCase(one cases.TestCase, name string, version ast.RegoVersion) (compiled, error) {
	modules := map[string]string{}
	for i, module := range one.Modules {
		modules[fmt.Sprintf("test-%d.rego", i)] = module
	}
	options := ast.ParserOptions{RegoVersion: version}
	if one.ExperimentalKeywords {
		options.Capabilities = ast.CapabilitiesForThisVersion(ast.CapabilitiesExperimentalKeywords(true))
	}
	program := program{modules: modules, options: options, queries: []string{one.Query}}
	policy, err := program.plan()
	if err != nil {
		return compiled{}, err
	}
	data := map[string]any{}
	if one.Data != nil {
		data = *one.Data
	}
	text, err := json.Marshal(data)
	if err != nil {
		return compiled{}, err
	}
	line := question{
		Name: name, Family: familyOf(one), Entrypoint: "/0", Query: one.Query,
		AsJSON: true, Unsorted: one.SortBindings,
	}
	input, err := caseInput(one, &line)
	if err != nil {
		return compiled{}, err
	}
	if err := expect(one, program, data, input, &line); err != nil {
		return compiled{}, err
	}
	return compiled{policy: policy, data: string(text), questions: []question{line}}, nil
}

func caseInput(one cases.TestCase, line *question) (*ast.Term, error) {
	if one.InputTerm == nil && one.Input == nil {
		return nil, nil
	}
	if one.InputTerm == nil {
		text, err := json.Marshal(*one.Input)
		if err != nil {
			return nil, err
		}
		asText := string(text)
		line.Input = &asText
		value, err := ast.InterfaceToValue(*one.Input)
		return ast.NewTerm(value), err
	}
	term, err := ast.ParseTerm(*one.InputTerm)
	if err != nil {
		return nil, err
	}
	line.InputValue = typed(term.Value)
	return term, nil
}

// expect notes what the case wants. Cases that want a builtin's error say so for strict
// evaluation: what comes out without it, and where only words are wanted, OPA is asked.
func expect(one cases.TestCase, program program, data map[string]any, input *ast.Term, line *question) error {
	if one.StrictError || (one.WantErrorCode == nil && one.WantError != nil) {
		evaluator, err := program.evaluator(data)
		if err != nil {
			return err
		}
		answer, err := evaluator.ask(0, input)
		if err != nil {
			return err
		}
		line.WantCode = answer.code
		line.Want = typedAll(answer.bindings)
		if one.StrictError && one.WantErrorCode != nil {
			line.StrictCode = *one.WantErrorCode
		}
		return nil
	}
	if one.WantErrorCode != nil {
		line.WantCode = *one.WantErrorCode
		return nil
	}
	if one.WantResult == nil {
		return errors.New("the case wants nothing")
	}
	bindings := []ast.Value{}
	for _, binding := range *one.WantResult {
		object := ast.NewObject()
		for name, value := range binding {
			converted, err := ast.InterfaceToValue(value)
			if err != nil {
				return err
			}
			object.Insert(ast.StringTerm(name), ast.NewTerm(converted))
		}
		bindings = append(bindings, object)
	}
	line.Want = typedAll(bindings)
	return nil
}

func readWords(file string) (map[string]bool, error) {
	text, err := os.ReadFile(file)
	words := map[string]bool{}
	for _, word := range strings.Fields(string(text)) {
		words[word] = true
	}
	return words, err
}

func runBuiltins([]string) error {
	for _, builtin := range ast.Builtins {
		if !builtin.Nondeterministic {
			fmt.Println(builtin.Name)
		}
	}
	return nil
}
