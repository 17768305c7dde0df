package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/ir"
)

// question is one line of a batch's cases.jsonl: what to evaluate, and what should come out.
type question struct {
	Name       string   `json:"name"`
	Family     string   `json:"family"`
	Entrypoint string   `json:"entrypoint"`
	Query      string   `json:"query"`
	Builtins   []string `json:"builtins,omitempty"`
	Input      *string  `json:"input,omitempty"`       // JSON text
	InputValue any      `json:"input_value,omitempty"` // see typed, where JSON cannot say it
	Want       any      `json:"want,omitempty"`        // the set of bindings, see typed
	WantCode   string   `json:"want_code,omitempty"`
	StrictCode string   `json:"strict_code,omitempty"` // the error's code where a builtin's error counts
	AsJSON     bool     `json:"as_json,omitempty"`     // compare what is left when sets become arrays
	Unsorted   bool     `json:"unsorted,omitempty"`    // the order of arrays at the top does not count
}

// refusal is a case that OPA's own compiler or planner does not take.
type refusal struct {
	Name   string `json:"name"`
	Family string `json:"family"`
	Reason string `json:"reason"`
}

// compiled is a program's plan with its questions, which name their entry points by "/" and the
// query's position.
type compiled struct {
	policy    *ir.Policy
	data      string
	questions []question
}

func (c compiled) builtins() []string {
	var names []string
	for _, builtin := range c.policy.Static.BuiltinFuncs {
		names = append(names, builtin.Name)
	}
	return names
}

// writer writes programs in batches: a folder each, with data that all of them see.
type writer struct {
	folder string
	size   int
	apart  func(compiled) string // programs share a module only when this is the same for them
	count  int
	open   map[string][]compiled
}

func newWriter(folder string, size int) *writer {
	return &writer{folder: folder, size: size, open: map[string][]compiled{}, apart: func(compiled) string { return "" }}
}

func (w *writer) add(program compiled) error {
	key := program.data + "\n" + w.apart(program)
	w.open[key] = append(w.open[key], program)
	if len(w.open[key]) < w.size {
		return nil
	}
	return w.flush(key)
}

func (w *writer) close() error {
	for _, key := range sortedKeys(w.open) {
		if err := w.flush(key); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) flush(key string) error {
	programs := w.open[key]
	delete(w.open, key)
	if len(programs) == 0 {
		return nil
	}
	return w.write(programs)
}

func (w *writer) write(programs []compiled) error {
	folder := filepath.Join(w.folder, fmt.Sprintf("batch-%04d", w.count))
	w.count++
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	linker := newLinker()
	var lines []question
	for i, program := range programs {
		prefix := fmt.Sprintf("c%d", i)
		if err := linker.add(prefix, program.policy); err != nil {
			return err
		}
		for _, line := range program.questions {
			line.Entrypoint = prefix + line.Entrypoint
			line.Builtins = program.builtins()
			lines = append(lines, line)
		}
	}
	plan, err := linker.plan()
	if err != nil {
		return err
	}
	wasm, err := linker.wasm()
	if err != nil {
		return err
	}
	for name, content := range map[string][]byte{
		"plan.json": plan, "policy.wasm": wasm, "data.json": []byte(programs[0].data),
	} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o644); err != nil {
			return err
		}
	}
	return writeLines(filepath.Join(folder, "cases.jsonl"), lines)
}

func writeLines[T any](file string, lines []T) error {
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	defer out.Close()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for _, line := range lines {
		if err := encoder.Encode(line); err != nil {
			return err
		}
	}
	return out.Close()
}

// typed writes a value as JSON that keeps what JSON loses: {"$set": [members]} and
// {"$object": [[key, value], …]} for objects whose keys are not all plain strings.
func typed(value ast.Value) any {
	switch value := value.(type) {
	case ast.Null:
		return nil
	case ast.Boolean:
		return bool(value)
	case ast.Number:
		return json.Number(value)
	case ast.String:
		return string(value)
	case *ast.Array:
		list := []any{}
		value.Foreach(func(term *ast.Term) { list = append(list, typed(term.Value)) })
		return list
	case ast.Set:
		list := []any{}
		value.Foreach(func(term *ast.Term) { list = append(list, typed(term.Value)) })
		return map[string]any{"$set": list}
	case ast.Object:
		return typedObject(value)
	}
	panic(fmt.Sprintf("not a value: %v", value))
}

func typedObject(object ast.Object) any {
	named := map[string]any{}
	var pairs []any
	plain := true
	object.Foreach(func(key, value *ast.Term) {
		name, ok := key.Value.(ast.String)
		plain = plain && ok && (name == "" || name[0] != '$')
		if plain {
			named[string(name)] = typed(value.Value)
		}
		pairs = append(pairs, []any{typed(key.Value), typed(value.Value)})
	})
	if plain {
		return named
	}
	return map[string]any{"$object": pairs}
}

func typedAll(values []ast.Value) []any {
	list := []any{}
	for _, value := range values {
		list = append(list, typed(value))
	}
	return list
}
