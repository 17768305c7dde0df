package dev.seaworthy.collectors.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * The values of a record as policies see them: times as seconds since 1970-01-01T00:00:00Z,
 * durations as seconds, sizes as bytes. Which text is which, the schema says.
 */
final class RecordValues {
  private final RecordKind kind;
  private final BiConsumer<JsonPath, String> wrong;

  /**
   * @param wrong is told of text that has the form of a time and is none
   */
  RecordValues(RecordKind kind, BiConsumer<JsonPath, String> wrong) {
    this.kind = kind;
    this.wrong = wrong;
  }

  /** The content of the evidence: the record without what names its form. */
  Map<String, Object> of(JsonNode record) {
    Map<String, Object> content = mapping(record, SchemaPlace.root(kind.schema()), JsonPath.ROOT);
    content.remove("apiVersion");
    content.remove("kind");
    return content;
  }

  private Map<String, Object> mapping(JsonNode value, SchemaPlace place, JsonPath path) {
    Map<String, Object> converted = new LinkedHashMap<>();
    value
        .properties()
        .forEach(
            entry -> {
              String key = entry.getKey();
              converted.put(key, value(entry.getValue(), place.property(key), path.then(key)));
            });
    return converted;
  }

  private Object value(JsonNode value, SchemaPlace place, JsonPath path) {
    if (value.isObject()) {
      return mapping(value, place, path);
    }
    if (value.isArray()) {
      List<Object> items = new ArrayList<>();
      for (JsonNode item : value) {
        items.add(value(item, place.item(), path.then(items.size())));
      }
      return items;
    }
    return switch (place.definition()) {
      case "time" -> measured(Units.time(value.asText()), place, path);
      case "duration" -> measured(Units.duration(value.asText()), place, path);
      case "size" -> measured(Units.size(value.asText()), place, path);
      default -> value;
    };
  }

  private Object measured(OptionalLong measure, SchemaPlace place, JsonPath path) {
    if (measure.isEmpty()) {
      wrong.accept(path, "is not " + place.expected());
    }
    return measure.orElse(0);
  }
}
