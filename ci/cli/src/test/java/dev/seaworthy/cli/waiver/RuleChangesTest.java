package dev.seaworthy.cli.waiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.check.WaiverFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuleChangesTest {
  private static final String PIN = "- {name: naming, version: 1.2.0}";

  @TempDir Path folder = Path.of("");

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "'- {name: other, version: 1.0.0}', bundle naming judges no more",
    "'- {name: naming, version: 1.1.9}', 'bundle naming: \"1.2.0\" → \"1.1.9\"'",
    "'- {name: naming, version: 1.2.0-rc1}', 'bundle naming: \"1.2.0\" → \"1.2.0-rc1\"'",
    "'- {name: naming, version: 1.2.1}', ''",
    "'- {name: naming, version: 2.0.0}', ''"
  })
  void aBundleMayOnlyBeRaisedByOneself(String pin, String told) throws IOException {
    assertThat(titles(PIN, pin)).isEqualTo(told.isEmpty() ? List.of() : List.of(told));
  }

  @Test
  void theSameVersionOfOtherBytesIsAnotherBundle() throws IOException {
    String pinned = PIN.replace("}", ", digest: \"sha256:%s\"}");
    assertThat(titles(pinned.formatted("a".repeat(64)), pinned.formatted("b".repeat(64))))
        .containsExactly("bundle naming: \"1.2.0\" → \"1.2.0\"");
    assertThat(titles(pinned.formatted("a".repeat(64)), PIN)).hasSize(1);
    assertThat(titles(PIN, pinned.formatted("a".repeat(64)))).isEmpty();
  }

  @Test
  void aReleaseThatWasNotDescribedBeforeChoosesItsRules() throws IOException {
    WaiverFiles.Read after = read("after", PIN);
    WaiverFiles.Read none = WaiverFiles.in(folder.resolve("none"), List.of());
    assertThat(RuleChanges.between(none.release(), after.release(), folder)).isEmpty();
  }

  @Test
  void unsignedVexIsOfAnybody() throws IOException {
    String signed = "- {collector: image, paths: [vex], vex: signed}";
    String any = "- {collector: image, paths: [vex]}";
    assertThat(changes(signed, any)).singleElement().asString().contains("unsigned VEX in vex");
    assertThat(changes(any, signed)).isEmpty();
    assertThat(changes(any, any)).isEmpty();
    assertThat(changes(signed + "\n" + any.replace("vex", "other"), signed)).isEmpty();
  }

  private List<String> changes(String before, String after) throws IOException {
    return RuleChanges.between(
            read("before", before, PIN).release(),
            read("after", after, PIN).release(),
            folder.resolve("after"))
        .stream()
        .map(RuleChange::title)
        .toList();
  }

  private List<String> titles(String before, String after) throws IOException {
    return RuleChanges.between(
            read("before", before).release(),
            read("after", after).release(),
            folder.resolve("after"))
        .stream()
        .map(RuleChange::title)
        .toList();
  }

  private WaiverFiles.Read read(String name, String pin) throws IOException {
    return read(name, "", pin);
  }

  private WaiverFiles.Read read(String name, String evidence, String pin) throws IOException {
    Path root = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        root.resolve("release.yaml"),
        """
        apiVersion: seaworthy.dev/v1
        kind: Release
        candidate: {name: app, version: 1.0.0}
        evidence:
        - {collector: kubernetes, paths: [deploy]}
        %s
        bundles:
        """
                .formatted(evidence)
            + pin
            + "\n");
    return WaiverFiles.in(root, List.of("release.yaml"));
  }
}
