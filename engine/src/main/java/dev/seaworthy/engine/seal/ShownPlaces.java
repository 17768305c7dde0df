package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.disclosure.SaltedDocument;
import dev.seaworthy.engine.evidence.Places;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The places of a bundle that are not hidden. */
final class ShownPlaces {
  private ShownPlaces() {}

  /**
   * Reads them.
   *
   * @param pieces how many pieces of evidence the snapshot has
   * @throws NotCanonicalException as {@link Places#parse}
   */
  static Places in(SortedMap<String, byte[]> files, int pieces) {
    byte[] file = EvidenceBundle.file(files, EvidenceBundle.PLACES);
    return Places.parse(RedactionFile.isIn(files) ? shown(file) : file, pieces);
  }

  private static byte[] shown(byte[] file) {
    JsonNode root = CanonicalJson.canonicalNode(file);
    List<JsonNode> shown = new ArrayList<>();
    for (JsonNode place : root.path("places")) {
      if (!place.has(SaltedDocument.MARKER)) {
        shown.add(place);
      }
    }
    return CanonicalJson.of(Map.of("schema", root.path("schema"), "places", shown)).bytes();
  }
}
