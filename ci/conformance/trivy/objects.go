package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"sigs.k8s.io/yaml"
)

// object is a JSON object, most often a Kubernetes one.
type object = map[string]any

// testObjects are the Kubernetes objects in the tests of Trivy's checks.
func testObjects(folder string) ([]object, error) {
	var objects []object
	err := filepath.WalkDir(filepath.Join(folder, "checks/kubernetes"), func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.rego") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		module, err := ast.ParseModuleWithOpts(path, string(text), ast.ParserOptions{RegoVersion: ast.RegoV0CompatV1})
		if err != nil {
			return err
		}
		ast.WalkTerms(module, func(term *ast.Term) bool {
			value, isObject := term.Value.(ast.Object)
			if !isObject || !value.IsGround() || value.Get(ast.StringTerm("kind")) == nil || value.Get(ast.StringTerm("apiVersion")) == nil {
				return false
			}
			if plain, err := ast.JSON(value); err == nil {
				objects = append(objects, plain.(object))
			}
			return true // what is inside is no object of its own
		})
		return nil
	})
	return objects, err
}

var separator = regexp.MustCompile(`(?m)^---.*$`)

// manifestObjects are the documents of YAML files.
func manifestObjects(folders []string) ([]object, error) {
	var objects []object
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".yaml") {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for _, document := range separator.Split(string(text), -1) {
				var one object
				if err := yaml.Unmarshal([]byte(document), &one); err != nil {
					return fmt.Errorf("%s: %w", path, err)
				}
				if one["kind"] != nil {
					objects = append(objects, one)
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return objects, nil
}

// isolated gives each object a name, and most a namespace, of its own, so that each is judged alone. A
// third of the workloads stay in the namespaces that checks are about: `kube-system`, `default` and none.
func isolated(objects []object) []object {
	for i, o := range objects {
		metadata, isObject := o["metadata"].(object)
		if !isObject {
			metadata = object{}
			o["metadata"] = metadata
		}
		own := fmt.Sprintf("case-%d", i)
		metadata["name"] = own
		namespace, isNamed := metadata["namespace"].(string)
		isTelling := !isNamed || namespace == "kube-system" || namespace == "default"
		if !isTelling || !hasPods(o) || i%3 > 0 {
			metadata["namespace"] = own
		}
	}
	return objects
}

func hasPods(o object) bool {
	spec, _ := o["spec"].(object)
	return spec["containers"] != nil || spec["template"] != nil || spec["jobTemplate"] != nil
}

// writeCases writes N.json for each object, and judgements.json: file names with the ids of the checks
// that deny.
func writeCases(checks []check, objects []object, folder string) error {
	judgements := map[string][]string{}
	for i, o := range objects {
		text, err := json.MarshalIndent(o, "", "  ")
		if err != nil {
			return err
		}
		name := fmt.Sprintf("%d.json", i)
		if err := os.WriteFile(filepath.Join(folder, "objects", name), text, 0o644); err != nil {
			return err
		}
		judgements[name] = []string{}
		for _, one := range checks {
			denies, err := one.denies(o)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			if denies {
				judgements[name] = append(judgements[name], one.id)
			}
		}
	}
	var ids []string
	for _, one := range checks {
		ids = append(ids, one.id)
	}
	text, err := json.MarshalIndent(object{"checks": ids, "denied": judgements}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "judgements.json"), text, 0o644)
}
