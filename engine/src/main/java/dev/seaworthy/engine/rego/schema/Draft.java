package dev.seaworthy.engine.rego.schema;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;

/** An edition of JSON Schema. */
enum Draft {
  FOUR,
  SIX,
  SEVEN,
  /** What a schema is read as that does not say: all of them at once. */
  HYBRID;

  private static final String PREFIX = "http://json-schema.org/draft-0";

  /** The draft that a schema names. */
  static Draft of(Value schema) {
    if (!(schema instanceof ObjectValue) && !(schema instanceof BooleanValue)) {
      throw RegoException.failed("schema is invalid");
    }
    Value named = schema instanceof ObjectValue object ? object.get("$schema") : null;
    if (named == null) {
      return HYBRID;
    }
    if (!(named instanceof StringValue text)) {
      throw Complaint.mustBeOfType("$schema", "string");
    }
    return switch (text.text().replaceFirst("#$", "")) {
      case PREFIX + "4/schema" -> FOUR;
      case PREFIX + "6/schema" -> SIX;
      case PREFIX + "7/schema" -> SEVEN;
      default -> HYBRID;
    };
  }

  boolean isFrom(Draft first) {
    return compareTo(first) >= 0;
  }
}
