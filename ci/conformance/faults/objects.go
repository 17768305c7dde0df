package main

import "strings"

type object = map[string]any

// Whoever owns a workload must be named by a label: `owner` by version 0.1.0 of the suite's own bundle, `team` by
// 0.2.0. With both, an object is right by either.
var (
	owned = object{"owner": "harbor"}
	team  = object{"team": "harbor"}
	both  = object{"owner": "harbor", "team": "harbor"}
)

func meta(name string, labels object) object { return object{"name": name, "labels": labels} }

func podSpec(privileged bool) object {
	return object{"containers": []any{container("main", privileged)}}
}

func container(name string, privileged bool) object {
	return object{"name": name, "image": "registry.example/app@sha256:" + strings.Repeat("a", 64),
		"securityContext": object{"privileged": privileged}}
}

func pod(name string, labels object, privileged bool) object {
	return object{"apiVersion": "v1", "kind": "Pod", "metadata": meta(name, labels), "spec": podSpec(privileged)}
}

// A pod of about so many bytes.
func largePod(name string, privileged bool, bytes int) object {
	var env []any
	for size := 0; size < bytes; size += 1024 {
		env = append(env, object{"name": "SETTING", "value": strings.Repeat("x", 1000)})
	}
	large := pod(name, both, privileged)
	large["spec"].(object)["containers"].([]any)[0].(object)["env"] = env
	return large
}

func podTemplate(privileged bool) object {
	spec := podSpec(privileged)
	return object{"metadata": object{"labels": object{"app": "faults"}}, "spec": spec}
}

func restarting(policy string, privileged bool) object {
	t := podTemplate(privileged)
	t["spec"].(object)["restartPolicy"] = policy
	return t
}

// A kind whose objects run containers; those made here run none.
type kind struct {
	name, path string
	version    string
	spec       func(privileged bool) object
}

func selecting(privileged bool, more object) object {
	spec := object{"selector": object{"matchLabels": object{"app": "faults"}}, "template": podTemplate(privileged)}
	for key, value := range more {
		spec[key] = value
	}
	return spec
}

var kinds = []kind{
	{"Pod", "/api/v1/namespaces/%s/pods", "v1", podSpec},
	{"Deployment", "/apis/apps/v1/namespaces/%s/deployments", "apps/v1", func(p bool) object {
		return selecting(p, object{"replicas": 0})
	}},
	{"ReplicaSet", "/apis/apps/v1/namespaces/%s/replicasets", "apps/v1", func(p bool) object {
		return selecting(p, object{"replicas": 0})
	}},
	{"StatefulSet", "/apis/apps/v1/namespaces/%s/statefulsets", "apps/v1", func(p bool) object {
		return selecting(p, object{"replicas": 0, "serviceName": "faults"})
	}},
	{"DaemonSet", "/apis/apps/v1/namespaces/%s/daemonsets", "apps/v1", func(p bool) object {
		return selecting(p, nil)
	}},
	{"ReplicationController", "/api/v1/namespaces/%s/replicationcontrollers", "v1", func(p bool) object {
		return object{"replicas": 0, "selector": object{"app": "faults"}, "template": podTemplate(p)}
	}},
	{"Job", "/apis/batch/v1/namespaces/%s/jobs", "batch/v1", func(p bool) object {
		return object{"suspend": true, "template": restarting("Never", p)}
	}},
	{"CronJob", "/apis/batch/v1/namespaces/%s/cronjobs", "batch/v1", func(p bool) object {
		return object{"suspend": true, "schedule": "0 0 1 1 *",
			"jobTemplate": object{"spec": object{"template": restarting("Never", p)}}}
	}},
}

func (k kind) object(name string, privileged bool) object {
	return object{"apiVersion": k.version, "kind": k.name, "metadata": meta(name, both), "spec": k.spec(privileged)}
}

// A review as an API server sends it.
func review(uid, namespace string, subject object, old object) object {
	// An API server has put it there before it asks; waivers go by it.
	subject["metadata"].(object)["namespace"] = namespace
	request := object{"uid": uid, "operation": "CREATE", "namespace": namespace,
		"name": subject["metadata"].(object)["name"], "dryRun": false,
		"kind":     object{"group": "", "version": "v1", "kind": "Pod"},
		"resource": object{"group": "", "version": "v1", "resource": "pods"},
		"object":   subject, "userInfo": object{"username": "harbor-master"}}
	if old != nil {
		request["operation"], request["oldObject"] = "UPDATE", old
	}
	return object{"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": request}
}
