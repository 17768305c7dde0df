package dev.seaworthy.collectors.paths;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Sets of ports as evidence holds them: lists of {@code protocol}, {@code first} and {@code last}.
 */
final class PortSpans {
  private PortSpans() {}

  /** Whether two sets have a port in common. */
  static boolean meet(JsonNode some, JsonNode others) {
    for (JsonNode one : some) {
      for (JsonNode other : others) {
        if (one.path("protocol").equals(other.path("protocol"))
            && one.path("first").asInt() <= other.path("last").asInt()
            && other.path("first").asInt() <= one.path("last").asInt()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a set holds one of {@code ports}, each with {@code protocol} and {@code number}. */
  static boolean holdsOneOf(JsonNode spans, JsonNode ports) {
    for (JsonNode port : ports) {
      for (JsonNode span : spans) {
        int number = port.path("number").asInt();
        if (span.path("protocol").equals(port.path("protocol"))
            && span.path("first").asInt() <= number
            && number <= span.path("last").asInt()) {
          return true;
        }
      }
    }
    return false;
  }
}
