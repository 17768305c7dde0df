package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects are judged among those that were declared. */
final class AdmissionSnapshotTest {
  private static final String ONLY_K8S_02 = "default: audit\ncontrols: {K8S-02: enforce}\n";
  private static final String DEPLOYMENT =
      """
      {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop"},\
      "spec":{"replicas":%d,"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":\
      {"labels":{"app":"web"}},"spec":{"containers":[{"name":"web","image":"a:1"}]}}}}\
      """;
  private static final String BUDGET =
      """
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: %s, namespace: shop}
      spec: {maxUnavailable: 1, selector: {matchLabels: {app: web}}}
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void aControlOfTheSnapshotRefuses() throws IOException {
    Bench.Ran ran = replay("kind: List\napiVersion: v1\nitems: []\n", "CREATE", deployment(2));
    assertThat(ran.code()).as(ran.err()).isEqualTo(1);
    assertThat(ran.out())
        .contains("K8S-02: `Deployment shop/web` runs 2 pods and no PodDisruptionBudget");
  }

  @Test
  void whatStandsAroundTheObjectIsHeeded() throws IOException {
    Bench.Ran ran = replay(BUDGET.formatted("web"), "CREATE", deployment(2));
    assertThat(ran.code()).as(ran.out()).isZero();
    assertThat(ran.out()).doesNotContain("K8S-02:");
  }

  @Test
  void whatWasWrongWithOthersBeforeRefusesNothing() throws IOException {
    String others = deployment(2).replace("\"web\"", "\"other\"");
    Bench.Ran ran = replay(others, "CREATE", deployment(1));
    assertThat(ran.code()).as(ran.out()).isZero();
  }

  @Test
  void whatWasWrongWithTheObjectBeforeRefusesNothing() throws IOException {
    Bench.Ran ran =
        replay(BUDGET.formatted("web").replace("shop", "elsewhere"), "UPDATE", deployment(2));
    assertThat(ran.code()).as(ran.out()).isZero();
    assertThat(ran.out()).contains("\"result\":\"fail\"");
  }

  @Test
  void aGapInTheSnapshotLeavesItsControlsUnknown() throws IOException {
    Bench.Ran ran =
        replay(BUDGET.formatted("web") + "---\napiVersion: [\n", "CREATE", deployment(2));
    assertThat(ran.code()).as(ran.out()).isZero();
    assertThat(ran.out()).contains("\"warnings\":[\"K8S-02 is unknown: ");
  }

  @Test
  void parametersAreHeeded() throws IOException {
    assertThat(replay(BUDGET.formatted("web"), "CREATE", deployment(2), "--set", "no_such=1").err())
        .contains("no bundle has a parameter `no_such`");
  }

  private Bench.Ran replay(String snapshot, String operation, String object, String... more)
      throws IOException {
    Path config = Files.writeString(folder.resolve("modes.yaml"), ONLY_K8S_02);
    Path around = Files.createDirectories(folder.resolve("around"));
    Files.writeString(around.resolve("objects.yaml"), snapshot);
    String review =
        """
        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u-1",\
        "operation":"%s","namespace":"shop","object":%s,"oldObject":%s}}\
        """
            .formatted(operation, object, operation.equals("UPDATE") ? object : "null");
    Path file = Files.writeString(folder.resolve("review.json"), review);
    Object[] first = {
      "admission",
      "replay",
      file,
      "--config",
      config,
      "--snapshot",
      around,
      "--bundle",
      "kubernetes"
    };
    Object[] all =
        java.util.stream.Stream.concat(
                java.util.Arrays.stream(first), java.util.Arrays.stream(more))
            .toArray();
    return new Bench().runReal(all);
  }

  private static String deployment(int replicas) {
    return DEPLOYMENT.formatted(replicas);
  }
}
