package dev.seaworthy.collectors.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.collectors.Collectors;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.collectors.GatherOptions;
import dev.seaworthy.collectors.Gatherer;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.collectors.kubernetes.PodPaths;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster that is followed, and what it and its network can do wrong on the way. */
class ClusterWatchTest {
  private static final String A = "ConfigMap quay/a";
  private static final String B = "ConfigMap quay/b";
  private static final Duration TURN = Duration.ofSeconds(1);
  private static final WatchTerms TERMS = terms(Optional.empty(), Long.MAX_VALUE);

  @TempDir Path temp;
  private final FakeApi api = new FakeApi();
  private final FakeWatch maps = new FakeWatch("ConfigMapList", FakeApi.map("a"));
  private final FakeWatch secrets = new FakeWatch("SecretList");
  private final FakeWatch deployments = new FakeWatch("DeploymentList");
  private final AtomicInteger changes = new AtomicInteger();
  private Optional<ClusterWatch> watch = Optional.empty();

  @BeforeEach
  void serve() {
    api.on(FakeApi.CONFIG_MAPS, maps);
    api.on(FakeApi.SECRETS, secrets);
    api.on(FakeApi.DEPLOYMENTS, deployments);
  }

  @AfterEach
  void stop() {
    watch.ifPresent(ClusterWatch::close);
    api.close();
  }

  @Test
  void whatComesChangesAndGoesIsSeen() {
    begin();
    assertThat(names()).containsExactly(A);
    maps.send("ADDED", map("b", 8, "v"));
    await(() -> names().equals(List.of(A, B)));
    maps.send("MODIFIED", map("b", 9, "changed"));
    await(() -> gather().toCanonicalJson().toString().contains("changed"));
    maps.send("DELETED", map("a", 10, "v"));
    await(() -> names().equals(List.of(B)));
    assertThat(maps.lists()).isEqualTo(1);
    assertThat(api.requests()).allMatch(request -> request.startsWith("GET "));
  }

  @Test
  void aSnapshotIsWhatReadingOnceGives() {
    begin();
    maps.send("ADDED", map("b", 7, "v"));
    await(() -> names().equals(List.of(A, B)));
    maps.holding(FakeApi.map("a"), map("b", 7, "v"));
    Snapshot once = api.gather(temp);
    assertThat(gather().toCanonicalJson()).isEqualTo(once.toCanonicalJson());
  }

  @Test
  void everyChangeIsTold() {
    begin();
    await(() -> maps.watches() > 0);
    int before = changes.get();
    maps.send("ADDED", map("b", 8, "v"));
    await(() -> changes.get() > before);
    await(() -> names().contains(B));
  }

  @Test
  void aBookmarkMovesTheMomentOnAndChangesNothing() {
    begin();
    maps.send("BOOKMARK", "{'kind': 'ConfigMap', 'metadata': {'resourceVersion': '4711'}}");
    await(() -> maps.lastWatch().contains("resourceVersion=4711"));
    assertThat(maps.lastWatch()).contains("allowWatchBookmarks=true", "timeoutSeconds=1");
    assertThat(names()).containsExactly(A);
    assertThat(state(FakeApi.CONFIG_MAPS).resourceVersion()).isEqualTo("4711");
    assertThat(maps.lists()).isEqualTo(1);
  }

  @ParameterizedTest(name = "by an event: {0}")
  @ValueSource(booleans = {true, false})
  void aForgottenMomentIsReadAnew(boolean event) {
    begin();
    maps.holding(FakeApi.map("b"));
    if (event) {
      maps.send("ERROR", "{'kind': 'Status', 'code': 410, 'message': 'too old'}");
    } else {
      maps.refuseWatches(410);
    }
    await(() -> names().equals(List.of(B)));
    maps.refuseWatches(0);
    assertThat(maps.lists()).isGreaterThan(1);
    assertThat(gaps()).isEmpty();
  }

