package dev.seaworthy.conformance.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.collectors.concealment.Concealment;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Objects in the form they are compared in. */
final class Objects {
  private static final double MAX_EXACT = 1L << 53;

  private Objects() {}

  /**
   * JSON with sorted keys, and each number written one way. Secrets are compared without their
   * values, for which a collector keeps commitments, and what looks like one elsewhere with the
   * mark that evidence has in its place.
   */
  static String canonical(JsonNode object) {
    JsonNode compared = concealed(object);
    if (compared instanceof ObjectNode fields && fields.path("kind").asText().equals("Secret")) {
      compared = fields.deepCopy().without(List.of("data", "stringData"));
    }
    StringBuilder text = new StringBuilder();
    write(compared, text);
    return text.toString();
  }

  /** An object that only kubectl reads is never evidence, and stays what it is. */
  private static JsonNode concealed(JsonNode object) {
    try {
      return Concealment.ofObject(CanonicalJson.of(object)).node();
    } catch (NotCanonicalException e) {
      return object;
    }
  }

  private static void write(JsonNode node, StringBuilder text) {
    if (node.isObject()) {
      Map<String, JsonNode> fields = new TreeMap<>();
      node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
      text.append('{');
      fields.forEach(
          (key, value) -> {
            text.append('"').append(key).append("\":");
            write(value, text);
            text.append(',');
          });
      text.append('}');
    } else if (node.isArray()) {
      text.append('[');
      for (JsonNode item : node) {
        write(item, text);
        text.append(',');
      }
      text.append(']');
    } else if (node.isNumber()) {
      double value = node.doubleValue();
      boolean exact = value == Math.rint(value) && Math.abs(value) <= MAX_EXACT;
      text.append(exact ? Long.toString((long) value) : Double.toString(value));
    } else {
      text.append(node);
    }
  }
}
