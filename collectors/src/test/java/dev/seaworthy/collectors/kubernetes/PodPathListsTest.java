package dev.seaworthy.collectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.Collectors;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.collectors.GatherOptions;
import dev.seaworthy.collectors.Gatherer;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.Request;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pod paths that lead through lists and maps. */
class PodPathListsTest {
  private static final String PIPELINE =
      """
      apiVersion: example.com/v1
      kind: Pipeline
      metadata: {name: p, namespace: shop}
      spec:
        jobs:
        - name: build
          template:
            metadata: {labels: {job: build}}
            spec: {containers: [{name: b, image: i}], serviceAccountName: builder}
        - name: ship
          template:
            metadata: {labels: {job: ship}}
            spec: {containers: [{name: s, image: i}]}
        roles:
          worker: {template: {spec: {containers: [{name: w, image: i}]}}}
          chief: {template: {spec: {containers: [{name: c, image: i}]}}}
        steps:
        - {containers: [{name: x, image: i}]}
        none: []
        empty: {}
        pools:
        - members: [{pod: {containers: [{name: m, image: i}]}}]
      """;

  @TempDir Path temp;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "spec.jobs[*].template.spec | spec.jobs[0].template.spec spec.jobs[1].template.spec",
        "spec.jobs[].template.spec | spec.jobs[0].template.spec spec.jobs[1].template.spec",
        "spec.roles.*.template.spec | spec.roles.chief.template.spec spec.roles.worker.template.spec",
        "spec.steps[*] | spec.steps[0]",
        "spec.pools[*].members[*].pod | spec.pools[0].members[0].pod",
      })
  void everyPodSpecIsAWorkload(String path, String paths) throws PodPathException {
    Snapshot snapshot = read(PIPELINE, path);
    assertThat(Folder.gaps(snapshot)).isEmpty();
    assertThat(places(snapshot)).containsExactlyInAnyOrder(paths.split(" "));
    assertThat(snapshot.ofKind("kubernetes/object")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"spec.none[*].spec", "spec.empty.*.spec"})
  void aListWithoutItemsMakesNoPods(String path) throws PodPathException {
    Snapshot snapshot = read(PIPELINE, path);
    assertThat(Folder.gaps(snapshot)).isEmpty();
    assertThat(Folder.evidence(snapshot)).containsExactly("kubernetes/object Pipeline shop/p");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "spec.job[*].spec | spec.job | a list | 5:3",
        "spec.roles[*].template.spec | spec.roles | a list | 14:3",
        "spec.jobs.template.spec | spec.jobs | a mapping | 5:3",
        "spec.jobs.*.spec | spec.jobs | a mapping | 5:3",
        "spec.steps[*].spec | spec.steps[0].spec | a mapping | 18:5",
        "spec.roles.*.spec | spec.roles.worker.spec | a mapping | 15:13",
      })
  void aPathThatLeadsNowhereIsAGapThatTellsIt(String path, String field, String expected, String at)
      throws PodPathException {
    Snapshot snapshot = read(PIPELINE, path);
    assertThat(Folder.gaps(snapshot)).contains("NO_POD_AT_PATH a.yaml:" + at);
    assertThat(snapshot.gaps())
        .extracting(gap -> gap.problem().message())
        .contains(
            "`Pipeline p` has no pod spec at `%s`: `%s` is not %s"
                .formatted(path, field, expected));
    assertThat(snapshot.ofKind("kubernetes/workload")).isEmpty();
  }

  @Test
  void whatIsWrongInsideOnePodIsTheManifestsFault() throws PodPathException {
    Snapshot snapshot =
        read(PIPELINE.replace("{name: s, image: i}", "{name: s}"), "spec.jobs[*].template.spec");
    assertThat(Folder.gaps(snapshot)).containsExactly("INVALID_MANIFEST a.yaml:13:27");
  }

  @Test
  void whatOneObjectMakesIsOnePeerOfTheNetwork() throws PodPathException {
    Snapshot snapshot =
        read(
            PIPELINE.replace("{name: s, image: i}", "{name: s, image: ship}"),
            "spec.jobs[*].template.spec");
    assertThat(snapshot.ofKind("network/workload"))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.content().toString())
                    .contains("\"images\":[\"i\",\"ship\"]")
                    .contains("\"serviceAccounts\":[\"builder\",\"default\"]"));
  }

  @Test
  void oneObjectTwiceIsStillADuplicate() throws PodPathException {
    Folder.at(temp).write("b.yaml", PIPELINE);
    Snapshot snapshot = read(PIPELINE, "spec.jobs[*].template.spec");
    assertThat(Folder.gaps(snapshot)).contains("DUPLICATE_OBJECT b.yaml:1:1");
  }

  @Test
  void moreThanSoManyPodSpecsOfOneObjectAreAGap() throws PodPathException {
    assertThat(places(read(steps(PodSpecs.MOST), "spec[*]"))).hasSize(PodSpecs.MOST);
    Snapshot snapshot = read(steps(PodSpecs.MOST + 1), "spec[*]");
    assertThat(Folder.gaps(snapshot)).containsExactly("TOO_MANY_PODS a.yaml:1:1");
    assertThat(snapshot.gaps().get(0).mayHide("kubernetes/workload")).isTrue();
    assertThat(snapshot.ofKind("kubernetes/workload")).isEmpty();
  }

  private static String steps(int count) {
    return "apiVersion: example.com/v1\nkind: Pipeline\nmetadata: {name: p}\nspec:\n"
        + "- {containers: [{name: x, image: i}]}\n".repeat(count);
  }

  private static List<String> places(Snapshot snapshot) {
    return snapshot.ofKind("kubernetes/workload").stream()
        .map(one -> Manifest.in(List.of(one)).get(0))
        .map(one -> one.podPath().orElseThrow().readable())
        .toList();
  }

  private Snapshot read(String text, String path) throws PodPathException {
    Folder.at(temp).write("a.yaml", text);
    PodPaths paths = PodPaths.BUILT_IN.with(List.of(PodPath.of("example.com/Pipeline", path)));
    return new Gatherer(
            Collectors.all(new KubernetesCollector(Folder.SALT, paths)), GatherOptions.DEFAULT)
        .gather(List.of(Request.of(List.of("."), temp)));
  }
}
