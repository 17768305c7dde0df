# Kubernetes APIs that were deprecated or removed, by the minor version that did it. Source:
# https://kubernetes.io/docs/reference/using-api/deprecation-guide/ and the release notes.
package seaworthy.lib.api_versions

removed_in["extensions/v1beta1"] := {
	"DaemonSet": 16, "Deployment": 16, "ReplicaSet": 16, "NetworkPolicy": 16, "PodSecurityPolicy": 16,
	"Ingress": 22,
}

removed_in["apps/v1beta1"] := {"Deployment": 16, "StatefulSet": 16, "ControllerRevision": 16}

removed_in["apps/v1beta2"] := {
	"DaemonSet": 16, "Deployment": 16, "ReplicaSet": 16, "StatefulSet": 16, "ControllerRevision": 16,
}

removed_in["batch/v2alpha1"] := {"CronJob": 21}

removed_in["admissionregistration.k8s.io/v1beta1"] := {
	"MutatingWebhookConfiguration": 22, "ValidatingWebhookConfiguration": 22,
}

removed_in["apiextensions.k8s.io/v1beta1"] := {"CustomResourceDefinition": 22}

removed_in["apiregistration.k8s.io/v1beta1"] := {"APIService": 22}

removed_in["certificates.k8s.io/v1beta1"] := {"CertificateSigningRequest": 22}

removed_in["coordination.k8s.io/v1beta1"] := {"Lease": 22}

removed_in["networking.k8s.io/v1beta1"] := {"Ingress": 22, "IngressClass": 22}

removed_in["rbac.authorization.k8s.io/v1beta1"] := {
	"ClusterRole": 22, "ClusterRoleBinding": 22, "Role": 22, "RoleBinding": 22,
}

removed_in["scheduling.k8s.io/v1beta1"] := {"PriorityClass": 22}

removed_in["storage.k8s.io/v1beta1"] := {
	"CSIDriver": 22, "CSINode": 22, "StorageClass": 22, "VolumeAttachment": 22,
	"CSIStorageCapacity": 27,
}

removed_in["batch/v1beta1"] := {"CronJob": 25}

removed_in["discovery.k8s.io/v1beta1"] := {"EndpointSlice": 25}

removed_in["events.k8s.io/v1beta1"] := {"Event": 25}

removed_in["autoscaling/v2beta1"] := {"HorizontalPodAutoscaler": 25}

removed_in["policy/v1beta1"] := {"PodDisruptionBudget": 25, "PodSecurityPolicy": 25}

removed_in["node.k8s.io/v1beta1"] := {"RuntimeClass": 25}

removed_in["autoscaling/v2beta2"] := {"HorizontalPodAutoscaler": 26}

removed_in["flowcontrol.apiserver.k8s.io/v1beta1"] := {"FlowSchema": 26, "PriorityLevelConfiguration": 26}

removed_in["flowcontrol.apiserver.k8s.io/v1beta2"] := {"FlowSchema": 29, "PriorityLevelConfiguration": 29}

removed_in["flowcontrol.apiserver.k8s.io/v1beta3"] := {"FlowSchema": 32, "PriorityLevelConfiguration": 32}

# Still served, but on its way out.
deprecated_in["v1"] := {"ComponentStatus": 19, "Endpoints": 33}
