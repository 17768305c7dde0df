package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RenderingTest {
  @TempDir Path folder = Path.of("");

  @BeforeEach
  void overlay() throws IOException {
    Files.writeString(
        folder.resolve("kustomization.yaml"), "namePrefix: p-\nresources: [a.yaml]\n");
    Files.writeString(
        folder.resolve("a.yaml"), "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");
  }

  @Test
  void anOverlayIsRenderedByTheKubectlOnThePath() {
    String path = System.getenv("PATH");
    Bench.Ran ran = new Bench().environment("PATH", path).runReal("collect", folder);
    assumeTrue(!ran.out().contains("RENDER_TOOL"), "kubectl is not on the PATH");
    assertThat(ran.out())
        .contains("\"name\": \"p-a\"")
        .contains("kustomize overlay: 1 documents rendered from 1 manifest files, by kubectl v1.");
    assertThat(ran.code()).isZero();
  }

  @Test
  void withoutKubectlItIsAGap() {
    Bench.Ran ran = new Bench().runReal("collect", folder);
    assertThat(ran.out()).contains("RENDER_TOOL").contains("`kubectl` is not on the PATH");
    assertThat(ran.code()).isEqualTo(2);
  }

  @Test
  void filesAreReadAsTheyLieWhereRenderingIsNotWanted() {
    Bench.Ran ran = new Bench().runReal("collect", folder, "--no-render");
    assertThat(ran.out()).contains("\"name\": \"a\"");
    assertThat(ran.code()).isZero();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "--helm-release, --debug",
    "--helm-namespace, A_B",
    "--helm-set, x",
    "--helm-values, nowhere.yaml",
  })
  void optionsThatHelmWouldMisreadAreRefused(String option, String value) {
    Bench.Ran ran = new Bench().runReal("collect", folder, option + "=" + value);
    assertThat(ran.err()).contains(option);
    assertThat(ran.code()).isEqualTo(3);
  }
}
