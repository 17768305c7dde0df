package main

import (
	"encoding/json"
	"flag"
	"os"

	"github.com/open-policy-agent/opa/v1/ast"
)

// runAsk writes a batch of one's own: a module's file, and queries asked one after the other.
func runAsk(arguments []string) error {
	flags := flag.NewFlagSet("ask", flag.ExitOnError)
	out := flags.String("out", "", "the folder to write to")
	module := flags.String("module", "", "a file with a module")
	data := flags.String("data", "{}", "the data, as JSON")
	input := flags.String("input", "{}", "the input, as JSON")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	text, err := os.ReadFile(*module)
	if err != nil {
		return err
	}
	one := generated{program: program{
		modules: map[string]string{"ask.rego": string(text)},
		queries: flags.Args(), options: ast.ParserOptions{RegoVersion: ast.RegoV1},
	}}
	var inputs map[string]any
	if err := json.Unmarshal([]byte(*data), &one.data); err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(*input), &inputs); err != nil {
		return err
	}
	one.inputs = []map[string]any{inputs}
	program, err := one.compiled("ask")
	if err != nil {
		return err
	}
	writer := newWriter(*out, 1)
	if err := writer.add(program); err != nil {
		return err
	}
	return writer.close()
}
