package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// readPackage reads the API types of one group and version: those it registers, with what the
// generated file on their lifecycle and their comments say.
func readPackage(folder string) (map[api]lifecycle, error) {
	register, err := parse(folder, "register.go")
	if err != nil || register == nil {
		return nil, err
	}
	version, found := apiVersion(register, filepath.Base(folder))
	if !found {
		return nil, nil // internal helper packages register nothing
	}
	kinds := map[api]lifecycle{}
	for _, kind := range registered(register) {
		kinds[api{version, kind}] = lifecycle{}
	}
	if err := addGenerated(kinds, folder, version); err != nil {
		return nil, err
	}
	return kinds, addComments(kinds, folder, version)
}

// parse gives nil for a file that is not there.
func parse(folder, name string) (*ast.File, error) {
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(folder, name), nil, parser.ParseComments)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return file, err
}

func apiVersion(file *ast.File, version string) (string, bool) {
	for _, declaration := range file.Decls {
		group, isGeneral := declaration.(*ast.GenDecl)
		if !isGeneral || group.Tok != token.CONST {
			continue
		}
		for _, spec := range group.Specs {
			constant := spec.(*ast.ValueSpec)
			if constant.Names[0].Name == "GroupName" {
				name, _ := strconv.Unquote(constant.Values[0].(*ast.BasicLit).Value)
				return strings.TrimPrefix(name+"/"+version, "/"), true
			}
		}
	}
	return "", false
}

// registered are the types in calls of `AddKnownTypes(version, &Kind{}, …)`.
func registered(file *ast.File) []string {
	var kinds []string
	ast.Inspect(file, func(node ast.Node) bool {
		call, isCall := node.(*ast.CallExpr)
		if !isCall {
			return true
		}
		if function, isMember := call.Fun.(*ast.SelectorExpr); !isMember || function.Sel.Name != "AddKnownTypes" {
			return true
		}
		for _, argument := range call.Args[1:] {
			if address, isAddress := argument.(*ast.UnaryExpr); isAddress {
				if kind, isOwn := address.X.(*ast.CompositeLit).Type.(*ast.Ident); isOwn {
					kinds = append(kinds, kind.Name)
				}
			}
		}
		return true
	})
	return kinds
}

// addGenerated reads zz_generated.prerelease-lifecycle.go, whose methods return literals only.
func addGenerated(kinds map[api]lifecycle, folder, version string) error {
	file, err := parse(folder, "zz_generated.prerelease-lifecycle.go")
	if err != nil || file == nil {
		return err
	}
	for _, declaration := range file.Decls {
		method, isMethod := declaration.(*ast.FuncDecl)
		if !isMethod {
			continue
		}
		kind := method.Recv.List[0].Type.(*ast.StarExpr).X.(*ast.Ident).Name
		results := method.Body.List[0].(*ast.ReturnStmt).Results
		l, isKnown := kinds[api{version, kind}]
		if !isKnown {
			return fmt.Errorf("%s: `%s` has a lifecycle and is not registered", folder, kind)
		}
		switch method.Name.Name {
		case "APILifecycleDeprecated":
			l.deprecated = minorOf(results)
		case "APILifecycleRemoved":
			l.removed = minorOf(results)
		case "APILifecycleReplacement":
			l.replacement = replacementOf(results[0].(*ast.CompositeLit))
		}
		kinds[api{version, kind}] = l
	}
	return nil
}

func minorOf(results []ast.Expr) int {
	return number(results[1].(*ast.BasicLit).Value)
}

func replacementOf(literal *ast.CompositeLit) api {
	fields := map[string]string{}
	for _, element := range literal.Elts {
		pair := element.(*ast.KeyValueExpr)
		fields[pair.Key.(*ast.Ident).Name], _ = strconv.Unquote(pair.Value.(*ast.BasicLit).Value)
	}
	return api{strings.TrimPrefix(fields["Group"]+"/"+fields["Version"], "/"), fields["Kind"]}
}

// As in `Deprecated: This API is deprecated in v1.33+. Use discoveryv1.EndpointSlice.`
var deprecatedIn = regexp.MustCompile(
	`(?m)^Deprecated: This API is deprecated in v1\.(\d+)\+?(?:\. Use ([a-z]+)(v\d+)\.(\w+))?`)

// addComments reads the deprecations of APIs that will never be removed, which only comments tell.
func addComments(kinds map[api]lifecycle, folder, version string) error {
	file, err := parse(folder, "types.go")
	if err != nil || file == nil {
		return err
	}
	for _, declaration := range file.Decls {
		group, isGeneral := declaration.(*ast.GenDecl)
		if !isGeneral || group.Tok != token.TYPE || group.Doc == nil {
			continue
		}
		a := api{version, group.Specs[0].(*ast.TypeSpec).Name.Name}
		match := deprecatedIn.FindStringSubmatch(group.Doc.Text())
		if l, isKnown := kinds[a]; isKnown && match != nil && l.deprecated == 0 {
			l.deprecated = number(match[1])
			if match[4] != "" {
				l.replacement = api{match[2] + "/" + match[3], match[4]}
			}
			kinds[a] = l
		}
	}
	return nil
}

// number is of a text that is known to hold digits.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
