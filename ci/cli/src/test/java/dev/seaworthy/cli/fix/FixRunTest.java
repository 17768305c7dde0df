package dev.seaworthy.cli.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.Bench;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.BundleLibrary;
import dev.seaworthy.cli.check.CheckRequest;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.collectors.kubernetes.Salt;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.PreparedPolicy;
import dev.seaworthy.engine.policy.Scope;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.rego.RegoModule;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits are judged again, here by a policy that does not honour them all. */
final class FixRunTest {
  private static final String RULE = "Host Namespaces";
  private static final String OTHER = "Other";

  @TempDir Path folder = Path.of("");

  @Test
  void onlyAnEditThatMendsItsFindingAndBringsNoneIsKept() throws Exception {
    Path honest = pod("honest");
    Path stubborn = pod("stubborn");
    Path trading = pod("trading");
    Path doubtful = pod("doubtful");
    FixRun run = run();
    Fixes fixes = run.run();
    assertThat(fixes.files()).extracting(Fixes.Changed::name).containsExactly(honest.toString());
    assertThat(fixes.left())
        .extracting(left -> left.finding().subject().name() + ": " + left.reason())
        .containsExactly(
            "doubtful: the edit makes something unknown: Pod default/doubtful: other",
            "stubborn: the finding is still there after the edit",
            "trading: the edit brings about another finding: other");
    run.write();
    assertThat(Files.readString(honest)).contains("hostPID: false");
    for (Path kept : List.of(stubborn, trading, doubtful)) {
      assertThat(Files.readString(kept)).contains("hostPID: true");
    }
  }

  @Test
  void aFileThatChangesMeanwhileIsNotOverwritten() throws Exception {
    Path file = pod("honest");
    FixRun run = run();
    run.run();
    Files.writeString(file, "# another was here\n");
    assertThatThrownBy(run::write)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("has changed while it was judged");
    assertThat(file).hasContent("# another was here\n");
  }

  private FixRun run() throws ConfigurationException, PolicyException {
    Setup real = new Bench().realSetup();
    Setup setup =
        new Setup(
            real.console(),
            () -> BundleLibrary.of(List.of(bundle())),
            choice -> new TradingRuntime(),
            runtime -> Bench.IDENTITY,
            () -> Salt.of(new byte[32]));
    return new FixRun(
        setup, Progress.on(real.console(), true), CheckRequest.toSeal(folder.toString(), 1));
  }

  private Path pod(String name) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: %s}
        spec:
          hostPID: true
          containers: [{name: a, image: i}]
        """
            .formatted(name));
  }

  private static PolicyBundle bundle() {
    Control control =
        new Control(
            "K8S-09",
            "Pods",
            "Pods.",
            Severity.HIGH,
            Stage.BUILD,
            Scope.OBJECT,
            List.of("kubernetes/workload"),
            List.of(),
            List.of(),
            Map.of(
                RULE, new Control.Rule("shared", "unshare"),
                OTHER, new Control.Rule("other", "mend")),
            Map.of("nist-800-53r5", List.of("CM-6")),
            "test/k8s_09/findings");
    return new PolicyBundle(
        "test",
        "1.0.0",
        "Test",
        "Test.",
        Digest.of(new byte[0]),
        List.of(control),
        List.of(),
        new RegoModule(new byte[0], new byte[0], CanonicalJson.of(Map.of())));
  }

  /** Finds fault with what is shared; the name of a pod says what it thinks of the remedy. */
  private static final class TradingRuntime implements PolicyRuntime {
    @Override
    public String id() {
      return Bench.IDENTITY.runtime();
    }

    @Override
    public PreparedPolicy prepare(PolicyBundle bundle) {
      return (entrypoints, input) ->
          Map.of(entrypoints.get(0), new PreparedPolicy.Answer.Said(findings(input.json())));
    }

    private static Value findings(CanonicalJson input) {
      String name = input.node().path("subject").path("name").asText();
      boolean shared = isShared(input.node());
      Map<String, Object> finding = new HashMap<>();
      finding.put("path", List.of("spec", "hostPID"));
      finding.put("rule", shared || name.equals("stubborn") ? RULE : OTHER);
      if (!shared && name.equals("doubtful")) {
        finding.put("status", "unknown");
      }
      boolean silent = !shared && name.equals("honest");
      return new ValueReader().read(CanonicalJson.of(silent ? List.of() : List.of(finding)));
    }

    private static boolean isShared(JsonNode input) {
      return input.findValue("hostPID").asBoolean();
    }
  }
}
