package dev.seaworthy.collectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that no API server would take for their size are read as any other. */
class LargeManifestTest {
  private static final int MEGABYTES = 10 << 20;

  @TempDir Path temp;

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: \"%s\"}}",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  k: |\n    %s\n",
      })
  void aConfigMapOfTenMegabytesIsReadAndItsNeighbourToo(String manifest) {
    Snapshot snapshot =
        Folder.at(temp)
            .write("a.yaml", manifest.formatted("x".repeat(MEGABYTES)))
            .write("b.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: b}}")
            .gather();
    assertThat(Folder.gaps(snapshot)).isEmpty();
    assertThat(Folder.evidence(snapshot))
        .containsExactly(
            "kubernetes/object ConfigMap default/a", "kubernetes/object ConfigMap default/b");
  }
}
