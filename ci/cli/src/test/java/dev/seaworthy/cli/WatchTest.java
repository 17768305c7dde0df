package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.cli.check.CheckRequest;
import dev.seaworthy.cli.check.RuntimeChoice;
import dev.seaworthy.cli.check.Signal;
import dev.seaworthy.cli.check.Sources;
import dev.seaworthy.cli.check.Unheeded;
import dev.seaworthy.cli.check.VerdictChange;
import dev.seaworthy.cli.check.WatchRun;
import dev.seaworthy.cli.format.WatchFormat;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.collectors.cluster.ClusterSelection;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of {@code --watch} where there is no cluster that answers. */
class WatchTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "--format sarif, --watch prints lines: --format table or json",
    "--interval 0, --interval takes a number of seconds from 1 to 86400",
    "--output x.txt, '--watch goes without --key, --seal, --baseline and --output'",
  })
  void whatDoesNotGoWithWatchingIsRefused(String option, String message) {
    List<Object> args = new ArrayList<>(List.of("check", "--cluster", "--watch"));
    args.addAll(List.of(option.split(" ")));
    Bench.Ran ran = new Bench().run(args.toArray());
    assertThat(ran.err()).contains(message);
    assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION);
  }

  @Test
  void filesAloneAreNotWatched() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.yaml"),
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: good, namespace: ns}}");
    Bench.Ran ran = new Bench().run("check", file, "--watch");
    assertThat(ran.err()).contains("--watch follows a cluster, and none is asked for");
    assertThat(ran.code()).isEqualTo(ExitCode.CONFIGURATION);
  }

  @Test
  void aClusterThatDoesNotAnswerIsUnknownAndWatchedOn()
      throws ConfigurationException, PolicyException, IOException {
    Signal signal = new Signal();
    List<VerdictChange> told = new ArrayList<>();
    WatchRun run =
        new WatchRun(
            new Bench().realSetup(), WatchTest::silent, request(), Duration.ofMillis(10), signal);
    Status last =
        run.run(
                change -> {
                  told.add(change);
                  signal.stop();
                })
            .status();
    assertThat(last).isEqualTo(Status.UNKNOWN);
    assertThat(told).hasSize(1);
    assertThat(WatchFormat.TABLE.line(told.get(0)))
        .contains("  unknown  ", "K8S-09 unknown", "0 lists followed");
    assertThat(
            StrictJson.parse(WatchFormat.JSON.line(told.get(0)).getBytes(StandardCharsets.UTF_8))
                .path("status")
                .asText())
        .isEqualTo("unknown");
  }

  @Test
  void noSuchContextIsTheUsersMistake() throws IOException {
    CheckRequest request = request();
    WatchRun run =
        new WatchRun(
            new Bench().realSetup(),
            WatchTest::silent,
            request(
                new ClusterSelection(
                    "none",
                    request.sources().cluster().orElseThrow().kubeconfig(),
                    List.of(),
                    "",
                    List.of(),
                    false)),
            Duration.ofSeconds(1),
            new Signal());
    assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> run.run(change -> {}));
  }

  private CheckRequest request() throws IOException {
    Path kubeconfig =
        Files.writeString(
            folder.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}]
            users: [{name: u, user: {token: t}}]
            contexts: [{name: c, context: {cluster: c, user: u}}]
            current-context: c
            """);
    return request(
        new ClusterSelection("", Optional.of(kubeconfig), List.of(), "", List.of(), false));
  }

  private static CheckRequest request(ClusterSelection cluster) {
    return new CheckRequest(
        new Sources(List.of(), Optional.of(cluster)),
        List.of("kubernetes"),
        Set.of("K8S-09"),
        List.of(),
        Severity.LOW,
        Optional.empty(),
        List.of(),
        CheckRequest.OutsideBundles.NONE,
        RuntimeChoice.PLAN,
        Optional.empty(),
        List.of(),
        Unheeded.NOTHING,
        1);
  }

  private static Progress silent() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return new Progress(nowhere, false, System::nanoTime);
  }
}
