package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/open-policy-agent/opa/internal/planner"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/ir"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// program is a set of modules and the queries that are asked of it.
type program struct {
	modules map[string]string
	options ast.ParserOptions
	queries []string
}

// answer is what a query came to: bindings, or the code of an error.
type answer struct {
	bindings []ast.Value
	code     string
	message  string
}

func (p program) compiler(mode ast.CompilerEvalMode) (*ast.Compiler, error) {
	parsed := map[string]*ast.Module{}
	for name, text := range p.modules {
		module, err := ast.ParseModuleWithOpts(name, text, p.options)
		if err != nil {
			return nil, err
		}
		parsed[name] = module
	}
	compiler := ast.NewCompiler().
		WithDefaultRegoVersion(p.options.RegoVersion).
		WithEvalMode(mode)
	compiler.Compile(parsed)
	if compiler.Failed() {
		return nil, compiler.Errors
	}
	return compiler, nil
}

// plan turns the program into OPA's intermediate representation, with one plan per query, named
// by its position.
func (p program) plan() (policy *ir.Policy, err error) {
	// OPA's planner breaks off on some functions that are replaced while others are.
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("the planner breaks off: %v", cause)
		}
	}()
	compiler, err := p.compiler(ast.EvalModeIR)
	if err != nil {
		return nil, err
	}
	var queries []planner.QuerySet
	for i, text := range p.queries {
		body, err := ast.ParseBody(text)
		if err != nil {
			return nil, err
		}
		qc := compiler.QueryCompiler()
		compiled, err := qc.Compile(body)
		if err != nil {
			return nil, err
		}
		queries = append(queries, planner.QuerySet{
			Name:          fmt.Sprint(i),
			Queries:       []ast.Body{compiled},
			RewrittenVars: qc.RewrittenVars(),
		})
	}
	var modules []*ast.Module
	for _, name := range sortedKeys(compiler.Modules) {
		modules = append(modules, compiler.Modules[name])
	}
	return planner.New().
		WithQueries(queries).
		WithModules(modules).
		WithBuiltinDecls(ast.BuiltinMap).
		Plan()
}

// evaluator answers the program's queries as `opa eval` does.
type evaluator struct {
	compiler *ast.Compiler
	store    storage.Store
	queries  []ast.Body
}

func (p program) evaluator(data map[string]any) (*evaluator, error) {
	compiler, err := p.compiler(ast.EvalModeTopdown)
	if err != nil {
		return nil, err
	}
	result := &evaluator{compiler: compiler, store: inmem.NewFromObject(data)}
	for _, text := range p.queries {
		body, err := ast.ParseBody(text)
		if err != nil {
			return nil, err
		}
		compiled, err := compiler.QueryCompiler().Compile(body)
		if err != nil {
			return nil, err
		}
		result.queries = append(result.queries, compiled)
	}
	return result, nil
}

var errTooSlow = errors.New("the evaluation takes too long")

func (e *evaluator) ask(query int, input *ast.Term) (answer, error) {
	ctx := context.Background()
	txn, err := e.store.NewTransaction(ctx)
	if err != nil {
		return answer{}, err
	}
	defer e.store.Abort(ctx, txn)
	cancel := topdown.NewCancel()
	timer := time.AfterFunc(2*time.Second, cancel.Cancel)
	defer timer.Stop()
	results, err := topdown.NewQuery(e.queries[query]).
		WithCompiler(e.compiler).
		WithStore(e.store).
		WithTransaction(txn).
		WithInput(input).
		WithCancel(cancel).
		Run(ctx)
	if topdown.IsCancel(err) {
		return answer{}, errTooSlow
	}
	var failure *topdown.Error
	if errors.As(err, &failure) {
		return answer{code: failure.Code, message: failure.Message}, nil
	}
	if err != nil {
		return answer{}, err
	}
	return answer{bindings: bindingsOf(results)}, nil
}

func bindingsOf(results topdown.QueryResultSet) []ast.Value {
	bindings := []ast.Value{}
	for _, result := range results {
		object := ast.NewObject()
		for name, term := range result {
			if !name.IsGenerated() && !name.IsWildcard() {
				object.Insert(ast.StringTerm(string(name)), term)
			}
		}
		bindings = append(bindings, object)
	}
	return bindings
}
