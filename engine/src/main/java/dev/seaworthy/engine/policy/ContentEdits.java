package dev.seaworthy.engine.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds and changes values in the content of evidence. */
final class ContentEdits {
  /** Where the content of Kubernetes evidence has the document that it was read from. */
  private static final String MANIFEST = "manifest";

  private ContentEdits() {}

  /** What stands at {@code path}; empty where nothing does. */
  static Optional<JsonNode> at(JsonNode root, List<Object> path) {
    JsonNode node = root;
    for (Object step : path) {
      node = step instanceof Integer position ? node.path(position) : node.path((String) step);
    }
    return node.isMissingNode() ? Optional.empty() : Optional.of(node);
  }

  /** Where a path in the content stands in its source. */
  static Location locate(Evidence evidence, JsonNode content, JsonPath path) {
    if (!content.path(MANIFEST).isObject()) {
      return evidence.locations().locate(path);
    }
    boolean inside = !path.steps().isEmpty() && path.steps().get(0).equals(MANIFEST);
    return evidence
        .locations()
        .locate(
            inside ? new JsonPath(path.steps().subList(1, path.steps().size())) : JsonPath.ROOT);
  }

  /** The path in the content of a path in the source document, as findings give it. */
  static JsonPath inContent(JsonNode content, JsonPath source) {
    if (!content.path(MANIFEST).isObject()) {
      return source;
    }
    List<Object> steps = new ArrayList<>(List.of(MANIFEST));
    steps.addAll(source.steps());
    return new JsonPath(steps);
  }

  /** The content with a change; empty where the path cannot lead there, or nothing changes. */
  static Optional<CanonicalJson> changed(
      JsonNode content, JsonPath path, Optional<CanonicalJson> after) {
    JsonNode root = content.deepCopy();
    List<Object> steps = path.steps();
    if (steps.isEmpty()) {
      return Optional.empty();
    }
    JsonNode parent = root;
    for (Object step : steps.subList(0, steps.size() - 1)) {
      JsonNode next = child(parent, step);
      if (next == null && after.isPresent() && parent instanceof ObjectNode object) {
        next = object.putObject(step.toString());
      }
      if (next == null) {
        return Optional.empty();
      }
      parent = next;
    }
    boolean done = put(parent, steps.get(steps.size() - 1), after.map(CanonicalJson::node));
    return done ? Optional.of(CanonicalJson.of(root)) : Optional.empty();
  }

  private static @Nullable JsonNode child(JsonNode parent, Object step) {
    return step instanceof Integer position ? parent.get(position) : parent.get((String) step);
  }

  private static boolean put(JsonNode parent, Object step, Optional<JsonNode> after) {
    if (parent instanceof ObjectNode object && step instanceof String key) {
      JsonNode before = object.get(key);
      after.ifPresentOrElse(value -> object.set(key, value), () -> object.remove(key));
      return after.map(value -> !value.equals(before)).orElse(before != null);
    }
    if (parent instanceof ArrayNode array && step instanceof Integer position) {
      if (position < 0 || position > array.size()) {
        return false;
      }
      return putAt(array, position, after);
    }
    return false;
  }

  private static boolean putAt(ArrayNode array, int position, Optional<JsonNode> after) {
    if (after.isEmpty()) {
      return array.remove(position) != null;
    }
    if (position == array.size()) {
      array.add(after.get());
      return true;
    }
    JsonNode before = array.set(position, after.get());
    return !after.get().equals(before);
  }

  /** All that stands where {@code path} leads when its positions are any. */
  static List<JsonNode> alike(JsonNode root, List<Object> path) {
    List<JsonNode> nodes = List.of(root);
    for (Object step : path) {
      nodes =
          nodes.stream()
              .flatMap(
                  node ->
                      step instanceof Integer
                          ? elements(node)
                          : Stream.of(node.path((String) step)))
              .filter(node -> !node.isMissingNode())
              .collect(Collectors.toList());
    }
    return nodes;
  }

  private static Stream<JsonNode> elements(JsonNode node) {
    return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of();
  }
}
