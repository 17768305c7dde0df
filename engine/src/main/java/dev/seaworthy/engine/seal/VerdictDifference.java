package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where two verdicts begin to differ.
 *
 * @param control the id of the control; empty for what belongs to no control
 * @param path within the control, or within the verdict
 * @param recorded what the first says there, as JSON; empty where it says nothing
 * @param replayed what the second says there
 */
public record VerdictDifference(String control, String path, String recorded, String replayed) {
  private static final int MAX_SHOWN = 200;

  /** The first difference of each control, then of each other part; empty if there is none. */
  static List<VerdictDifference> between(JsonNode recorded, JsonNode replayed) {
    List<VerdictDifference> differences = new ArrayList<>();
    Map<String, JsonNode> before = controls(recorded);
    Map<String, JsonNode> after = controls(replayed);
    for (String control : union(before.keySet(), after.keySet())) {
      first(
              JsonPath.ROOT,
              before.getOrDefault(control, MissingNode.getInstance()),
              after.getOrDefault(control, MissingNode.getInstance()))
          .map(place -> of(control.substring(control.indexOf(' ') + 1), place))
          .ifPresent(differences::add);
    }
    for (String key : keys(recorded, replayed)) {
      if (!key.equals("controls")) {
        first(JsonPath.of(key), recorded.path(key), replayed.path(key))
            .map(place -> of("", place))
            .ifPresent(differences::add);
      }
    }
    return differences;
  }

  private record Place(JsonPath path, JsonNode recorded, JsonNode replayed) {}

  private static VerdictDifference of(String control, Place place) {
    return new VerdictDifference(
        control, place.path().pointer(), shown(place.recorded()), shown(place.replayed()));
  }

  private static Optional<Place> first(JsonPath path, JsonNode recorded, JsonNode replayed) {
    if (recorded.equals(replayed)) {
      return Optional.empty();
    }
    if (recorded.isObject() && replayed.isObject()) {
      for (String key : keys(recorded, replayed)) {
        Optional<Place> inner = first(path.then(key), recorded.path(key), replayed.path(key));
        if (inner.isPresent()) {
          return inner;
        }
      }
    }
    if (recorded.isArray() && replayed.isArray()) {
      for (int i = 0; i < Math.max(recorded.size(), replayed.size()); i++) {
        Optional<Place> inner = first(path.then(i), recorded.path(i), replayed.path(i));
        if (inner.isPresent()) {
          return inner;
        }
      }
    }
    return Optional.of(new Place(path, recorded, replayed));
  }

  /** By bundle and id, for two bundles may have controls of one id. */
  private static Map<String, JsonNode> controls(JsonNode verdict) {
    Map<String, JsonNode> controls = new TreeMap<>();
    for (JsonNode control : verdict.path("controls")) {
      controls.put(control.path("bundle").asText() + " " + control.path("id").asText(), control);
    }
    return controls;
  }

  private static Set<String> keys(JsonNode one, JsonNode other) {
    Set<String> keys = new TreeSet<>();
    one.fieldNames().forEachRemaining(keys::add);
    other.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> union = new TreeSet<>(one);
    union.addAll(other);
    return union;
  }

  private static String shown(JsonNode node) {
    String text = node.isMissingNode() ? "" : node.toString();
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }
}
