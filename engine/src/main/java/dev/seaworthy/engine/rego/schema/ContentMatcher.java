package dev.seaworthy.engine.rego.schema;

import com.google.re2j.Pattern;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** Compares what is special to numbers, texts, arrays and objects. */
final class ContentMatcher {
  private final Matcher matcher;

  ContentMatcher(Matcher matcher) {
    this.matcher = matcher;
  }

  void match(SubSchema schema, Value value, String field, Findings findings) {
    if (value instanceof NumberValue number) {
      matchNumber(schema, number.decimal(), Matcher.shown(field), findings);
    } else if (value instanceof ArrayValue array) {
      matchArray(schema, array, field, findings);
    } else if (value instanceof ObjectValue object) {
      matchObject(schema, object, field, findings);
    }
  }

  private static void matchNumber(
      SubSchema schema, BigDecimal number, String shown, Findings findings) {
    if (schema.multipleOf != null && number.remainder(schema.multipleOf).signum() != 0) {
      findings.add(
          "multiple_of", shown, "Must be a multiple of " + Numbers.brief(schema.multipleOf));
    }
    if (schema.maximum != null && number.compareTo(schema.maximum) > 0) {
      findings.add(
          "number_lte", shown, "Must be less than or equal to " + Numbers.brief(schema.maximum));
    }
    if (schema.exclusiveMaximum != null && number.compareTo(schema.exclusiveMaximum) >= 0) {
      findings.add(
          "number_lt", shown, "Must be less than " + Numbers.brief(schema.exclusiveMaximum));
    }
    if (schema.minimum != null && number.compareTo(schema.minimum) < 0) {
      findings.add(
          "number_gte", shown, "Must be greater than or equal to " + Numbers.brief(schema.minimum));
    }
    if (schema.exclusiveMinimum != null && number.compareTo(schema.exclusiveMinimum) <= 0) {
      findings.add(
          "number_gt", shown, "Must be greater than " + Numbers.brief(schema.exclusiveMinimum));
    }
    findings.count();
  }

  void matchText(SubSchema schema, String text, String field, Findings findings) {
    String shown = Matcher.shown(field);
    int length = text.codePointCount(0, text.length());
    if (schema.minLength != null && length < schema.minLength) {
      findings.add(
          "string_gte",
          shown,
          "String length must be greater than or equal to " + schema.minLength);
    }
    if (schema.maxLength != null && length > schema.maxLength) {
      findings.add(
          "string_lte", shown, "String length must be less than or equal to " + schema.maxLength);
    }
    Pattern pattern = schema.pattern;
    if (pattern != null && !pattern.matcher(text).find()) {
      findings.add("pattern", shown, "Does not match pattern '%s'".formatted(pattern.pattern()));
    }
    findings.count();
  }

  private void matchArray(SubSchema schema, ArrayValue array, String field, Findings findings) {
    String shown = Matcher.shown(field);
    matchItems(schema, array, field, findings);
    if (schema.minItems != null && array.size() < schema.minItems) {
      findings.add(
          "array_min_items", shown, "Array must have at least %d items".formatted(schema.minItems));
    }
    if (schema.maxItems != null && array.size() > schema.maxItems) {
      findings.add(
          "array_max_items", shown, "Array must have at most %d items".formatted(schema.maxItems));
    }
    if (schema.uniqueItems) {
      matchUnique(array, shown, findings);
    }
    if (schema.contains != null) {
      matchContains(schema.contains, array, field, findings);
    }
    findings.count();
  }

  private void matchItems(SubSchema schema, ArrayValue array, String field, Findings findings) {
    for (int i = 0; i < array.size(); i++) {
      SubSchema item = null;
      if (schema.hasOneSchemaForItems) {
        item = schema.items.get(0);
      } else if (i < schema.items.size()) {
        item = schema.items.get(i);
      } else if (!schema.items.isEmpty()) {
        item = schema.additionalItems;
      }
      if (item != null) {
        findings.addAll(
            matcher.match(item, array.at(i), Matcher.below(field, Integer.toString(i))));
      }
    }
    boolean hasMore =
        !schema.hasOneSchemaForItems
            && !schema.items.isEmpty()
            && schema.items.size() < array.size();
    if (hasMore && schema.forbidsAdditionalItems) {
      findings.add(
          "array_no_additional_items",
          Matcher.shown(field),
          "No additional items allowed on array");
    }
  }

  private static void matchUnique(ArrayValue array, String shown, Findings findings) {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < array.size(); i++) {
      Integer before = seen.put(Numbers.canonical(array.at(i)), i);
      if (before != null) {
        findings.add("unique", shown, "array items[%d,%d] must be unique".formatted(before, i));
      }
    }
  }

  private void matchContains(SubSchema wanted, ArrayValue array, String field, Findings findings) {
    Findings best = null;
    for (int i = 0; i < array.size(); i++) {
      Findings theirs =
          matcher.match(wanted, array.at(i), Matcher.below(field, Integer.toString(i)));
      if (theirs.isEmpty()) {
        return;
      }
      best = best == null || theirs.isBetterThan(best) ? theirs : best;
    }
    findings.add("contains", Matcher.shown(field), "At least one of the items must match");
    if (best != null) {
      findings.addAll(best);
    }
  }

  private void matchObject(SubSchema schema, ObjectValue object, String field, Findings findings) {
    String shown = Matcher.shown(field);
    if (schema.minProperties != null && object.size() < schema.minProperties) {
      findings.add(
          "array_min_properties",
          shown,
          "Must have at least %d properties".formatted(schema.minProperties));
    }
    if (schema.maxProperties != null && object.size() > schema.maxProperties) {
      findings.add(
          "array_max_properties",
          shown,
          "Must have at most %d properties".formatted(schema.maxProperties));
    }
    for (String name : schema.required) {
      if (object.get(name) == null) {
        findings.add("required", shown, name + " is required");
      } else {
        findings.count();
      }
    }
    for (int i = 0; i < object.size(); i++) {
      matchProperty(schema, name(object, i), object.valueAt(i), field, findings);
    }
    if (schema.propertyNames != null) {
      for (int i = 0; i < object.size(); i++) {
        matchName(schema.propertyNames, name(object, i), field, findings);
      }
    }
    findings.count();
  }

  private static String name(ObjectValue object, int position) {
    return ((StringValue) object.keyAt(position)).text();
  }

  private void matchProperty(
      SubSchema schema, String name, Value value, String field, Findings findings) {
    boolean isKnown = schema.properties.containsKey(name);
    boolean hasPattern = false;
    for (Map.Entry<Pattern, SubSchema> entry : schema.patternProperties.entrySet()) {
      if (entry.getKey().matcher(name).find()) {
        hasPattern = true;
        findings.addAll(matcher.match(entry.getValue(), value, Matcher.below(field, name)));
      }
    }
    if (hasPattern) {
      findings.count();
    }
    if (isKnown || hasPattern) {
      return;
    }
    if (schema.forbidsAdditionalProperties) {
      findings.add(
          "additional_property_not_allowed",
          Matcher.shown(field),
          "Additional property %s is not allowed".formatted(name));
    } else if (schema.additionalProperties != null) {
      findings.addAll(
          matcher.match(schema.additionalProperties, value, Matcher.below(field, name)));
    }
  }

  private void matchName(SubSchema wanted, String name, String field, Findings findings) {
    Findings theirs = matcher.match(wanted, StringValue.of(name), field);
    if (!theirs.isEmpty()) {
      findings.add(
          "invalid_property_name",
          Matcher.shown(field),
          "Property name of \"%s\" does not match".formatted(name));
      findings.addAll(theirs);
    }
  }
}
