package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose seals open a gate, and of when, is written in a trust root. */
class GateTrustRootTest {
  private static final List<PolicyBundle> POLICIES =
      List.of(
          Bench.bundle("names-build", "T-build", Stage.BUILD),
          Bench.bundle("names-drift", "T-drift", Stage.DRIFT));

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void prepare() throws IOException {
    new Bench().run("keys", "generate", "-o", path("key.pem"));
    new Bench().run("keys", "generate", "-o", path("new.pem"));
    Files.writeString(folder.resolve("good.yaml"), Bench.object("good"));
    Files.writeString(
        folder.resolve("release.yaml"),
        """
        apiVersion: seaworthy.dev/v1
        kind: Release
        candidate: {name: erp, version: 1.0.0, digest: "sha256:%s"}
        environment: production
        architecture: dedicated
        evidence:
        - {collector: kubernetes, paths: [good.yaml]}
        bundles:
        - {name: names-build, version: 1.2.0}
        - {name: names-drift, version: 1.2.0}
        """
            .formatted("a".repeat(64)));
    trust("", "");
  }

  @Test
  void aGateOpensByAKeyOfTheTrustRoot() throws IOException {
    Bench.Ran ran = gate("build", "key.pem");
    assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
    assertThat(gate("drift", "new.pem").code()).isZero();
  }

  @Test
  void aVerdictOfARevokedKeyOpensNothing() throws IOException {
    gate("build", "key.pem");
    trust("", "revoked:\n- {key: old, at: 2026-11-24T00:00:00Z, reason: lost}\n");
    Bench.Ran ran = gate("drift", "new.pem");
    assertThat(ran.out()).contains("KEY_REVOKED").contains("stage `build` has no verdict");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(gate("build", "new.pem").code()).isZero();
    assertThat(gate("drift", "new.pem").code()).isZero();
  }

  @Test
  void aRevokedKeySealsNothing() throws IOException {
    trust("", "revoked:\n- {key: old, at: 2026-11-24T00:00:00Z, reason: lost}\n");
    Bench.Ran ran = gate("build", "key.pem");
    assertThat(ran.err()).contains("`old` was revoked at 2026-11-24T00:00:00Z (lost)");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(folder.resolve("verdicts")).doesNotExist();
  }

  @Test
  void aKeyWhoseTimeIsOverSealsNothing() throws IOException {
    trust(", until: 2026-11-25T00:00:00Z", "");
    assertThat(gate("build", "key.pem").err()).contains("`old` is trusted until");
  }

  @Test
  void oneWayOfTrustIsGiven() {
    Bench.Ran both = run("gate", "build", "--key", path("key.pem"), "--trust", path("key.pub"));
    assertThat(both.err()).contains("give either --trust or --trust-root");
    assertThat(both.code()).isEqualTo(3);
  }

  private void trust(String period, String revoked) throws IOException {
    Files.writeString(
        folder.resolve("trust.yaml"),
        """
        apiVersion: seaworthy.dev/v1
        kind: TrustRoot
        keys:
        - {name: old, role: engine, file: key.pub%s}
        - {name: new, role: engine, file: new.pub}
        %s"""
            .formatted(period, revoked));
  }

  private Bench.Ran gate(String stage, String key) {
    return run("gate", stage, "--key", path(key));
  }

  private Bench.Ran run(String command, String stage, String... more) {
    List<Object> args = new ArrayList<>(List.of(command, stage, path("release.yaml")));
    args.addAll(List.of("--trust-root", path("trust.yaml"), "--store", path("verdicts")));
    args.addAll(List.of(more));
    return new Bench().runBy(POLICIES, args.toArray());
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
