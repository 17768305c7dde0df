package dev.seaworthy.collectors.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathCollectorTest {
  private static final String WEB = Shop.deployment("web", "r.example/web:1", 8080, "");
  private static final String DB = Shop.deployment("db", "r.example/db:1", 5432, "");
  private static final String CLEAN = Shop.scan("r.example/db:1");
  private static final String WEAK = Shop.scan("r.example/web:1", Shop.cve("CVE-1", "HIGH", "2"));

  @TempDir Path temp;

  @Test
  void eachHopIsToldWithItsPlace() {
    JsonNode paths = paths(WEB + DB + Shop.ingress("web"), WEAK, CLEAN);
    assertThat(steps(paths, "HIGH", "shop/db[Deployment]"))
        .containsExactly(
            "Ingress shop/web lets the internet on TCP 8080 into shop/web[Deployment] (all.yaml:26:1)",
            "CVE-1 (HIGH) in lib 1, fixed in 2, of image r.example/web:1 (scan-0.json)",
            "shop/web[Deployment] reaches shop/db[Deployment] on All Connections (all.yaml:9:1)");
  }

  @Test
  void whatCannotBeExploitedIsReachedAndLeadsNoFurther() {
    JsonNode paths = paths(WEB + DB + Shop.ingress("web"), Shop.scan("r.example/web:1"), CLEAN);
    assertThat(reached(paths, "HIGH")).containsExactly("shop/web[Deployment]");
  }

  @Test
  void whatNothingLeadsToIsNoBeginning() {
    assertThat(reached(paths(WEB + DB, WEAK, CLEAN), "HIGH")).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "HIGH, network, any, true",
    "HIGH, any, available, true",
    "CRITICAL, network, any, false",
    "LOW, any, any, true",
  })
  void termsDecideWhatCounts(String severity, String vector, String fix, boolean found) {
    JsonNode paths = paths(WEB + DB + Shop.ingress("web"), WEAK, CLEAN);
    assertThat(reached(paths, severity, vector, fix).contains("shop/db[Deployment]"))
        .isEqualTo(found);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, true",
    "CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, false",
    "'', true",
  })
  void aVulnerabilityThatNoSourceRulesOutOverANetworkCounts(String vector, boolean counts) {
    String weak = Shop.scan("r.example/web:1", Shop.cve("CVE-1", "HIGH", "2", vector));
    JsonNode paths = paths(WEB + DB + Shop.ingress("web"), weak, CLEAN);
    assertThat(reached(paths, "HIGH").contains("shop/db[Deployment]")).isEqualTo(counts);
    assertThat(reached(paths, "HIGH", "any", "any")).contains("shop/db[Deployment]");
  }

  @Test
  void aPolicyBetweenThemEndsThePath() {
    JsonNode paths = paths(WEB + DB + Shop.ingress("web") + Shop.deny("db"), WEAK, CLEAN);
    assertThat(reached(paths, "HIGH")).containsExactly("shop/web[Deployment]");
  }

  @Test
  void aSecondPodThatCanBeExploitedLeadsOn() {
    String api = Shop.deployment("api", "r.example/api:1", 9000, "");
    String only = Shop.admit("db", "api");
    String weakApi = Shop.scan("r.example/api:1", Shop.cve("CVE-2", "CRITICAL", ""));
    JsonNode paths = paths(WEB + api + DB + Shop.ingress("web") + only, WEAK, weakApi, CLEAN);
    assertThat(steps(paths, "HIGH", "shop/db[Deployment]")).hasSize(5);
    assertThat(reached(paths, "CRITICAL")).containsExactly("shop/web[Deployment]");
  }

  @Test
  void aRouteLeadsThroughTheControllerThatServesIt() {
    String controller = Shop.deployment("edge", "r.example/edge:1", 8443, "");
    String only = Shop.admit("web", "edge") + Shop.admit("db", "web");
    JsonNode paths =
        paths(
            controller + Shop.balancer("edge", 8443) + WEB + DB + Shop.ingress("web") + only,
            WEAK,
            CLEAN,
            Shop.scan("r.example/edge:1"));
    assertThat(reached(paths, "HIGH"))
        .containsExactly("shop/edge[Deployment]", "shop/web[Deployment]", "shop/db[Deployment]");
    assertThat(steps(paths, "HIGH", "shop/db[Deployment]")).hasSize(4);
  }

  @Test
  void aStatementThatItIsNotAffectedTakesTheWayAway() {
    String vex =
        """
        {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://r.example/vex", "author": "a",
         "timestamp": "2026-01-01T00:00:00Z", "version": 1, "statements": [{"vulnerability": {"name": "CVE-1"},
          "products": [{"@id": "pkg:generic/lib@1"}], "status": "not_affected", "justification": "component_not_present"}]}
        """;
    JsonNode paths = paths(WEB + DB + Shop.ingress("web"), WEAK, CLEAN, vex);
    assertThat(reached(paths, "LOW")).containsExactly("shop/web[Deployment]");
  }

  @Test
  void whatIsMerelyIgnoredCounts() {
    Folder folder = folder(WEB + DB + Shop.ingress("web"), WEAK, CLEAN);
    folder.write(".trivyignore", "CVE-1\n");
    assertThat(reached(paths(folder.gather()), "HIGH")).contains("shop/db[Deployment]");
  }

  @Test
  void whatIsKnownToBeExploitedCountsWhateverItsSeverity() {
    String weak = Shop.scan("r.example/web:1", Shop.cve("CVE-1", "LOW", "2", "CVSS:3.1/AV:L/AC:L"));
    String known =
        """
        {"title": "t", "catalogVersion": "2026.11.01", "count": 1, "vulnerabilities": [{"cveID": "CVE-1"}]}
        """;
    String manifests = WEB + DB + Shop.ingress("web");
    assertThat(reached(paths(manifests, weak, CLEAN), "CRITICAL")).hasSize(1);
    JsonNode paths = paths(manifests, weak, CLEAN, known);
    assertThat(steps(paths, "CRITICAL", "shop/db[Deployment]"))
        .element(1)
        .asString()
        .startsWith("CVE-1 (LOW, known exploited) in lib 1");
  }

  @Test
  void anImageThatNothingScannedIsNamed() {
    JsonNode paths = paths(WEB + DB + Shop.ingress("web"), CLEAN);
    assertThat(paths.path("nodes").get(1).path("unscanned")).hasToString("[\"r.example/web:1\"]");
    assertThat(paths.path("nodes").get(0).path("unscanned")).isEmpty();
  }

  @Test
  void aScanOfAnotherDigestIsNone() {
    String digest = "@sha256:" + "a".repeat(64);
    String pinned = Shop.deployment("web", "r.example/web:1" + digest, 8080, "");
    String scanned =
        WEAK.replace(
            "\"Metadata\": {",
            "\"Metadata\": {\"RepoDigests\": [\"r.example/web@sha256:" + "b".repeat(64) + "\"]");
    JsonNode paths = paths(pinned + DB + Shop.ingress("web"), scanned, CLEAN);
    assertThat(paths.path("nodes").get(1).path("unscanned"))
        .hasToString("[\"r.example/web:1" + digest + "\"]");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "secrets              | get         | shop/*",
        "secrets              | delete      | none",
        "pods                 | create      | shop/*",
        "deployments          | patch       | none",
        "pods/exec            | create      | shop/db[Deployment]",
        "configmaps           | get         | none",
        "*                    | *           | shop/*",
      })
  void rightsOfTheAccountLeadOn(String resource, String verb, String target) {
    String manifests =
        Shop.deployment("web", "r.example/web:1", 8080, "serviceAccountName: web, ")
            + DB
            + Shop.ingress("web")
            + Shop.deny("db")
            + Shop.role("web", resource, verb);
    List<String> more = new ArrayList<>(reached(paths(manifests, WEAK, CLEAN), "HIGH"));
    more.remove("shop/web[Deployment]");
    assertThat(more.isEmpty() ? "none" : more.get(0)).isEqualTo(target);
  }

  @Test
  void withoutATokenRightsLeadNowhere() {
    String manifests =
        Shop.deployment(
                "web",
                "r.example/web:1",
                8080,
                "serviceAccountName: web, automountServiceAccountToken: false, ")
            + Shop.ingress("web")
            + Shop.role("web", "secrets", "get");
    assertThat(reached(paths(manifests, WEAK), "HIGH")).containsExactly("shop/web[Deployment]");
  }

  @Test
  void aWayToClusterAdminIsAPower() {
    String manifests =
        Shop.deployment("web", "r.example/web:1", 8080, "serviceAccountName: web, ")
            + Shop.ingress("web")
            + """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: web}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
            subjects: [{kind: ServiceAccount, name: web, namespace: shop}]
            ---
            """;
    JsonNode paths = paths(manifests, WEAK);
    assertThat(reached(paths, "HIGH")).contains("cluster-admin", "*/*");
    assertThat(steps(paths, "HIGH", "cluster-admin"))
        .last()
        .asString()
        .startsWith("ServiceAccount shop/web may do anything (");
  }

  @Test
  void changesThatEndAPathAreNamed() {
    JsonNode search =
        search(paths(WEB + DB + Shop.ingress("web"), WEAK, CLEAN), "HIGH", "network", "any");
    assertThat(search.path("cuts"))
        .hasToString(
            "[{\"kind\":\"close-way-in\",\"what\":\"Ingress shop/web\"},{\"kind\":\"fix-image\",\"what\":\"r.example/web:1\"}]");
    assertThat(search.path("reached").get(1).path("cuts")).hasToString("[0,1]");
    assertThat(search.path("reached").get(1).path("closable").asBoolean()).isTrue();
  }

  @Test
  void anImageWithAVulnerabilityThatHasNoFixIsNotMendedByPackages() {
    String weak =
        Shop.scan("r.example/web:1", Shop.cve("CVE-1", "HIGH", "2"), Shop.cve("CVE-2", "HIGH", ""));
    JsonNode search =
        search(paths(WEB + DB + Shop.ingress("web"), weak, CLEAN), "HIGH", "network", "any");
    assertThat(search.path("cuts"))
        .hasToString("[{\"kind\":\"close-way-in\",\"what\":\"Ingress shop/web\"}]");
  }

  @Test
  void withoutAScanThereIsNoEvidence() {
    assertThat(folder(WEB + DB + Shop.ingress("web")).gather().ofKind("path/internet")).isEmpty();
  }

  private Folder folder(String manifests, String... documents) {
    Folder folder = Folder.at(temp).write("all.yaml", manifests);
    for (int i = 0; i < documents.length; i++) {
      folder.write("scan-%s.json".formatted(i), documents[i]);
    }
    return folder;
  }

  private JsonNode paths(String manifests, String... documents) {
    return paths(folder(manifests, documents).gather());
  }

  private static JsonNode paths(Snapshot snapshot) {
    assertThat(snapshot.gaps()).isEmpty();
    return snapshot.ofKind("path/internet").stream()
        .map(Evidence::content)
        .findFirst()
        .orElseThrow()
        .node();
  }

  private static List<String> reached(JsonNode paths, String severity) {
    return reached(paths, severity, "network", "any");
  }

  private static List<String> reached(JsonNode paths, String severity, String vector, String fix) {
    return StreamSupport.stream(
            search(paths, severity, vector, fix).path("reached").spliterator(), false)
        .map(one -> name(paths.path("nodes").get(one.path("node").asInt())))
        .toList();
  }

  private static List<String> steps(JsonNode paths, String severity, String name) {
    List<String> steps = new ArrayList<>();
    for (JsonNode one : search(paths, severity, "network", "any").path("reached")) {
      if (name(paths.path("nodes").get(one.path("node").asInt())).equals(name)) {
        one.path("steps")
            .forEach(step -> steps.add(paths.path("steps").get(step.asInt()).asText()));
      }
    }
    return steps;
  }

  private static String name(JsonNode node) {
    String namespace = node.path("namespace").asText();
    return (namespace.isEmpty() ? "" : namespace + "/") + node.path("name").asText();
  }

  private static JsonNode search(JsonNode paths, String severity, String vector, String fix) {
    for (JsonNode search : paths.path("searches")) {
      for (JsonNode terms : search.path("terms")) {
        if (terms.path("severity").asText().equals(severity)
            && terms.path("vector").asText().equals(vector)
            && terms.path("fix").asText().equals(fix)) {
          return search;
        }
      }
    }
    throw new AssertionError("no search of these terms");
  }
}
