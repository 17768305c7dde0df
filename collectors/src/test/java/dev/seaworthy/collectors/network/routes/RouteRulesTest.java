package dev.seaworthy.collectors.network.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.JsonPath;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteRulesTest {
  private static final String ROUTE =
      """
      apiVersion: traefik.io/v1alpha1
      kind: IngressRoute
      metadata: {name: web, namespace: shop}
      spec:
        entryPoints: [websecure]
        tls: {}
        routes:
        - {match: "Host(`a.example`) && PathRegexp(`^/api/.*`)", priority: 7}
        - match: Host(`a.example`) && !Path(`/ä`)
        - match: Host(a.example)
        - {}
      """;

  @TempDir Path temp;

  @Test
  void aRuleIsShownByItsAlternatives() {
    assertThat(routes(ROUTE).get(0).content().toString())
        .isEqualTo(
            "{\"alternatives\":[[{\"matcher\":\"Host\",\"value\":\"a.example\"},"
                + "{\"matcher\":\"PathRegexp\",\"prefix\":\"/api/\",\"regex\":true,\"value\":\"^/api/.*\"}]],"
                + "\"entryPoints\":[\"websecure\"],\"kind\":\"IngressRoute\","
                + "\"match\":\"Host(`a.example`) && PathRegexp(`^/api/.*`)\",\"name\":\"web\","
                + "\"namespace\":\"shop\",\"path\":[\"spec\",\"routes\",0],\"priority\":7,\"tls\":true}");
  }

  @Test
  void aRuleWithoutPriorityCountsByItsBytes() {
    assertThat(routes(ROUTE).get(1).content().node().get("priority").asInt()).isEqualTo(33);
  }

  @Test
  void anUnreadableRuleSaysWhy() {
    assertThat(routes(ROUTE).get(2).content().node().get("unreadable").asText())
        .isEqualTo("has an unexpected `a` at character 6");
    assertThat(routes(ROUTE).get(3).content().node().get("unreadable").asText())
        .isEqualTo("ends too early");
  }

  @Test
  void aFindingPointsIntoTheManifest() {
    assertThat(
            routes(ROUTE)
                .get(1)
                .locations()
                .locate(JsonPath.of("spec", "routes", 1, "match"))
                .line())
        .isEqualTo(9);
  }

  @Test
  void kindsOfOtherGroupsAreNoRoutes() {
    assertThat(routes(ROUTE.replace("traefik.io", "other.example"))).isEmpty();
  }

  private List<Evidence> routes(String manifest) {
    Snapshot snapshot = Folder.at(temp).write("route.yaml", manifest).gather();
    return snapshot.ofKind("network/route").stream()
        .sorted(Comparator.comparing(one -> one.content().node().get("path").toString()))
        .toList();
  }
}
