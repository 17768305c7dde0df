package dev.seaworthy.collectors.document;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Set;

/** Tells from the keys of its root whether a JSON file is to be streamed. */
final class LargeJson {
  /** In each element of the array that Trivy wrote before it had a schema version. */
  private static final String OLD_SCAN = "Target";

  private static final Set<String> SCAN = Set.of("SchemaVersion", "ArtifactName");

  /** Either key shows a shape that is read as a tree whatever its size. */
  private static final Set<String> TREE = Set.of("kind", "UserDetailList");

  private LargeJson() {}

  /** A cheap look that spares other files a pass over their keys. */
  static boolean mayBeScan(String text) {
    return text.contains("\"SchemaVersion\"") || text.contains("\"" + OLD_SCAN + "\"");
  }

  static Set<String> keys(String file, JsonParser parser) throws UnreadableException, IOException {
    return JsonReader.topLevelKeys(file, parser, OLD_SCAN);
  }

  static boolean isScan(Set<String> keys) {
    return keys.containsAll(SCAN) || keys.equals(Set.of(OLD_SCAN));
  }

  static boolean isKnownTree(Set<String> keys) {
    return TREE.stream().anyMatch(keys::contains);
  }

  /** By contract the root array of an old scan has no keys. */
  static Document document(SourceFile file, Set<String> keys) {
    return new Document.Streamed(file, keys.equals(Set.of(OLD_SCAN)) ? Set.of() : keys);
  }
}
