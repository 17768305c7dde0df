package dev.seaworthy.cli.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Schemas of an OpenAPI 3.0 description as JSON Schema, and strict: a field that is not described
 * is a fault. Of what a stand-in gives no field is required: it gives those alone that are read.
 */
final class ForgeSchemas {
  /** Who writes what is held to a schema. */
  enum Use {
    SENT,
    GIVEN
  }

  private static final String COMPONENTS = "#/components/schemas/";
  private static final Set<String> KEPT =
      Set.of(
          "type",
          "enum",
          "pattern",
          "format",
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "minItems",
          "maxItems");

  private final JsonNode root;

  ForgeSchemas(JsonNode root) {
    this.root = root;
  }

  /** A schema that stands alone. */
  ObjectNode of(JsonNode schema, Use use) {
    Deque<String> wanted = new ArrayDeque<>();
    ObjectNode whole = strict(schema, use, false, wanted);
    ObjectNode definitions = new ObjectMapper().createObjectNode();
    Set<String> seen = new HashSet<>();
    while (!wanted.isEmpty()) {
      String name = wanted.remove();
      if (seen.add(name)) {
        JsonNode component = root.path("components").path("schemas").path(name);
        definitions.set(name, strict(component, use, false, wanted));
      }
    }
    whole.set("$defs", definitions);
    return whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
  }

  /** What a reference names. */
  JsonNode resolved(JsonNode node) {
    JsonNode found = node;
    while (found.has("$ref")) {
      found = root.at(found.path("$ref").asText().substring(1));
    }
    return found;
  }

  /**
   * Strict.
   *
   * @param open whether fields may be described elsewhere
   */
  private ObjectNode strict(JsonNode schema, Use use, boolean open, Deque<String> wanted) {
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    String reference = schema.path("$ref").asText();
    if (reference.startsWith(COMPONENTS)) {
      String name = reference.substring(COMPONENTS.length());
      wanted.add(name);
      return made.put("$ref", "#/$defs/" + name);
    }
    JsonNode one = merged(schema);
    KEPT.forEach(key -> copy(one, made, key));
    if (use == Use.SENT) {
      copy(one, made, "required");
    }
    fields(one, made, use, open, wanted);
    if (one.has("items")) {
      made.set("items", strict(one.path("items"), use, false, wanted));
    }
    ArrayNode choices = JsonNodeFactory.instance.arrayNode();
    for (String key : new String[] {"anyOf", "oneOf"}) {
      one.path(key)
          .forEach(choice -> choices.add(strict(choice, use, one.has("properties"), wanted)));
    }
    if (!choices.isEmpty()) {
      made.set("anyOf", choices);
    }
    return one.path("nullable").asBoolean() ? nullable(made) : made;
  }

  private void fields(JsonNode one, ObjectNode made, Use use, boolean open, Deque<String> wanted) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    one.path("properties")
        .properties()
        .forEach(field -> fields.set(field.getKey(), strict(field.getValue(), use, false, wanted)));
    if (fields.isEmpty()) {
      return;
    }
    made.set("properties", fields);
    if (one.path("additionalProperties").isObject()) {
      made.set(
          "additionalProperties", strict(one.path("additionalProperties"), use, false, wanted));
    } else if (!open) {
      made.put("additionalProperties", false);
    }
  }

  /** What is said of all parts of an object, in one. */
  private JsonNode merged(JsonNode schema) {
    if (!schema.has("allOf")) {
      return schema;
    }
    ObjectNode whole = schema.deepCopy();
    whole.remove("allOf");
    for (JsonNode part : schema.path("allOf")) {
      JsonNode one = merged(resolved(part));
      one.properties()
          .forEach(
              field -> {
                if (field.getKey().equals("properties")) {
                  ObjectNode all = whole.withObject("/properties");
                  field.getValue().properties().forEach(f -> all.set(f.getKey(), f.getValue()));
                } else if (!field.getKey().equals("required")) {
                  // A base that all objects share requires a `type`, which nobody sends.
                  whole.set(field.getKey(), field.getValue());
                }
              });
    }
    return whole;
  }

  private static ObjectNode nullable(ObjectNode made) {
    ObjectNode choice = JsonNodeFactory.instance.objectNode();
    choice.putArray("anyOf").add(made).addObject().put("type", "null");
    return choice;
  }

  private static void copy(JsonNode from, ObjectNode to, String key) {
    if (from.has(key)) {
      to.set(key, from.path(key));
    }
  }
}
