// Command trivy compares Trivy's checks of Kubernetes objects with what the controls here say of the
// same objects, by the table of docs/reference/coverage.md.
//
//	trivy cases -checks FOLDER -out FOLDER [-seed N] [-count N] MANIFESTS…
//	trivy compare -cases FOLDER -table FILE VERDICT.json
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) < 2 {
		log.Fatal("usage: trivy cases|compare …")
	}
	var err error
	switch os.Args[1] {
	case "cases":
		err = cases(os.Args[2:])
	case "compare":
		err = compare(os.Args[2:])
	default:
		err = fmt.Errorf("`%s` is neither `cases` nor `compare`", os.Args[1])
	}
	if err != nil {
		log.Fatal(err)
	}
}

// cases writes objects, each into a file of its own, and what Trivy says of each.
func cases(arguments []string) error {
	flags := flag.NewFlagSet("cases", flag.ExitOnError)
	checks := flags.String("checks", "", "folder of the module trivy-checks")
	out := flags.String("out", "", "folder to write to")
	seed := flags.Uint64("seed", 1, "seed of the generated objects")
	count := flags.Int("count", 3000, "how many to generate")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	engine, err := load(*checks)
	if err != nil {
		return err
	}
	var objects []object
	for _, source := range []func() ([]object, error){
		func() ([]object, error) { return testObjects(*checks) },
		func() ([]object, error) { return manifestObjects(flags.Args()) },
		func() ([]object, error) { return generated(*seed, *count), nil },
	} {
		more, err := source()
		if err != nil {
			return err
		}
		objects = append(objects, more...)
	}
	return writeCases(engine, isolated(objects), *out)
}
