package dev.seaworthy.collectors.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.collectors.Folder;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a cluster's objects, and of a kubeconfig. */
class ClusterReaderTest {
  private static final String POD_SPEC =
      "'spec': {'containers': [{'name': 'c', 'image': 'registry.example/c:1'}]}";
  private static final String DEPLOYMENT =
      "{'metadata': {'name': 'web', 'namespace': 'quay'}, 'spec': {'template': {%s}}}"
          .formatted(POD_SPEC);
  private static final String REPLICA_SET =
      "{'metadata': {'name': 'web-1', 'namespace': 'quay', 'ownerReferences': [{'apiVersion':"
          + " 'apps/v1', 'kind': 'Deployment', 'name': '%s', 'controller': true}]},"
          + " 'spec': {'template': {"
          + POD_SPEC
          + "}}}";

  @TempDir Path temp;
  private final FakeApi api = new FakeApi();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void valuesOfSecretsStayAtTheDoor() {
    api.json(
        FakeApi.SECRETS,
        FakeApi.list(
            "SecretList",
            "",
            "{'metadata': {'name': 's', 'namespace': 'quay', 'annotations':"
                + " {'kubectl.kubernetes.io/last-applied-configuration': 'aHVudGVyMg=='}},"
                + " 'data': {'password': 'aHVudGVyMg=='}}"));
    Snapshot snapshot = api.gather(temp);
    assertThat(FakeApi.names(snapshot)).contains("Secret quay/s");
    assertThat(snapshot.toCanonicalJson().toString())
        .contains("sha256-hmac:")
        .doesNotContain("aHVudGVyMg")
        .doesNotContain("hunter2")
        .doesNotContain("a-token-nobody-may-see");
  }

  @Test
  void onlyNeededKindsAreAskedFor() {
    api.json(
        "/apis",
        "{'groups': [" + FakeApi.group("apps") + "," + FakeApi.group("broken.example") + "]}");
    api.status("/apis/broken.example/v1", 503, "service unavailable");
    Snapshot snapshot = api.gather(temp, List.of(), NeededKinds.of(Set.of("apps/Deployment")));
    assertThat(snapshot.gaps()).extracting(gap -> gap.problem().code()).containsOnly("NO_EVIDENCE");
    assertThat(api.requests())
        .noneMatch(one -> one.contains("configmaps") || one.contains("broken.example"));
    assertThat(api.requests(FakeApi.DEPLOYMENTS)).isEqualTo(1);
  }

  @Test
  void whoNamesKindsGetsThemWhateverIsNeeded() {
    Snapshot snapshot =
        api.gather(temp, List.of("configmaps"), NeededKinds.of(Set.of("apps/Deployment")));
    assertThat(FakeApi.names(snapshot)).containsExactly("ConfigMap quay/a", "ConfigMap quay/b");
  }

  @Test
  void aForbiddenKindThatIsNeededIsAGap() {
    api.status(FakeApi.DEPLOYMENTS, 403, "forbidden");
    Snapshot snapshot = api.gather(temp, List.of(), NeededKinds.of(Set.of("apps/Deployment")));
    assertThat(FakeApi.gaps(snapshot)).contains("FORBIDDEN cluster:fake" + FakeApi.DEPLOYMENTS);
  }

  @Test
  void managedFieldsAreKept() {
    api.json(
        FakeApi.CONFIG_MAPS,
        FakeApi.list(
            "ConfigMapList",
            "",
            "{'metadata': {'name': 'a', 'namespace': 'quay', 'resourceVersion': '12',"
                + " 'managedFields': [{'manager': 'argocd', 'operation': 'Apply'}]}}"));
    assertThat(only("kubernetes/object").content().toString())
        .contains("\"manager\":\"argocd\"")
        .contains("\"resourceVersion\":\"12\"")
        .contains("\"apiVersion\":\"v1\"")
        .contains("\"kind\":\"ConfigMap\"");
  }

  @Test
  void anObjectIsFoundAgainByItsPath() {
    assertThat(only("kubernetes/object").source().file())
        .isEqualTo("cluster:fake/api/v1/namespaces/quay/configmaps/a");
  }

