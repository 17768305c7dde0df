package dev.seaworthy.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.cli.Bench;
import dev.seaworthy.cli.git.TestRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MendTest {
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        hostPID: true
        hostNetwork: %s  # for now
        containers:
        - name: web
          image: registry.example/web:1
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void onlyWhatIsIntroducedIsMendedOnItsOwnLine() throws IOException {
    JsonNode change = new ObjectMapper().readTree(pr("json"));
    assertThat(change.path("mends")).hasSize(1);
    JsonNode mend = change.path("mends").get(0);
    assertThat(mend.path("file").asText()).isEqualTo("deploy/web.yaml");
    assertThat(mend.path("line").asInt()).isEqualTo(6);
    assertThat(mend.path("endLine").asInt()).isEqualTo(6);
    assertThat(mend.path("text").asText()).isEqualTo("  hostNetwork: false  # for now\n");
    assertThat(mend.path("findings").get(0)).isEqualTo(change.at("/introduced/0/fingerprint"));
  }

  @Test
  void theCommentShowsTheLines() throws IOException {
    assertThat(pr("markdown"))
        .contains("```diff\n-  hostNetwork: true  # for now\n+  hostNetwork: false  # for now\n```")
        .doesNotContain("+  hostPID");
  }

  private String pr(String format) throws IOException {
    try (TestRepository repository = TestRepository.in(folder, true)) {
      String base = repository.commit(Map.of("deploy/web.yaml", POD.formatted("false")));
      String head = repository.commit(Map.of("deploy/web.yaml", POD.formatted("true")), base);
      return new Bench()
          .runReal(
              "pr",
              "--repository",
              folder,
              "--base",
              base,
              "--head",
              head,
              "--only",
              "K8S-09",
              "--format",
              format)
          .out();
    }
  }
}
