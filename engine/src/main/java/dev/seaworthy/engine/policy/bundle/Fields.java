package dev.seaworthy.engine.policy.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.policy.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of one JSON object, read strictly: each mistake is noted with where it stands. */
final class Fields {
  private final JsonNode node;
  private final String where;
  private final Mistakes mistakes;
  private final Set<String> known = new LinkedHashSet<>();

  Fields(JsonNode node, String where, Mistakes mistakes) {
    this.node = node;
    this.where = where;
    this.mistakes = mistakes;
    if (!node.isObject()) {
      mistakes.add(where, "is not an object", "write it as `{\"key\": value}`");
    }
  }

  /** A text that says something; empty after noting that it does not. */
  String text(String key) {
    JsonNode value = take(key);
    if (!value.isTextual() || value.textValue().isBlank()) {
      missing(key, value, "text");
      return "";
    }
    return value.textValue();
  }

  /** A list of texts, without repetition; it may be left out. */
  List<String> texts(String key) {
    JsonNode value = take(key);
    if (value.isMissingNode()) {
      return List.of();
    }
    if (!value.isArray()) {
      missing(key, value, "a list of texts");
      return List.of();
    }
    Set<String> texts = new LinkedHashSet<>();
    for (JsonNode item : value) {
      if (!item.isTextual() || item.textValue().isBlank()) {
        missing(key, item, "a list of texts");
      } else if (!texts.add(item.textValue())) {
        mistakes.add(
            where, "has `%s` twice in `%s`".formatted(item.textValue(), key), "remove one");
      }
    }
    return new ArrayList<>(texts);
  }

  /** The members of an object, in the order written. */
  Map<String, JsonNode> object(String key) {
    JsonNode value = take(key);
    if (!value.isObject()) {
      missing(key, value, "an object");
      return Map.of();
    }
    return members(value);
  }

  /** The members of an object that may be left out. */
  Map<String, JsonNode> optionalObject(String key) {
    return node.has(key) ? object(key) : Map.of();
  }

  /** The items of a list that must be there. */
  List<JsonNode> items(String key) {
    JsonNode value = take(key);
    List<JsonNode> items = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(items::add);
    } else {
      missing(key, value, "a list");
    }
    return items;
  }

  /** A value of any type; a missing node when it is absent. */
  JsonNode take(String key) {
    known.add(key);
    return node.path(key);
  }

  /** Notes the keys nobody asked for; call after reading. */
  void refuseOthers() {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                mistakes.add(
                    where,
                    "has an unknown key `%s`%s"
                        .formatted(
                            ArchiveReader.printable(key), Suggestions.didYouMean(key, known)),
                    "remove it, or use one of `%s`".formatted(String.join("`, `", known)));
              }
            });
  }

  void wrong(String what, String fix) {
    mistakes.add(where, what, fix);
  }

  private void missing(String key, JsonNode value, String wanted) {
    String what = value.isMissingNode() ? "has no `%s`" : "has a `%s` that is not %s";
    mistakes.add(
        where,
        what.formatted(key, wanted),
        "set `%s` to %s in its metadata".formatted(key, wanted));
  }

  private static Map<String, JsonNode> members(JsonNode object) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    object.properties().forEach(field -> members.put(field.getKey(), field.getValue()));
    return members;
  }
}
