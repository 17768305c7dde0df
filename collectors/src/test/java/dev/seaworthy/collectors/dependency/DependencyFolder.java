package dev.seaworthy.collectors.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder of one file of a package manager, and what is read from it. */
record DependencyFolder(Path root) {
  /** The packages of a file without faults. */
  JsonNode packages(String file, String text) {
    return set(file, text).content().node().path("packages");
  }

  /** The evidence of a file without faults. */
  Evidence set(String file, String text) {
    Snapshot snapshot = read(file, text);
    assertThat(snapshot.gaps()).isEmpty();
    return snapshot.ofKind("dependency/set").get(0);
  }

  Snapshot read(String file, String text) {
    return Folder.at(root).write(file, text).gather(file);
  }

  /**
   * What a package says under {@code keys}, joined by blanks.
   *
   * @param absent stands for what it does not say
   * @param keys as JSON pointers without their first slash
   */
  static Function<JsonNode, String> told(String absent, String... keys) {
    return one ->
        Stream.of(keys)
            .map(key -> one.at("/" + key).asText(absent))
            .collect(Collectors.joining(" "));
  }
}
