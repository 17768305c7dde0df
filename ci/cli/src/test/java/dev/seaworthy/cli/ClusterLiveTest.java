package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the program on a cluster of ten thousand objects, in a Java of its own with little memory.
 * {@code ci/components/kubernetes.sh} starts the API server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterLiveTest {
  private static final String KUBECONFIG = "SEAWORTHY_TEST_KUBECONFIG";
  private static final String NAMESPACE = "crowd";
  private static final int PAIRS = 5_000;
  private static final String HEAP = "-Xmx512m";

  @TempDir Path temp;
  private String kubeconfig = "";

  @BeforeAll
  void fill() {
    String file = System.getenv(KUBECONFIG);
    assumeTrue(file != null, "no $" + KUBECONFIG + ": run ci/components/kubernetes.sh");
    kubeconfig = String.valueOf(file);
    try (KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(Path.of(kubeconfig).toFile()))
            .build()) {
      client
          .resource(
              new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
          .serverSideApply();
      IntStream.range(0, PAIRS)
          .parallel()
          .forEach(i -> pair(i).forEach(object -> client.resource(object).create()));
    }
  }

  @Test
  void tenThousandObjectsAreJudgedInHalfAGigabyte() throws IOException, InterruptedException {
    JsonNode verdict = run(1, "check", "--only", "K8S-09,IMG-01", "--format", "json");
    assertThat(verdict.at("/coverage/documents").asInt()).isGreaterThan(2 * PAIRS);
    assertThat(verdict.at("/coverage/requested").toString()).isEqualTo("[\"cluster:admin\"]");
  }

  @Test
  void tenThousandObjectsAreCollectedInHalfAGigabyte() throws IOException, InterruptedException {
    JsonNode snapshot = run(0, "collect");
    assertThat(snapshot.path("gaps")).isEmpty();
    assertThat(snapshot.path("evidence").size()).isGreaterThan(2 * PAIRS);
  }

  private JsonNode run(int exit, String... args) throws IOException, InterruptedException {
    Path out = temp.resolve("out.json");
    Path err = temp.resolve("err.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(HEAP, "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(args));
    command.addAll(List.of("--cluster", "--kubeconfig", kubeconfig, "-o", out.toString()));
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(err.toFile())
            .start()
            .waitFor();
    assertThat(code).as(Files.readString(err)).isEqualTo(exit);
    return new ObjectMapper().readTree(out.toFile());
  }

  private static List<HasMetadata> pair(int number) {
    return List.of(
        new PodBuilder()
            .withNewMetadata()
            .withName("pod-" + number)
            .withNamespace(NAMESPACE)
            .addToLabels("app", "crowd")
            .endMetadata()
            .withNewSpec()
            .addNewContainer()
            .withName("main")
            .withImage("registry.example/main:1")
            .endContainer()
            .endSpec()
            .build(),
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("map-" + number)
            .withNamespace(NAMESPACE)
            .endMetadata()
            .addToData("key", "value ".repeat(100))
            .build());
  }
}
