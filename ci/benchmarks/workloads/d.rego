# The controls of Seaworthy's own bundle `kubernetes`, all of them, on a Deployment of the harbor fixture.
package bench

findings["K8S-02"] := data.seaworthy.kubernetes.k8s_02.findings

findings["K8S-07"] := data.seaworthy.kubernetes.k8s_07.findings

findings["K8S-08"] := data.seaworthy.kubernetes.k8s_08.findings

findings["K8S-09"] := data.seaworthy.kubernetes.k8s_09.findings

findings["K8S-10"] := data.seaworthy.kubernetes.k8s_10.findings
