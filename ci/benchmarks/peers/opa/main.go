// Evaluates one workload with OPA as a Go library, commanded line by line on standard input:
//
//	result                       the rule's value as JSON
//	measure json|parsed N MS     evaluations by N goroutines in MS milliseconds, and nanoseconds taken
//
// json reads the input's text for each evaluation; parsed has it as a value of OPA's already. Either
// writes the result as JSON.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/util"
)

type workload struct {
	query  rego.PreparedEvalQuery
	json   []byte
	parsed ast.Value
}

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(folder string) error {
	w, err := load(folder)
	if err != nil {
		return err
	}
	fmt.Println("ready")
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		answer, err := w.answer(lines.Text())
		if err != nil {
			return err
		}
		fmt.Println(answer)
	}
	return lines.Err()
}

func load(folder string) (*workload, error) {
	text, err := os.ReadFile(filepath.Join(folder, "data.json"))
	if err != nil {
		return nil, err
	}
	var data map[string]any
	if err := util.UnmarshalJSON(text, &data); err != nil {
		return nil, err
	}
	// Values kept as OPA's own: its quickest store for reading.
	store := inmem.NewFromObjectWithOpts(data, inmem.OptReturnASTValuesOnRead(true))
	options := []func(*rego.Rego){rego.Query("data.bench.findings"), rego.Store(store)}
	modules, err := filepath.Glob(filepath.Join(folder, "policy", "*.rego"))
	if err != nil {
		return nil, err
	}
	for _, module := range modules {
		source, err := os.ReadFile(module)
		if err != nil {
			return nil, err
		}
		options = append(options, rego.Module(module, string(source)))
	}
	query, err := rego.New(options...).PrepareForEval(context.Background())
	if err != nil {
		return nil, err
	}
	input, err := os.ReadFile(filepath.Join(folder, "input.json"))
	if err != nil {
		return nil, err
	}
	parsed, err := parse(input)
	return &workload{query, input, parsed}, err
}

func (w *workload) answer(command string) (string, error) {
	if command == "result" {
		result, err := w.evaluate(w.parsed)
		return string(result), err
	}
	var mode string
	var threads, millis int
	if _, err := fmt.Sscanf(command, "measure %s %d %d", &mode, &threads, &millis); err != nil {
		return "", err
	}
	return w.measure(mode == "parsed", threads, time.Duration(millis)*time.Millisecond)
}

func (w *workload) measure(parsed bool, threads int, span time.Duration) (string, error) {
	var all sync.WaitGroup
	var count atomic.Int64
	var failure atomic.Pointer[error]
	begin := time.Now()
	for range threads {
		all.Go(func() {
			for own := int64(1); ; own++ {
				if err := w.once(parsed); err != nil {
					failure.Store(&err)
					return
				}
				if time.Since(begin) >= span {
					count.Add(own)
					return
				}
			}
		})
	}
	all.Wait()
	taken := time.Since(begin)
	if err := failure.Load(); err != nil {
		return "", *err
	}
	return fmt.Sprintf("%d %d", count.Load(), taken.Nanoseconds()), nil
}

func (w *workload) once(parsed bool) error {
	input := w.parsed
	if !parsed {
		var err error
		if input, err = parse(w.json); err != nil {
			return err
		}
	}
	_, err := w.evaluate(input)
	return err
}

func (w *workload) evaluate(input ast.Value) ([]byte, error) {
	results, err := w.query.Eval(context.Background(), rego.EvalParsedInput(input))
	if err != nil {
		return nil, err
	}
	return json.Marshal(results[0].Expressions[0].Value)
}

// parse reads JSON as OPA's server does.
func parse(text []byte) (ast.Value, error) {
	return ast.ValueFromReader(bytes.NewReader(text))
}
