package dev.seaworthy.collectors.network.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Gap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rare, impossible and unknowable parts of policies over {@code shop/db}, asked by a pod. */
class PolicyEdgesTest {
  private static final String PODS =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop, labels: {app: web}}
      spec: {containers: [{name: c, image: i}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: db, namespace: shop, labels: {app: db}}
      spec:
        HOST
        containers:
        - {name: a, image: i, ports: [{name: sql, containerPort: 5432}, {name: sync, containerPort: 5433, protocol: SCTP}]}
        - {name: b, image: i, ports: [{name: sql, containerPort: 6432}, {name: broken, containerPort: 70000}]}
      ---
      """;

  @TempDir Path temp;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "port: sync, protocol: SCTP               | SCTP 5433",
        "port: sync                               | none",
        "port: sql                                | TCP 5432,6432",
        "port: broken                             | none",
        "port: 7, endPort: 7, protocol: SCTP      | SCTP 7",
        "port: 65535, endPort: 65535              | TCP 65535",
        "port: 1, endPort: 9, protocol: UDP       | UDP 1-9",
      })
  void whichPortsAreMeant(String port, String ports) {
    String spec = "ingress: [{ports: [{%s}]}]".formatted(port);
    assertThat(toDb(policy(spec))).isEqualTo(ports);
    assertThat(gaps(policy(spec))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ports: [{port: 0}]                         | spec.ingress[0].ports[0].port",
        "ports: [{port: -1}]                        | spec.ingress[0].ports[0].port",
        "ports: [{port: 65536}]                     | spec.ingress[0].ports[0].port",
        "ports: [{port: 9, endPort: 8}]             | spec.ingress[0].ports[0].endPort",
        "ports: [{port: 9, endPort: 70000}]         | spec.ingress[0].ports[0].endPort",
        "ports: [{port: sql, endPort: 9}]           | spec.ingress[0].ports[0].endPort",
        "ports: [{endPort: 9}]                      | spec.ingress[0].ports[0].endPort",
        "ports: [{port: SQL}]                       | spec.ingress[0].ports[0].port",
        "ports: [{port: 9, protocol: HTTP}]         | spec.ingress[0].ports[0].protocol",
        "from: [{}]                                 | spec.ingress[0].from[0]",
        "from: [{podSelector: {matchExpressions: [{key: a, operator: Near, values: [b]}]}}] | spec.ingress[0].from[0].podSelector",
        "from: [{podSelector: {matchExpressions: [{key: a, operator: In, values: []}]}}] | spec.ingress[0].from[0].podSelector",
        "from: [{podSelector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}}] | spec.ingress[0].from[0].podSelector",
        "from: [{ipBlock: {cidr: 10.0.0.0/33}}]     | spec.ingress[0].from[0].ipBlock.cidr",
        "from: [{ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/16]}}] | spec.ingress[0].from[0].ipBlock.except[0]",
        "from: [{ipBlock: {cidr: '2001:db8::/32', except: ['10.0.0.0/8']}}] | spec.ingress[0].from[0].ipBlock.except[0]",
      })
  void whatTheApiServerRefusesLeavesThePodOpenAndIsNamed(String rule, String path) {
    String policy = policy("ingress: [{%s}]".formatted(rule));
    assertThat(toDb(policy)).isEqualTo("All Connections");
    assertThat(gaps(policy))
        .singleElement()
        .satisfies(gap -> assertThat(gap.problem().code()).isEqualTo("INVALID_NETWORK_POLICY"))
        .satisfies(gap -> assertThat(gap.problem().message()).contains("`" + path + "`"))
        .satisfies(gap -> assertThat(gap.location().line()).isPositive());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{action: Deny, to: [{nodes: {}}]}                          | spec.egress[0].to[0].nodes",
        "{action: Accept, to: [{domainNames: ['*.example.com']}]}   | spec.egress[0].to[0].domainNames",
      })
  void peersThatManifestsDoNotShowAreExplained(String rule, String path) {
    assertThat(gaps(clusterPolicy("egress: [%s]".formatted(rule))))
        .singleElement()
        .satisfies(gap -> assertThat(gap.problem().code()).isEqualTo("POLICY_NOT_JUDGED"))
        .satisfies(gap -> assertThat(gap.problem().message()).contains("`" + path + "`"))
        .satisfies(gap -> assertThat(gap.location().line()).isPositive())
        .satisfies(gap -> assertThat(gap.mayHide("network/reachability")).isTrue());
  }

  @Test
  void besideAPeerThatIsNotSeenTheRestOfTheRuleCounts() {
    String rule =
        "{action: Deny, to: [{nodes: {}}, {pods: {podSelector: {matchLabels: {app: db}}}}]}";
    assertThat(toDb(clusterPolicy("egress: [%s]".formatted(rule)))).isEqualTo("none");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{action: Deny, from: [{namespaces: {}}], protocols: [{sctp: {destinationPort: {number: 5433}}}]} | SCTP 1-5432,5434-65535,TCP 1-65535,UDP 1-65535",
        "{action: Deny, from: [{namespaces: {}}], protocols: [{destinationNamedPort: sql}]} | SCTP 1-65535,TCP 1-5431,5433-6431,6433-65535,UDP 1-65535",
        "{action: Deny, from: [{namespaces: {}}], protocols: [{udp: {destinationPort: {range: {start: 1, end: 65535}}}}]} | SCTP 1-65535,TCP 1-65535",
        "{action: Deny, from: [{namespaces: {}}], protocols: [{tcp: {}}]} | SCTP 1-65535,UDP 1-65535",
      })
  void portsOfClusterNetworkPolicies(String rule, String ports) {
    assertThat(toDb(clusterPolicy("ingress: [%s]".formatted(rule)))).isEqualTo(ports);
  }

  @Test
  void aPodOnTheHostsNetworkIsNamed() {
    Folder.at(temp).write("all.yaml", PODS.replace("HOST", "hostNetwork: true"));
    assertThat(Reachability.of(Inputs.in(temp)).onHostNetwork()).containsExactly("shop/db[Pod]");
  }

  private static String policy(String spec) {
    return "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: shop}\n"
        + "spec: {podSelector: {matchLabels: {app: db}}, %s}\n".formatted(spec);
  }

  private static String clusterPolicy(String rules) {
    return "apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: c}\n"
        + "spec: {tier: Admin, priority: 1, subject: {namespaces: {}}, %s}\n".formatted(rules);
  }

  private List<Gap> gaps(String manifests) {
    return reachability(manifests).gaps();
  }

  private String toDb(String manifests) {
    List<String> ports = new ArrayList<>();
    reachability(manifests)
        .forEach(
            one -> {
              if (one.line().startsWith("shop/web[Pod] => shop/db[Pod] : ")) {
                ports.add(one.ports().toString());
              }
            });
    return ports.isEmpty() ? "none" : ports.get(0);
  }

  private Reachability reachability(String manifests) {
    Folder.at(temp).write("all.yaml", PODS.replace("HOST", "") + manifests);
    return Reachability.of(Inputs.in(temp));
  }
}
