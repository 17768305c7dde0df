package dev.seaworthy.collectors.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seaworthy.collectors.Folder;
import dev.seaworthy.collectors.GatherOptions;
import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.JsonPath;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renders by the real programs on the PATH. */
class RenderTest {
  private static final String CHART = "apiVersion: v2\nname: erp\nversion: 1.0.0\n";
  private static final String CONFIG_MAP =
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: NAME}\ndata: {a: b}\n";

  @TempDir Path temp;
  private List<Path> programs = List.of();

  @BeforeEach
  void path() {
    programs =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)).map(Path::of).toList();
  }

  private Folder folder(String... tools) {
    for (String tool : tools) {
      assumeTrue(
          programs.stream().anyMatch(one -> Files.isExecutable(one.resolve(tool))),
          tool + " is not on the PATH");
    }
    return with(Rendering.by(programs));
  }

  private Folder with(Rendering rendering) {
    return Folder.at(temp).with(GatherOptions.DEFAULT.withRendering(rendering));
  }

  private static Folder chart(Folder folder) {
    return folder
        .write("chart/Chart.yaml", CHART)
        .write("chart/values.yaml", "replicas: 1\n")
        .write("chart/templates/_helpers.tpl", "{{- define \"x\" }}y{{ end }}")
        .write(
            "chart/templates/web.yaml",
            "{{- range $i := until (int .Values.replicas) }}\n---\n"
                + CONFIG_MAP.replace("NAME", "{{ $.Release.Name }}-{{ $i }}")
                + "{{- end }}\n")
        .write(
            "chart/templates/role.yaml",
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata:
              name: {{ .Release.Namespace }}
            """)
        .write(
            "chart/templates/tests/t.yaml",
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: t
              annotations: {helm.sh/hook: test}
            spec: {containers: [{name: a, image: b}]}
            """);
  }

  private static List<String> accounts(Snapshot snapshot) {
    return snapshot.coverage().skipped().stream()
        .map(Coverage.Skipped::toString)
        .map(text -> text.replaceAll(", by \\w+ v\\S+", ""))
        .toList();
  }

  private static Problem problem(Snapshot snapshot, String file) {
    return snapshot.gaps().stream()
        .filter(gap -> gap.location().file().equals(file))
        .findFirst()
        .orElseThrow()
        .problem();
  }

  @Test
  void aChartIsRenderedAndItsObjectsLiveInTheNameSpaceOfTheRelease() {
    Rendering rendering =
        new Rendering(true, programs, "shop", "sales", List.of(), List.of("replicas=2"));
    folder("helm");
    Snapshot snapshot = chart(with(rendering)).gather();
    assertThat(snapshot.gaps()).isEmpty();
    assertThat(Folder.evidence(snapshot))
        .contains("kubernetes/object ConfigMap sales/shop-0")
        .contains("kubernetes/object ConfigMap sales/shop-1")
        .contains("kubernetes/object ClusterRole sales");
    assertThat(accounts(snapshot))
        .anyMatch(one -> one.contains("4 documents rendered from 3 of 3 template files"))
        .anyMatch(one -> one.contains("Helm test hook: Pod t"));
  }

  @Test
  void aRenderedObjectNamesItsTemplateAndTheLineOfWhatItRendersTo() {
    Snapshot snapshot = chart(folder("helm")).gather("chart");
    Evidence evidence =
        snapshot.evidence().stream()
            .filter(one -> one.subject().kind().equals("ConfigMap"))
            .findFirst()
            .orElseThrow();
    assertThat(evidence.locations().locate(JsonPath.of("data", "a")))
        .hasToString("chart#erp/templates/web.yaml:6:8");
  }

  @Test
  void aChartWhoseDependenciesAreNotThereIsAGapAndTheRestIsRead() {
    Snapshot snapshot =
        folder("helm")
            .write(
                "chart/Chart.yaml",
                CHART
                    + "dependencies: [{name: db, version: 1.0.0, repository:"
                    + " 'https://x.example'}]\n")
            .write("chart/templates/a.yaml", "a: b")
            .write("b.yaml", CONFIG_MAP.replace("NAME", "other"))
            .gather();
    assertThat(Folder.gaps(snapshot)).containsExactly("RENDER_FAILED chart");
    assertThat(problem(snapshot, "chart").fix()).contains("helm dependency build chart");
    assertThat(Folder.evidence(snapshot))
        .containsExactly("kubernetes/object ConfigMap default/other");
  }

  @Test
  void aChartThatFailsToRenderIsAGapThatSaysWhy() {
    Snapshot snapshot =
        folder("helm")
            .write("chart/Chart.yaml", CHART)
            .write("chart/templates/a.yaml", "{{ fail \"no way\" }}")
            .gather();
    assertThat(Folder.gaps(snapshot)).containsExactly("RENDER_FAILED chart");
    assertThat(problem(snapshot, "chart").message()).contains("no way");
  }

  @Test
  void withoutItsProgramAChartOrOverlayIsAGap() {
    Snapshot snapshot =
        with(Rendering.by(List.of()))
            .write("chart/Chart.yaml", CHART)
            .write("chart/templates/a.yaml", "{{ x }}")
            .write("overlay/kustomization.yaml", "resources: []\n")
            .gather();
    assertThat(Folder.gaps(snapshot)).containsExactly("RENDER_TOOL chart", "RENDER_TOOL overlay");
  }

  @Test
  void anOverlayIsRenderedAndItsBaseIsNotReadAgain() {
    Snapshot snapshot =
        folder("kubectl")
            .write("base/kustomization.yaml", "resources: [a.yaml]\n")
            .write("base/a.yaml", CONFIG_MAP.replace("NAME", "a"))
            .write(
                "prod/kustomization.yaml",
                "namespace: sales\nnamePrefix: p-\nresources: [../base]\n")
            .gather();
    assertThat(snapshot.gaps()).isEmpty();
    assertThat(Folder.evidence(snapshot)).containsExactly("kubernetes/object ConfigMap sales/p-a");
    assertThat(snapshot.evidence().get(0).source().file()).isEqualTo("prod#kustomize.yaml");
    assertThat(accounts(snapshot))
        .anyMatch(one -> one.contains("1 documents rendered from 1 manifest files"));
  }

  @Test
  void anOverlayThatNamesSomethingFarAwayIsAGapAndNothingIsFetched() {
    Snapshot snapshot =
        folder("kubectl")
            .write("o/kustomization.yaml", "resources: ['https://x.example/a.yaml']\n")
            .gather();
    assertThat(Folder.gaps(snapshot)).containsExactly("RENDER_FAILED o");
    assertThat(problem(snapshot, "o").message()).contains("https://x.example/a.yaml");
  }
}
