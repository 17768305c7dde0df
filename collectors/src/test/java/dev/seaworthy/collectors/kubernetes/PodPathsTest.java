package dev.seaworthy.collectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.collectors.Collectors;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.collectors.GatherOptions;
import dev.seaworthy.collectors.Gatherer;
import dev.seaworthy.collectors.Request;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodPathsTest {
  private static final String WORKER =
      """
      apiVersion: example.com/v1
      kind: Worker
      metadata: {name: w, namespace: shop}
      spec:
        pod:
          template:
            metadata: {labels: {app: w}}
            spec: {containers: [{name: c, image: i, ports: [{containerPort: 80}]}]}
      """;

  @TempDir Path temp;

  @ParameterizedTest(name = "{0} = {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Worker | spec | `Worker` names no kind of object",
        "example.com/v1 | spec | `example.com/v1` names no kind of object",
        "example.com/one/Worker | spec | `example.com/one/Worker` names no kind of object",
        "apps/v1/Deployment | spec | `apps/v1/Deployment` is no custom kind: the group of one has a dot",
        "v1/Pod | spec | `v1/Pod` is no custom kind: the group of one has a dot",
        "example.com/Worker | '' | `` is no path to the pod spec of `example.com/Worker`",
        "example.com/Worker | .spec | `.spec` is no path to the pod spec of `example.com/Worker`",
        "example.com/Worker | spec..x | `spec..x` is no path to the pod spec of `example.com/Worker`",
        "example.com/Worker | a b | `a b` is no path to the pod spec of `example.com/Worker`",
        "example.com/Worker | tasks[0].spec | `tasks[0].spec` of `example.com/Worker` names one item of a list, and the others would go unjudged",
        "example.com/Worker | [*].spec | `[*].spec` is no path to the pod spec of `example.com/Worker`",
        "example.com/Worker | *.spec | `*.spec` is no path to the pod spec of `example.com/Worker`",
        "example.com/Worker | tasks[*]spec | `tasks[*]spec` is no path to the pod spec of `example.com/Worker`",
        "example.com/Worker | tasks.[*].spec | `tasks.[*].spec` is no path to the pod spec of `example.com/Worker`",
        "example.com/Worker | tasks[x].spec | `tasks[x].spec` is no path to the pod spec of `example.com/Worker`",
        "example.com/Worker | tasks*.spec | `tasks*.spec` is no path to the pod spec of `example.com/Worker`",
      })
  void whatIsNoDeclarationIsRefused(String kind, String path, String message) {
    assertThatExceptionOfType(PodPathException.class)
        .isThrownBy(() -> PodPath.of(kind, path))
        .satisfies(e -> assertThat(e.problem().message()).isEqualTo(message));
  }

  @Test
  void aPathHasSixteenStepsAtMost() throws PodPathException {
    assertThat(PodPath.of("a.b/C", "x" + ".x".repeat(15)).steps()).hasSize(16);
    assertThatExceptionOfType(PodPathException.class)
        .isThrownBy(() -> PodPath.of("a.b/C", "x" + ".x".repeat(16)));
  }

  @Test
  void oneVersionGoesBeforeAllAndBothBeforeWhatIsBuiltIn() throws PodPathException {
    PodPaths paths =
        PodPaths.BUILT_IN.with(
            List.of(
                PodPath.of("example.com/Worker", "spec.a"),
                PodPath.of("example.com/v2/Worker", "spec.b"),
                PodPath.of("argoproj.io/Rollout", "spec.c")));
    assertThat(paths.of("example.com/v1", "Worker")).contains(List.of("spec", "a"));
    assertThat(paths.of("example.com/v2", "Worker")).contains(List.of("spec", "b"));
    assertThat(paths.of("argoproj.io/v1alpha1", "Rollout")).contains(List.of("spec", "c"));
    assertThat(paths.of("example.com/v1", "Other")).isEmpty();
    assertThat(paths.mayHideIn("example.com")).contains("kubernetes/workload");
    assertThat(PodPaths.BUILT_IN.mayHideIn("example.com")).doesNotContain("kubernetes/workload");
  }

  @Test
  void twoPathsOfOneKindAreRefused() throws PodPathException {
    PodPaths one = PodPaths.BUILT_IN.with(List.of(PodPath.of("example.com/Worker", "spec.a")));
    assertThat(
            one.with(List.of(PodPath.of("example.com/Worker", "spec.a")))
                .of("example.com/v1", "Worker"))
        .isPresent();
    assertThatExceptionOfType(PodPathException.class)
        .isThrownBy(() -> one.with(List.of(PodPath.of("example.com/Worker", "spec.b"))))
        .satisfies(
            e ->
                assertThat(e.problem().message())
                    .isEqualTo("`example.com/Worker` has two paths: `spec.a` and `spec.b`"));
  }

  @Test
  void aDeclaredKindIsAWorkloadOfControlsAndOfTheNetwork() throws PodPathException {
    Snapshot snapshot = read(WORKER, "spec.pod.template.spec");
    assertThat(Folder.gaps(snapshot)).isEmpty();
    assertThat(Folder.evidence(snapshot))
        .contains("kubernetes/workload Worker shop/w", "network/workload Worker shop/w");
    assertThat(
            snapshot.ofKind("network/workload").get(0).content().node().at("/labels/app").asText())
        .isEqualTo("w");
    assertThat(Folder.evidence(Folder.at(temp).gather()))
        .containsExactly("kubernetes/object Worker shop/w");
  }

  @Test
  void aSpecUnderAnotherKeyHasPodsWithoutLabels() throws PodPathException {
    Snapshot snapshot =
        read(
            """
            apiVersion: example.com/v1
            kind: Worker
            metadata: {name: w, labels: {a: b}}
            podSpec: {containers: [{name: c, image: i}]}
            """,
            "podSpec");
    assertThat(Folder.gaps(snapshot)).isEmpty();
    assertThat(snapshot.ofKind("network/workload").get(0).content().node().get("labels")).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "spec.pod.tmplate.spec | spec.pod.tmplate | a mapping | 6:5",
        "spec.pod.template | spec.pod.template.containers | a list | 7:7",
        "spec.pod.template.metadata.labels.app | spec.pod.template.metadata.labels.app | a mapping | 7:27",
      })
  void aPathThatLeadsNowhereIsAGapThatTellsIt(String path, String field, String expected, String at)
      throws PodPathException {
    Snapshot snapshot = read(WORKER, path);
    assertThat(Folder.gaps(snapshot)).containsExactly("NO_POD_AT_PATH a.yaml:" + at);
    assertThat(snapshot.gaps())
        .filteredOn(gap -> gap.problem().code().equals("NO_POD_AT_PATH"))
        .singleElement()
        .satisfies(gap -> assertThat(gap.mayHide("kubernetes/workload")).isTrue())
        .satisfies(
            gap ->
                assertThat(gap.problem().message())
                    .isEqualTo(
                        "`Worker w` has no pod spec at `%s`: `%s` is not %s"
                            .formatted(path, field, expected)));
  }

  @Test
  void whatIsWrongInsideThePodIsTheManifestsFault() throws PodPathException {
    Snapshot snapshot = read(WORKER.replace("image: i, ", ""), "spec.pod.template.spec");
    assertThat(Folder.gaps(snapshot)).containsExactly("INVALID_MANIFEST a.yaml:8:27");
  }

  private Snapshot read(String text, String path) throws PodPathException {
    Folder.at(temp).write("a.yaml", text);
    PodPaths paths = PodPaths.BUILT_IN.with(List.of(PodPath.of("example.com/Worker", path)));
    return new Gatherer(
            Collectors.all(new KubernetesCollector(Folder.SALT, paths)), GatherOptions.DEFAULT)
        .gather(List.of(Request.of(List.of("."), temp)));
  }
}
