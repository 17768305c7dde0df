# Kubernetes APIs that were or will be deprecated or removed, by the minor version that does it. Written by
# ci/conformance/api-versions, do not edit. Source: the lifecycle of each type, its comments, and the types
# that are gone from one version to the next, in the Go modules
#   k8s.io/api v0.17.0 v0.18.0 v0.19.0 v0.20.0 v0.21.0 v0.22.0 v0.23.0 v0.24.0 v0.25.0 v0.26.0
#   v0.27.0 v0.28.0 v0.29.0 v0.30.0 v0.31.0 v0.32.0 v0.33.0 v0.34.0 v0.35.0 v0.36.0 v0.37.2
#   k8s.io/apiextensions-apiserver v0.37.2
#   k8s.io/kube-aggregator v0.37.2
package seaworthy.lib.api_versions

# The newest version of Kubernetes that the figures are from; later ones are its plans.
newest := 37

ending := {
	"admission.k8s.io/v1beta1": {
		"AdmissionReview": {"deprecated": 19, "removed": 22, "replacement": "admission.k8s.io/v1 AdmissionReview"},
	},
	"admissionregistration.k8s.io/v1alpha1": {
		"MutatingAdmissionPolicy": {"deprecated": 35, "removed": 38, "replacement": "admissionregistration.k8s.io/v1 MutatingAdmissionPolicy"},
		"MutatingAdmissionPolicyBinding": {"deprecated": 35, "removed": 38, "replacement": "admissionregistration.k8s.io/v1 MutatingAdmissionPolicyBinding"},
		"ValidatingAdmissionPolicy": {"deprecated": 29, "removed": 32, "replacement": "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy"},
		"ValidatingAdmissionPolicyBinding": {"deprecated": 29, "removed": 32, "replacement": "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding"},
	},
	"admissionregistration.k8s.io/v1beta1": {
		"MutatingAdmissionPolicy": {"deprecated": 37, "removed": 40, "replacement": "admissionregistration.k8s.io/v1 MutatingAdmissionPolicy"},
		"MutatingAdmissionPolicyBinding": {"deprecated": 37, "removed": 40, "replacement": "admissionregistration.k8s.io/v1 MutatingAdmissionPolicyBinding"},
		"MutatingWebhookConfiguration": {"deprecated": 16, "removed": 22, "replacement": "admissionregistration.k8s.io/v1 MutatingWebhookConfiguration"},
		"ValidatingAdmissionPolicy": {"deprecated": 31, "removed": 34, "replacement": "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy"},
		"ValidatingAdmissionPolicyBinding": {"deprecated": 31, "removed": 34, "replacement": "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding"},
		"ValidatingWebhookConfiguration": {"deprecated": 16, "removed": 22, "replacement": "admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration"},
	},
	"apidiscovery.k8s.io/v2beta1": {
		"APIGroupDiscovery": {"deprecated": 32, "removed": 35, "replacement": "apidiscovery.k8s.io/v2 APIGroupDiscovery"},
	},
	"apiextensions.k8s.io/v1beta1": {
		"ConversionReview": {"deprecated": 19, "removed": 22, "replacement": "apiextensions.k8s.io/v1 ConversionReview"},
		"CustomResourceDefinition": {"deprecated": 16, "removed": 22, "replacement": "apiextensions.k8s.io/v1 CustomResourceDefinition"},
	},
	"apiregistration.k8s.io/v1beta1": {
		"APIService": {"deprecated": 19, "removed": 22, "replacement": "apiregistration.k8s.io/v1 APIService"},
	},
	"apps/v1beta1": {
		"ControllerRevision": {"deprecated": 8, "removed": 16, "replacement": "apps/v1 ControllerRevision"},
		"Deployment": {"deprecated": 8, "removed": 16, "replacement": "apps/v1 Deployment"},
		"DeploymentRollback": {"deprecated": 8, "removed": 16, "replacement": "apps/v1 DeploymentRollback"},
		"Scale": {"deprecated": 8, "removed": 16, "replacement": "autoscaling/v1 Scale"},
		"StatefulSet": {"deprecated": 8, "removed": 16, "replacement": "apps/v1 StatefulSet"},
	},
	"apps/v1beta2": {
		"ControllerRevision": {"deprecated": 9, "removed": 16, "replacement": "apps/v1 ControllerRevision"},
		"DaemonSet": {"deprecated": 9, "removed": 16, "replacement": "apps/v1 DaemonSet"},
		"Deployment": {"deprecated": 9, "removed": 16, "replacement": "apps/v1 Deployment"},
		"ReplicaSet": {"deprecated": 9, "removed": 16, "replacement": "apps/v1 ReplicaSet"},
		"Scale": {"deprecated": 9, "removed": 16, "replacement": "autoscaling/v1 Scale"},
		"StatefulSet": {"deprecated": 9, "removed": 16, "replacement": "apps/v1 StatefulSet"},
	},
	"auditregistration.k8s.io/v1alpha1": {
		"AuditSink": {"removed": 19},
	},
	"authentication.k8s.io/v1alpha1": {
		"SelfSubjectReview": {"deprecated": 29, "removed": 32, "replacement": "authentication.k8s.io/v1 SelfSubjectReview"},
	},
	"authentication.k8s.io/v1beta1": {
		"SelfSubjectReview": {"deprecated": 30, "removed": 33, "replacement": "authentication.k8s.io/v1 SelfSubjectReview"},
		"TokenReview": {"deprecated": 19, "removed": 22, "replacement": "authentication.k8s.io/v1 TokenReview"},
	},
	"authorization.k8s.io/v1beta1": {
		"LocalSubjectAccessReview": {"deprecated": 19, "removed": 22, "replacement": "authorization.k8s.io/v1 LocalSubjectAccessReview"},
		"SelfSubjectAccessReview": {"deprecated": 19, "removed": 22, "replacement": "authorization.k8s.io/v1 SelfSubjectAccessReview"},
		"SelfSubjectRulesReview": {"deprecated": 19, "removed": 22, "replacement": "authorization.k8s.io/v1 SelfSubjectRulesReview"},
		"SubjectAccessReview": {"deprecated": 19, "removed": 22, "replacement": "authorization.k8s.io/v1 SubjectAccessReview"},
	},
	"autoscaling/v2beta1": {
		"HorizontalPodAutoscaler": {"deprecated": 22, "removed": 25, "replacement": "autoscaling/v2 HorizontalPodAutoscaler"},
	},
	"autoscaling/v2beta2": {
		"HorizontalPodAutoscaler": {"deprecated": 23, "removed": 26, "replacement": "autoscaling/v2 HorizontalPodAutoscaler"},
	},
	"batch/v1beta1": {
		"CronJob": {"deprecated": 21, "removed": 25, "replacement": "batch/v1 CronJob"},
		"JobTemplate": {"deprecated": 22, "removed": 25},
	},
	"batch/v2alpha1": {
		"CronJob": {"removed": 21, "replacement": "batch/v1 CronJob"},
		"JobTemplate": {"removed": 21},
	},
	"certificates.k8s.io/v1alpha1": {
		"ClusterTrustBundle": {"deprecated": 34, "removed": 37, "replacement": "certificates.k8s.io/v1 ClusterTrustBundle"},
		"PodCertificateRequest": {"removed": 35, "replacement": "certificates.k8s.io/v1 PodCertificateRequest"},
	},
	"certificates.k8s.io/v1beta1": {
		"CertificateSigningRequest": {"deprecated": 19, "removed": 22, "replacement": "certificates.k8s.io/v1 CertificateSigningRequest"},
		"ClusterTrustBundle": {"deprecated": 37, "removed": 40, "replacement": "certificates.k8s.io/v1 ClusterTrustBundle"},
		"PodCertificateRequest": {"deprecated": 37, "removed": 40, "replacement": "certificates.k8s.io/v1 PodCertificateRequest"},
	},
	"coordination.k8s.io/v1alpha1": {
		"LeaseCandidate": {"removed": 32, "replacement": "coordination.k8s.io/v1beta1 LeaseCandidate"},
	},
	"coordination.k8s.io/v1alpha2": {
		"LeaseCandidate": {"deprecated": 35, "removed": 38, "replacement": "coordination.k8s.io/v1beta1 LeaseCandidate"},
	},
	"coordination.k8s.io/v1beta1": {
		"Lease": {"deprecated": 19, "removed": 22, "replacement": "coordination.k8s.io/v1 Lease"},
		"LeaseCandidate": {"deprecated": 36, "removed": 39},
	},
	"discovery.k8s.io/v1alpha1": {
		"EndpointSlice": {"removed": 21, "replacement": "discovery.k8s.io/v1 EndpointSlice"},
	},
	"discovery.k8s.io/v1beta1": {
		"EndpointSlice": {"deprecated": 21, "removed": 25, "replacement": "discovery.k8s.io/v1 EndpointSlice"},
	},
	"events.k8s.io/v1beta1": {
		"Event": {"deprecated": 22, "removed": 25, "replacement": "events.k8s.io/v1 Event"},
	},
	"extensions/v1beta1": {
		"DaemonSet": {"deprecated": 8, "removed": 16, "replacement": "apps/v1 DaemonSet"},
		"Deployment": {"deprecated": 8, "removed": 16, "replacement": "apps/v1 Deployment"},
		"DeploymentRollback": {"deprecated": 8, "removed": 16},
		"Ingress": {"deprecated": 14, "removed": 22, "replacement": "networking.k8s.io/v1 Ingress"},
		"NetworkPolicy": {"deprecated": 9, "removed": 16, "replacement": "networking.k8s.io/v1 NetworkPolicy"},
		"PodSecurityPolicy": {"deprecated": 11, "removed": 16},
		"ReplicaSet": {"deprecated": 8, "removed": 16, "replacement": "apps/v1 ReplicaSet"},
		"ReplicationControllerDummy": {"removed": 18},
		"Scale": {"deprecated": 2, "removed": 16},
	},
	"flowcontrol.apiserver.k8s.io/v1alpha1": {
		"FlowSchema": {"deprecated": 20, "removed": 21, "replacement": "flowcontrol.apiserver.k8s.io/v1 FlowSchema"},
		"PriorityLevelConfiguration": {"deprecated": 20, "removed": 21, "replacement": "flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration"},
	},
	"flowcontrol.apiserver.k8s.io/v1beta1": {
		"FlowSchema": {"deprecated": 23, "removed": 26, "replacement": "flowcontrol.apiserver.k8s.io/v1 FlowSchema"},
		"PriorityLevelConfiguration": {"deprecated": 23, "removed": 26, "replacement": "flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration"},
	},
	"flowcontrol.apiserver.k8s.io/v1beta2": {
		"FlowSchema": {"deprecated": 26, "removed": 29, "replacement": "flowcontrol.apiserver.k8s.io/v1 FlowSchema"},
		"PriorityLevelConfiguration": {"deprecated": 26, "removed": 29, "replacement": "flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration"},
	},
	"flowcontrol.apiserver.k8s.io/v1beta3": {
		"FlowSchema": {"deprecated": 29, "removed": 32, "replacement": "flowcontrol.apiserver.k8s.io/v1 FlowSchema"},
		"PriorityLevelConfiguration": {"deprecated": 29, "removed": 32, "replacement": "flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration"},
	},
	"lifecycle.k8s.io/v1alpha1": {
		"Eviction": {"deprecated": 40, "removed": 43},
		"EvictionRequest": {"deprecated": 40, "removed": 43},
	},
	"networking.k8s.io/v1alpha1": {
		"ClusterCIDR": {"deprecated": 28, "removed": 29},
		"IPAddress": {"deprecated": 30, "removed": 33, "replacement": "networking.k8s.io/v1 IPAddress"},
		"ServiceCIDR": {"deprecated": 30, "removed": 33, "replacement": "networking.k8s.io/v1 ServiceCIDR"},
	},
	"networking.k8s.io/v1beta1": {
		"IPAddress": {"deprecated": 34, "removed": 37, "replacement": "networking.k8s.io/v1 IPAddress"},
		"Ingress": {"deprecated": 19, "removed": 22, "replacement": "networking.k8s.io/v1 Ingress"},
		"IngressClass": {"deprecated": 19, "removed": 22, "replacement": "networking.k8s.io/v1 IngressClass"},
		"ServiceCIDR": {"deprecated": 34, "removed": 37, "replacement": "networking.k8s.io/v1 ServiceCIDR"},
	},
	"node.k8s.io/v1beta1": {
		"RuntimeClass": {"deprecated": 22, "removed": 25, "replacement": "node.k8s.io/v1 RuntimeClass"},
	},
	"policy/v1beta1": {
		"Eviction": {"deprecated": 22, "removed": 25, "replacement": "policy/v1 Eviction"},
		"PodDisruptionBudget": {"deprecated": 21, "removed": 25, "replacement": "policy/v1 PodDisruptionBudget"},
		"PodSecurityPolicy": {"deprecated": 21, "removed": 25},
	},
	"rbac.authorization.k8s.io/v1beta1": {
		"ClusterRole": {"deprecated": 17, "removed": 22, "replacement": "rbac.authorization.k8s.io/v1 ClusterRole"},
		"ClusterRoleBinding": {"deprecated": 17, "removed": 22, "replacement": "rbac.authorization.k8s.io/v1 ClusterRoleBinding"},
		"Role": {"deprecated": 17, "removed": 22, "replacement": "rbac.authorization.k8s.io/v1 Role"},
		"RoleBinding": {"deprecated": 17, "removed": 22, "replacement": "rbac.authorization.k8s.io/v1 RoleBinding"},
	},
	"resource.k8s.io/v1alpha1": {
		"PodScheduling": {"removed": 27},
		"ResourceClaim": {"removed": 27, "replacement": "resource.k8s.io/v1 ResourceClaim"},
		"ResourceClaimTemplate": {"removed": 27, "replacement": "resource.k8s.io/v1 ResourceClaimTemplate"},
		"ResourceClass": {"removed": 27},
	},
	"resource.k8s.io/v1alpha2": {
		"PodSchedulingContext": {"removed": 31},
		"ResourceClaim": {"removed": 31, "replacement": "resource.k8s.io/v1 ResourceClaim"},
		"ResourceClaimParameters": {"removed": 31},
		"ResourceClaimTemplate": {"removed": 31, "replacement": "resource.k8s.io/v1 ResourceClaimTemplate"},
		"ResourceClass": {"removed": 31},
		"ResourceClassParameters": {"removed": 31},
		"ResourceSlice": {"removed": 31, "replacement": "resource.k8s.io/v1 ResourceSlice"},
	},
	"resource.k8s.io/v1alpha3": {
		"DeviceClass": {"deprecated": 34, "removed": 34, "replacement": "resource.k8s.io/v1 DeviceClass"},
		"DeviceTaintRule": {"deprecated": 36, "removed": 39, "replacement": "resource.k8s.io/v1 DeviceTaintRule"},
		"PodSchedulingContext": {"removed": 32},
		"ResourceClaim": {"deprecated": 34, "removed": 34, "replacement": "resource.k8s.io/v1 ResourceClaim"},
		"ResourceClaimTemplate": {"deprecated": 34, "removed": 34, "replacement": "resource.k8s.io/v1 ResourceClaimTemplate"},
		"ResourcePoolStatusRequest": {"deprecated": 39, "removed": 42},
		"ResourceSlice": {"deprecated": 34, "removed": 34, "replacement": "resource.k8s.io/v1 ResourceSlice"},
	},
	"resource.k8s.io/v1beta1": {
		"DeviceClass": {"deprecated": 35, "removed": 38, "replacement": "resource.k8s.io/v1 DeviceClass"},
		"ResourceClaim": {"deprecated": 35, "removed": 38, "replacement": "resource.k8s.io/v1 ResourceClaim"},
		"ResourceClaimTemplate": {"deprecated": 35, "removed": 38, "replacement": "resource.k8s.io/v1 ResourceClaimTemplate"},
		"ResourceSlice": {"deprecated": 35, "removed": 38, "replacement": "resource.k8s.io/v1 ResourceSlice"},
	},
	"resource.k8s.io/v1beta2": {
		"DeviceClass": {"deprecated": 36, "removed": 39, "replacement": "resource.k8s.io/v1 DeviceClass"},
		"DeviceTaintRule": {"deprecated": 39, "removed": 42, "replacement": "resource.k8s.io/v1 DeviceTaintRule"},
		"ResourceClaim": {"deprecated": 36, "removed": 39, "replacement": "resource.k8s.io/v1 ResourceClaim"},
		"ResourceClaimTemplate": {"deprecated": 36, "removed": 39, "replacement": "resource.k8s.io/v1 ResourceClaimTemplate"},
		"ResourceSlice": {"deprecated": 36, "removed": 39, "replacement": "resource.k8s.io/v1 ResourceSlice"},
	},
	"scheduling.k8s.io/v1alpha1": {
		"PriorityClass": {"removed": 36, "replacement": "scheduling.k8s.io/v1 PriorityClass"},
		"Workload": {"removed": 36, "replacement": "scheduling.k8s.io/v1beta1 Workload"},
	},
	"scheduling.k8s.io/v1alpha2": {
		"PodGroup": {"removed": 37, "replacement": "scheduling.k8s.io/v1beta1 PodGroup"},
		"Workload": {"removed": 37, "replacement": "scheduling.k8s.io/v1beta1 Workload"},
	},
	"scheduling.k8s.io/v1beta1": {
		"PodGroup": {"deprecated": 40, "removed": 43},
		"PriorityClass": {"deprecated": 14, "removed": 22, "replacement": "scheduling.k8s.io/v1 PriorityClass"},
		"Workload": {"deprecated": 40, "removed": 43},
	},
	"settings.k8s.io/v1alpha1": {
		"PodPreset": {"removed": 20},
	},
	"storage.k8s.io/v1alpha1": {
		"CSIStorageCapacity": {"deprecated": 21, "removed": 24, "replacement": "storage.k8s.io/v1 CSIStorageCapacity"},
		"VolumeAttachment": {"deprecated": 21, "removed": 24, "replacement": "storage.k8s.io/v1 VolumeAttachment"},
		"VolumeAttributesClass": {"deprecated": 32, "removed": 35, "replacement": "storage.k8s.io/v1 VolumeAttributesClass"},
	},
	"storage.k8s.io/v1beta1": {
		"CSIDriver": {"deprecated": 19, "removed": 22, "replacement": "storage.k8s.io/v1 CSIDriver"},
		"CSINode": {"deprecated": 17, "removed": 22, "replacement": "storage.k8s.io/v1 CSINode"},
		"CSIStorageCapacity": {"deprecated": 24, "removed": 27, "replacement": "storage.k8s.io/v1 CSIStorageCapacity"},
		"StorageClass": {"deprecated": 19, "removed": 22, "replacement": "storage.k8s.io/v1 StorageClass"},
		"VolumeAttachment": {"deprecated": 19, "removed": 22, "replacement": "storage.k8s.io/v1 VolumeAttachment"},
		"VolumeAttributesClass": {"deprecated": 34, "removed": 37, "replacement": "storage.k8s.io/v1 VolumeAttributesClass"},
	},
	"storagemigration.k8s.io/v1alpha1": {
		"StorageVersionMigration": {"deprecated": 33, "removed": 35, "replacement": "storagemigration.k8s.io/v1 StorageVersionMigration"},
	},
	"storagemigration.k8s.io/v1beta1": {
		"StorageVersionMigration": {"deprecated": 37, "removed": 40, "replacement": "storagemigration.k8s.io/v1 StorageVersionMigration"},
	},
	"v1": {
		"ComponentStatus": {"deprecated": 19},
		"Endpoints": {"deprecated": 33, "replacement": "discovery.k8s.io/v1 EndpointSlice"},
	},
}
