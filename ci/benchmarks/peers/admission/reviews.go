package main

import (
	"encoding/json"
	"fmt"
	"math/rand"
)

type object = map[string]any

// Sizes of reviews by containers: most small, some with long lists of variables.
var sizes = []int{1, 1, 1, 2, 2, 3, 8, 20}

// reviews makes bodies that the seed alone decides, and the uid of each.
func reviews(seed int64, count int) (bodies [][]byte, uids []string) {
	random := rand.New(rand.NewSource(seed))
	for i := 0; i < count; i++ {
		uid := fmt.Sprintf("uid-%06d", i)
		name := fmt.Sprintf("service-%04d", i)
		deployed := deployment(random, name)
		request := object{
			"uid": uid, "operation": "CREATE", "namespace": "shop", "name": name, "dryRun": false,
			"kind":   object{"group": "apps", "version": "v1", "kind": "Deployment"},
			"object": deployed,
		}
		if random.Intn(3) == 0 {
			request["operation"] = "UPDATE"
			request["oldObject"] = deployed
		}
		body, err := json.Marshal(object{
			"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": request})
		if err != nil {
			panic(err)
		}
		bodies = append(bodies, body)
		uids = append(uids, uid)
	}
	return bodies, uids
}

func deployment(random *rand.Rand, name string) object {
	labels := object{"app": name}
	return object{
		"apiVersion": "apps/v1", "kind": "Deployment",
		"metadata": object{"name": name, "namespace": "shop", "labels": labels},
		"spec": object{
			"replicas": 1 + random.Intn(4), "selector": object{"matchLabels": labels},
			"template": object{
				"metadata": object{"labels": labels},
				"spec":     object{"containers": containers(random, sizes[random.Intn(len(sizes))])},
			},
		},
	}
}

func containers(random *rand.Rand, count int) []object {
	var all []object
	for i := 0; i < count; i++ {
		image := fmt.Sprintf("registry.example.com/erp/app@sha256:%064x", random.Int63())
		if random.Intn(10) == 0 {
			image = "app:latest"
		}
		var env []object
		for v := 0; v < count*2; v++ {
			env = append(env, object{"name": fmt.Sprintf("SETTING_%d", v), "value": "a value of some length"})
		}
		all = append(all, object{
			"name": fmt.Sprintf("c%d", i), "image": image, "env": env,
			"resources": object{
				"requests": object{"cpu": "250m", "memory": "256Mi"}, "limits": object{"memory": "512Mi"}},
			"readinessProbe":  object{"httpGet": object{"path": "/ready", "port": 8080}},
			"securityContext": object{"privileged": random.Intn(20) == 0, "runAsNonRoot": true},
		})
	}
	return all
}
