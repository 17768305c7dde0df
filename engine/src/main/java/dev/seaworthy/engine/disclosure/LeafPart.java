package dev.seaworthy.engine.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Part of a document whose leaves follow each other: what is at a pointer, or some elements of an
 * array there. Parts can be walked side by side.
 *
 * @param begin the first of the array's elements; {@link #WHOLE} for all that is there
 * @param end after the last of them
 */
record LeafPart(String pointer, JsonNode node, int begin, int end) {
  private static final int WHOLE = -1;

  /** Many enough to share among threads, and each large enough to be worth it. */
  private static final int ELEMENTS = 64;

  /**
   * Where the long arrays of a document lie: {@code /snapshot/evidence}, {@code /places/places}.
   */
  private static final int DEPTH = 2;

  /**
   * The parts of what is at a pointer, in the order of its leaves.
   *
   * @param hidden pointers that are not walked below
   */
  static List<LeafPart> of(String pointer, JsonNode node, Set<String> hidden) {
    List<LeafPart> parts = new ArrayList<>();
    add(pointer, node, hidden, DEPTH, parts);
    return parts;
  }

  private static void add(
      String pointer, JsonNode node, Set<String> hidden, int depth, List<LeafPart> parts) {
    if (hidden.contains(pointer)) {
      parts.add(new LeafPart(pointer, node, WHOLE, WHOLE));
    } else if (node.isObject() && !node.isEmpty() && depth > 0) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        add(Pointers.child(pointer, field.getKey()), field.getValue(), hidden, depth - 1, parts);
      }
    } else if (node.isArray() && node.size() > ELEMENTS) {
      for (int begin = 0; begin < node.size(); begin += ELEMENTS) {
        parts.add(new LeafPart(pointer, node, begin, Math.min(begin + ELEMENTS, node.size())));
      }
    } else {
      parts.add(new LeafPart(pointer, node, WHOLE, WHOLE));
    }
  }

  void walk(LeafWalk walk) {
    if (begin == WHOLE) {
      walk.walk(pointer, node);
    } else {
      walk.walk(pointer, node, begin, end);
    }
  }
}
