package dev.seaworthy.collectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Coverage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scans and what runs, joined both ways. */
class UnusedScansTest {
  private static final String ONE = "sha256:" + "1".repeat(64);
  private static final String TWO = "sha256:" + "2".repeat(64);

  @TempDir Path temp;

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "registry.example/app@ONE, 0",
    "registry.example/app:9@ONE, 0",
    "registry.example/app@TWO, 0",
    "registry.example/app:1, 0",
    "registry.example/app:2, 1",
    "registry.example/app, 1",
    "registry.example/other:1, 1",
    "app:1, 1"
  })
  void aScanThatNothingRunsIsTold(String image, int told) {
    assertThat(told(pod("containers: [{name: a, image: \"%s\"}]".formatted(digests(image)))))
        .hasSize(told);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "initContainers: [{name: a, image: 'registry.example/app:1'}]",
        "ephemeralContainers: [{name: a, image: 'registry.example/app:1'}]",
        "volumes: [{name: a, image: {reference: 'registry.example/app:1'}}]"
      })
  void whatRunsOtherwiseCounts(String spec) {
    assertThat(told(pod(spec + "\n  containers: [{name: b, image: 'x:1'}]"))).isEmpty();
  }

  @Test
  void itSaysWhich() {
    assertThat(told(pod("containers: [{name: a, image: 'x:1'}]")))
        .singleElement()
        .satisfies(one -> assertThat(one.file()).isEqualTo("scan.json"))
        .satisfies(
            one ->
                assertThat(one.reason())
                    .isEqualTo(
                        "scan of `registry.example/app:1`: no workload here runs this image,"
                            + " and no control asks about it"));
  }

  @Test
  void withoutWorkloadsNothingIsTold() {
    assertThat(told("a: 1")).isEmpty();
  }

  private static String digests(String text) {
    return text.replace("ONE", ONE).replace("TWO", TWO);
  }

  private static String pod(String spec) {
    return "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  " + spec + "\n";
  }

  /** Of a scan under two digests, as an index and the manifest of a platform have. */
  private List<Coverage.Skipped> told(String manifest) {
    String metadata =
        "\"Metadata\": {\"RepoTags\": [\"registry.example/app:1\"], \"RepoDigests\": [%s]}"
            .formatted(digests("\"registry.example/app@ONE\", \"registry.example/app@TWO\""));
    String scan =
        Reports.report(metadata)
            .replace("\"ArtifactName\": \"app:1\"", "\"ArtifactName\": \"registry.example/app:1\"");
    return Folder.at(temp)
        .write("scan.json", scan)
        .write("pod.yaml", manifest)
        .gather()
        .coverage()
        .skipped()
        .stream()
        .filter(one -> one.reason().startsWith("scan of"))
        .toList();
  }
}
