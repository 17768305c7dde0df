package dev.seaworthy.collectors.network.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.kubernetes.PodPath;
import dev.seaworthy.collectors.kubernetes.PodPathException;
import dev.seaworthy.collectors.kubernetes.PodPaths;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReachabilityKindsTest {
  private static final Set<String> NAMES = ReachabilityKinds.names(PodPaths.BUILT_IN);

  @Test
  void whatDecidesAboutConnectionsIsRead() {
    assertThat(NAMES)
        .contains(
            "/Namespace",
            "/Pod",
            "/Service",
            "apps/Deployment",
            "argoproj.io/Rollout",
            "networking.k8s.io/NetworkPolicy",
            "networking.k8s.io/Ingress",
            "policy.networking.k8s.io/AdminNetworkPolicy",
            "policy.networking.k8s.io/BaselineAdminNetworkPolicy",
            "policy.networking.k8s.io/ClusterNetworkPolicy",
            "cilium.io/CiliumNetworkPolicy",
            "crd.projectcalico.org/GlobalNetworkPolicy",
            "gateway.networking.k8s.io/HTTPRoute",
            "traefik.io/IngressRoute",
            "route.openshift.io/Route",
            "k8s.ovn.org/UserDefinedNetwork",
            "k8s.cni.cncf.io/NetworkAttachmentDefinition",
            "kubevirt.io/VirtualMachine");
  }

  @Test
  void whatDoesNotDecideIsNot() {
    assertThat(NAMES)
        .doesNotContain("/Secret", "/ConfigMap", "/Endpoints", "/ServiceAccount", "/Node")
        .noneMatch(name -> name.startsWith("rbac."));
  }

  @Test
  void noneOfThemIsMissedUnnoticed() {
    assertThat(NAMES)
        .allSatisfy(
            name -> {
              String group = name.substring(0, name.indexOf('/'));
              String kind = name.substring(name.indexOf('/') + 1);
              String apiVersion = group.isEmpty() ? "v1" : group + "/v1";
              assertThat(PodPaths.BUILT_IN.mayHide(apiVersion, kind)).contains("network/*");
            });
  }

  @Test
  void kindsThatAUserDeclaresAreRead() throws PodPathException {
    PodPaths declared =
        PodPaths.BUILT_IN.with(List.of(PodPath.of("example.com/v1/Worker", "spec.pod")));
    assertThat(ReachabilityKinds.names(declared)).contains("example.com/Worker");
  }
}
