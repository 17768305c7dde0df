package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What could not be read leaves those controls unknown that declare to look at it, and no others.
 */
final class UnreadKindsTest {
  private static final String UNREADABLE_SECRET =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: password, namespace: shop}
      data: {a: "not base64!"}
      """;
  private static final String UNREADABLE_BUDGET =
      """
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: web, namespace: [shop]}
      """;

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void aWorkloadThatNeedsNoBudget() throws IOException {
    Files.writeString(
        folder.resolve("web.yaml"),
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        spec:
          replicas: 1
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: "a:1"}]}
        """);
  }

  @Test
  void aControlPassesBesideWhatItDoesNotLookAt() throws IOException {
    Files.writeString(folder.resolve("gap.yaml"), UNREADABLE_SECRET);
    assertThat(status("K8S-02")).isEqualTo("pass");
    assertThat(status("K8S-07")).isEqualTo("unknown");
  }

  @Test
  void aControlIsUnknownWhereWhatItLooksAtIsMissing() throws IOException {
    Files.writeString(folder.resolve("gap.yaml"), UNREADABLE_BUDGET);
    assertThat(status("K8S-02")).isEqualTo("unknown");
    assertThat(status("K8S-08")).isNotEqualTo("unknown");
  }

  private String status(String control) {
    Bench.Ran ran = new Bench().runReal("check", folder, "--only", control, "--format", "json");
    String key = "\"status\":\"";
    String text = ran.out().replaceAll("\\s", "");
    int at = text.indexOf(key, text.indexOf("\"id\":\"" + control));
    assertThat(at).as(ran.out() + ran.err()).isPositive();
    return text.substring(at + key.length(), text.indexOf('"', at + key.length()));
  }
}
