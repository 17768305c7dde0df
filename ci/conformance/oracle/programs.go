package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

const (
	inputsPerProgram = 3
	programsPerData  = 50
)

// generated is a program with what it is to be asked.
type generated struct {
	program program
	data    map[string]any
	inputs  []map[string]any
}

// generate makes program number of a seed. Programs that OPA does not compile, or that call
// builtins that are not known, are made anew.
func generate(seed, number uint64, known map[string]bool) generated {
	data := map[string]any{"d": newDice(seed, 1<<32+number/programsPerData).document(0)}
	for attempt := uint64(0); ; attempt++ {
		g := &generator{dice: newDice(seed, number<<20+attempt)}
		modules, asked := g.source()
		queries := []string{"result = data.t"}
		for _, name := range asked {
			queries = append(queries, "result = data.t."+name)
		}
		result := generated{program: program{modules: modules, queries: queries, options: ast.ParserOptions{RegoVersion: ast.RegoV1}}, data: data}
		if !result.program.usable(known) {
			continue
		}
		for i := range inputsPerProgram {
			input := g.document(i * 15)
			input["rule"] = pick(g.dice, "q0", "q1", "q2")
			result.inputs = append(result.inputs, input)
		}
		return result
	}
}

func (p program) usable(known map[string]bool) bool {
	policy, err := p.plan()
	if err != nil {
		return false
	}
	for _, builtin := range policy.Static.BuiltinFuncs {
		if !known[builtin.Name] {
			return false
		}
	}
	return true
}

// compiled asks OPA everything, and plans the program.
func (one generated) compiled(name string) (compiled, error) {
	data, err := json.Marshal(one.data)
	if err != nil {
		return compiled{}, err
	}
	policy, err := one.program.plan()
	if err != nil {
		return compiled{}, err
	}
	evaluator, err := one.program.evaluator(one.data)
	if err != nil {
		return compiled{}, err
	}
	result := compiled{policy: policy, data: string(data)}
	family := "programs"
	if dropsNegation(policy) {
		family = "programs with a dropped not"
	}
	for i, input := range one.inputs {
		text := quote(input)
		term, err := ast.ParseTerm(text)
		if err != nil {
			return compiled{}, err
		}
		for q, query := range one.program.queries {
			line := question{
				Name:   fmt.Sprintf("%s/%d %s", name, i, strings.TrimPrefix(query, "result = ")),
				Family: family, Entrypoint: fmt.Sprintf("/%d", q), Query: query, Input: &text,
			}
			answer, err := evaluator.ask(q, term)
			if err != nil {
				return compiled{}, err
			}
			line.Want, line.WantCode = typedAll(answer.bindings), answer.code
			result.questions = append(result.questions, line)
		}
	}
	return result, nil
}

// runPrograms writes generated programs and what OPA makes of them.
func runPrograms(arguments []string) error {
	flags := flag.NewFlagSet("programs", flag.ExitOnError)
	out := flags.String("out", "", "the folder to write to")
	seed := flags.Uint64("seed", 1, "the same seed gives the same programs")
	count := flags.Uint64("count", 1000, "how many programs")
	provided := flags.String("provided", "", "a file that names the builtins there are")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	known, err := readWords(*provided)
	if err != nil {
		return err
	}
	writer := newWriter(*out, programsPerData)
	var asked, defined, failed, unplanned int
	for number := range *count {
		name := fmt.Sprintf("%d:%d", *seed, number)
		program, err := generate(*seed, number, known).compiled(name)
		if errors.Is(err, errTooSlow) {
			continue
		}
		if err != nil {
			unplanned++
			fmt.Fprintf(os.Stderr, "%s is not planned: %v\n", name, err)
			continue
		}
		for _, line := range program.questions {
			asked++
			if line.WantCode != "" {
				failed++
			} else if len(line.Want.([]any)) > 0 {
				defined++
			}
		}
		if err := writer.add(program); err != nil {
			return err
		}
	}
	fmt.Printf("seed %d: %d programs, %d questions, of which OPA answers %d with a value and %d with an error; %d programs have no plan\n",
		*seed, *count, asked, defined, failed, unplanned)
	return writer.close()
}

// runShow prints a generated program: SEED:NUMBER, and the file that names the builtins there are.
func runShow(arguments []string) error {
	var seed, number uint64
	if _, err := fmt.Sscanf(arguments[0], "%d:%d", &seed, &number); err != nil {
		return err
	}
	known, err := readWords(arguments[1])
	if err != nil {
		return err
	}
	print(generate(seed, number, known))
	return nil
}
