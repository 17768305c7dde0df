package main

import (
	"math/rand/v2"
	"strings"
)

// maker draws random objects; the same seed gives the same.
type maker struct{ *rand.Rand }

func generated(seed uint64, count int) []object {
	m := maker{rand.New(rand.NewPCG(seed, seed))}
	makes := []func() object{m.workload, m.workload, m.workload, m.workload, m.role, m.service, m.configMap, m.old, m.binding}
	objects := make([]object, count)
	for i := range objects {
		objects[i] = makes[m.IntN(len(makes))]()
	}
	return objects
}

func pick[T any](m maker, values ...T) T { return values[m.IntN(len(values))] }

// some sets a field in one of two cases.
func (m maker) some(o object, key string, value any) {
	if m.IntN(2) == 0 {
		o[key] = value
	}
}

func (m maker) metadata() object {
	metadata := object{"name": "web", "labels": object{"app": "web"}}
	m.some(metadata, "namespace", pick(m, "shop", "default", "kube-system"))
	return metadata
}

func (m maker) workload() object {
	template := object{"metadata": object{"labels": object{"app": "web"}}, "spec": m.pod()}
	o := object{"apiVersion": "apps/v1", "kind": pick(m, "Deployment", "StatefulSet", "DaemonSet"), "metadata": m.metadata()}
	o["spec"] = object{"selector": object{"matchLabels": object{"app": "web"}}, "template": template}
	switch m.IntN(5) {
	case 0:
		o["apiVersion"], o["kind"], o["spec"] = "batch/v1", "Job", object{"template": template}
	case 1:
		jobs := object{"spec": object{"template": template}}
		o["apiVersion"], o["kind"], o["spec"] = "batch/v1", "CronJob", object{"schedule": "0 3 * * *", "jobTemplate": jobs}
	case 2:
		o["apiVersion"], o["kind"], o["spec"] = "v1", "Pod", template["spec"]
	}
	return o
}

func (m maker) pod() object {
	pod := object{"containers": []any{m.container("web")}}
	m.some(pod, "initContainers", []any{m.container("init")})
	m.some(pod, "hostNetwork", pick(m, true, false))
	m.some(pod, "hostPID", pick(m, true, false))
	m.some(pod, "hostIPC", pick(m, true, false))
	m.some(pod, "automountServiceAccountToken", pick(m, true, false))
	m.some(pod, "serviceAccountName", pick(m, "web", "default"))
	m.some(pod, "hostAliases", []any{object{"ip": "192.0.2.1", "hostnames": []any{"db"}}})
	m.some(pod, "securityContext", m.podContext())
	m.some(pod, "volumes", []any{m.volume("a"), m.volume("b")})
	return pod
}

func (m maker) podContext() object {
	context := object{}
	m.some(context, "runAsUser", pick(m, 0, 1000, 10001))
	m.some(context, "runAsGroup", pick(m, 0, 1000, 10001))
	m.some(context, "fsGroup", pick(m, 0, 1000))
	m.some(context, "supplementalGroups", []any{pick(m, 0, 5)})
	m.some(context, "runAsNonRoot", pick(m, true, false))
	m.some(context, "seccompProfile", object{"type": pick(m, "RuntimeDefault", "Unconfined", "Localhost")})
	m.some(context, "seLinuxOptions", object{"type": pick(m, "container_t", "spc_t")})
	m.some(context, "sysctls", []any{object{"name": pick(m, "kernel.shm_rmid_forced", "kernel.msgmax"), "value": "1"}})
	return context
}

func (m maker) volume(name string) object {
	return pick(m,
		object{"name": name, "emptyDir": object{}},
		object{"name": name, "hostPath": object{"path": pick(m, "/", "/etc", "/var/run/docker.sock", "/srv")}},
		object{"name": name, "nfs": object{"server": "nfs.example", "path": "/"}},
		object{"name": name, "secret": object{"secretName": "web"}})
}

func (m maker) container(name string) object {
	container := object{"name": name, "image": pick(m, "r.example/web:1.2", "r.example/web:latest", "r.example/web",
		"r.example/web:1@sha256:"+strings.Repeat("0", 64))}
	m.some(container, "securityContext", m.containerContext())
	m.some(container, "ports", []any{m.port()})
	m.some(container, "resources", object{"requests": m.amounts(), "limits": m.amounts()})
	return container
}

