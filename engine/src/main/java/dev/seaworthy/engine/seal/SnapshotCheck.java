package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.disclosure.Pointers;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Compares a snapshot file with the evidence that a verdict says it judged. */
final class SnapshotCheck {
  private SnapshotCheck() {}

  /** The first thing that differs, in words; empty when the snapshot is the one judged. */
  static Optional<String> firstMismatch(JsonNode predicate, byte[] file) {
    try {
      return mismatch(predicate, file, CanonicalJson.canonicalNode(file));
    } catch (NotCanonicalException e) {
      return Optional.of("the snapshot cannot be read: " + e.getMessage());
    }
  }

  /**
   * The same of a snapshot of which parts are hidden. That the rest is what was judged is for the
   * signed leaves to prove; here it is named.
   *
   * @param hidden pointers of what is hidden, below {@code /snapshot}
   */
  static Optional<String> firstMismatch(
      JsonNode predicate, JsonNode snapshot, SortedSet<String> hidden) {
    return itemMismatch(predicate, snapshot, hidden);
  }

  private static Optional<String> mismatch(JsonNode predicate, byte[] file, JsonNode root) {
    Optional<String> mismatch = itemMismatch(predicate, root, new TreeSet<>());
    if (mismatch.isPresent()) {
      return mismatch;
    }
    return predicate.path("evidence").path("snapshot").asText().equals(Digest.of(file).toString())
        ? Optional.empty()
        : Optional.of("the snapshot differs in its gaps or coverage");
  }

  private static Optional<String> itemMismatch(
      JsonNode predicate, JsonNode root, SortedSet<String> hidden) {
    if (!root.path("schema").asText().equals(Snapshot.SCHEMA)) {
      return Optional.of("the file is not a snapshot");
    }
    JsonNode judged = predicate.path("evidence").path("items");
    JsonNode found = root.path("evidence");
    if (judged.size() != found.size()) {
      return Optional.of(
          "the verdict judged %d pieces of evidence, the snapshot has %d"
              .formatted(judged.size(), found.size()));
    }
    for (int i = 0; i < judged.size(); i++) {
      String content = "/snapshot" + RedactionChoice.content(i);
      boolean shown =
          hidden.tailSet(content).stream()
              .findFirst()
              .filter(one -> Pointers.isWithin(one, content))
              .isEmpty();
      Optional<String> mismatch = mismatch(judged.get(i), found.get(i), shown);
      if (mismatch.isPresent()) {
        return mismatch;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> mismatch(JsonNode judged, JsonNode found, boolean shown) {
    JsonNode content = found.path("content");
    String digest = content.isMissingNode() ? "" : CanonicalJson.digestOf(content).toString();
    if (!shown) {
      digest = judged.path("digest").asText();
    }
    boolean same =
        judged.path("digest").asText().equals(digest)
            && found.path("digest").asText().equals(digest)
            && judged.path("kind").equals(found.path("kind"))
            && judged.path("subject").equals(found.path("subject"))
            && judged.path("source").equals(found.path("source"));
    return same
        ? Optional.empty()
        : Optional.of(
            "`%s %s` is not the evidence that was judged"
                .formatted(
                    judged.path("kind").asText(), judged.path("subject").path("name").asText()));
  }
}
