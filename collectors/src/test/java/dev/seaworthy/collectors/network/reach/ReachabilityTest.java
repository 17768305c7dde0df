package dev.seaworthy.collectors.network.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.Folder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two pods, {@code shop/web} and {@code back/db}, and one policy over {@code db}. */
class ReachabilityTest {
  private static final String PODS =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop, labels: {team: red}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop, labels: {app: web}}
      spec: {containers: [{name: c, image: i, ports: [{name: http, containerPort: 80}]}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: db, namespace: back, labels: {app: db}}
      spec:
        containers:
        - {name: c, image: i, ports: [{name: sql, containerPort: 5432}, {name: dns, containerPort: 53, protocol: UDP}]}
      ---
      """;

  @TempDir Path temp;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "podSelector: {}                                                 | none",
        "ingress: [{}]                                                   | All Connections",
        "ingress: []                                                     | none",
        "ingress: [{from: []}]                                           | All Connections",
        "policyTypes: [Egress]                                           | All Connections",
        "egress: []                                                      | none",
        "podSelector: {matchLabels: {app: other}}                        | All Connections",
        "podSelector: {matchExpressions: [{key: app, operator: DoesNotExist}]} | All Connections",
        "ingress: [{from: [{podSelector: {}}]}]                          | none",
        "ingress: [{from: [{namespaceSelector: {}}]}]                    | All Connections",
        "ingress: [{from: [{namespaceSelector: {matchLabels: {team: red}}}]}] | All Connections",
        "ingress: [{from: [{namespaceSelector: {matchLabels: {team: blue}}}]}] | none",
        "ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}]}] | All Connections",
        "ingress: [{from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: db}}}]}] | none",
        "ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]               | none",
        "ingress: [{ports: [{port: 5432}]}]                              | TCP 5432",
        "ingress: [{ports: [{port: sql}]}]                               | TCP 5432",
        "ingress: [{ports: [{port: sql, protocol: UDP}]}]                | none",
        "ingress: [{ports: [{port: dns, protocol: UDP}]}]                | UDP 53",
        "ingress: [{ports: [{port: http}]}]                              | none",
        "ingress: [{ports: [{protocol: SCTP}]}]                          | SCTP 1-65535",
        "ingress: [{ports: [{port: 1, endPort: 65535}]}]                 | TCP 1-65535",
        "ingress: [{ports: [{port: 80}, {port: 81}]}, {ports: [{port: 83}]}] | TCP 80-81,83",
        "ingress: [{ports: [{protocol: TCP}, {protocol: UDP}, {protocol: SCTP}]}] | All Connections",
      })
  void whatAPolicyLetsIn(String spec, String ports) {
    assertThat(between("shop/web[Pod]", "back/db[Pod]", policy(spec))).isEqualTo(ports);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "egress: [{to: [{namespaceSelector: {}}], ports: [{port: http}]}] | TCP 80",
        "egress: [{to: [{namespaceSelector: {}}], ports: [{port: sql}]}]  | none",
        "policyTypes: [Ingress], egress: [{ports: [{port: 1}]}]           | All Connections",
        "egress: [{ports: [{port: 1}]}]                                   | TCP 1",
      })
  void whatAPolicyLetsOut(String spec, String ports) {
    assertThat(between("back/db[Pod]", "shop/web[Pod]", policy(spec))).isEqualTo(ports);
  }

  @Test
  void exceptionsCutTheAddressesOutside() {
    String spec =
        "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]}]";
    assertThat(lines(policy(spec)))
        .contains(
            "back/db[Pod] => 10.0.0.0-10.0.255.255[External] : All Connections",
            "back/db[Pod] => 10.2.0.0-10.255.255.255[External] : All Connections",
            "shop/web[Pod] => 10.1.0.0-10.1.255.255[External] : All Connections")
        .noneMatch(line -> line.startsWith("back/db[Pod] => 10.1.0.0"))
        .isSorted();
  }

  @Test
  void addressesOfIpv6AreListedOnDemand() {
    String spec =
        "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: '2001:db8::/32', except: ['2001:db8:1::/48']}}]}]";
    Reachability without = reachability(policy(spec));
    assertThat(lines(without)).noneMatch(line -> line.contains("::"));
    assertThat(without.withIpv6().gaps()).isEmpty();
    assertThat(lines(without.withIpv6()))
        .filteredOn(line -> line.startsWith("back/db[Pod] => "))
        .containsExactly(
            "back/db[Pod] => 2001:db8:2::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff[External] : All Connections",
            "back/db[Pod] => 2001:db8::-2001:db8:0:ffff:ffff:ffff:ffff:ffff[External] : All Connections");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ingress: [{ports: [{port: 70000}]}]                                   | INVALID_NETWORK_POLICY",
        "ingress: [{from: [{podSelector: {matchExpressions: [{key: a, operator: Is}]}}]}] | INVALID_NETWORK_POLICY",
        "ingress: [{from: [{ipBlock: {cidr: '2001:db8::/32'}}]}]               | POLICY_NOT_JUDGED",
      })
  void whatCannotBeJudgedIsAGapWithItsPlace(String spec, String code) {
    Reachability reachability = reachability(policy(spec));
    assertThat(reachability.gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.problem().code()).isEqualTo(code))
        .satisfies(gap -> assertThat(gap.location().line()).isPositive());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Allow | Deny  | All Connections",
        "Deny  | Allow | none",
        "Pass  | Deny  | none",
        "Pass  | Allow | All Connections",
      })
  void adminPoliciesDecideFirstAndTheBaselineLast(String admin, String baseline, String ports) {
    String manifests =
        adminPolicy("AdminNetworkPolicy", "priority: 5, ", admin)
            + adminPolicy("BaselineAdminNetworkPolicy", "", baseline);
    assertThat(between("shop/web[Pod]", "back/db[Pod]", manifests)).isEqualTo(ports);
  }

  @Test
  void clusterNetworkPoliciesAreReadAsTheirPredecessors() {
    String manifest =
        """
        apiVersion: policy.networking.k8s.io/v1alpha2
        kind: ClusterNetworkPolicy
        metadata: {name: only-sql}
        spec:
          tier: Admin
          priority: 1
          subject: {namespaces: {}}
          ingress:
          - {action: Accept, from: [{namespaces: {}}], protocols: [{tcp: {destinationPort: {number: 5432}}}]}
          - {action: Deny, from: [{namespaces: {}}]}
        """;
    assertThat(between("shop/web[Pod]", "back/db[Pod]", manifest)).isEqualTo("TCP 5432");
  }

  @Test
  void oneInvalidAdminPolicyIsLeftOutAndTheRestIsJudged() {
    Reachability reachability =
        reachability(
            adminPolicy("AdminNetworkPolicy", "priority: 2000, ", "Deny")
                + policy("podSelector: {}"));
    assertThat(reachability.gaps()).hasSize(1);
    assertThat(lines(reachability)).noneMatch(line -> line.contains("=> back/db"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "number: 81  | TCP 5432",
        "name: front | TCP 5432",
        "number: 82  | none",
      })
  void anIngressOpensThePortsThatItsServiceLeadsTo(String port, String ports) {
    String manifests =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: s, namespace: back}
        spec: {selector: {app: db}, ports: [{name: front, port: 81, targetPort: sql}]}
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: i, namespace: back}
        spec: {defaultBackend: {service: {name: s, port: {%s}}}}
        """
            .formatted(port);
    assertThat(between("{ingress-controller}", "back/db[Pod]", manifests)).isEqualTo(ports);
  }

  private static String policy(String spec) {
    String selector = spec.startsWith("podSelector") ? "" : ", podSelector: {}";
    return "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n"
        + "metadata: {name: p, namespace: back}\nspec: {"
        + spec
        + selector
        + "}\n---\n";
  }

  private static String adminPolicy(String kind, String priority, String action) {
    return "apiVersion: policy.networking.k8s.io/v1alpha1\nkind: "
        + kind
        + "\nmetadata: {name: default}\nspec: {"
        + priority
        + "subject: {namespaces: {}}, ingress: [{action: "
        + action
        + ", from: [{namespaces: {}}]}]}\n---\n";
  }

  private String between(String source, String destination, String manifests) {
    String start = source + " => " + destination + " : ";
    return lines(manifests).stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElse("none");
  }

  private List<String> lines(String manifests) {
    return lines(reachability(manifests));
  }

  private static List<String> lines(Reachability reachability) {
    List<String> lines = new ArrayList<>();
    reachability.forEach(connection -> lines.add(connection.line()));
    return lines;
  }

  private Reachability reachability(String manifests) {
    Folder.at(temp).write("all.yaml", PODS + manifests);
    return Reachability.of(Inputs.in(temp));
  }
}
