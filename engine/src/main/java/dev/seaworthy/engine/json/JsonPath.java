package dev.seaworthy.engine.json;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a value stands in a JSON document: object keys as strings, array positions as integers.
 *
 * @param steps {@link String} or {@link Integer}, from the root; empty for the root itself
 */
public record JsonPath(List<Object> steps) {
  public static final JsonPath ROOT = new JsonPath(List.of());

  public JsonPath {
    steps = List.copyOf(steps);
    for (Object step : steps) {
      if (!(step instanceof String) && !(step instanceof Integer)) {
        throw new IllegalArgumentException("a path step is a key or a position");
      }
    }
  }

  public static JsonPath of(Object... steps) {
    return new JsonPath(List.of(steps));
  }

  /** This path, one step deeper. */
  public JsonPath then(Object step) {
    List<Object> longer = new ArrayList<>(steps);
    longer.add(step);
    return new JsonPath(longer);
  }

  /** This path, and from where it leads to another. */
  public JsonPath append(JsonPath inner) {
    List<Object> longer = new ArrayList<>(steps);
    longer.addAll(inner.steps);
    return new JsonPath(longer);
  }

  /** The JSON Pointer (RFC 6901, section 3): {@code /spec/containers/0}; empty for the root. */
  public String pointer() {
    StringBuilder pointer = new StringBuilder();
    for (Object step : steps) {
      pointer.append('/').append(step.toString().replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  /** For people: {@code spec.containers[0]}, and {@code ["key.with.dots"]} where needed. */
  public String readable() {
    StringBuilder text = new StringBuilder();
    for (Object step : steps) {
      if (step instanceof Integer position) {
        text.append('[').append(position).append(']');
      } else if (isPlain((String) step)) {
        text.append(text.isEmpty() ? "" : ".").append(step);
      } else {
        text.append("[\"").append(step).append("\"]");
      }
    }
    return text.toString();
  }

  private static boolean isPlain(String key) {
    return !key.isEmpty()
        && key.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
  }
}
