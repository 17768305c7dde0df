package dev.seaworthy.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seaworthy.cli.Bench;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.ArchiveReader;
import dev.seaworthy.engine.policy.bundle.BundleFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bundle from its first line to its second version, with the real OPA. */
class OpaPolicyLifeTest {
  @TempDir Path folder = Path.of("");

  private Path policies = Path.of("");
  private Path depot = Path.of("");
  private Path key = Path.of("");

  @BeforeEach
  void begin() {
    assumeTrue(OpaPolicyCommandsTest.pathHasOpa(), "there is no `opa` on the PATH");
    policies = folder.resolve("policies");
    depot = policies.resolve("depot");
    key = folder.resolve("k.pem");
    new Bench().run("keys", "generate", "-o", key);
    Bench.Ran ran = OpaPolicyCommandsTest.policy("new", "depot", policies);
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  @Test
  void aNewBundleIsTestedLintedAndBuiltAsItIs() throws PolicyException, IOException {
    Bench.Ran tested = policy("test", policies, "--min-coverage", "100");
    assertThat(tested.code()).as(tested.out() + tested.err()).isZero();
    Bench.Ran linted = policy("lint", policies, "--strict", "--no-regal");
    assertThat(linted.code()).as(linted.out()).isZero();
    assertThat(linted.out()).contains("0 errors, 0 warnings");
    Bench.Ran built = policy("build", policies, "--key", key);
    assertThat(built.code()).as(built.err()).isZero();
    BundleFiles files = files("depot-0.1.0.tar.gz");
    assertThat(files.names()).contains(BundleFiles.WASM, BundleFiles.PLAN);
    assertThat(new String(files.get(BundleFiles.PLAN).orElseThrow(), StandardCharsets.UTF_8))
        .contains("\"depot/depot_01.rego\"")
        .doesNotContain(folder.toString());
    assertThat(policy("build", "--check", policies).code()).isZero();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        "severity: medium | severity: grave | depot/depot_01.rego:6:5: error: control `DEPOT-01` has",
        "needs: [kubernetes/workload] | needs: [] | needs no evidence",
        "#   id: DEPOT-01 | # | has no `id`",
        "no-owner: | owner: | finds rule `no-owner`, which its metadata lacks",
        "not is_owner( | input.evidence[\"a/b\"]; not is_owner( | looks at evidence `a/b`",
        "trim_space(value) | http.send(value) | undefined function http.send",
        "findings contains {\"rule\": \"no-owner\", \"path\" | findings contains {\"path\" | has no `rule`",
        "\"path\": [\"metadata\", \"labels\"] | \"path\": \"x\" | `path` is of type string",
        "findings contains { | findings := { | `findings` is no set",
      })
  void aMistakeIsFoundWithItsPlace(String right, String wrong, String message) throws IOException {
    Path control = depot.resolve("depot_01.rego");
    Files.writeString(control, Files.readString(control).replace(right, wrong));
    Bench.Ran ran = policy("lint", policies, "--no-regal");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains(message).containsPattern("depot/depot_01.rego:[0-9]+:[0-9]+: ");
  }

  @Test
  void oneIdInTwoBundlesIsFound() throws IOException {
    policy("new", "shed", policies);
    Path control = policies.resolve("shed/shed_01.rego");
    Files.writeString(control, Files.readString(control).replace("SHED-01", "DEPOT-01"));
    assertThat(policy("lint", policies, "--no-regal").out())
        .contains(
            "shed/shed_01.rego:5:5: error: control `DEPOT-01` is in `depot/depot_01.rego` too");
  }

  @Test
  void aControlWithoutTestIsAWarning() throws IOException {
    Files.delete(depot.resolve("depot_01_test.rego"));
    Bench.Ran ran = policy("lint", policies, "--no-regal", "--format", "json");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("\"code\": \"NO_TEST\"")
        .contains("\"file\": \"depot/depot_01.rego\"")
        .contains("\"warnings\": 1");
    assertThat(policy("lint", policies, "--no-regal", "--strict").code()).isEqualTo(1);
  }

  @Test
  void regalIsAskedWhereItIs() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path regal =
        Files.writeString(
            bin.resolve("regal"),
            """
            #!/bin/sh
            echo '{"violations":[{"title":"opa-fmt","description":"File should be formatted",
              "category":"style","level":"error",
              "location":{"col":2,"row":3,"file":"depot/depot_01.rego"}}]}'
            exit 3
            """);
    Files.setPosixFilePermissions(regal, PosixFilePermissions.fromString("rwxr-xr-x"));
    String path = bin + java.io.File.pathSeparator + System.getenv("PATH");
    Bench.Ran ran = new Bench().environment("PATH", path).run("policy", "lint", policies);
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("depot/depot_01.rego:3:2: warning: File should be formatted (style/opa-fmt)");
  }

  @Test
  void aWeakenedControlAsksForAMajorVersion() throws IOException {
    policy("build", policies, "--key", key);
    Path old = policies.resolve("dist/depot-0.1.0.tar.gz");
    Path control = depot.resolve("depot_01.rego");
    Files.writeString(
        control, Files.readString(control).replace("severity: medium", "severity: low"));
    Bench.Ran refused = policy("diff", old, depot);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).contains("weakened     control   DEPOT-01: severity `medium` became");
    assertThat(refused.err()).contains("raise `version` in `bundle.json` to `0.2.0` or more");
    Path description = depot.resolve("bundle.json");
    Files.writeString(description, Files.readString(description).replace("\"0.1.0\"", "\"0.2.0\""));
    assertThat(policy("diff", old, depot).code()).isZero();
    policy("build", policies, "--key", key);
    assertThat(policy("diff", old, policies.resolve("dist/depot-0.2.0.tar.gz")).code()).isZero();
  }

  private BundleFiles files(String archive) throws IOException, PolicyException {
    return ArchiveReader.read(Files.readAllBytes(policies.resolve("dist/" + archive)), archive);
  }

  private static Bench.Ran policy(Object... args) {
    return OpaPolicyCommandsTest.policy(args);
  }
}
