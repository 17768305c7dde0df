package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seaworthy.cli.Programs.Ran;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The webhook judges objects among those of a real cluster, and outlives its API server. {@code
 * ci/components/kubernetes.sh} starts the API server; kubectl, curl and openssl are on the PATH.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdmissionClusterLiveTest {
  private static final String KUBECONFIG = "SEAWORTHY_TEST_KUBECONFIG";
  private static final String APISERVER = "SEAWORTHY_TEST_APISERVER";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String MODES = "default: audit\ncontrols: {K8S-02: enforce}\n";
  private static final String NO_BUDGET = "K8S-02: `Deployment quayside/";
  private static final String UNKNOWN = "K8S-02 is unknown: ";
  private static final String DEPLOYMENT =
      """
      {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s",\
      "namespace":"quayside"},"spec":{"replicas":2,"selector":{"matchLabels":{"app":"%1$s"}},\
      "template":{"metadata":{"labels":{"app":"%1$s"}},"spec":{"containers":[{"name":"web",\
      "image":"a:1"}]}}}}\
      """;
  private static final String BUDGET =
      """
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: %1$s, namespace: quayside}
      spec: {maxUnavailable: 1, selector: {matchLabels: {app: %1$s}}}
      """;

  private Path folder = Path.of("");
  private Programs programs = new Programs(folder, "");
  private final List<Process> running = new ArrayList<>();

  @BeforeAll
  void prepare(@TempDir Path temp) throws Exception {
    folder = temp;
    String file = System.getenv(KUBECONFIG);
    assumeTrue(file != null, "no $" + KUBECONFIG + ": run ci/components/kubernetes.sh");
    programs = new Programs(folder, String.valueOf(file));
    kubectl("", "create", "namespace", "quayside");
    programs.certify();
    Files.writeString(folder.resolve("modes.yaml"), MODES);
  }

  @AfterEach
  void stop() throws Exception {
    if (nothingRuns()) {
      return;
    }
    kubectl("", "delete", "validatingwebhookconfiguration", "seaworthy");
    for (Process one : running) {
      one.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }
    running.clear();
  }

  @AfterAll
  void leave() throws Exception {
    if (!nothingRuns()) {
      kubectl("", "delete", "namespace", "quayside", "--wait=false");
    }
  }

  /** Without a kubeconfig, kubectl would ask whatever cluster it knows. */
  private boolean nothingRuns() {
    return programs.kubeconfig().isEmpty();
  }

  @Test
  void whatIsInTheClusterDecidesAndItsChangesDo() throws Exception {
    String url = serve(programs.kubeconfig(), "--among", "namespace");
    programs.register(url);
    eventually(() -> apply("web"), ran -> assertThat(ran.output()).contains("denied", NO_BUDGET));
    assertThat(kubectl(BUDGET.formatted("web"), "apply", "-f", "-").code()).isZero();
    eventually(
        () -> apply("web"), ran -> assertThat(ran.output()).contains("created (server dry run)"));
    kubectl("", "delete", "pdb", "web", "-n", "quayside");
    eventually(() -> apply("web"), ran -> assertThat(ran.output()).contains("denied", NO_BUDGET));
    String metrics = get(url, "/metrics");
    assertThat(metrics)
        .contains("seaworthy_admission_cache_known{kind=\"poddisruptionbudgets.policy\"} 1.0")
        .contains("seaworthy_admission_cache_reads{kind=\"poddisruptionbudgets.policy\"} 1.0")
        .contains("seaworthy_admission_cache_objects{kind=\"deployments.apps\"}")
        .doesNotContain("clusterrolebindings", "kind=\"events");
  }

  @Test
  void anApiServerThatIsAwayMakesUnknownWhatGrewTooOldAndIsTakenUpAgain() throws Exception {
    int port = freePort();
    Process api = api(port);
    String url = serve(at(port), "--max-staleness-seconds", "15");
    programs.register(url);
    eventually(() -> apply("late"), ran -> assertThat(ran.output()).contains("denied", NO_BUDGET));
    api.destroyForcibly().waitFor();
    eventually(
        () -> apply("late"),
        ran ->
            assertThat(ran.output()).contains("Warning: " + UNKNOWN, "created (server dry run)"));
    // What is judged by and what is measured are two looks at one clock.
    eventually(
        () -> new Ran(0, String.valueOf(age(url))),
        ran -> assertThat(Double.parseDouble(ran.output())).isGreaterThan(15));
    assertThat(get(url, "/readyz")).isEqualTo("ok\n");
    assertThat(get(url, "/metrics"))
        .contains("seaworthy_admission_cache_known{kind=\"poddisruptionbudgets.policy\"} 0.0");
    awaitEvent("cache-unknown");
    api(port);
    eventually(() -> apply("late"), ran -> assertThat(ran.output()).contains("denied", NO_BUDGET));
    eventually(
        () -> new Ran(0, String.valueOf(age(url))),
        ran -> assertThat(Double.parseDouble(ran.output())).isLessThan(15));
    awaitEvent("cache-known");
  }

  /** The log tells of it when the server looks next. */
  private void awaitEvent(String name) throws Exception {
    eventually(
        () -> new Ran(0, Files.readString(folder.resolve("decisions.log"))),
        ran -> assertThat(ran.output()).contains("\"event\":\"" + name + "\""));
  }

  @Test
  void whoMayReadNothingAnswersUnknown() throws Exception {
    String url = serve(programs.kubeconfig(), "--context", "viewer");
    assertThat(review(url, "web"))
        .contains("\"allowed\":true", "\"result\":\"unknown\"", UNKNOWN + "this identity may not");
  }

  @Test
  void aCacheWithoutRoomAnswersUnknown() throws Exception {
    for (String name : List.of("one", "two")) {
      assertThat(kubectl(BUDGET.formatted(name), "apply", "-f", "-").code()).isZero();
    }
    String url = serve(programs.kubeconfig(), "--max-cached-objects", "1");
    eventually(
        () -> new Ran(0, review(url, "web")),
        ran ->
            assertThat(ran.output())
                .contains("\"allowed\":true", UNKNOWN, "does not fit beside what else is held"));
  }

  @Test
  void aContextThatIsNotThereIsAMistakeOfTheCommandLine() throws Exception {
    Ran ran = programs.seaworthy(arguments(programs.kubeconfig(), "--context", "nowhere"));
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.output()).contains("the kubeconfig has no context `nowhere`");
  }

  /** Something that is done again and again. */
  private interface Attempt {
    Ran run() throws Exception;
  }

  private static void eventually(Attempt attempt, ThrowingConsumer<Ran> claim) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Ran ran = attempt.run();
      try {
        claim.accept(ran);
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() > end) {
          throw e;
        }
      }
      Thread.sleep(200);
    }
  }

  private Ran apply(String name) throws Exception {
    return kubectl(DEPLOYMENT.formatted(name), "apply", "--dry-run=server", "-f", "-");
  }

  private String review(String url, String name) throws Exception {
    String review =
        """
        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u-1",\
        "operation":"CREATE","namespace":"quayside","object":%s}}\
        """
            .formatted(DEPLOYMENT.formatted(name));
    return curl(review, url + "/validate", "--data-binary", "@-");
  }

  private double age(String url) throws Exception {
    Matcher age =
        Pattern.compile("cache_age_seconds\\{kind=\"poddisruptionbudgets\\.policy\"} ([0-9.E-]+)")
            .matcher(get(url, "/metrics"));
    assertThat(age.find()).isTrue();
    return Double.parseDouble(age.group(1));
  }

  /** Starts a webhook and waits until it says that it is ready. */
  private String serve(String config, String... more) throws Exception {
    Process server = programs.serving("decisions.log", arguments(config, more));
    running.add(server);
    String url = Programs.address(server);
    eventually(
        () -> new Ran(0, get(url, "/readyz")), ran -> assertThat(ran.output()).isEqualTo("ok\n"));
    return url;
  }

  private static String[] arguments(String config, String... more) {
    String[] first = {
      "admission",
      "serve",
      "--certificate",
      "tls.crt",
      "--key",
      "tls.key",
      "--port",
      "0",
      "--config",
      "modes.yaml",
      "--bundle",
      "kubernetes",
      "--drain-seconds",
      "0",
      "--reload-seconds",
      "1",
      "--cluster",
      "--kubeconfig",
      config
    };
    return Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray(String[]::new);
  }

  private Process api(int port) throws IOException {
    String program = System.getenv(APISERVER);
    assumeTrue(program != null, "no $" + APISERVER + ": run ci/components/kubernetes.sh");
    Process server =
        new ProcessBuilder(String.valueOf(program), String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("apiserver.log").toFile())
            .start();
    running.add(server);
    return server;
  }

  private String at(int port) throws Exception {
    String known =
        kubectl("", "config", "view", "-o", "jsonpath={.clusters[0].cluster.server}").output();
    String text = Files.readString(Path.of(programs.kubeconfig()));
    return Files.writeString(
            folder.resolve("second"), text.replace(":" + URI.create(known).getPort(), ":" + port))
        .toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String get(String url, String path) throws Exception {
    return curl("", url + path);
  }

  private String curl(String stdin, String url, String... more) throws Exception {
    List<String> command = new ArrayList<>(List.of("curl", "-s", "--cacert", "tls.crt", url));
    command.addAll(List.of(more));
    return programs.run(stdin, command).output();
  }

  private Ran kubectl(String stdin, String... args) throws Exception {
    return programs.kubectl(stdin, args);
  }
}
