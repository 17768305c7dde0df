package dev.seaworthy.collectors.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.policy.Suggestions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Something in a record that its schema does not allow. The words are ours: those of a library
 * follow the reader's locale, and what is told must not.
 *
 * @param path of the value
 * @param what is wrong with it, as the end of a sentence that begins with the path
 */
public record RecordViolation(JsonPath path, String what) {
  /** Compiled when first needed, by the kind's name; safe for many threads. */
  private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

  /** What does not fit, by path; of several about one value the most telling. */
  public static List<RecordViolation> of(RecordKind kind, JsonNode record) {
    Map<String, ValidationMessage> byPlace = new TreeMap<>();
    SCHEMAS
        .computeIfAbsent(kind.name(), name -> compiled(kind))
        .validate(record)
        .forEach(
            message ->
                byPlace.merge(
                    path(message).pointer(), message, (a, b) -> rank(a) <= rank(b) ? a : b));
    return byPlace.values().stream()
        .map(message -> new RecordViolation(path(message), words(kind, message)))
        .sorted(Comparator.comparing(violation -> violation.path().pointer()))
        .toList();
  }

  private static JsonSchema compiled(RecordKind kind) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(kind.schema());
  }

  private static int rank(ValidationMessage message) {
    return message.getType().equals("type") ? 0 : 1;
  }

  /** The value's path; of a key that is missing or too many, that key's. */
  private static JsonPath path(ValidationMessage message) {
    JsonNodePath at = message.getInstanceLocation();
    List<Object> steps = new ArrayList<>();
    for (int i = 0; i < at.getNameCount(); i++) {
      steps.add(at.getElement(i));
    }
    if (message.getProperty() != null) {
      steps.add(message.getProperty());
    }
    return new JsonPath(steps);
  }

  private static String words(RecordKind kind, ValidationMessage message) {
    JsonPath path = path(message);
    SchemaPlace place = SchemaPlace.of(kind.schema(), path);
    return switch (message.getType()) {
      case "required" -> "is missing: " + place.description();
      case "additionalProperties" -> "is unknown" + suggestion(kind, path);
      case "type" ->
          message.getInstanceNode().isNull()
              ? "has no value yet: " + place.description()
              : "is not " + article(place.type());
      case "enum", "const" -> "is not one of " + place.choices();
      case "pattern" -> "is not " + place.expected();
      default -> "does not fit: " + message.getType() + " " + message.getSchemaNode();
    };
  }

  private static String suggestion(RecordKind kind, JsonPath path) {
    List<Object> steps = path.steps();
    JsonPath holder = new JsonPath(steps.subList(0, steps.size() - 1));
    return Suggestions.didYouMean(
        String.valueOf(steps.get(steps.size() - 1)), SchemaPlace.of(kind.schema(), holder).keys());
  }

  private static String article(String type) {
    return switch (type) {
      case "array" -> "a list";
      case "object" -> "a mapping";
      case "string" -> "text";
      case "boolean" -> "`true` or `false`";
      case "integer" -> "a whole number";
      default -> "a " + type;
    };
  }
}
