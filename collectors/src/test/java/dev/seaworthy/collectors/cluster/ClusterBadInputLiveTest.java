package dev.seaworthy.collectors.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seaworthy.collectors.Collectors;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.collectors.GatherOptions;
import dev.seaworthy.collectors.Gatherer;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a real API server does where something behind or before it is broken. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterBadInputLiveTest {
  private static final String KUBECONFIG = "SEAWORTHY_TEST_KUBECONFIG";
  private static final int MOST_TRIES = 100;
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(10), 2, Duration.ofMillis(100));

  @TempDir Path temp;

  private KubernetesClient admin = new KubernetesClientBuilder().withConfig(Config.empty()).build();
  private Path kubeconfig = Path.of("");

  @BeforeAll
  void connect() {
    String file = System.getenv(KUBECONFIG);
    assumeTrue(file != null, "no $" + KUBECONFIG + ": run ci/components/kubernetes.sh");
    kubeconfig = Path.of(String.valueOf(file));
    admin.close();
    admin =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
            .build();
  }

  @AfterEach
  void remove() {
    admin
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName("ferries.broken.example")
        .delete();
    admin.configMaps().inNamespace("default").withName("large").delete();
  }

  @AfterAll
  void disconnect() {
    admin.close();
  }

  @Test
  void aKindWhoseConversionWebhookIsDownIsAGapOfThatKind() throws InterruptedException {
    apply(ferries("{strategy: None}"));
    ferry();
    apply(
        ferries(
            "{strategy: Webhook, webhook: {conversionReviewVersions: [v1], clientConfig: {url:"
                + " 'https://127.0.0.1:1/convert'}}}"));
    // Of the two versions the newer is preferred, in which nothing is stored.
    Snapshot snapshot = gather(kubeconfig, List.of("ferries", "namespaces"), "");
    for (int i = 0; i < MOST_TRIES && snapshot.gaps().isEmpty(); i++) {
      Thread.sleep(200);
      snapshot = gather(kubeconfig, List.of("ferries", "namespaces"), "");
    }
    assertThat(FakeApi.gaps(snapshot))
        .containsExactly("SERVER_BUSY cluster:admin/apis/broken.example/v2/ferries");
    Gap gap = snapshot.gaps().get(0);
    assertThat(gap.problem().message()).contains("conversion webhook");
    assertThat(gap.problem().fix()).contains("conversion webhook");
    assertThat(gap.mayHide("kubernetes/workload")).isFalse();
    assertThat(FakeApi.names(snapshot)).contains("Namespace default");
  }

  @Test
  void anObjectOfAMegabyteIsRead() {
    admin
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("large")
                .withNamespace("default")
                .endMetadata()
                .addToData("key", "x".repeat(1_000_000))
                .build())
        .create();
    Snapshot snapshot = gather(kubeconfig, List.of("configmaps"), "");
    assertThat(FakeApi.gaps(snapshot)).isEmpty();
    assertThat(FakeApi.names(snapshot)).contains("ConfigMap default/large");
  }

  @Test
  void aClientCertificateThatHasExpiredIsExplained() throws IOException, InterruptedException {
    Path authority = Path.of(String.valueOf(config().getCaCertFile())).resolveSibling("ca");
    openssl(
        "req -newkey rsa:2048 -nodes -subj /O=system:masters/CN=late -keyout late.key -out l.csr");
    openssl(
        "x509 -req -in l.csr -CA %s.crt -CAkey %s.key -CAcreateserial -CAserial s -days 0 -out late.crt"
            .formatted(authority, authority));
    Thread.sleep(1100);
    String text =
        Files.readString(kubeconfig)
            .replace(String.valueOf(config().getClientCertFile()), temp + "/late.crt")
            .replace(String.valueOf(config().getClientKeyFile()), temp + "/late.key");
    Snapshot snapshot = gather(Files.writeString(temp.resolve("late"), text), List.of(), "");
    assertThat(FakeApi.gaps(snapshot)).containsExactly("CREDENTIALS_REFUSED cluster:admin");
    assertThat(snapshot.gaps().get(0).mayHide("kubernetes/workload")).isTrue();
  }

  @Test
  void aSelectorThatNobodyUnderstandsIsExplained() {
    Snapshot snapshot = gather(kubeconfig, List.of("configmaps"), "tier near (a,b)");
    assertThat(FakeApi.gaps(snapshot))
        .containsExactly("BAD_SELECTION cluster:admin/api/v1/configmaps");
  }

  private static String ferries(String conversion) {
    return """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: ferries.broken.example}
        spec:
          group: broken.example
          names: {plural: ferries, singular: ferry, kind: Ferry, listKind: FerryList}
          scope: Namespaced
          conversion: %s
          versions:
          - name: v1
            served: true
            storage: true
            schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
          - name: v2
            served: true
            storage: false
            schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
        """
        .formatted(conversion);
  }

  /** The server takes objects of a new kind a moment after it takes the kind. */
  private void ferry() throws InterruptedException {
    String object =
        """
        apiVersion: broken.example/v1
        kind: Ferry
        metadata: {name: rosa, namespace: default}
        """;
    for (int i = 0; ; i++) {
      try {
        admin.load(new ByteArrayInputStream(object.getBytes(StandardCharsets.UTF_8))).create();
        return;
      } catch (KubernetesClientException e) {
        assertThat(i).as(String.valueOf(e.getCause())).isLessThan(MOST_TRIES);
        Thread.sleep(200);
      }
    }
  }

  private void openssl(String arguments) throws IOException, InterruptedException {
    Path log = temp.resolve("openssl.log");
    int code =
        new ProcessBuilder(("openssl " + arguments).split(" ", -1))
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    assertThat(code).as(Files.readString(log)).isZero();
  }

  private Config config() {
    return Config.fromKubeconfig(kubeconfig.toFile());
  }

  private void apply(String manifests) {
    admin
        .load(new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8)))
        .items()
        .forEach(object -> admin.resource(object).forceConflicts().serverSideApply());
  }

  private static Snapshot gather(Path file, List<String> kinds, String labels) {
    try {
      return new Gatherer(Collectors.all(Folder.SALT), GatherOptions.DEFAULT)
          .gather(
              List.of(),
              List.of(
                  ClusterReader.of(
                      new ClusterSelection("", Optional.of(file), List.of(), labels, kinds, false),
                      new KubernetesCollector(Folder.SALT),
                      PATIENCE,
                      ClusterProgress.NONE)));
    } catch (ClusterException e) {
      throw new AssertionError(e.problem().toString(), e);
    }
  }
}
