package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.engine.evidence.Evidence;
import java.io.IOException;
import java.util.Set;

/** What a scan says of itself, without what it found: that may be a million entries. */
final class ScanHead {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> KEYS = Set.of("image", "scanner", "scannedAt");

  private ScanHead() {}

  static JsonNode of(Evidence scan) {
    ObjectNode head = MAPPER.createObjectNode();
    try (JsonParser parser = scan.content().parser()) {
      parser.nextToken();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        if (KEYS.contains(name)) {
          head.set(name, MAPPER.readTree(parser));
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("canonical bytes are well-formed", e);
    }
    return head;
  }
}
