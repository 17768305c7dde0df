package dev.seaworthy.collectors.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkCollectorTest {
  private static final String WEB =
      pod(
          "web",
          "labels: {app: web}",
          "ports: [{name: http, containerPort: 80}, {name: dns, containerPort: 53, protocol: UDP}]",
          "");
  private static final String DB =
      pod("db", "labels: {app: db}", "ports: [{name: sql, containerPort: 5432}]", "");
  private static final String NODE =
      pod("agent", "labels: {app: web}", "ports: []", "hostNetwork: true, ");

  @TempDir Path temp;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "podSelector: {}                                     | Ingress        | true  | false | false",
        "egress: []                                          | Ingress        | true  | false | false",
        "podSelector: {}, egress: [{}]                       | Ingress,Egress | true  | false | true",
        "policyTypes: [Egress]                               | Egress         | true  | false | false",
        "policyTypes: [Egress, Ingress], ingress: [{}]       | Ingress,Egress | true  | true  | false",
        "podSelector: {matchLabels: {}}, policyTypes: []     | Ingress        | true  | false | false",
        "podSelector: {matchExpressions: [{key: app, operator: Exists}]} | Ingress | false | false | false",
      })
  void typesAndSelection(String spec, String types, boolean all, boolean ingress, boolean egress) {
    Snapshot snapshot = read(WEB + policy("p", spec));
    assertThat(snapshot.gaps()).isEmpty();
    assertThat(content(snapshot, "network/policy"))
        .isEqualTo(
            json(
                """
                {"name":"p","namespace":"shop","policyTypes":%s,"selectsAll":%s,"selected":[{"kind":"Pod","name":"web"}],
                 "hasIngressRules":%s,"hasEgressRules":%s,"namespaceKnown":true,"unresolvedPorts":[]}
                """
                    .formatted("[\"" + types.replace(",", "\",\"") + "\"]", all, ingress, egress)));
  }

  @Test
  void namespacesShowWhatGuardsThem() {
    Snapshot snapshot =
        read(
            "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\n"
                + WEB
                + NODE
                + policy("deny", "policyTypes: [Ingress, Egress]")
                + policy("open", "ingress: [{}], podSelector: {matchLabels: {app: web}}"));
    assertThat(content(snapshot, "network/namespace"))
        .isEqualTo(
            json(
                """
                {"name":"shop","declared":true,"workloads":[{"kind":"Pod","name":"agent","hostNetwork":true},{"kind":"Pod","name":"web","hostNetwork":false}],
                 "policies":["deny","open"],"defaultDenyIngress":true,"defaultDenyEgress":true}
                """));
  }

  @Test
  void aNamespaceIsKnownByItsWorkloadsToo() {
    CanonicalJson content = content(read(WEB), "network/namespace");
    assertThat(content.node().get("declared").asBoolean()).isFalse();
    assertThat(content.node().get("defaultDenyIngress").asBoolean()).isFalse();
  }

  @Test
  void podsOnTheHostNetworkAreNotGoverned() {
    CanonicalJson content = content(read(NODE + policy("p", "podSelector: {}")), "network/policy");
    assertThat(content.node().get("selected")).isEmpty();
    assertThat(content.node().get("namespaceKnown").asBoolean()).isTrue();
  }

  @Test
  void aPolicyAloneDoesNotMakeItsNamespaceKnown() {
    Snapshot snapshot = read(policy("p", "podSelector: {}"));
    assertThat(content(snapshot, "network/policy").node().get("namespaceKnown").asBoolean())
        .isFalse();
    assertThat(snapshot.ofKind("network/namespace")).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ingress: [{ports: [{port: http}]}]                    | ",
        "ingress: [{ports: [{port: dns, protocol: UDP}]}]      | ",
        "ingress: [{ports: [{port: dns}]}]                     | ingress",
        "ingress: [{ports: [{port: sql}]}], podSelector: {matchLabels: {app: web}} | ingress",
        "ingress: [{ports: [{port: sql}]}], podSelector: {matchLabels: {app: none}} | ",
        "egress: [{ports: [{port: sql}]}]                      | ",
        "egress: [{ports: [{port: sql}], to: [{podSelector: {matchLabels: {app: db}}}]}] | ",
        "egress: [{ports: [{port: http}], to: [{podSelector: {matchLabels: {app: db}}}]}] | egress",
        "egress: [{ports: [{port: sql}], to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}]}] | ",
        "egress: [{ports: [{port: nope}], to: [{namespaceSelector: {matchLabels: {team: elsewhere}}}]}] | ",
      })
  void namedPorts(String spec, String unresolved) {
    Snapshot snapshot = read(WEB + DB + policy("p", spec));
    var ports = content(snapshot, "network/policy").node().get("unresolvedPorts");
    assertThat(ports).hasSize(unresolved == null ? 0 : 1);
    ports.forEach(port -> assertThat(port.at("/path/1").asText()).isEqualTo(unresolved));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ingress: [{from: [{}]}]                                              | spec.ingress[0].from[0]",
        "policyTypes: [ingress]                                               | spec.policyTypes[0]",
        "ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}}]}]  | spec.ingress[0].from[0]",
        "ingress: [{from: [{ipBlock: {cidr: 10.0.0.0}}]}]                     | spec.ingress[0].from[0].ipBlock.cidr",
        "ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/33}}]}]                  | spec.ingress[0].from[0].ipBlock.cidr",
        "egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/16]}}]}] | spec.egress[0].to[0].ipBlock.except[0]",
        "egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8]}}]}] | spec.egress[0].to[0].ipBlock.except[0]",
        "egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: ['fd00::/8']}}]}] | spec.egress[0].to[0].ipBlock.except[0]",
        "ingress: [{ports: [{port: http, endPort: 90}]}]                      | spec.ingress[0].ports[0].endPort",
        "ingress: [{ports: [{endPort: 90}]}]                                  | spec.ingress[0].ports[0].endPort",
        "ingress: [{ports: [{port: 100, endPort: 90}]}]                       | spec.ingress[0].ports[0].endPort",
        "ingress: [{ports: [{port: 0}]}]                                      | spec.ingress[0].ports[0].port",
        "ingress: [{ports: [{port: 70000}]}]                                  | spec.ingress[0].ports[0].port",
        "ingress: [{ports: [{port: Not_A_Name}]}]                             | spec.ingress[0].ports[0].port",
        "ingress: [{ports: [{port: 1, protocol: tcp}]}]                       | spec.ingress[0].ports[0].protocol",
        "podSelector: {matchExpressions: [{key: a, operator: In}]}            | spec.podSelector",
      })
  void whatTheServerRefusesIsAGap(String spec, String field) {
    Snapshot snapshot = read(WEB + policy("p", spec));
    assertThat(snapshot.ofKind("network/policy")).isEmpty();
    assertThat(snapshot.gaps())
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.problem().code()).isEqualTo("INVALID_NETWORK_POLICY");
              assertThat(gap.problem().message())
                  .startsWith("`" + field + "` of `NetworkPolicy shop/p`");
              assertThat(gap.affects()).containsExactly("network/*");
              assertThat(gap.location().line()).isPositive();
            });
  }

  @ParameterizedTest(name = "{0} beside {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ingress: [{ports: [{port: 80}]}]                        | ingress: [{}]                          | true",
        "podSelector: {matchLabels: {app: web}}                  | ingress: [{}]                          | true",
        "ingress: [{ports: [{port: 80}]}]                        | ingress: [{ports: [{port: 80}]}]       | false",
        "ingress: [{}]                                           | podSelector: {matchLabels: {app: web}}, ingress: [{}] | false",
        "ingress: [{}], policyTypes: [Ingress, Egress]           | ingress: [{}]                          | false",
        "ingress: [{}]                                           | ingress: [{}]                          | true",
      })
  void shadowsAreToldWhereTheyAreCertain(String spec, String other, boolean shadowed) {
    Snapshot snapshot = read(WEB + policy("p", spec) + policy("another", other));
    Evidence p =
        snapshot.ofKind("network/policy").stream()
            .filter(one -> one.subject().name().equals("p"))
            .findFirst()
            .orElseThrow();
    assertThat(p.content().node().path("shadowed").asBoolean()).isEqualTo(shadowed);
  }

  @Test
  void findingsPointIntoTheManifest() {
    Evidence policy = read(policy("p", "podSelector: {}")).ofKind("network/policy").get(0);
    assertThat(policy.locations().locate(JsonPath.of("spec", "podSelector")))
        .hasToString("a.yaml:4:8");
    assertThat(policy.source().collector()).isEqualTo("network");
  }

  private Snapshot read(String yaml) {
    return Folder.at(temp).write("a.yaml", yaml).gather();
  }

  private static CanonicalJson content(Snapshot snapshot, String kind) {
    assertThat(snapshot.ofKind(kind)).hasSize(1);
    return snapshot.ofKind(kind).get(0).content();
  }

  private static CanonicalJson json(String text) {
    return CanonicalJson.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static String pod(String name, String labels, String ports, String spec) {
    return "apiVersion: v1\nkind: Pod\nmetadata: {name: %s, namespace: shop, %s}\nspec: {%scontainers: [{name: c, image: i, %s}]}\n---\n"
        .formatted(name, labels, spec, ports);
  }

  private static String policy(String name, String spec) {
    return "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: %s, namespace: shop}\nspec: {%s}\n---\n"
        .formatted(name, spec);
  }
}
