package dev.seaworthy.collectors.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.Folder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which Services, routes and ports of nodes let the internet in, and which a private network. */
class PublicWaysTest {
  private static final String WEB = Shop.deployment("web", "r.example/web:1", 8080, "");

  @TempDir Path temp;

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a: b | | true",
        "a: b | loadBalancerSourceRanges: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16] | false",
        "a: b | loadBalancerSourceRanges: [100.64.0.0/10, 'fd00::/8'] | false",
        "a: b | loadBalancerSourceRanges: [10.0.0.0/8, 203.0.113.0/24] | true",
        "a: b | loadBalancerSourceRanges: [0.0.0.0/0] | true",
        "a: b | loadBalancerSourceRanges: ['2001:db8::/32'] | true",
        "a: b | loadBalancerSourceRanges: [] | true",
        "a: b | loadBalancerSourceRanges: [10.0.0.0/33] | true",
        "a: b | `loadBalancerSourceRanges: [10.0.0.0/8], externalIPs: [203.0.113.9]` | true",
        "service.beta.kubernetes.io/load-balancer-source-ranges: '10.0.0.0/8, 192.168.0.0/16' | | false",
        "service.beta.kubernetes.io/load-balancer-source-ranges: '10.0.0.0/8' | loadBalancerSourceRanges: [0.0.0.0/0] | true",
        "service.beta.kubernetes.io/aws-load-balancer-scheme: internal | | false",
        "service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing | | true",
        "service.beta.kubernetes.io/aws-load-balancer-internal: 'true' | | false",
        "service.beta.kubernetes.io/aws-load-balancer-internal: 0.0.0.0/0 | | false",
        "service.beta.kubernetes.io/aws-load-balancer-internal: 'false' | | true",
        "service.beta.kubernetes.io/aws-load-balancer-internal: '' | | true",
        "networking.gke.io/load-balancer-type: Internal | | false",
        "networking.gke.io/load-balancer-type: External | | true",
        "cloud.google.com/load-balancer-type: internal | | false",
        "service.beta.kubernetes.io/azure-load-balancer-internal: 'true' | | false",
        "service.beta.kubernetes.io/azure-load-balancer-internal: 'false' | | true",
        "service.beta.kubernetes.io/openstack-internal-load-balancer: 'true' | | false",
      })
  void aLoadBalancerLetsTheInternetInUnlessItSaysThatItDoesNot(
      String annotations, String spec, boolean isOpen) {
    String service =
        Shop.balancer("web", 8080)
            .replace("namespace: shop}", "namespace: shop, annotations: {" + annotations + "}}")
            .replace("8080}]}", "8080}]" + (spec == null ? "" : ", " + spec) + "}");
    assertThat(Reached.in(gathered(WEB + service), true).contains("shop/web[Deployment]"))
        .isEqualTo(isOpen);
  }

  @Test
  void aNodePortIsOpenWhateverItsAnnotationsSay() {
    String service =
        Shop.balancer("web", 8080)
            .replace("type: LoadBalancer", "type: NodePort")
            .replace(
                "namespace: shop}",
                "namespace: shop, annotations: {networking.gke.io/load-balancer-type: Internal}}");
    assertThat(Reached.in(gathered(WEB + service), true)).containsExactly("shop/web[Deployment]");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hostPort: 80 | | true",
        "hostPort: 80, hostIP: 0.0.0.0 | | true",
        "hostPort: 80, hostIP: 203.0.113.7 | | true",
        "hostPort: 80, hostIP: 127.0.0.1 | | false",
        "hostPort: 80, hostIP: 10.0.0.7 | | false",
        "hostPort: 80, hostIP: 'fd00::7' | | false",
        "hostPort: 0 | | false",
        "name: a | hostNetwork: true | true",
        "name: a | hostNetwork: false | false",
      })
  void aPortOfTheNodeIsAWayInWhereItsAddressMayBePublic(String port, String pod, boolean isOpen) {
    String manifests =
        Shop.deployment("web", "r.example/web:1", 8080, pod == null ? "" : pod + ", ")
            .replace("{containerPort: 8080}", "{containerPort: 8080, " + port + "}");
    Folder folder = gathered(manifests);
    assertThat(Reached.in(folder, true).contains("shop/web[Deployment]")).isEqualTo(isOpen);
    assertThat(Reached.in(folder, false)).isEmpty();
  }

  @Test
  void policiesCloseThePortOfANodeUnlessThePodIsOnItsNetwork() {
    String open = WEB.replace("{containerPort: 8080}", "{containerPort: 8080, hostPort: 80}");
    assertThat(Reached.in(gathered(open + Shop.deny("web")), true)).isEmpty();
    String onHost = Shop.deployment("web", "r.example/web:1", 8080, "hostNetwork: true, ");
    assertThat(Reached.in(gathered(onHost + Shop.deny("web")), true))
        .containsExactly("shop/web[Deployment]");
  }

  @Test
  void theStepTellsOfTheNode() {
    String open = WEB.replace("{containerPort: 8080}", "{containerPort: 8080, hostPort: 80}");
    assertThat(Reached.content(gathered(open)).path("steps").get(0).asText())
        .isEqualTo(
            "the node of shop/web[Deployment] lets the internet on TCP 8080 into"
                + " shop/web[Deployment] (all.yaml:1:1)");
  }

  @Test
  void aControllerOnItsNodePassesRequestsOn() {
    String edge = Shop.deployment("edge", "r.example/edge:1", 8443, "hostNetwork: true, ");
    String manifests = edge + WEB + Shop.ingress("web") + Shop.admit("web", "edge");
    assertThat(Reached.in(gathered(manifests), true))
        .containsExactly("shop/edge[Deployment]", "shop/web[Deployment]");
    assertThat(Reached.in(gathered(manifests), false)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ipAllowList: {sourceRange: [10.0.0.0/8, 192.168.1.7]} | false",
        "ipWhiteList: {sourceRange: [10.0.0.0/8]} | false",
        "ipAllowList: {sourceRange: [10.0.0.0/8, 203.0.113.0/24]} | true",
        "ipAllowList: {sourceRange: [10.0.0.0/8], ipStrategy: {depth: 1}} | true",
        "ipAllowList: {sourceRange: []} | true",
        "rateLimit: {average: 1} | true",
      })
  void aRouteBehindAListOfPrivateAddressesIsNoWayIn(String middleware, boolean isOpen) {
    String manifests =
        """
        apiVersion: traefik.io/v1alpha1
        kind: Middleware
        metadata: {name: office, namespace: shop}
        spec: {MIDDLEWARE}
        ---
        apiVersion: traefik.io/v1alpha1
        kind: IngressRoute
        metadata: {name: web, namespace: shop}
        spec: {routes: [{match: a, middlewares: [{name: office}], services: [{name: web, port: 80}]}]}
        ---
        """
            .replace("MIDDLEWARE", middleware);
    String service = Shop.ingress("web");
    String alone = service.substring(0, service.indexOf("apiVersion: networking"));
    assertThat(Reached.in(gathered(WEB + alone + manifests), true).isEmpty()).isEqualTo(!isOpen);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "nginx.ingress.kubernetes.io/whitelist-source-range: '10.0.0.0/8,192.168.0.0/16' | false",
        "nginx.ingress.kubernetes.io/whitelist-source-range: '10.0.0.0/8,8.8.8.8/32' | true",
        "traefik.ingress.kubernetes.io/router.middlewares: shop-none@kubernetescrd | true",
      })
  void anIngressMayBeGuardedByItsAnnotations(String annotation, boolean isOpen) {
    String ingress =
        Shop.ingress("web")
            .replace("namespace: shop}", "namespace: shop, annotations: {" + annotation + "}}");
    assertThat(Reached.in(gathered(WEB + ingress), true).isEmpty()).isEqualTo(!isOpen);
  }

  private Folder gathered(String manifests) {
    return Folder.at(temp)
        .write("all.yaml", manifests)
        .write("web.json", Shop.scan("r.example/web:1", Shop.cve("CVE-1", "HIGH", "2")))
        .write("edge.json", Shop.scan("r.example/edge:1"));
  }
}
