package dev.seaworthy.collectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be read must not look as if nothing were there. */
final class KindEvidenceTest {
  @ParameterizedTest
  @CsvSource({
    "apps/v1, Deployment, kubernetes/workload network/* iam/* tls/*",
    "v1, Service, kubernetes/object:Service network/*",
    "v1, Namespace, kubernetes/object:Namespace network/*",
    "v1, ConfigMap, kubernetes/object:ConfigMap tls/*",
    "v1, ServiceAccount, kubernetes/object:ServiceAccount iam/*",
    "rbac.authorization.k8s.io/v1, RoleBinding, kubernetes/object:RoleBinding iam/*",
    "networking.k8s.io/v1, NetworkPolicy, kubernetes/object:NetworkPolicy network/*",
    "policy.networking.k8s.io/v1alpha1, AdminNetworkPolicy, kubernetes/object:AdminNetworkPolicy network/*",
    "crd.projectcalico.org/v1, GlobalNetworkPolicy, kubernetes/object:GlobalNetworkPolicy network/*",
    "k8s.ovn.org/v1, EgressFirewall, kubernetes/object:EgressFirewall network/*",
    "gateway.networking.k8s.io/v1, HTTPRoute, kubernetes/object:HTTPRoute network/*",
    "networking.k8s.io/v1, Ingress, kubernetes/object:Ingress network/* tls/*",
    "traefik.io/v1alpha1, Middleware, kubernetes/object:Middleware network/* tls/*",
    "autoscaling/v2, HorizontalPodAutoscaler, kubernetes/object:HorizontalPodAutoscaler",
  })
  void aKindHasItsPartInEvidence(String apiVersion, String kind, String evidence) {
    assertThat(PodPaths.BUILT_IN.mayHide(apiVersion, kind)).containsExactly(evidence.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "'', iam/* kubernetes/object kubernetes/workload network/* tls/*",
    "apps, iam/* kubernetes/object kubernetes/workload network/* tls/*",
    "k8s.ovn.org, kubernetes/object network/*",
    "cilium.io, kubernetes/object network/*",
    "policy.networking.k8s.io, kubernetes/object network/*",
    "networking.k8s.io, kubernetes/object network/* tls/*",
    "autoscaling, kubernetes/object",
  })
  void aGroupHasThePartsOfAllItsKinds(String group, String evidence) {
    assertThat(PodPaths.BUILT_IN.mayHideIn(group)).containsExactly(evidence.split(" "));
  }
}