func (m maker) port() object {
	port := object{"containerPort": pick(m, 80, 1023, 1024, 8069)}
	m.some(port, "hostPort", 8069)
	return port
}

func (m maker) amounts() object {
	amounts := object{}
	m.some(amounts, "cpu", "100m")
	m.some(amounts, "memory", "64Mi")
	return amounts
}

func (m maker) containerContext() object {
	context := m.podContext()
	for _, podOnly := range []string{"fsGroup", "supplementalGroups", "sysctls"} {
		delete(context, podOnly)
	}
	m.some(context, "privileged", pick(m, true, false))
	m.some(context, "allowPrivilegeEscalation", pick(m, true, false))
	m.some(context, "readOnlyRootFilesystem", pick(m, true, false))
	m.some(context, "procMount", pick(m, "Default", "Unmasked"))
	m.some(context, "windowsOptions", object{"hostProcess": pick(m, true, false)})
	capabilities := object{}
	m.some(capabilities, "drop", []any{pick(m, "ALL", "NET_RAW")})
	m.some(capabilities, "add", []any{pick(m, "NET_BIND_SERVICE", "NET_RAW", "SYS_ADMIN", "SYS_MODULE", "CHOWN")})
	m.some(context, "capabilities", capabilities)
	return context
}

func (m maker) role() object {
	rule := object{
		"apiGroups": []any{pick(m, "", "*", "apps", "batch", "rbac.authorization.k8s.io", "admissionregistration.k8s.io")},
		"resources": []any{pick(m, "*", "secrets", "pods", "pods/exec", "pods/attach", "nodes/proxy", "deployments", "jobs",
			"roles", "rolebindings", "clusterrolebindings", "mutatingwebhookconfigurations", "configmaps", "groups", "users")},
		"verbs": []any{pick(m, "*", "get", "list", "create", "update", "delete", "impersonate", "bind", "escalate")},
	}
	if m.IntN(4) == 0 {
		rule["resourceNames"] = []any{"web"}
	}
	return object{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": pick(m, "Role", "ClusterRole"), "metadata": m.metadata(), "rules": []any{rule}}
}

func (m maker) binding() object {
	subject := pick(m,
		object{"kind": "User", "name": pick(m, "jane", "system:anonymous"), "apiGroup": "rbac.authorization.k8s.io"},
		object{"kind": "Group", "name": pick(m, "team", "system:masters", "system:unauthenticated"), "apiGroup": "rbac.authorization.k8s.io"},
		object{"kind": "ServiceAccount", "name": "web", "namespace": "shop"})
	role := object{"kind": "ClusterRole", "name": pick(m, "cluster-admin", "view"), "apiGroup": "rbac.authorization.k8s.io"}
	return object{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": pick(m, "RoleBinding", "ClusterRoleBinding"),
		"metadata": m.metadata(), "subjects": []any{subject}, "roleRef": role}
}

func (m maker) service() object {
	spec := object{"selector": object{"app": "web"}, "ports": []any{object{"port": 80}}}
	m.some(spec, "externalIPs", []any{"192.0.2.1"})
	return object{"apiVersion": "v1", "kind": "Service", "metadata": m.metadata(), "spec": spec}
}

func (m maker) configMap() object {
	key := pick(m, "password", "api_token", "colour", "config.ini")
	value := pick(m, "hunter2-2024-x", "blue", "db_password=hunter2-2024-x", "postgres://web:hunter2-2024-x@db/web")
	return object{"apiVersion": "v1", "kind": "ConfigMap", "metadata": m.metadata(), "data": object{key: value}}
}

// old is of an API that has ended, or is about to, or has neither.
func (m maker) old() object {
	api := pick(m, [2]string{"policy/v1beta1", "PodDisruptionBudget"}, [2]string{"policy/v1", "PodDisruptionBudget"},
		[2]string{"networking.k8s.io/v1beta1", "Ingress"}, [2]string{"autoscaling/v2beta2", "HorizontalPodAutoscaler"},
		[2]string{"flowcontrol.apiserver.k8s.io/v1beta3", "FlowSchema"}, [2]string{"storage.k8s.io/v1", "StorageClass"})
	return object{"apiVersion": api[0], "kind": api[1], "metadata": m.metadata(), "spec": object{}}
}
