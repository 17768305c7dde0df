package dev.seaworthy.engine.rego.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads the keywords that limit numbers, texts and sizes. */
final class SchemaLimits {
  private SchemaLimits() {}

  static void read(SubSchema schema, SchemaFields fields, Draft draft) {
    readNumbers(schema, fields, draft);
    schema.minLength = fields.count("minLength");
    schema.maxLength = fields.count("maxLength");
    requireOrder(schema.minLength, schema.maxLength, "minLength", "maxLength");
    schema.pattern = pattern(fields.text("pattern"));
    schema.format = fields.text("format");
    schema.minProperties = fields.count("minProperties");
    schema.maxProperties = fields.count("maxProperties");
    requireOrder(schema.minProperties, schema.maxProperties, "minProperties", "maxProperties");
    schema.minItems = fields.count("minItems");
    schema.maxItems = fields.count("maxItems");
    Value unique = fields.get("uniqueItems");
    if (unique != null && !(unique instanceof BooleanValue)) {
      throw Complaint.mustBeA("uniqueItems", "boolean");
    }
    schema.uniqueItems = BooleanValue.TRUE.equals(unique);
  }

  private static void requireOrder(
      @Nullable Long least, @Nullable Long most, String leastKey, String mostKey) {
    if (least != null && most != null && least > most) {
      throw Complaint.cannotBeGreater(leastKey, mostKey);
    }
  }

  private static @Nullable Pattern pattern(@Nullable String text) {
    try {
      return text == null ? null : Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw RegoException.failed("pattern must be a valid regex");
    }
  }

  private static void readNumbers(SubSchema schema, SchemaFields fields, Draft draft) {
    schema.multipleOf = fields.number("multipleOf", Complaint.invalidType("Number", "multipleOf"));
    if (schema.multipleOf != null && schema.multipleOf.signum() <= 0) {
      throw RegoException.failed("multipleOf must be strictly greater than 0");
    }
    schema.minimum = fields.number("minimum", Complaint.mustBeA("minimum", "Number"));
    if (isFlag(fields, "exclusiveMinimum", "minimum", draft)) {
      schema.exclusiveMinimum = schema.minimum;
      schema.minimum = null;
    } else {
      schema.exclusiveMinimum = limit(fields, "exclusiveMinimum", draft);
    }
    schema.maximum = fields.number("maximum", Complaint.mustBeA("maximum", "Number"));
    if (isFlag(fields, "exclusiveMaximum", "maximum", draft)) {
      schema.exclusiveMaximum = schema.maximum;
      schema.maximum = null;
    } else {
      schema.exclusiveMaximum = limit(fields, "exclusiveMaximum", draft);
    }
  }

  /** Draft 4 has a flag where later drafts have a number. */
  private static boolean isFlag(SchemaFields fields, String key, String limit, Draft draft) {
    Value value = fields.get(key);
    boolean takesFlags = draft == Draft.FOUR || draft == Draft.HYBRID;
    if (!(value instanceof BooleanValue flag) || !takesFlags) {
      return false;
    }
    if (fields.get(limit) == null) {
      throw Complaint.cannotBeWithout(key, limit);
    }
    return flag.value();
  }

  private static @Nullable BigDecimal limit(SchemaFields fields, String key, Draft draft) {
    boolean isFlag = fields.get(key) instanceof BooleanValue;
    return switch (draft) {
      case FOUR -> {
        if (fields.get(key) != null && !isFlag) {
          throw Complaint.invalidType("boolean", key);
        }
        yield null;
      }
      case HYBRID ->
          isFlag ? null : fields.number(key, Complaint.invalidType("boolean/number", key));
      case SIX, SEVEN -> fields.number(key, Complaint.invalidType("number", key));
    };
  }
}
