package dev.seaworthy.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seaworthy.cli.Bench;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Building and testing policies with the real OPA. */
class OpaPolicyCommandsTest {
  private static final Path POLICIES = Path.of("..", "..", "policies");
  private static final String CONTROL =
      """
      # METADATA
      # title: Things have names
      # description: A thing without a name cannot be found.
      # custom:
      #   id: DEP-01
      #   severity: high
      #   stage: build
      #   scope: object
      #   needs: [depot/thing]
      #   parameters: [exempt]
      #   rules:
      #     nameless:
      #       message: "`{subject}` has no name"
      #       fix: give it a name
      package seaworthy.depot.dep_01

      import data.seaworthy.lib.names

      findings contains {"rule": "nameless", "path": []} if {
        not names.has(input.object)
        not input.parameters.exempt
      }
      """;
  private static final String TEST =
      """
      package seaworthy.depot.dep_01_test

      import data.seaworthy.depot.dep_01

      test_fires if {
        count(dep_01.findings) == 1 with input as {"object": {}, "parameters": {"exempt": false}}
      }
      """;

  @TempDir Path folder = Path.of("");

  private Path policies = Path.of("");
  private Path key = Path.of("");

  @BeforeEach
  void writePolicies() throws IOException {
    assumeTrue(pathHasOpa(), "there is no `opa` on the PATH");
    policies = folder.resolve("policies");
    key = folder.resolve("k.pem");
    Files.createDirectories(policies.resolve("depot"));
    Files.createDirectories(policies.resolve("lib"));
    Files.copy(POLICIES.resolve("capabilities.json"), policies.resolve("capabilities.json"));
    write(
        "depot/bundle.json",
        "{\"name\":\"depot\",\"version\":\"1.0.0\",\"title\":\"D\",\"description\":\"d\"}");
    write(
        "depot/data.json",
        "{\"parameters\":{\"exempt\":{\"default\":false,\"description\":\"d\"}}}");
    write("depot/dep_01.rego", CONTROL);
    write("depot/dep_01_test.rego", TEST);
    write("lib/names.rego", "package seaworthy.lib.names\n\nhas(thing) if thing.name != \"\"\n");
    write("lib/unused.rego", "package seaworthy.lib.unused\n\nx := 1\n");
    new Bench().run("keys", "generate", "-o", key);
  }

  @Test
  void aSignedBuildIsRepeatedWithoutTheKey() {
    Bench.Ran built = policy("build", policies, "--key", key);
    assertThat(built.code()).as(built.err()).isZero();
    assertThat(policies.resolve("dist/depot-1.0.0.tar.gz")).exists();
    assertThat(policies.resolve("index.json")).content().contains("DEP-01", "keys/policy-");
    Bench.Ran checked = policy("build", "--check", policies);
    assertThat(checked.code()).as(checked.err()).isZero();
    assertThat(checked.out()).contains("unchanged");
  }

  @Test
  void aChangedPolicyNeedsTheKeyAgain() throws IOException {
    policy("build", policies, "--key", key);
    write("lib/unused.rego", "package seaworthy.lib.unused\n\nx := 2\n");
    assertThat(policy("build", "--check", policies).code()).isZero();
    write("depot/dep_01.rego", CONTROL.replace("severity: high", "severity: low"));
    Bench.Ran ran = policy("build", policies);
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("a signature of other policies").contains("--key PRIVATE.pem");
  }

  @Test
  void checkNamesWhatDiffersAndWritesNothing() throws IOException {
    policy("build", policies, "--key", key);
    Path archive = policies.resolve("dist/depot-1.0.0.tar.gz");
    Files.delete(archive);
    Bench.Ran ran = policy("build", "--check", policies);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("dist/depot-1.0.0.tar.gz");
    assertThat(archive).doesNotExist();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "id: DEP-01 | id: dep | has a malformed `id`",
        "severity: high | severity: grave | has `severity: grave`",
        "needs: [depot/thing] | needs: [] | needs no evidence",
        "parameters: [exempt] | parameters: [] | reads parameter `exempt`",
        "parameters: [exempt] | parameters: [exempt, other] | parameter `other`",
        "nameless: | unnamed: | finds rule `nameless`, which its metadata lacks",
        "not names.has(input.object) | every x in [names.has(input.object)] { not [x, 1] == [x] } | OPA drops this",
        "# METADATA | # Nothing | has no METADATA of package scope",
        "not names.has(input.object) | http.send(input.object) | undefined function http.send",
        "not names.has(input.object) | x := 1 | dep_01.rego:20",
        "not names.has(input.object) | ) | dep_01.rego:20",
      })
  void mistakesAreNamedAndMended(String right, String wrong, String message) throws IOException {
    write("depot/dep_01.rego", CONTROL.replace(right, wrong));
    Bench.Ran ran = policy("build", policies, "--key", key);
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains(message).contains("mend: ");
  }

  @Test
  void testsAreCountedAndTheirCoverageHeld() {
    Bench.Ran ran = policy("test", policies);
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("depot").contains("total");
    Bench.Ran strict = policy("test", policies, "--min-coverage", "100");
    assertThat(strict.code()).isEqualTo(1);
    assertThat(strict.err()).contains("100.0 % are asked for");
  }

  @Test
  void aFailingTestIsNamed() throws IOException {
    write("depot/dep_01_test.rego", TEST.replace("== 1", "== 2"));
    Bench.Ran ran = policy("test", policies);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("failed: depot/dep_01_test.rego:5  test_fires");
  }

  @Test
  void noTestAtAllIsNoProof() throws IOException {
    Files.delete(policies.resolve("depot/dep_01_test.rego"));
    assertThat(policy("test", policies).code()).isEqualTo(1);
  }

  @Test
  void aFolderWithoutBundlesIsRefused() {
    Bench.Ran ran = policy("build", policies.resolve("lib"), "--key", key);
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("bundle.json");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(policies.resolve(name), text);
  }

  static Bench.Ran policy(Object... args) {
    Object[] all = Stream.concat(Stream.of("policy"), Stream.of(args)).toArray();
    return bench().run(all);
  }

  private static Bench bench() {
    return new Bench().environment("PATH", path());
  }

  static boolean pathHasOpa() {
    return Stream.of(path().split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .anyMatch(entry -> Files.isExecutable(Path.of(entry, "opa")));
  }

  private static String path() {
    return Optional.ofNullable(System.getenv("PATH")).orElse("");
  }
}
