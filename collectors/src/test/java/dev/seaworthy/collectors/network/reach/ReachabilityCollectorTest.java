package dev.seaworthy.collectors.network.reach;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.CanonicalJson;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachabilityCollectorTest {
  private static final String WEB = deployment("web", "r.example/erp/odoo:18", 8069);
  private static final String DB = deployment("db", "postgres:16", 5432);
  private static final String TCP_5432 = "[{\"protocol\":\"TCP\",\"first\":5432,\"last\":5432}]";

  @TempDir Path temp;

  @Test
  void aWorkloadIsShownWithWhatRunsInIt() {
    assertThat(workload(read(DB), "db").without("egress", "ingress"))
        .isEqualTo(
            json(
                """
                {"peer":"shop/db[Deployment]","network":"pod-network","namespace":"shop","kind":"Deployment","name":"db",
                 "labels":{"app":"db"},"images":["postgres:16"],"serviceAccounts":["default"],"hostNetwork":false,
                 "ports":[{"name":"main","number":5432,"protocol":"TCP"}],"exposed":[]}
                """));
  }

  @Test
  void whatIsNotGovernedReachesTheInternetAndTheMetadataService() {
    assertThat(workload(read(DB), "db").only("egress"))
        .isEqualTo(
            json(
                """
                {"egress":[{"internet":["0.0.0.0/0","::/0"],"private":[],"metadata":["169.254.169.254","fd00:ec2::254"],"text":"All Connections",
                 "ports":[{"protocol":"SCTP","first":1,"last":65535},{"protocol":"TCP","first":1,"last":65535},{"protocol":"UDP","first":1,"last":65535}]}]}
                """));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.0/8      | []                 | [\"10.0.0.0/8\"]     | []",
        "169.254.0.0/16  | []                 | [\"169.254.0.0/16\"] | [\"169.254.169.254\"]",
        "8.8.8.0/24      | [\"8.8.8.0/24\"]   | []                   | []",
        "fd00::/8        | []                 | [\"fd00::/8\"]       | [\"fd00:ec2::254\"]",
        "2001:db8::/32   | [\"2001:db8::/32\"] | []                  | []",
      })
  void addressesAreToldApart(String block, String internet, String elsewhere, String metadata) {
    Snapshot snapshot =
        read(DB + policy("egress: [{to: [{ipBlock: {cidr: '%s'}}]}]".formatted(block)));
    JsonNode egress = workload(snapshot, "db").node().get("egress");
    assertThat(egress).hasSize(1);
    assertThat(egress.get(0).get("internet")).hasToString(internet);
    assertThat(egress.get(0).get("private")).hasToString(elsewhere);
    assertThat(egress.get(0).get("metadata")).hasToString(metadata);
  }

  @Test
  void workloadsThatPoliciesDoNotTellApartAreOneGroup() {
    String manifests =
        WEB
            + deployment("cron", "r.example/erp/odoo:18", 8069)
            + DB
            + policy(
                "podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: main}]}]");
    assertThat(reachability(read(manifests)))
        .isEqualTo(
            json(
                """
                {"network":"pod-network","kind":"pod-network",
                 "groups":[["shop/cron[Deployment]"],["shop/db[Deployment]"],["shop/web[Deployment]"]],
                 "connections":[
                  {"from":[1,2],"to":0,"ports":ALL,"text":"All Connections"},
                  {"from":[2],"to":1,"ports":%s,"text":"TCP 5432"},
                  {"from":[0,1],"to":2,"ports":ALL,"text":"All Connections"}]}
                """
                    .formatted(TCP_5432)
                    .replace(
                        "ALL",
                        "[{\"protocol\":\"SCTP\",\"first\":1,\"last\":65535},{\"protocol\":\"TCP\",\"first\":1,\"last\":65535},{\"protocol\":\"UDP\",\"first\":1,\"last\":65535}]")));
  }

  @Test
  void withoutPoliciesAllAreOneGroupThatReachesItself() {
    JsonNode reachability = reachability(read(WEB + DB)).node();
    assertThat(reachability.get("groups")).hasSize(1);
    assertThat(reachability.get("connections").get(0).get("from")).hasToString("[0]");
  }

  @Test
  void whatAControllerMadeIsTheControllers() {
    String made =
        """
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata:
          {name: db-1, namespace: shop, ownerReferences: [{kind: Deployment, name: db, controller: true}]}
        spec: {template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c, image: i}]}}}
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          {name: db-1-x, namespace: shop, ownerReferences: [{kind: ReplicaSet, name: db-1, controller: true}]}
        spec: {containers: [{name: c, image: i}]}
        ---
        """;
    assertThat(reachability(read(DB + made)).node().get("groups"))
        .hasToString("[[\"shop/db[Deployment]\"]]");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "LoadBalancer | ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}] | Service shop/web",
        "NodePort     | ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}] | none",
        "ClusterIP    | ingress: [{}] | none",
      })
  void servicesExposeWhatPoliciesLeaveOpen(String type, String spec, String by) {
    String service =
        "apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\n"
            + "spec: {type: %s, selector: {app: web}, ports: [{port: 80, targetPort: main}]}\n---\n"
                .formatted(type);
    JsonNode exposed = workload(read(WEB + service + policy(spec)), "web").node().get("exposed");
    assertThat(shown(exposed)).isEqualTo(by);
  }

  @Test
  void aRefusedPolicyHidesReachability() {
    Snapshot snapshot = read(DB + policy("ingress: [{ports: [{port: 70000}]}]"));
    assertThat(snapshot.gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.mayHide("network/reachability")).isTrue())
        .satisfies(gap -> assertThat(gap.mayHide("network/workload")).isTrue());
  }

  @Test
  void aPolicyOfAPlugInHidesReachabilityAlone() {
    Snapshot snapshot =
        read(
            DB
                + "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: c, namespace: shop}\nspec: {}\n");
    assertThat(snapshot.gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.mayHide("network/reachability")).isTrue())
        .satisfies(gap -> assertThat(gap.mayHide("network/namespace")).isFalse());
  }

  private static String shown(JsonNode exposed) {
    return exposed.isEmpty()
        ? "none"
        : exposed.get(0).get("by").get("kind").asText()
            + " "
            + exposed.get(0).get("by").get("namespace").asText()
            + "/"
            + exposed.get(0).get("by").get("name").asText();
  }

  /** Evidence content of which a test looks at a part. */
  private record Content(CanonicalJson json) {
    JsonNode node() {
      return json.node();
    }

    CanonicalJson without(String... keys) {
      com.fasterxml.jackson.databind.node.ObjectNode copy = node().deepCopy();
      return ReachabilityCollectorTest.json(copy.remove(List.of(keys)).toString());
    }

    CanonicalJson only(String key) {
      return ReachabilityCollectorTest.json("{\"" + key + "\":" + node().get(key).toString() + "}");
    }
  }

  private Snapshot read(String manifests) {
    return Folder.at(temp).write("all.yaml", manifests).gather();
  }

  private static Content workload(Snapshot snapshot, String name) {
    return snapshot.evidence().stream()
        .filter(one -> one.kind().equals("network/workload"))
        .filter(one -> one.subject().name().equals(name))
        .map(one -> new Content(one.content()))
        .findFirst()
        .orElseThrow();
  }

  private static CanonicalJson reachability(Snapshot snapshot) {
    return snapshot.evidence().stream()
        .filter(one -> one.kind().equals("network/reachability"))
        .map(Evidence::content)
        .findFirst()
        .orElseThrow();
  }

  private static CanonicalJson json(String text) {
    return CanonicalJson.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static String deployment(String name, String image, int port) {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: NAME, namespace: shop}
        spec:
          template:
            metadata: {labels: {app: NAME}}
            spec: {containers: [{name: c, image: 'IMAGE', ports: [{name: main, containerPort: PORT}]}]}
        ---
        """
        .replace("NAME", name)
        .replace("IMAGE", image)
        .replace("PORT", String.valueOf(port));
  }

  private static String policy(String spec) {
    String selector = spec.startsWith("podSelector") ? "" : ", podSelector: {}";
    return "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n"
        + "metadata: {name: p, namespace: shop}\nspec: {"
        + spec
        + selector
        + "}\n---\n";
  }
}