  @Test
  void aConnectionThatBreaksMakesItsKindUnknownUntilItIsReadAnew() {
    begin();
    await(() -> maps.watches() > 0);
    maps.holding(FakeApi.map("b"));
    maps.refuse(503);
    maps.breakOff();
    await(
        () ->
            gaps().equals(List.of("CONNECTION_BROKE cluster:fake/api/v1/configmaps"))
                || gaps().equals(List.of("SERVER_BUSY cluster:fake/api/v1/configmaps")));
    assertThat(names()).isEmpty();
    assertThat(gather().gaps().get(0).problem().message()).contains("s old and counts no more");
    assertThat(state(FakeApi.CONFIG_MAPS).known()).isFalse();
    assertThat(state(FakeApi.CONFIG_MAPS).asOf()).isPresent();
    maps.refuse(0);
    await(() -> gaps().isEmpty());
    assertThat(names()).containsExactly(B);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({"401, CREDENTIALS_REFUSED", "403, FORBIDDEN"})
  void anIdentityThatLosesItsRightMakesItsKindUnknown(int code, String problem) {
    begin();
    assertThat(gaps()).isEmpty();
    maps.refuse(code);
    await(() -> gaps().equals(List.of(problem + " cluster:fake/api/v1/configmaps")));
    assertThat(names()).isEmpty();
    assertThat(state(FakeApi.SECRETS).known()).isTrue();
  }

  @Test
  void aKindThatMayBeListedAndNotWatchedIsUnknown() {
    maps.refuseWatches(403);
    begin();
    await(() -> gaps().equals(List.of("FORBIDDEN cluster:fake/api/v1/configmaps")));
    assertThat(gather().gaps().get(0).problem().fix()).contains("list and watch");
    int lists = maps.lists();
    await(() -> maps.lists() > lists + 2);
    assertThat(names()).isEmpty();
  }

  @Test
  void aServerThatFallsSilentMakesItsKindUnknown() {
    begin();
    await(() -> maps.watches() > 0);
    maps.refuse(503);
    maps.stall();
    await(() -> gaps().contains("SERVER_SILENT cluster:fake/api/v1/configmaps"));
    assertThat(names()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "<html>\n",
        "{'type': 'ADDED'}\n",
        "[]\n",
        "3\n",
        "{'type': 'ADDED', 'object': \n"
      })
  void whatIsNoEventMakesItsKindUnknown(String text) {
    begin();
    await(() -> maps.watches() > 0);
    maps.refuse(503);
    maps.sendText(text);
    await(() -> gaps().size() == 1);
    assertThat(names()).isEmpty();
  }

  @Test
  void anEventThatNeverEndsIsNotHeld() {
    String half = "x".repeat(WatchStream.MOST_EVENT_BYTES / 2 + 1);
    WatchStream stream =
        new WatchStream(
            new ByteArrayInputStream((half + half).getBytes(StandardCharsets.UTF_8)),
            FakeApi.CONFIG_MAPS,
            new ClusterProblems("cluster:fake", "http://127.0.0.1", "fake"));
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(stream::next)
        .withMessageContaining("more than");
  }

  @Test
  void aKindThatAppearsIsFollowed() {
    begin();
    api.json(
        "/apis", "{'groups': [%s, %s]}".formatted(FakeApi.group("apps"), FakeApi.group("e.org")));
    api.json(
        "/apis/e.org/v1",
        FakeApi.resources(
            "{'name': 'boats', 'namespaced': false, 'kind': 'Boat', 'verbs': ['list', 'watch']}"));
    api.on("/apis/e.org/v1/boats", new FakeWatch("BoatList", "{'metadata': {'name': 'rosa'}}"));
    await(() -> names().contains("Boat rosa"));
    api.json("/apis", "{'groups': [" + FakeApi.group("apps") + "]}");
    await(() -> names().equals(List.of(A)));
  }

  @Test
  void aServerThatIsNotThereAtFirstIsUnknownAndThenFollowed() {
    api.status("/api", 401, "Unauthorized");
    begin();
    assertThat(gaps()).containsExactly("CREDENTIALS_REFUSED cluster:fake");
    assertThat(gather().gaps().get(0).mayHide("kubernetes/workload")).isTrue();
    api.json("/api", "{'kind': 'APIVersions', 'versions': ['v1']}");
    await(() -> names().equals(List.of(A)) && gaps().isEmpty());
  }

  @Test
  void whatIsNotTooOldCountsThoughItsWatchFailed() {
    begin(NeededKinds.ALL, terms(Optional.of(Duration.ofSeconds(4)), Long.MAX_VALUE));
    await(() -> maps.watches() > 0);
    maps.refuse(503);
    maps.breakOff();
    await(
        () ->
            state(FakeApi.CONFIG_MAPS).age(Clock.systemUTC().instant()).orElseThrow().toMillis()
                > 2_000);
    assertThat(names()).containsExactly(A);
    await(() -> !state(FakeApi.CONFIG_MAPS).known());
    assertThat(names()).isEmpty();
    assertThat(gaps()).singleElement().asString().endsWith("cluster:fake/api/v1/configmaps");
    maps.refuse(0);
    await(() -> gaps().isEmpty());
    assertThat(state(FakeApi.CONFIG_MAPS).reads()).isEqualTo(2);
    assertThat(names()).containsExactly(A);
  }

  @Test
  void aListThatDoesNotFitIsUnknownAndTheOthersAreNot() {
    maps.holding(FakeApi.map("a"), FakeApi.map("b"), FakeApi.map("c"));
    secrets.holding("{'metadata': {'name': 's', 'namespace': 'quay'}}");
    begin(NeededKinds.ALL, terms(Optional.empty(), 2));
    assertThat(gaps()).containsExactly("CACHE_FULL cluster:fake/api/v1/configmaps");
    assertThat(names()).containsExactly("Secret quay/s");
    assertThat(state(FakeApi.CONFIG_MAPS).objects()).isZero();
    assertThat(state(FakeApi.CONFIG_MAPS).bytes()).isZero();
  }

  @Test
  void aListThatGrowsBeyondTheRoomIsLetGo() {
    begin(NeededKinds.ALL, terms(Optional.empty(), 2));
    maps.send("ADDED", map("b", 8, "v"));
    await(() -> names().equals(List.of(A, B)));
    maps.send("ADDED", map("c", 9, "v"));
    await(() -> gaps().equals(List.of("CACHE_FULL cluster:fake/api/v1/configmaps")));
    assertThat(names()).isEmpty();
    secrets.send(
        "ADDED", "{'metadata': {'name': 's', 'namespace': 'quay', 'resourceVersion': '10'}}");
    await(() -> names().equals(List.of("Secret quay/s")));
  }

  @Test
  void onlyTheKindsOfTheEvidenceThatIsNeededAreRead() {
    begin(needing("kubernetes/object:ConfigMap"), TERMS);
    assertThat(paths()).containsExactly(FakeApi.CONFIG_MAPS);
    watch.orElseThrow().need(needing("kubernetes/object:ConfigMap", "kubernetes/workload"));
    await(() -> paths().equals(List.of(FakeApi.CONFIG_MAPS, FakeApi.DEPLOYMENTS)));
    assertThat(maps.lists()).isEqualTo(1);
    assertThat(secrets.lists()).isZero();
  }

  @Test
  void aClusterWithoutWhatIsNeededHidesNothing() {
    begin(needing("kubernetes/workload"), TERMS);
    await(() -> watch.orElseThrow().followed().stream().allMatch(ClusterWatch.Followed::known));
    assertThat(watch.orElseThrow().observations()).isEmpty();
  }

  private static NeededKinds needing(String... patterns) {
    return NeededKinds.forEvidence(List.of(patterns), PodPaths.BUILT_IN);
  }

  private static WatchTerms terms(Optional<Duration> staleness, long mostObjects) {
    return new WatchTerms(TURN, staleness, mostObjects, Long.MAX_VALUE);
  }

  private List<String> paths() {
    return watch.orElseThrow().followed().stream().map(ClusterWatch.Followed::path).toList();
  }

  @Test
  void whoClosesIsAskedNothingMore() throws InterruptedException {
    begin();
    watch.orElseThrow().close();
    Thread.sleep(200);
    int before = api.requests().size();
    Thread.sleep(2 * TURN.toMillis());
    assertThat(api.requests()).hasSize(before);
  }

  private static String map(String name, int version, String value) {
    return ("{'apiVersion': 'v1', 'kind': 'ConfigMap', 'metadata': {'name': '%s', 'namespace':"
            + " 'quay', 'resourceVersion': '%d'}, 'data': {'k': '%s'}}")
        .formatted(name, version, value);
  }

  private void begin() {
    begin(NeededKinds.ALL, TERMS);
  }

  private void begin(NeededKinds needed, WatchTerms terms) {
    ClusterSelection selection =
        new ClusterSelection(
            "", Optional.of(api.kubeconfig(temp)), List.of(), "", List.of(), false);
    try {
      watch =
          Optional.of(
              ClusterWatch.begin(
                  selection,
                  needed,
                  new KubernetesCollector(Folder.SALT),
                  FakeApi.IMPATIENT,
                  ClusterProgress.NONE,
                  Clock.systemUTC(),
                  changes::incrementAndGet,
                  terms,
                  TURN));
    } catch (ClusterException e) {
      throw new AssertionError(e.problem().toString(), e);
    }
    await(() -> watch.orElseThrow().isTried());
  }

  private Snapshot gather() {
    return new Gatherer(Collectors.all(Folder.SALT), GatherOptions.DEFAULT)
        .gather(List.of(), List.of(watch.orElseThrow()));
  }

  private List<String> names() {
    return FakeApi.names(gather());
  }

  private List<String> gaps() {
    return FakeApi.gaps(gather());
  }

  private ClusterWatch.Followed state(String path) {
    return watch.orElseThrow().followed().stream()
        .filter(one -> one.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private static void await(BooleanSupplier fact) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!fact.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
