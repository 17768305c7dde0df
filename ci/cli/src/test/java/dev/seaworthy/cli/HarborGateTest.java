package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example release at its first gates, by the real policies. */
final class HarborGateTest {
  private static final Path FIXTURES = Path.of("..", "..", "fixtures");

  @TempDir Path folder = Path.of("");

  private Path key = Path.of("");

  @BeforeEach
  void makeKey() {
    key = folder.resolve("key.pem");
    new Bench().run("keys", "generate", "-o", key);
  }

  @Test
  void theMendedReleasePassesItsFirstGateAndIsToldWhatTheSecondWants() {
    Bench.Ran build = gate("build", "harbor-clean");
    assertThat(build.out()).contains("gate       OPEN");
    assertThat(build.code()).isZero();
    Bench.Ran drift = gate("drift", "harbor-clean");
    assertThat(drift.out())
        .contains("DRIFT")
        .contains("GIT-01")
        .contains("environment `staging` has no Deployment/odoo-web")
        .contains("STILL WANTED");
    // Of staging the fixture holds one job, for its image; the two environments are not alike.
    assertThat(drift.code()).isEqualTo(1);
    Bench.Ran migration = gate("migration", "harbor-clean");
    assertThat(migration.out()).contains("stage `drift` is `fail`");
    assertThat(migration.code()).isEqualTo(1);
  }

  @Test
  void theFaultyReleaseFailsAndOpensNothingOfTheMendedOne() {
    Bench.Ran build = gate("build", "harbor");
    assertThat(build.out()).contains("IMG-01").contains("42-odoo-queue.yaml");
    assertThat(build.code()).isEqualTo(1);
    Bench.Ran drift = gate("drift", "harbor-clean");
    assertThat(drift.out()).contains("OTHER_CANDIDATE").contains("stage `build` has no verdict");
    assertThat(drift.code()).isEqualTo(1);
  }

  private Bench.Ran gate(String stage, String fixture) {
    return new Bench()
        .runReal(
            "gate",
            stage,
            FIXTURES.resolve(fixture).resolve("release.yaml"),
            "--key",
            key,
            "--trust",
            folder.resolve("key.pub"),
            "--store",
            folder.resolve("verdicts"));
  }
}
