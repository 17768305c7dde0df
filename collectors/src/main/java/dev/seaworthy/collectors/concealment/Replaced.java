package dev.seaworthy.collectors.concealment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** Which strings of a tree hold a secret, and what they are without it. */
final class Replaced {
  private final Map<String, String> strings = new HashMap<>();

  private Replaced() {}

  static Map<String, String> in(JsonNode tree, SecretText text) {
    Replaced replaced = new Replaced();
    replaced.compare(tree, new SecretTree(text).concealed(tree));
    return replaced.strings;
  }

  /** Both trees have the same form. */
  private void compare(JsonNode before, JsonNode after) {
    if (before.isTextual() && !before.equals(after)) {
      strings.put(before.textValue(), after.asText());
      return;
    }
    Iterator<JsonNode> others = after.elements();
    before.forEach(
        child -> {
          if (others.hasNext()) {
            compare(child, others.next());
          }
        });
  }
}
