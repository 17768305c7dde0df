package dev.seaworthy.cli.forge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.cli.Bench;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.git.TestRepository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code scanning, external status checks and the search for requests that nobody judged. */
final class ForgeExtrasTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SARIF =
      """
      {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Seaworthy"}}, "results": [
        {"message": {"text": "in a file"}, "locations": [{"physicalLocation":
          {"artifactLocation": {"uri": "web.yaml"}, "region": {"startLine": 3}}}]},
        {"message": {"text": "in none"}, "locations": [{"logicalLocations": [{"name": "x"}]}]}]}]}
      """;

  @TempDir Path folder = Path.of("");

  private StandInForge forge;

  @BeforeEach
  void open() throws IOException {
    forge = new StandInForge();
  }

  @AfterEach
  void close() {
    forge.close();
  }

  @Test
  void codeScanningIsToldWhatIsInFiles() throws Exception {
    List<String> notes = publisher("github").publish(told(true).with(Optional.of(SARIF)));
    assertThat(notes)
        .containsExactly(
            "code scanning was told 1 of 2 results: the others are in no file, or too many");
    ObjectNode scan = forge.scans.get(0);
    assertThat(scan.path("commit_sha").asText()).isEqualTo(StandInForge.HEAD);
    assertThat(scan.path("ref").asText()).isEqualTo("refs/pull/1/head");
    JsonNode run = unpacked(scan.path("sarif").asText()).path("runs").path(0);
    assertThat(run.path("automationDetails").path("id").asText()).isEqualTo("seaworthy/");
    assertThat(run.path("results")).hasSize(1);
    assertThat(run.path("results").path(0).path("message").path("text").asText())
        .isEqualTo("in a file");
  }

  /** The command itself, with files that are named from the root of the repository. */
  @Test
  void theCommandTellsCodeScanningWhereInTheRepositoryItIs() throws Exception {
    try (TestRepository repository = TestRepository.in(folder.resolve("repository"), false)) {
      String base = repository.commit(Map.of("deploy/a.yaml", Bench.object("bad-a")));
      String head =
          repository.commit(
              Map.of(
                  "deploy/a.yaml", Bench.object("bad-a"), "deploy/b.yaml", Bench.object("bad-b")),
              base);
      Bench.Ran ran =
          new Bench()
              .environment("GITHUB_TOKEN", "harbor-secret-0123456789")
              .run(
                  "pr",
                  "--repository",
                  folder.resolve("repository"),
                  "--base",
                  base,
                  "--head",
                  head,
                  "--publish",
                  "github",
                  "--forge-url",
                  forge.url(),
                  "--project",
                  "a/b",
                  "--number",
                  "1",
                  "--code-scanning");
      assertThat(ran.code()).as(ran.err()).isEqualTo(1);
    }
    String log = unpacked(forge.scans.get(0).path("sarif").asText()).toString();
    // What stood there before is told too: GitHub compares by itself.
    assertThat(log)
        .contains("\"uri\":\"deploy/a.yaml\"", "\"uri\":\"deploy/b.yaml\"")
        .doesNotContain("seaworthy-commit-");
  }

  @Test
  void codeScanningGoesWithGithubAlone() {
    Bench.Ran ran =
        new Bench()
            .environment("GITLAB_TOKEN", "harbor-secret-0123456789")
            .run(
                "pr",
                "--publish",
                "gitlab",
                "--forge-url",
                forge.url(),
                "--project",
                "a/b",
                "--number",
                "1",
                "--code-scanning");
    assertThat(ran.err()).contains("--code-scanning is for GitHub; GitLab has none");
    assertThat(ran.code()).isEqualTo(3);
  }

  @Test
  void codeScanningIsToldNothingUnasked() throws Exception {
    publisher("github").publish(told(true));
    assertThat(forge.requests).noneMatch(request -> request.contains("code-scanning"));
  }

  @Test
  void withoutCodeScanningTheRestIsTold() throws Exception {
    forge.faults.add(new StandInForge.Fault("POST", "/code-scanning/", 403, Map.of(), "{}", false));
    assertThat(publisher("github").publish(told(true).with(Optional.of(SARIF))))
        .containsExactly(
            "no code scanning: it is not on for the repository, or the token may not"
                + " (`security-events: write`)");
    assertThat(forge.notes).hasSize(1);
  }

  @Test
  void anUploadThatMayHaveBeenTakenIsMadeAgain() throws Exception {
    forge.faults.add(new StandInForge.Fault("POST", "/code-scanning/", 502, Map.of(), "", true));
    publisher("github").publish(told(true).with(Optional.of(SARIF)));
    assertThat(forge.scans).hasSize(2);
    assertThat(forge.scans.get(0)).isEqualTo(forge.scans.get(1));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theExternalStatusCheckOfItsNameIsAnsweredOnce(boolean passed) throws Exception {
    externalCheck(7, "licences");
    externalCheck(8, "seaworthy");
    publisher("gitlab").publish(told(passed));
    publisher("gitlab").publish(told(passed));
    assertThat(forge.externalChecks)
        .extracting(check -> check.path("status").asText())
        .containsExactly("pending", passed ? "passed" : "failed");
    assertThat(forge.requests).filteredOn(one -> one.endsWith("status_check_responses")).hasSize(1);
  }

  @Test
  void anExternalStatusCheckOfANewerCommitIsLeft() throws Exception {
    externalCheck(8, "seaworthy");
    forge.faults.add(
        new StandInForge.Fault("POST", "/status_check_responses", 409, Map.of(), "{}", false));
    assertThat(publisher("gitlab").publish(told(true)))
        .containsExactly("the external status check asks about a commit newer than the one judged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"github", "gitlab"})
  void openRequestsWithoutAStatusOfItsNameAreFound(String kind) throws Exception {
    for (int number = 1; number <= 3; number++) {
      forge.open.add(ForgeAnswers.request(kind, number));
    }
    assertThat(publisher(kind).unjudged("seaworthy")).containsExactly(1L, 2L, 3L);
    publisher(kind).publish(told(true));
    assertThat(publisher(kind).unjudged("seaworthy")).isEmpty();
    assertThat(publisher(kind).unjudged("other")).hasSize(kind.equals("gitlab") ? 0 : 3);
  }

  private void externalCheck(int id, String name) {
    forge.externalChecks.add(
        JSON.createObjectNode().put("id", id).put("name", name).put("status", "pending"));
  }

  private static JsonNode unpacked(String base64) throws IOException {
    byte[] gzip = Base64.getDecoder().decode(base64);
    return JSON.readTree(new GZIPInputStream(new ByteArrayInputStream(gzip)));
  }

  private static Publication told(boolean passed) {
    return new Publication(
        "seaworthy", StandInForge.HEAD, passed, "t", "b", "", List.of(), List.of());
  }

  private Publisher publisher(String kind) throws ConfigurationException, IOException {
    ForgeTarget target =
        ForgeTarget.of(
            kind, Optional.of(forge.url()), Optional.of("a/b"), Optional.of(1L), Map.of());
    Path file = Files.writeString(folder.resolve("token"), "harbor-secret-0123456789\n");
    Token token = Token.of(Optional.of(file), target.kind(), Map.of());
    return Publisher.to(target, token, pause -> {}, Clock.systemUTC());
  }
}
