package dev.seaworthy.collectors.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seaworthy.collectors.Collectors;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.collectors.GatherOptions;
import dev.seaworthy.collectors.Gatherer;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Reads a real API server, which {@code ci/components/kubernetes.sh} starts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterLiveTest {
  private static final String KUBECONFIG = "SEAWORTHY_TEST_KUBECONFIG";
  private static final String NAMESPACE = "collected";
  private static final int MAPS = 2 * PagedList.PAGE + 7;

  @TempDir Path temp;

  private KubernetesClient admin = new KubernetesClientBuilder().withConfig(Config.empty()).build();
  private Path kubeconfig = Path.of("");

  @BeforeAll
  void fill() throws IOException, InterruptedException {
    String file = System.getenv(KUBECONFIG);
    assumeTrue(file != null, "no $" + KUBECONFIG + ": run ci/components/kubernetes.sh");
    kubeconfig = Path.of(String.valueOf(file));
    admin.close();
    admin =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
            .build();
    apply(Files.readString(Path.of("kubernetes", "rbac.yaml")));
    apply(
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: collected}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: key, namespace: collected, labels: {tier: inner}}
        stringData: {password: hunter2hunter2}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: collected}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: "registry.example/web:1"}]}
        """);
    for (int i = 0; i < MAPS; i++) {
      admin.resource(map("map-" + i)).create();
    }
    // Its controllers make the replica set and the pods in their own time.
    for (int i = 0;
        i < 100 && admin.pods().inNamespace(NAMESPACE).list().getItems().size() < 2;
        i++) {
      Thread.sleep(200);
    }
  }

  @AfterAll
  void disconnect() {
    admin.close();
  }

  @Test
  void theMasterReadsAllThereIs() {
    Snapshot snapshot = gather(selection("admin", List.of(), "", List.of()));
    assertThat(codes(snapshot)).isEmpty();
    assertThat(subjects(snapshot))
        .contains(
            "Deployment collected/web",
            "Namespace collected",
            "Secret collected/key",
            "ClusterRole cluster-admin",
            "PriorityClass system-node-critical");
  }

  @Test
  void pagesAreOneList() {
    Snapshot snapshot = gather(selection("admin", List.of(NAMESPACE), "", List.of("configmaps")));
    assertThat(subjects(snapshot)).contains("ConfigMap collected/map-0");
    assertThat(subjects(snapshot).stream().filter(one -> one.contains("/map-")).count())
        .isEqualTo(MAPS);
    assertThat(cluster(snapshot).content().node().at("/lists/0/resourceVersion").asText())
        .matches("[1-9][0-9]*");
  }

  @Test
  void podsAndReplicaSetsOfADeploymentAreItsOwn() {
    Snapshot snapshot = gather(selection("admin", List.of(NAMESPACE), "", List.of()));
    assertThat(workloads(snapshot)).containsExactly("Deployment collected/web");
    assertThat(workloads(gather(owned()))).hasSize(4);
  }

  @Test
  void noSecretValueIsKept() {
    Snapshot snapshot =
        gather(selection("admin", List.of(NAMESPACE), "tier=inner", List.of("secrets")));
    assertThat(subjects(snapshot)).contains("Secret collected/key");
    assertThat(snapshot.toCanonicalJson().toString())
        .contains("sha256-hmac:")
        .contains("managedFields")
        .doesNotContain("hunter2hunter2")
        .doesNotContain("aHVudGVyMmh1bnRlcjI");
  }

  @Test
  void selectorsAreTheServersBusiness() {
    assertThat(subjects(gather(selection("admin", List.of(), "tier=inner", List.of()))))
        .contains("Secret collected/key")
        .doesNotContain("ConfigMap collected/map-0", "Deployment collected/web");
    assertThat(codes(gather(selection("admin", List.of(), "tier ~ inner", List.of("pods")))))
        .containsExactly("BAD_SELECTION");
  }

  @Test
  void aNamespaceThatIsNotThereIsAGap() {
    assertThat(codes(gather(selection("admin", List.of("nowhere"), "", List.of("namespaces")))))
        .contains("NO_SUCH_NAMESPACE");
  }

  @Test
  void whoMayReadNothingGetsAGapForEachKind() {
    Snapshot snapshot = gather(selection("viewer", List.of(), "", List.of()));
    assertThat(snapshot.gaps()).hasSizeGreaterThan(30);
    assertThat(codes(snapshot)).containsOnly("FORBIDDEN");
    assertThat(snapshot.gaps()).anyMatch(gap -> gap.mayHide("kubernetes/workload"));
    assertThat(subjects(snapshot)).containsExactly("Cluster viewer");
  }

  @Test
  void theShippedRoleReadsEverythingAndWritesNothing() {
    Path reader = reader();
    Snapshot snapshot = gather(all(reader));
    assertThat(codes(snapshot)).isEmpty();
    assertThat(subjects(snapshot)).contains("Secret collected/key", "Deployment collected/web");
    try (KubernetesClient client =
        new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(reader.toFile())).build()) {
      for (HasMetadata object :
          List.<HasMetadata>of(
              map("new"),
              admin.apps().deployments().inNamespace(NAMESPACE).withName("web").get())) {
        forbidden(() -> client.resource(object).create());
        forbidden(() -> client.resource(object).serverSideApply());
        forbidden(() -> client.resource(object).delete());
      }
      forbidden(() -> client.pods().inNamespace(NAMESPACE).withName("any").getLog());
    }
  }

  @Test
  void anotherAuthorityIsExplained() throws IOException {
    Config config = Config.fromKubeconfig(kubeconfig.toFile());
    Path own = Path.of(String.valueOf(config.getClientCertFile()));
    String text =
        Files.readString(kubeconfig)
            .replace(String.valueOf(config.getCaCertFile()), own.toString());
    Snapshot snapshot = gather(all(Files.writeString(temp.resolve("other-ca"), text)));
    assertThat(codes(snapshot)).containsExactly("UNTRUSTED_SERVER");
    assertThat(snapshot.gaps().get(0).problem().fix()).contains("certificate-authority");
  }

  @Test
  void aTokenThatIsNotAcceptedIsExplained() throws IOException {
    Path file = withToken("not-a-token", "refused");
    assertThat(codes(gather(all(file)))).containsExactly("CREDENTIALS_REFUSED");
  }

  private Path reader() {
    String token = LiveIdentity.token(admin, "seaworthy", "seaworthy-reader");
    try {
      return withToken(token, "reader");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path withToken(String token, String name) throws IOException {
    return LiveIdentity.withToken(kubeconfig, token, temp.resolve(name));
  }

  private static void forbidden(Runnable act) {
    Assertions.assertThatThrownBy(act::run)
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(403));
  }

  private void apply(String manifests) {
    admin
        .load(new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8)))
        .items()
        .forEach(object -> admin.resource(object).forceConflicts().serverSideApply());
  }

  private static io.fabric8.kubernetes.api.model.ConfigMap map(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(NAMESPACE)
        .endMetadata()
        .addToData("key", "value")
        .build();
  }

  private ClusterSelection selection(
      String context, List<String> namespaces, String labels, List<String> kinds) {
    return new ClusterSelection(context, Optional.of(kubeconfig), namespaces, labels, kinds, false);
  }

  private ClusterSelection owned() {
    return new ClusterSelection(
        "admin", Optional.of(kubeconfig), List.of(NAMESPACE), "", List.of(), true);
  }

  private static ClusterSelection all(Path file) {
    return new ClusterSelection("", Optional.of(file), List.of(), "", List.of(), false);
  }

  private static Snapshot gather(ClusterSelection selection) {
    try {
      KubernetesCollector collector = new KubernetesCollector(Folder.SALT);
      return new Gatherer(Collectors.all(Folder.SALT), GatherOptions.DEFAULT)
          .gather(
              List.of(),
              List.of(
                  ClusterReader.of(selection, collector, Patience.DEFAULT, ClusterProgress.NONE)));
    } catch (ClusterException e) {
      throw new AssertionError(e.problem().toString(), e);
    }
  }

  private static List<String> subjects(Snapshot snapshot) {
    return snapshot.evidence().stream()
        .filter(one -> one.kind().startsWith("kubernetes/"))
        .map(one -> one.subject().toString())
        .toList();
  }

  private static List<String> workloads(Snapshot snapshot) {
    return snapshot.ofKind("kubernetes/workload").stream()
        .map(one -> one.subject().toString())
        .toList();
  }

  private static Evidence cluster(Snapshot snapshot) {
    return snapshot.ofKind("kubernetes/cluster").get(0);
  }

  private static List<String> codes(Snapshot snapshot) {
    return snapshot.gaps().stream().map((Gap gap) -> gap.problem().code()).distinct().toList();
  }
}
