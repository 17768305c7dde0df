package dev.seaworthy.engine.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Visits the leaves of a document in the order of its canonical form. A leaf is a value that is no
 * collection, or an empty one. An array that is not empty is a leaf besides, {@code ["array",
 * length]}, before those of its elements: by pointers alone {@code ["x"]} and {@code {"0":"x"}} are
 * the same.
 */
final class LeafWalk {
  /** Is told what is met. */
  interface Visitor {
    void shown(String pointer, Object value);

    void hidden(String pointer, JsonNode there);
  }

  private final Set<String> hidden;
  private final Visitor visitor;

  /**
   * @param hidden pointers that are not walked below
   */
  LeafWalk(Collection<String> hidden, Visitor visitor) {
    this.hidden = Set.copyOf(hidden);
    this.visitor = visitor;
  }

  void walk(String pointer, JsonNode node) {
    if (hidden.contains(pointer)) {
      visitor.hidden(pointer, node);
    } else if (node.isArray() && !node.isEmpty()) {
      walk(pointer, node, 0, node.size());
    } else if (node.isObject() && !node.isEmpty()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        walk(Pointers.child(pointer, field.getKey()), field.getValue());
      }
    } else {
      visitor.shown(pointer, node);
    }
  }

  /** Walks some elements of an array, and before the first of them the array's own leaf. */
  void walk(String pointer, JsonNode array, int begin, int end) {
    if (begin == 0) {
      visitor.shown(pointer, List.of("array", array.size()));
    }
    for (int i = begin; i < end; i++) {
      walk(pointer + "/" + i, array.get(i));
    }
  }
}
