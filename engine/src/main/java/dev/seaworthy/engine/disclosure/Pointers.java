package dev.seaworthy.engine.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** JSON Pointers (RFC 6901) as text: what a leaf is named by. */
public final class Pointers {
  private Pointers() {}

  /** The pointer of a child. */
  public static String child(String parent, String step) {
    return parent + "/" + step.replace("~", "~0").replace("/", "~1");
  }

  /** Whether {@code inner} is {@code outer} or leads on from it. */
  public static boolean isWithin(String inner, String outer) {
    return inner.startsWith(outer)
        && (inner.length() == outer.length() || inner.charAt(outer.length()) == '/');
  }

  /** The steps of a pointer, unescaped; empty where it is none. */
  public static Optional<List<String>> steps(String pointer) {
    if (pointer.isEmpty()) {
      return Optional.of(List.of());
    }
    if (pointer.charAt(0) != '/' || pointer.replaceAll("~[01]", "").indexOf('~') >= 0) {
      return Optional.empty();
    }
    List<String> steps = new ArrayList<>();
    for (String step : pointer.substring(1).split("/", -1)) {
      steps.add(step.replace("~1", "/").replace("~0", "~"));
    }
    return Optional.of(steps);
  }

  /** What stands at a pointer; empty where nothing does. */
  public static Optional<JsonNode> at(JsonNode root, String pointer) {
    JsonNode node = root;
    for (String step : steps(pointer).orElse(List.of("\0"))) {
      node = node.isArray() ? element(node, step) : node.path(step);
    }
    return node.isMissingNode() ? Optional.empty() : Optional.of(node);
  }

  /** Those of {@code pointers} that are not within another. */
  static NavigableSet<String> outermost(Iterable<String> pointers) {
    NavigableSet<String> sorted = new TreeSet<>();
    pointers.forEach(sorted::add);
    NavigableSet<String> outermost = new TreeSet<>();
    for (String pointer : sorted) {
      if (holder(outermost, pointer).isEmpty()) {
        outermost.add(pointer);
      }
    }
    return outermost;
  }

  /** The one of {@code outermost} that a pointer is within. */
  static Optional<String> holder(NavigableSet<String> outermost, String pointer) {
    for (int end = pointer.length(); end > 0; end = pointer.lastIndexOf('/', end - 1)) {
      String above = pointer.substring(0, end);
      if (outermost.contains(above)) {
        return Optional.of(above);
      }
    }
    return outermost.contains("") ? Optional.of("") : Optional.empty();
  }

  private static JsonNode element(JsonNode array, String step) {
    boolean position = step.matches("0|[1-9][0-9]{0,8}");
    return position ? array.path(Integer.parseInt(step)) : array.path("\0");
  }
}
