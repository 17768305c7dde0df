package dev.seaworthy.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.cli.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Judges what real tools wrote of load tests and tests by the controls that need it, built from
 * their sources; {@code opa} is on the PATH.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TestedReleaseTest {
  private static final Path POLICIES = Path.of("..", "..", "policies");
  private static final Path FIXTURES = Path.of("..", "..", "fixtures");
  private static final String VERSION = "99.0.0";
  private static final List<String> BUNDLES = List.of("performance", "integration", "odoo");
  private static final String CANDIDATE = "sha256:" + "a".repeat(64);
  private static final String BEFORE = "sha256:" + "b".repeat(64);

  private static final String RELEASE =
      """
      apiVersion: seaworthy.dev/v1
      kind: Release
      candidate: {name: erp, version: 1.0.0, digest: "%s"}
      environment: production
      architecture: dedicated
      evidence:
      - {collector: load, paths: [load]}
      - {collector: test, paths: [results]}
      bundles:
      - {name: performance, version: %2$s}
      - {name: integration, version: %2$s}
      - {name: odoo, version: %2$s}
      parameters:
        # The runs of the fixtures are short ones.
        min_load_seconds: 15
        max_error_percent: 1
        max_regression_percent: 15
        min_regression_milliseconds: 10
        custom_modules: [stock_wave]
        acceptance_criteria: [response-time, error-rate, queue-depth]
      """;

  private static final String LOG =
      """
      2026-11-29 20:00:01,000 12 INFO erp odoo.addons.stock_wave.tests.test_wave: Starting TestWave.test_split ...
      2026-11-29 20:00:04,000 12 INFO erp odoo.tests.result: 0 failed, 0 error(s) of 1 tests when loading database 'erp'
      """;

  private Path temp = Path.of("");

  @BeforeAll
  void build(@TempDir Path folder) throws IOException {
    assumeTrue(OpaPolicyCommandsTest.pathHasOpa(), "there is no `opa` on the PATH");
    temp = folder;
    copy("lib");
    for (String bundle : BUNDLES) {
      copy(bundle);
      Path manifest = temp.resolve("policies").resolve(bundle).resolve("bundle.json");
      Files.writeString(
          manifest,
          Files.readString(manifest)
              .replaceFirst("\"version\": \"[^\"]*\"", "\"version\": \"" + VERSION + "\""));
    }
    Files.copy(
        POLICIES.resolve("capabilities.json"),
        temp.resolve("policies").resolve("capabilities.json"));
    new Bench().run("keys", "generate", "-o", temp.resolve("k.pem"));
    Bench.Ran ran =
        OpaPolicyCommandsTest.policy(
            "build", temp.resolve("policies"), "--key", temp.resolve("k.pem"));
    assertThat(ran.code()).as(ran.err()).isZero();
    evidence();
  }

  @Test
  void aCandidateThatIsAsFastPasses() throws IOException {
    assertThat(verdict("candidate", ""))
        .containsEntry("PRF-01", "pass")
        .containsEntry("PRF-02", "pass")
        .containsEntry("PRF-04", "pass")
        .containsEntry("ODO-05", "pass");
  }

  @Test
  void aTestThatFailedFailsItsPartner() throws IOException {
    assertThat(verdict("candidate", "")).containsEntry("INT-01", "fail");
  }

  @Test
  void aCandidateThatIsAThirdSlowerFails() throws IOException {
    assertThat(verdict("slower", "")).containsEntry("PRF-01", "fail");
  }

  @Test
  void aRunThatWasCutShortIsUnknown() throws IOException {
    assertThat(verdict("candidate", "planned: 1h")).containsEntry("PRF-01", "unknown");
  }

  private void copy(String folder) throws IOException {
    Path to = Files.createDirectories(temp.resolve("policies").resolve(folder));
    try (Stream<Path> files = Files.list(POLICIES.resolve(folder))) {
      for (Path file : files.filter(one -> !one.endsWith(".signatures.json")).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private void evidence() throws IOException {
    write("release.yaml", RELEASE.formatted(CANDIDATE, VERSION));
    write("load/b.yaml", load(BEFORE, "baseline", ""));
    write(
        "load/acceptance.yaml",
        record(
            "AcceptanceReport",
            CANDIDATE,
            "figures:\n- {criterion: queue-depth, value: 140, unit: jobs, most: 500, source: d}\n"));
    write(
        "results/t.yaml",
        record(
            "TestRun",
            CANDIDATE,
            """
            results: [pytest.xml, odoo.log]
            covers:
            - {name: dhl, tests: [test_carriers.TestDhl]}
            - {name: ups, tests: [test_carriers.TestUps]}
            """));
    write("results/odoo.log", LOG);
    Files.copy(FIXTURES.resolve("tests/pytest.xml"), temp.resolve("results/pytest.xml"));
    Files.copy(FIXTURES.resolve("load/k6/baseline.json.gz"), temp.resolve("load/baseline.json.gz"));
  }

  private Map<String, String> verdict(String run, String more) throws IOException {
    write("load/c.yaml", load(CANDIDATE, "candidate", more));
    Files.write(
        temp.resolve("load/candidate.json.gz"),
        Files.readAllBytes(FIXTURES.resolve("load/k6/" + run + ".json.gz")));
    List<Object> words = new ArrayList<>(List.of("check", temp.resolve("release.yaml")));
    for (String bundle : BUNDLES) {
      Path built = temp.resolve("policies/dist/" + bundle + "-" + VERSION + ".tar.gz");
      words.addAll(List.of("--bundle-file", built));
    }
    words.addAll(List.of("--trust-key", temp.resolve("k.pub"), "--runtime", "both"));
    words.addAll(List.of("--format", "json"));
    Bench.Ran ran = new Bench().at(Instant.parse("2026-11-30T00:00:00Z")).runReal(words.toArray());
    assertThat(ran.out()).as(ran.err()).contains("\"verdict\": ");
    Map<String, String> results = new TreeMap<>();
    for (JsonNode result : new ObjectMapper().readTree(ran.out()).path("controls")) {
      results.put(result.path("id").asText(), result.path("status").asText());
    }
    return results;
  }

  private static String load(String candidate, String role, String more) {
    return record(
        "LoadTest",
        candidate,
        """
        role: %s
        results: [%1$s.json.gz]
        warmUp: 2s
        transactions:
        - {name: inventory-moves, from: [inventory-move]}
        - {name: api, from: [GET /api/v1/orders]}
        - {name: barcode-burst, from: [barcode-scan]}
        %s
        """
            .formatted(role, more));
  }

  private static String record(String kind, String candidate, String more) {
    return """
        apiVersion: seaworthy.dev/v1
        kind: %s
        environment: staging
        at: 2026-11-29T20:45:00Z
        by: performance@harbor.example
        candidate: %s
        %s"""
        .formatted(kind, candidate, more);
  }

  private void write(String name, String text) throws IOException {
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