  @Test
  void whatWasReadAndAsOfWhenIsEvidence() {
    Evidence cluster = only("kubernetes/cluster");
    assertThat(cluster.subject().toString()).isEqualTo("Cluster fake");
    assertThat(cluster.content().node().path("version").asText()).isEqualTo("v1.34.4");
    assertThat(cluster.content().node().at("/lists/0").toString())
        .isEqualTo(
            "{\"kind\":\"ConfigMap\",\"objects\":2,\"path\":\"/api/v1/configmaps\","
                + "\"resourceVersion\":\"7\"}");
  }

  @Test
  void whatARecordedTemplateMakesIsLeftOutKnowingly() {
    workloads("web");
    Snapshot snapshot = api.gather(temp);
    assertThat(FakeApi.names(snapshot))
        .containsExactly("ConfigMap quay/a", "ConfigMap quay/b", "Deployment quay/web");
    assertThat(snapshot.coverage().skipped())
        .contains(
            new Coverage.Skipped(
                "cluster:fake/apis/apps/v1/replicasets",
                "1 that a controller made whose own template is read"));
  }

  @Test
  void whatAnUnseenControllerMadeIsKept() {
    workloads("gone");
    assertThat(FakeApi.names(api.gather(temp)))
        .contains("Deployment quay/web", "ReplicaSet quay/web-1");
  }

  @Test
  void aCustomKindOutsideNamespacesIsNotTakenForOneWithin() {
    api.json(
        "/apis", "{'groups': [%s, %s]}".formatted(FakeApi.group("apps"), FakeApi.group("e.org")));
    api.json(
        "/apis/e.org/v1",
        FakeApi.resources(
            "{'name': 'boats', 'namespaced': false, 'kind': 'Boat', 'verbs': ['list']}"));
    api.json(
        "/apis/e.org/v1/boats", FakeApi.list("BoatList", "", "{'metadata': {'name': 'rosa'}}"));
    assertThat(FakeApi.names(api.gather(temp))).contains("Boat rosa");
  }

  @Test
  void logsAndMeasurementsAreLeftAside() {
    api.json(
        "/api/v1",
        FakeApi.resources(
            "{'name': 'configmaps', 'namespaced': true, 'kind': 'ConfigMap', 'verbs': ['list']}",
            "{'name': 'events', 'namespaced': true, 'kind': 'Event', 'verbs': ['list']}"));
    Snapshot snapshot = api.gather(temp);
    assertThat(api.requests("/api/v1/events")).isZero();
    assertThat(snapshot.coverage().skipped())
        .contains(new Coverage.Skipped("cluster:fake/api/v1/events", "a log, not configuration"));
  }

  @Test
  void aContextThatIsNotThereIsRefusedWithThoseThatAre() {
    assertThatThrownBy(() -> open("staging", api.kubeconfig(temp)))
        .isInstanceOfSatisfying(
            ClusterException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("NO_SUCH_CONTEXT");
              assertThat(e.problem().fix()).contains("`fake`");
            });
  }

  @Test
  void aKubeconfigThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> open("", temp.resolve("none"))).hasMessageContaining("none");
  }

  @Test
  void aBrokenKubeconfigDoesNotTellItsToken() throws IOException {
    Path file = temp.resolve("broken");
    Files.writeString(file, "users:\n- name: a\n  user: {token: hunter2\nclusters: [");
    assertThatThrownBy(() -> open("", file))
        .isInstanceOf(ClusterException.class)
        .hasMessageNotContaining("hunter2");
  }

  private static void open(String context, Path file) throws ClusterException {
    ClusterSelection selection =
        new ClusterSelection(context, Optional.of(file), List.of(), "", List.of(), false);
    ClusterReader.of(
        selection, new KubernetesCollector(Folder.SALT), FakeApi.IMPATIENT, ClusterProgress.NONE);
  }

  private void workloads(String owner) {
    api.json(
        "/apis/apps/v1",
        FakeApi.resources(
            "{'name': 'deployments', 'namespaced': true, 'kind': 'Deployment', 'verbs': ['list']}",
            "{'name': 'replicasets', 'namespaced': true, 'kind': 'ReplicaSet', 'verbs': ['list']}"));
    api.json(FakeApi.DEPLOYMENTS, FakeApi.list("DeploymentList", "", DEPLOYMENT));
    api.json(
        "/apis/apps/v1/replicasets",
        FakeApi.list("ReplicaSetList", "", REPLICA_SET.formatted(owner)));
  }

  private Evidence only(String kind) {
    return api.gather(temp).ofKind(kind).get(0);
  }
}
