package main

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
)

// object is a JSON object; fields that are left out, null, empty and set are all different to start
// with, and the same to the API server in part.
type object = map[string]any

// workload is a generated manifest with a pod in it.
type workload struct {
	seed, number uint64
	manifest     object
	podPath      []string
	pod          []byte // metadata and spec
	// The API server refuses the pod for another reason: it asks of Windows what only Linux has, or
	// a volume has several types.
	isRefused bool
}

// prefix is `v` for every second pod: versions are written either way.
func (w workload) prefix() string {
	return strings.Repeat("v", int(w.number%2))
}

type dice struct{ *rand.Rand }

func (d dice) once(in int) bool { return d.IntN(in) == 0 }

func pick[T any](d dice, from ...T) T { return from[d.IntN(len(from))] }

// generate makes the pod of a number, the same each time. It starts from one that meets
// `restricted`, or from one that meets `baseline` only, and changes a few things.
func generate(seed, number uint64) workload {
	d := dice{rand.New(rand.NewPCG(seed, number))}
	pod := d.start(d.once(3))
	for range d.IntN(5) {
		pick(d, mutations...)(d, pod)
	}
	text, err := json.Marshal(pod)
	if err != nil {
		panic(err)
	}
	result := workload{seed: seed, number: number, pod: text, isRefused: isRefused(pod, string(text))}
	result.manifest, result.podPath = d.wrapped(pod)
	return result
}

func isRefused(pod object, text string) bool {
	os, _ := specOf(pod)["os"].(object)
	onWindows := os != nil && os["name"] == "windows"
	volumes, _ := specOf(pod)["volumes"].([]any)
	for _, volume := range volumes {
		if fields, _ := volume.(object); len(fields) > 2 {
			return true
		}
	}
	return onWindows && (strings.Contains(text, `"capabilities"`) || strings.Contains(text, `"seccompProfile"`))
}

func (d dice) start(plain bool) object {
	spec := object{}
	if !plain {
		spec["securityContext"] = object{"runAsNonRoot": true, "seccompProfile": object{"type": "RuntimeDefault"}}
	}
	for _, list := range []string{"containers", "initContainers", "ephemeralContainers"} {
		count := d.IntN(3)
		if list == "containers" {
			count = 1 + d.IntN(2)
		}
		var containers []any
		for i := range count {
			container := object{"name": list[:1] + string(rune('a'+i)), "image": "registry.example/app"}
			if !plain {
				container["securityContext"] = object{
					"allowPrivilegeEscalation": false,
					"capabilities":             object{"drop": []any{"ALL"}},
				}
			}
			containers = append(containers, container)
		}
		if count > 0 {
			spec[list] = containers
		}
	}
	return object{"metadata": object{"name": "web"}, "spec": spec}
}

// wrapped puts the pod where a kind of workload keeps it. What the workload says of itself does not
// count for its pods.
func (d dice) wrapped(pod object) (object, []string) {
	decoy := object{"name": "web", "annotations": object{appArmor + "ca": "unconfined"}}
	metadata, spec := pod["metadata"], pod["spec"]
	template := object{"metadata": metadata, "spec": spec}
	controller := func(apiVersion, kind string) (object, []string) {
		return object{"apiVersion": apiVersion, "kind": kind, "metadata": decoy, "spec": object{"template": template}},
			[]string{"spec", "template", "spec"}
	}
	switch d.IntN(6) {
	case 0:
		return controller("apps/v1", pick(d, "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"))
	case 1:
		return controller("batch/v1", "Job")
	case 2:
		return controller("v1", "ReplicationController")
	case 3:
		job := object{"spec": object{"template": template}}
		return object{"apiVersion": "batch/v1", "kind": "CronJob", "metadata": decoy, "spec": object{"jobTemplate": job}},
			[]string{"spec", "jobTemplate", "spec", "template", "spec"}
	case 4:
		return object{"apiVersion": "v1", "kind": "PodTemplate", "metadata": decoy, "template": template},
			[]string{"template", "spec"}
	default:
		return object{"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": spec}, []string{"spec"}
	}
}
