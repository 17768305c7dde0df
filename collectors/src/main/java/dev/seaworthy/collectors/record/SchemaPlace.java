package dev.seaworthy.collectors.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a schema says of one place in a record. Schemas of records use {@code properties}, {@code
 * items} and {@code $ref} to their own {@code $defs}, and no other way to nest.
 *
 * @param own what stands at the place itself
 * @param resolved the same, or what {@code $ref} leads to
 */
record SchemaPlace(JsonNode root, JsonNode own, JsonNode resolved) {
  private static final String DEFINITIONS = "#/$defs/";

  static SchemaPlace root(JsonNode schema) {
    return of(schema, schema);
  }

  /** The place that {@code path} of a record leads to. */
  static SchemaPlace of(JsonNode schema, JsonPath path) {
    SchemaPlace place = root(schema);
    for (Object step : path.steps()) {
      place = step instanceof String key ? place.property(key) : place.item();
    }
    return place;
  }

  private static SchemaPlace of(JsonNode schema, JsonNode own) {
    String reference = own.path("$ref").asText();
    return new SchemaPlace(
        schema,
        own,
        reference.startsWith(DEFINITIONS)
            ? schema.path("$defs").path(reference.substring(DEFINITIONS.length()))
            : own);
  }

  SchemaPlace property(String key) {
    return of(root, resolved.path("properties").path(key));
  }

  SchemaPlace item() {
    return of(root, resolved.path("items"));
  }

  /** The name of the definition that the place refers to; empty where it has none. */
  String definition() {
    String reference = own.path("$ref").asText();
    return reference.startsWith(DEFINITIONS) ? reference.substring(DEFINITIONS.length()) : "";
  }

  String type() {
    return resolved.path("type").asText();
  }

  String description() {
    return own.path("description").asText(resolved.path("description").asText());
  }

  /** What a text must look like. */
  String expected() {
    return resolved.path("description").asText();
  }

  /** The values that may stand here, for a sentence. */
  String choices() {
    List<JsonNode> values = new ArrayList<>();
    resolved.path("enum").forEach(values::add);
    if (resolved.has("const")) {
      values.add(resolved.path("const"));
    }
    return values.stream()
        .map(value -> "`" + value.asText() + "`")
        .collect(Collectors.joining(", "));
  }

  List<String> keys() {
    List<String> keys = new ArrayList<>();
    resolved.path("properties").fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  boolean requires(String key) {
    for (JsonNode required : resolved.path("required")) {
      if (required.asText().equals(key)) {
        return true;
      }
    }
    return false;
  }
}
