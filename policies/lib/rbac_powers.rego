# Rights that open a way around RBAC, or around admission, by themselves.
# https://kubernetes.io/docs/concepts/security/rbac-good-practices/
package seaworthy.lib.rbac_powers

powers := {
	"changes-admission": {
		"group": "admissionregistration.k8s.io",
		"resources": {"mutatingwebhookconfigurations", "validatingwebhookconfigurations"},
		"verbs": {"create", "update", "patch", "delete", "deletecollection"},
	},
	"issues-tokens": {"group": "", "resources": {"serviceaccounts/token"}, "verbs": {"create"}},
	"approves-certificates": {
		"group": "certificates.k8s.io",
		"resources": {"certificatesigningrequests/approval"},
		"verbs": {"update", "patch"},
	},
	"creates-volumes": {"group": "", "resources": {"persistentvolumes"}, "verbs": {"create"}},
}

# A pod may run as any account of its namespace and mount any Secret there.
workload_powers := [
	{"group": "", "resources": {"pods", "replicationcontrollers"}, "verbs": writing},
	{"group": "apps", "resources": {"deployments", "daemonsets", "statefulsets", "replicasets"}, "verbs": writing},
	{"group": "batch", "resources": {"jobs", "cronjobs"}, "verbs": writing},
]

writing := {"create", "update", "patch"}
