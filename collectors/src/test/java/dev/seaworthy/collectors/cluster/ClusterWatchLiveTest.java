package dev.seaworthy.collectors.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seaworthy.collectors.Collectors;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.collectors.GatherOptions;
import dev.seaworthy.collectors.Gatherer;
import dev.seaworthy.collectors.LiveSource;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Follows a real API server, which {@code ci/components/kubernetes.sh} starts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterWatchLiveTest {
  private static final String KUBECONFIG = "SEAWORTHY_TEST_KUBECONFIG";
  private static final String APISERVER = "SEAWORTHY_TEST_APISERVER";
  private static final String NAMESPACE = "followed";
  private static final Duration TURN = Duration.ofSeconds(2);
  private static final WatchTerms TERMS =
      new WatchTerms(TURN, Optional.empty(), Long.MAX_VALUE, Long.MAX_VALUE);
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(5), 2, Duration.ofMillis(100));

  @TempDir Path temp;

  private KubernetesClient admin = new KubernetesClientBuilder().withConfig(Config.empty()).build();
  private Path kubeconfig = Path.of("");
  private final List<AutoCloseable> open = new ArrayList<>();

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
    apply(
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: followed}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: follower, namespace: followed}
        """);
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
    open.clear();
  }

  @AfterAll
  void disconnect() {
    admin.close();
  }

  @Test
  void whatComesChangesAndGoesIsSeen() {
    ClusterWatch watch = watch(selection(kubeconfig, List.of("configmaps")));
    await(() -> gather(watch).gaps().isEmpty());
    admin.resource(map("one", "first")).create();
    await(() -> text(watch).contains("first"));
    admin.resource(map("one", "second")).update();
    await(() -> text(watch).contains("second"));
    assertThat(text(watch)).doesNotContain("first");
    admin.resource(map("one", "second")).delete();
    await(() -> !subjects(watch).contains("ConfigMap followed/one"));
  }

  @Test
  void aSnapshotOfAllKindsIsWhatReadingOnceGives() {
    ClusterSelection all = selection(kubeconfig, List.of());
    ClusterWatch watch = watch(all);
    await(() -> gather(watch).gaps().isEmpty());
    await(() -> objects(watch).equals(objects(once(all))));
    assertThat(objects(watch)).hasSizeGreaterThan(50);
    assertThat(watch.followed())
        .hasSizeGreaterThan(30)
        .allMatch(list -> list.known() && !list.resourceVersion().isEmpty());
  }

  @Test
  void aServerThatIsKilledMakesAllUnknownUntilItIsBack() throws Exception {
    int port = freePort();
    Process server = serve(port);
    ClusterWatch watch = watch(selection(at(port), List.of("configmaps", "secrets")));
    await(() -> gather(watch).gaps().isEmpty() && watch.followed().size() == 2);
    server.destroyForcibly().waitFor();
    await(() -> watch.followed().stream().noneMatch(ClusterWatch.Followed::known));
    assertThat(subjects(watch)).isEmpty();
    assertThat(gather(watch).gaps())
        .allMatch(gap -> gap.problem().message().contains("old and counts no more"));
    admin.resource(map("meanwhile", "v")).create();
    serve(port);
    await(() -> subjects(watch).contains("ConfigMap followed/meanwhile"));
    await(() -> gather(watch).gaps().isEmpty());
    admin.resource(map("meanwhile", "v")).delete();
    await(() -> !subjects(watch).contains("ConfigMap followed/meanwhile"));
  }

  @Test
  void aMomentThatTheServerForgotIsReadAnew() throws Exception {
    try (ClusterAccess access = ClusterAccess.open(selection(kubeconfig, List.of()), PATIENCE)) {
      LiveObjects objects =
          new LiveObjects(
              "cluster:admin", access.server().problems(), new KubernetesCollector(Folder.SALT));
      ListTask task =
          new ListTask(new ApiResource("v1", "namespaces", "Namespace", false, Set.of()), "", "");
      Follower.Common common =
          new Follower.Common(
              access.server(),
              objects,
              PATIENCE,
              TERMS,
              new HeldBudget(TERMS.mostObjects(), TERMS.mostBytes()),
              Clock.systemUTC(),
              new Semaphore(1),
              () -> {});
      FollowedList list =
          new FollowedList(task, objects, access.server().problems(), common.holding());
      list.replace(new PagedList.Listed<>(List.of(), "1"), Clock.systemUTC().instant());
      Thread thread = new Thread(new Follower(list, common, count -> {}));
      thread.start();
      await(() -> list.size() > 3);
      thread.interrupt();
      thread.join();
      assertThat(list.state(Clock.systemUTC().instant()).known()).isTrue();
    }
  }

  @Test
  void rightsThatAreMissingOrTakenAwayMakeTheirKindUnknown() throws IOException {
    bind();
    ClusterWatch watch = watch(selection(follower(), List.of("configmaps", "secrets")));
    await(() -> gaps(watch).equals(List.of("FORBIDDEN cluster:u/api/v1/secrets")));
    assertThat(subjects(watch)).isNotEmpty();
    admin.rbac().clusterRoleBindings().withName("follower").delete();
    await(() -> gaps(watch).contains("FORBIDDEN cluster:u/api/v1/configmaps"));
    assertThat(subjects(watch)).isEmpty();
    bind();
    await(() -> gaps(watch).equals(List.of("FORBIDDEN cluster:u/api/v1/secrets")));
  }

  @Test
  void anIdentityThatIsTakenAwayMakesItsKindsUnknown() throws IOException {
    bind();
    ClusterWatch watch = watch(selection(follower(), List.of("configmaps")));
    await(() -> gaps(watch).isEmpty());
    admin.serviceAccounts().inNamespace(NAMESPACE).withName("follower").delete();
    await(() -> gaps(watch).contains("CREDENTIALS_REFUSED cluster:u/api/v1/configmaps"));
    assertThat(subjects(watch)).isEmpty();
    connect();
  }

  private void bind() {
    apply(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: follower}
        rules: [{apiGroups: [""], resources: [configmaps], verbs: [list, watch]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: follower}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: follower}
        subjects: [{kind: ServiceAccount, name: follower, namespace: followed}]
        """);
  }

  private Path follower() throws IOException {
    String token = LiveIdentity.token(admin, NAMESPACE, "follower");
    return LiveIdentity.withToken(kubeconfig, token, temp.resolve("follower"));
  }

  private Process serve(int port) throws IOException {
    String program = System.getenv(APISERVER);
    assumeTrue(program != null, "no $" + APISERVER + ": run ci/components/kubernetes.sh");
    Process server =
        new ProcessBuilder(String.valueOf(program), String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("apiserver.log").toFile())
            .start();
    open.add(
        () -> {
          server.destroyForcibly();
          server.waitFor();
        });
    return server;
  }

  private Path at(int port) throws IOException {
    int known = URI.create(Config.fromKubeconfig(kubeconfig.toFile()).getMasterUrl()).getPort();
    return Files.writeString(
        temp.resolve("second"), Files.readString(kubeconfig).replace(":" + known, ":" + port));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void apply(String manifests) {
    admin
        .load(new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8)))
        .items()
        .forEach(object -> admin.resource(object).forceConflicts().serverSideApply());
  }

  private static ConfigMap map(String name, String value) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(NAMESPACE)
        .endMetadata()
        .addToData("key", value)
        .build();
  }

  private static ClusterSelection selection(Path file, List<String> kinds) {
    return new ClusterSelection("", Optional.of(file), List.of(), "", kinds, false);
  }

  private ClusterWatch watch(ClusterSelection selection) {
    try {
      ClusterWatch watch =
          ClusterWatch.begin(
              selection,
              NeededKinds.ALL,
              new KubernetesCollector(Folder.SALT),
              PATIENCE,
              ClusterProgress.NONE,
              Clock.systemUTC(),
              () -> {},
              TERMS,
              TURN);
      open.add(0, watch);
      return watch;
    } catch (ClusterException e) {
      throw new AssertionError(e.problem().toString(), e);
    }
  }

  private static LiveSource once(ClusterSelection selection) {
    try {
      return ClusterReader.of(
          selection, new KubernetesCollector(Folder.SALT), PATIENCE, ClusterProgress.NONE);
    } catch (ClusterException e) {
      throw new AssertionError(e.problem().toString(), e);
    }
  }

  private static Snapshot gather(LiveSource source) {
    return new Gatherer(Collectors.all(Folder.SALT), GatherOptions.DEFAULT)
        .gather(List.of(), List.of(source));
  }

  /** All but the evidence of the lists themselves, whose moments differ. */
  private static List<Object> objects(LiveSource source) {
    return gather(source).evidence().stream()
        .filter(one -> !one.kind().equals("kubernetes/cluster"))
        .map(Evidence::toTree)
        .map(Object.class::cast)
        .toList();
  }

  private static String text(ClusterWatch watch) {
    return gather(watch).toCanonicalJson().toString();
  }

  private static List<String> subjects(ClusterWatch watch) {
    return FakeApi.names(gather(watch));
  }

  private static List<String> gaps(ClusterWatch watch) {
    return FakeApi.gaps(gather(watch));
  }

  private static void await(BooleanSupplier fact) {
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!fact.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
