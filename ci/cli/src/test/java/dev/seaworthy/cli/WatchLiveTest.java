package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.StrictJson;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Follows a real API server with the program, in a Java of its own that is stopped by a signal.
 * {@code ci/components/kubernetes.sh} starts the API server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchLiveTest {
  private static final String KUBECONFIG = "SEAWORTHY_TEST_KUBECONFIG";
  private static final String NAMESPACE = "watched";

  private String kubeconfig = "";
  private KubernetesClient client =
      new KubernetesClientBuilder().withConfig(Config.empty()).build();

  @BeforeAll
  void connect() {
    String file = System.getenv(KUBECONFIG);
    assumeTrue(file != null, "no $" + KUBECONFIG + ": run ci/components/kubernetes.sh");
    kubeconfig = String.valueOf(file);
    client.close();
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(Path.of(kubeconfig).toFile()))
            .build();
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .serverSideApply();
    client.resource(pod("good", false)).serverSideApply();
  }

  @AfterAll
  void disconnect() {
    client.close();
  }

  @Test
  void eachChangeOfTheVerdictIsALine() throws IOException, InterruptedException {
    Process program = start("--format", "json");
    try (BufferedReader lines = program.inputReader(StandardCharsets.UTF_8)) {
      JsonNode first = next(lines);
      assertThat(first.path("status").asText()).isEqualTo("pass");
      assertThat(first.path("lists")).isNotEmpty().allMatch(list -> list.path("known").asBoolean());
      client.resource(pod("bad", true)).create();
      JsonNode second = next(lines);
      assertThat(second.path("before").asText()).isEqualTo("pass");
      assertThat(second.path("status").asText()).isEqualTo("fail");
      assertThat(second.path("controls").toString())
          .isEqualTo(
              "[{\"before\":\"pass\",\"findings\":1,\"id\":\"K8S-09\",\"status\":\"fail\"}]");
      client.resource(pod("bad", true)).withGracePeriod(0).delete();
      JsonNode third = next(lines);
      assertThat(third.path("before").asText()).isEqualTo("fail");
      assertThat(third.path("status").asText()).isEqualTo("pass");
      // By its handle: the process itself would close the pipe.
      program.toHandle().destroy();
      assertThat(lines.readLine()).isNull();
    }
    assertThat(program.waitFor()).isEqualTo(ExitCode.PASS);
  }

  @ParameterizedTest(name = "SIG{0}")
  @CsvSource({"TERM, 15", "INT, 2"})
  void aSignalEndsItWithTheLastVerdict(String name, int number)
      throws IOException, InterruptedException {
    assumeTrue(!isIgnored(number), "this process was started to ignore SIG" + name);
    client.resource(pod("bad", true)).serverSideApply();
    Process program = start();
    try (BufferedReader lines = program.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine())
          .matches(
              "20[-0-9:TZ]+  fail  1 fail; K8S-09 fail \\(1\\); [1-9][0-9]* lists followed, .*");
      new ProcessBuilder("kill", "-" + name, String.valueOf(program.pid())).start().waitFor();
      assertThat(lines.readLine()).isNull();
    }
    assertThat(program.waitFor()).isEqualTo(ExitCode.FAIL);
    client.resource(pod("bad", true)).withGracePeriod(0).delete();
  }

  /** A shell's background jobs ignore Ctrl-C, and so do all that they start. */
  private static boolean isIgnored(int signal) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
        .anyMatch(mask -> (mask >> (signal - 1) & 1) == 1);
  }

  private Process start(String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "check", "--cluster", "--watch"));
    command.addAll(List.of("--interval", "1", "--only", "K8S-09"));
    command.addAll(List.of("--kubeconfig", kubeconfig, "--namespace", NAMESPACE));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static JsonNode next(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    assertThat(line).isNotNull();
    return StrictJson.parse(line.getBytes(StandardCharsets.UTF_8));
  }

  private static Pod pod(String name, boolean privileged) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(NAMESPACE)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("main")
        .withImage("registry.example/main:1")
        .withNewSecurityContext()
        .withPrivileged(privileged)
        .endSecurityContext()
        .endContainer()
        .endSpec()
        .build();
  }
}
