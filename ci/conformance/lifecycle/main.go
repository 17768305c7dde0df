// Command lifecycle prints policies/lib/api_versions.rego: which Kubernetes APIs were or will be
// deprecated and removed, read from the source of Kubernetes' own API modules.
//
//	lifecycle name@v0.N.P=folder…
package main

import (
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"
)

// module is one version of a Go module that holds Kubernetes API types.
type module struct {
	name, version, folder string
	minor                 int // 34 for v0.34.4, which is Kubernetes 1.34
}

func main() {
	log.SetFlags(0)
	var modules []module
	for _, argument := range os.Args[1:] {
		m, err := parseModule(argument)
		if err != nil {
			log.Fatal(err)
		}
		modules = append(modules, m)
	}
	history, err := read(modules)
	if err != nil {
		log.Fatal(err)
	}
	write(os.Stdout, modules, history)
}

func parseModule(argument string) (module, error) {
	coordinates, folder, found := strings.Cut(argument, "=")
	name, version, versioned := strings.Cut(coordinates, "@")
	parts := strings.Split(version, ".")
	if !found || !versioned || len(parts) != 3 {
		return module{}, fmt.Errorf("`%s` is not `name@v0.N.P=folder`", argument)
	}
	minor, err := strconv.Atoi(parts[1])
	if err != nil {
		return module{}, fmt.Errorf("`%s` names no minor version: %w", argument, err)
	}
	return module{name, version, folder, minor}, nil
}
