package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/types"
)

// check is one of Trivy's, prepared for evaluation.
type check struct {
	id    string
	kinds map[string]bool // the only kinds it is about, in lower case; empty for all
	query rego.PreparedEvalQuery
}

// The target version of Kubernetes, which Trivy's checks find in their data.
const kubernetesVersion = "1.37.0"

// Trivy's evaluator has two builtins of its own; whether a check denies does not depend on them.
func init() {
	any2 := types.NewFunction(types.Args(types.A, types.A), types.A)
	ast.RegisterBuiltin(&ast.Builtin{Name: "result.new", Decl: any2})
	topdown.RegisterBuiltinFunc("result.new", func(_ topdown.BuiltinContext, arguments []*ast.Term, found func(*ast.Term) error) error {
		return found(arguments[0])
	})
	ast.RegisterBuiltin(&ast.Builtin{Name: "isManaged", Decl: types.NewFunction(types.Args(types.A), types.B)})
	topdown.RegisterBuiltinFunc("isManaged", func(_ topdown.BuiltinContext, _ []*ast.Term, found func(*ast.Term) error) error {
		return found(ast.BooleanTerm(true))
	})
}

// load compiles the checks of Kubernetes objects in the module's folder, in the order of their ids.
func load(folder string) ([]check, error) {
	modules, err := parse(folder, false)
	if err != nil {
		return nil, err
	}
	compiler := ast.NewCompiler().WithAllowUndefinedFunctionCalls(true)
	if compiler.Compile(modules); compiler.Failed() {
		return nil, compiler.Errors
	}
	annotated, err := parse(folder, true)
	if err != nil {
		return nil, err
	}
	store := inmem.NewFromObject(object{"k8s": object{"version": kubernetesVersion}})
	var checks []check
	for name, module := range annotated {
		one, isCheck := describe(module)
		if !isCheck {
			continue
		}
		query := rego.New(rego.Compiler(compiler), rego.Store(store), rego.Query(module.Package.Path.String()+".deny"))
		if one.query, err = query.PrepareForEval(context.Background()); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		checks = append(checks, one)
	}
	sort.Slice(checks, func(i, j int) bool { return checks[i].id < checks[j].id })
	return checks, nil
}

// parse reads policies, not tests. Annotations name schemas that only Trivy has, so the compiler must
// not see them.
func parse(folder string, annotations bool) (map[string]*ast.Module, error) {
	modules := map[string]*ast.Module{}
	options := ast.ParserOptions{ProcessAnnotation: annotations, RegoVersion: ast.RegoV0CompatV1}
	for _, part := range []string{"checks/kubernetes", "lib/kubernetes", "lib/cloud"} {
		err := filepath.WalkDir(filepath.Join(folder, part), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".rego") || strings.HasSuffix(path, "_test.rego") {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			modules[path], err = ast.ParseModuleWithOpts(path, string(text), options)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return modules, nil
}

// describe reads a check's id and selector from its metadata. Libraries have no id.
func describe(module *ast.Module) (check, bool) {
	for _, annotation := range module.Annotations {
		id, isText := annotation.Custom["id"].(string)
		if !isText {
			continue
		}
		one := check{id: strings.TrimPrefix(id, "AVD-"), kinds: map[string]bool{}}
		input, _ := annotation.Custom["input"].(map[string]any)
		selectors, _ := input["selector"].([]any)
		for _, selector := range selectors {
			entry, _ := selector.(map[string]any)
			subtypes, _ := entry["subtypes"].([]any)
			for _, subtype := range subtypes {
				fields, _ := subtype.(map[string]any)
				if kind, isKind := fields["kind"].(string); isKind {
					one.kinds[strings.ToLower(kind)] = true
				}
			}
		}
		return one, true
	}
	return check{}, false
}

// denies tells whether the check finds a fault.
func (c check) denies(o object) (bool, error) {
	kind, _ := o["kind"].(string)
	if len(c.kinds) > 0 && !c.kinds[strings.ToLower(kind)] {
		return false, nil
	}
	results, err := c.query.Eval(context.Background(), rego.EvalInput(map[string]any(o)))
	if err != nil {
		return false, fmt.Errorf("%s: %w", c.id, err)
	}
	if len(results) == 0 {
		return false, nil
	}
	denials, _ := results[0].Expressions[0].Value.([]any)
	return len(denials) > 0, nil
}
