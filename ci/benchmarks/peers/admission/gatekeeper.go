package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
)

const templateName = "seaworthycontrols"

// gatekeeper writes a ConstraintTemplate of the rules in the first file and the libraries and data in the others, a
// constraint of it, and the objects of the reviews that create one: `gator` knows of no others.
func gatekeeper(folder string, rules string, files []string) {
	parameters, libraries := object{}, []string{}
	for _, file := range files {
		text := readFile(file)
		if strings.HasSuffix(file, ".json") {
			var data struct{ Parameters object }
			if err := json.Unmarshal([]byte(text), &data); err != nil {
				fail(file + ": " + err.Error())
			}
			maps.Copy(parameters, data.Parameters)
		} else {
			libraries = append(libraries, asLibrary(text))
		}
	}
	// A template has no data of its own but what is written in Rego.
	constants, _ := json.Marshal(parameters)
	libraries = append(libraries, fmt.Sprintf("package lib.constants\n\nparameters := %s\n", constants))
	write(folder, "template", object{
		"apiVersion": "templates.gatekeeper.sh/v1", "kind": "ConstraintTemplate",
		"metadata": object{"name": templateName},
		"spec": object{
			"crd": object{"spec": object{"names": object{"kind": "SeaworthyControls"}}},
			"targets": []object{{
				"target": "admission.k8s.gatekeeper.sh",
				"code": []object{{"engine": "Rego", "source": object{
					"version": "v1", "rego": readFile(rules), "libs": libraries}}},
			}},
		},
	})
	write(folder, "constraint", object{
		"apiVersion": "constraints.gatekeeper.sh/v1beta1", "kind": "SeaworthyControls",
		"metadata": object{"name": "controls"},
		"spec":     object{"match": object{"kinds": []object{{"apiGroups": []string{"apps"}, "kinds": []string{"Deployment"}}}}},
	})
	bodies, uids := reviews(seed, distinct)
	for n, body := range bodies {
		var review struct {
			Request struct {
				Operation string
				Object    object
			}
		}
		if err := json.Unmarshal(body, &review); err != nil {
			panic(err)
		}
		if review.Request.Operation == "CREATE" {
			write(folder, uids[n], review.Request.Object)
		}
	}
}

// asLibrary moves a module of ours, and what it imports, below `lib`.
func asLibrary(module string) string {
	return strings.NewReplacer(
		"\npackage seaworthy.", "\npackage lib.seaworthy.",
		"data.seaworthy.", "data.lib.seaworthy.",
		"data.parameters", "data.lib.constants.parameters",
	).Replace("\n" + module)
}

func readFile(file string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		fail(err.Error())
	}
	return string(text)
}

func write(folder, name string, content object) {
	text, err := json.Marshal(content)
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, name+".json"), text, 0o600)
	}
	if err != nil {
		fail(err.Error())
	}
}
