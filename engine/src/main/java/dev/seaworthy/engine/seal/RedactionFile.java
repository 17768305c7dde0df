package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.disclosure.SaltedDocument;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.log.TreeHash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a redacted bundle says of itself. Nobody signs it: what it says is held against what the
 * sealer signed.
 *
 * @param hidden the hashes of hidden leaves, by the pointers of markers
 * @param salts of the shown leaves, in their order
 * @param leftOut files of the whole bundle that are not here
 * @param replaced files that are here with markers in them
 */
record RedactionFile(
    SortedMap<String, List<TreeHash>> hidden,
    List<String> salts,
    SortedSet<String> leftOut,
    SortedSet<String> replaced) {
  static final String NAME = BagIt.PAYLOAD + "redaction.json";
  static final String SCHEMA = "https://seaworthy.dev/schemas/redaction/v1";

  RedactionFile {
    salts = List.copyOf(salts);
  }

  static RedactionFile of(
      SaltedDocument document, Collection<String> leftOut, Collection<String> replaced) {
    return new RedactionFile(
        document.hidden(), document.shownSalts(), new TreeSet<>(leftOut), new TreeSet<>(replaced));
  }

  static boolean isIn(SortedMap<String, byte[]> files) {
    return files.containsKey(NAME);
  }

  /**
   * Reads {@link #toFile}.
   *
   * @throws NotCanonicalException if it is not in its one form
   */
  static RedactionFile parse(byte[] file) {
    CanonicalJson json = CanonicalJson.requireCanonical(file);
    JsonNode root = json.node();
    SortedMap<String, List<TreeHash>> hidden = new TreeMap<>();
    try {
      for (JsonNode one : root.path("hidden")) {
        List<TreeHash> hashes = new ArrayList<>();
        one.path("leaves").forEach(hash -> hashes.add(TreeHash.parse(hash.asText())));
        hidden.put(one.path("pointer").asText(), hashes);
      }
    } catch (IllegalArgumentException e) {
      throw new NotCanonicalException("a hidden leaf is no hash");
    }
    RedactionFile read =
        new RedactionFile(
            hidden,
            texts(root.path("salts")),
            new TreeSet<>(texts(root.path("leftOut"))),
            new TreeSet<>(texts(root.path("replaced"))));
    if (hidden.isEmpty() || !CanonicalJson.of(read.tree()).equals(json)) {
      throw new NotCanonicalException("it is not in its one form, or hides nothing");
    }
    return read;
  }

  byte[] toFile() {
    return CanonicalJson.of(tree()).bytes();
  }

  private Map<String, Object> tree() {
    List<Object> places = new ArrayList<>();
    hidden.forEach(
        (pointer, hashes) ->
            places.add(
                Map.of(
                    "pointer",
                    pointer,
                    "leaves",
                    hashes.stream().map(TreeHash::toString).toList())));
    return Map.of(
        "schema", SCHEMA,
        "hidden", places,
        "salts", salts,
        "leftOut", List.copyOf(leftOut),
        "replaced", List.copyOf(replaced));
  }

  private static List<String> texts(JsonNode nodes) {
    List<String> texts = new ArrayList<>();
    nodes.forEach(node -> texts.add(node.asText()));
    return texts;
  }
}
