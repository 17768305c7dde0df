package dev.seaworthy.collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.seaworthy.engine.evidence.Coverage;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesFoundTest {
  private static final String GOOD = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: good}\n";

  @TempDir Path temp;

  @Test
  void foldersAreReadInDepthAndTheRestIsCounted() {
    Snapshot snapshot =
        Folder.at(temp)
            .write("b/one.yml", GOOD)
            .write(
                "b/deep/er/two.JSON",
                "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"n\"}}")
            .write("b/README.md", "# hello")
            .write("b/.git/config.yaml", "not: read")
            .gather("./b//");
    assertThat(snapshot.gaps()).isEmpty();
    assertThat(snapshot.evidence())
        .extracting(one -> one.source().file())
        .containsExactly("b/deep/er/two.JSON", "b/one.yml");
    assertThat(snapshot.coverage().skipped())
        .containsExactly(
            new Coverage.Skipped("b/.git", "hidden folder"),
            new Coverage.Skipped("b/README.md", "not a recognised format"));
    assertThat(snapshot.coverage().filesFound()).isEqualTo(2);
    assertThat(snapshot.coverage().filesRead()).isEqualTo(2);
    assertThat(snapshot.coverage().requested()).containsExactly("./b//");
  }

  @Test
  void aNamedFileIsReadWhateverItsName() {
    assertThat(Folder.at(temp).write("manifest.txt", GOOD).gather("manifest.txt").evidence())
        .hasSize(1);
  }

  @Test
  void anEmptyFolderIsAGapAboutEverything() throws IOException {
    Files.createDirectory(temp.resolve("none"));
    Snapshot snapshot = Folder.at(temp).gather("none");
    assertThat(snapshot.gaps())
        .extracting(gap -> gap.problem().code())
        .containsExactly("EMPTY_FOLDER", "NO_EVIDENCE");
    assertThat(snapshot.gaps()).allMatch(gap -> gap.mayHide("image/scan"));
  }

  @Test
  void aMissingPathIsAGap() {
    assertThat(Folder.gaps(Folder.at(temp).gather("nowhere.yaml")))
        .containsExactly("NOT_FOUND nowhere.yaml");
  }

  @Test
  void linksThatLoopOrDangleAreGaps() throws IOException {
    Folder folder = Folder.at(temp).write("a/good.yaml", GOOD);
    Files.createSymbolicLink(temp.resolve("a/loop"), temp.resolve("a"));
    Files.createSymbolicLink(temp.resolve("a/lost.yaml"), temp.resolve("gone.yaml"));
    Files.createSymbolicLink(temp.resolve("a/self.yaml"), temp.resolve("a/self.yaml"));
    Files.createSymbolicLink(temp.resolve("a/same.yaml"), temp.resolve("a/good.yaml"));
    Snapshot snapshot = folder.gather();
    assertThat(Folder.gaps(snapshot))
        .containsExactly(
            "LINK_LOOP a/loop", "DANGLING_LINK a/lost.yaml", "DANGLING_LINK a/self.yaml");
    assertThat(snapshot.evidence()).hasSize(1);
  }

  @Test
  void aPipeInAFolderIsAGapAndIsNotWaitedFor() throws Exception {
    int made = new ProcessBuilder("mkfifo", temp.resolve("pipe.yaml").toString()).start().waitFor();
    assumeFalse(made != 0, "mkfifo is not to be had here");
    assertThat(Folder.gaps(Folder.at(temp).gather())).containsExactly("SPECIAL_FILE pipe.yaml");
    assertThat(Folder.gaps(Folder.at(temp).gather("pipe.yaml")))
        .containsExactly("SPECIAL_FILE pipe.yaml");
  }

  @Test
  void aFileWithoutPermissionIsAGap() throws IOException {
    Folder folder = Folder.at(temp).write("a.yaml", GOOD);
    Files.setPosixFilePermissions(
        temp.resolve("a.yaml"), PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(temp.resolve("a.yaml")), "root reads files of any mode");
    assertThat(Folder.gaps(folder.gather())).containsExactly("UNREADABLE a.yaml");
  }

  @Test
  void excludesTakeGlobsOfNamesAndOfParts() {
    GatherOptions options =
        GatherOptions.DEFAULT.withExcludes(List.of("values.yaml", "old/", "x/**/c.yaml"));
    Snapshot snapshot =
        Folder.at(temp)
            .with(options)
            .write("good.yaml", GOOD)
            .write("deep/values.yaml", "a: b")
            .write("old/a.yaml", "a: b")
            .write("x/y/c.yaml", "a: b")
            .gather();
    assertThat(snapshot.gaps()).isEmpty();
    assertThat(snapshot.coverage().skipped())
        .extracting(Coverage.Skipped::file)
        .containsExactly("deep/values.yaml", "old", "x/y/c.yaml");
  }

  @Test
  void aChartIsToldToBeRendered() {
    Snapshot snapshot =
        Folder.at(temp)
            .write("chart/Chart.yaml", "apiVersion: v2\nname: x\nversion: 1.0.0\n")
            .write("chart/values.yaml", "a: b")
            .write("chart/templates/a.yaml", "kind: {{ .Values.kind }}")
            .gather();
    assertThat(Folder.gaps(snapshot)).containsExactly("HELM_TEMPLATE chart");
  }

  @Test
  void filesThatSteerToolsAreLeftAsideByName() {
    Snapshot snapshot =
        Folder.at(temp)
            .write("kustomization.yaml", "resources: [a.yaml]\n")
            .write("release.yaml", "apiVersion: seaworthy.dev/v1\nkind: Release\n")
            .write("Chart.yaml", "apiVersion: v2\nname: x\nversion: 1.0.0\n")
            .gather();
    assertThat(Folder.gaps(snapshot)).isEmpty();
    assertThat(snapshot.coverage().skipped()).hasSize(3);
  }

  @Test
  void standardInputIsReadUnderItsOwnName() {
    ByteArrayInputStream in = new ByteArrayInputStream(GOOD.getBytes(StandardCharsets.UTF_8));
    Snapshot snapshot = Folder.at(temp).with(GatherOptions.DEFAULT.withStdin(in)).gather("-");
    assertThat(snapshot.evidence().get(0).source().file()).isEqualTo("<stdin>");
  }

  @Test
  void aFileNamedTwiceIsReadOnce() {
    Snapshot snapshot = Folder.at(temp).write("a/good.yaml", GOOD).gather("a", "a/good.yaml", ".");
    assertThat(snapshot.evidence()).hasSize(1);
    assertThat(snapshot.gaps()).isEmpty();
  }

  @Test
  void aPromiseThatIsNotKeptIsAGapForItsKinds() {
    Folder folder = Folder.at(temp).write("good.yaml", GOOD);
    Snapshot snapshot = folder.gather(new Request(List.of("good.yaml"), temp, Hints.NONE, "tls"));
    assertThat(snapshot.gaps())
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.problem().code()).isEqualTo("NO_EVIDENCE");
              assertThat(gap.affects()).containsExactly("tls/*");
            });
    assertThat(
            folder.gather(new Request(List.of("good.yaml"), temp, Hints.NONE, "kubernetes")).gaps())
        .isEmpty();
  }

  @Test
  void progressCountsEveryFile() {
    List<String> told = new ArrayList<>();
    GatherOptions options =
        GatherOptions.DEFAULT.withProgress(
            (done, total, file) -> told.add(done + "/" + total + " " + file));
    Folder.at(temp).with(options).write("a.yaml", GOOD).write("b.yaml", "").gather();
    assertThat(told).containsExactly("1/2 a.yaml", "2/2 b.yaml");
  }
}
