package dev.seaworthy.collectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the collector to what the real {@code trivy k8s} writes of a real API server. */
class ClusterSamplesTest {
  private static final Path SAMPLES = Path.of("../fixtures/scans");

  @TempDir Path temp;

  @ParameterizedTest(name = "{0}: {2} resources, {3} findings")
  @CsvSource({"all, Resources, 9, 48", "summary, Findings, 6, 48"})
  void noFindingIsLost(String name, String list, int resources, int findings) throws IOException {
    byte[] bytes = Files.readAllBytes(SAMPLES.resolve("trivy-k8s-%s.json".formatted(name)));
    Snapshot snapshot = Folder.at(temp).write("k8s.json", bytes).gather();
    assertThat(Folder.gaps(snapshot)).isEmpty();
    List<JsonNode> audits =
        snapshot.ofKind("image/audit").stream().map(ClusterSamplesTest::node).toList();
    assertThat(audits).hasSize(resources);
    Map<String, Long> reported =
        counted(
            StrictJson.parse(bytes)
                .path(list)
                .valueStream()
                .flatMap(resource -> resource.path("Results").valueStream())
                .flatMap(result -> result.path("Misconfigurations").valueStream()),
            one -> one.path("ID").asText() + " " + one.path("Severity").asText());
    Map<String, Long> told =
        counted(
            audits.stream().flatMap(audit -> audit.path("misconfigurations").valueStream()),
            one -> one.path("id").asText() + " " + one.path("severity").asText());
    assertThat(told).isEqualTo(reported);
    assertThat(told.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(findings);
  }

  private static JsonNode node(Evidence evidence) {
    return evidence.content().node();
  }

  private static Map<String, Long> counted(Stream<JsonNode> all, Function<JsonNode, String> name) {
    return all.collect(Collectors.groupingBy(name, TreeMap::new, Collectors.counting()));
  }
}
