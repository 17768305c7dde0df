package dev.seaworthy.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.bundle.ArchiveReader;
import dev.seaworthy.engine.policy.bundle.BundleIndex;
import dev.seaworthy.engine.policy.bundle.BundleSignature;
import dev.seaworthy.engine.policy.bundle.BundleStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bundles that are committed: what the index says of them is so. */
class BuiltInPoliciesTest {
  private static final Path POLICIES = Path.of("..", "..", "policies");

  @ParameterizedTest(name = "{0}")
  @MethodSource("entries")
  void aBundleIsWhatTheIndexSays(BundleIndex.Entry entry) throws PolicyException {
    PolicyBundle bundle = index().load(entry);
    assertThat(bundle.digest()).isEqualTo(entry.digest());
    assertThat(bundle.version()).isEqualTo(entry.version());
    assertThat(bundle.title()).isEqualTo(entry.title());
    assertThat(bundle.controls().stream().map(Control::id).toList()).isEqualTo(entry.controls());
    assertThat(entry.file())
        .isEqualTo("dist/%s-%s.tar.gz".formatted(entry.name(), entry.version()));
  }

  @Test
  void everySourceIsBuiltInItsVersion() throws PolicyException, IOException {
    for (Path source : sources()) {
      JsonNode said = StrictJson.parse(Files.readAllBytes(source.resolve("bundle.json")));
      assertThat(index().find(said.path("name").asText()).map(BundleIndex.Entry::version))
          .contains(said.path("version").asText());
    }
  }

  @Test
  void everyArchiveAndKeyIsInTheIndex() throws PolicyException, IOException {
    assertThat(files("dist")).isEqualTo(entries().map(BundleIndex.Entry::file).toList());
    assertThat(files("keys")).isEqualTo(index().keyFiles());
  }

  @Test
  void everyKeySignedABundle() throws PolicyException, IOException {
    Set<String> used = new TreeSet<>();
    for (BundleIndex.Entry entry : index().entries()) {
      byte[] archive = Files.readAllBytes(POLICIES.resolve(entry.file()));
      used.add(
          BundleSignature.verify(
                  ArchiveReader.read(archive, entry.file()), index().keys(), entry.file())
              .id());
    }
    assertThat(index().keys())
        .extracting(key -> key.id())
        .containsExactlyInAnyOrderElementsOf(used);
  }

  static Stream<BundleIndex.Entry> entries() throws PolicyException {
    return index().entries().stream();
  }

  private static BundleIndex index() throws PolicyException {
    return BundleIndex.open(BundleStore.folder(POLICIES));
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> folders = Files.list(POLICIES)) {
      return folders.filter(it -> Files.exists(it.resolve("bundle.json"))).sorted().toList();
    }
  }

  private static List<String> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(POLICIES.resolve(folder))) {
      return files.map(file -> folder + "/" + file.getFileName()).sorted().toList();
    }
  }
}
