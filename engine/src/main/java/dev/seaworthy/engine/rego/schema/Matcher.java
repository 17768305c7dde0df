package dev.seaworthy.engine.rego.schema;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares documents with schemas: types, combinations, and what all values have in common. */
final class Matcher {
  /** A schema that refers to itself, deeper than any document goes. */
  private static final int MAX_DEPTH = 1_000;

  private final Runnable step;
  private final ContentMatcher content = new ContentMatcher(this);
  private int depth;

  Matcher(Runnable step) {
    this.step = step;
  }

  Findings match(SubSchema schema, Value value) {
    return match(schema, value, "");
  }

  /** Compares one value, by itself. */
  Findings match(SubSchema schema, Value value, String field) {
    Findings findings = new Findings(step);
    match(schema, value, field, findings);
    return findings;
  }

  /** The field as it is shown. */
  static String shown(String field) {
    return field.isEmpty() ? "(Root)" : field;
  }

  static String below(String field, String name) {
    return field.isEmpty() ? name : field + "." + name;
  }

  private void match(SubSchema schema, Value value, String field, Findings findings) {
    step.run();
    if (++depth > MAX_DEPTH) {
      throw new RegoException(RegoException.Kind.STACK, "the schema refers to itself without end");
    }
    try {
      if (schema.always != null) {
        if (!schema.always) {
          findings.add("false", shown(field), "False always fails validation");
        }
      } else if (schema.reference != null) {
        match(schema.reference, value, field, findings);
      } else {
        matchTyped(schema, value, field, findings);
      }
    } finally {
      depth--;
    }
  }

  private void matchTyped(SubSchema schema, Value value, String field, Findings findings) {
    if (schema.refuses(types(value))) {
      String given = types(value)[0];
      findings.add(
          "invalid_type",
          shown(field),
          "Invalid type. Expected: %s, given: %s".formatted(schema.typeNames(), given));
      return;
    }
    matchCombinations(schema, value, field, findings);
    content.match(schema, value, field, findings);
    matchCommon(schema, value, field, findings);
    if (value instanceof StringValue text) {
      content.matchText(schema, text.text(), field, findings);
    }
    if (value instanceof ObjectValue object) {
      schema.properties.forEach(
          (name, property) -> {
            Value member = object.get(name);
            if (member != null) {
              match(property, member, below(field, name), findings);
            }
          });
    }
    findings.count();
  }

  /** The types that a value has; the first is the one that is shown. */
  private static String[] types(Value value) {
    if (value instanceof NumberValue number) {
      return Numbers.isInteger(number.decimal())
          ? new String[] {"integer", "number"}
          : new String[] {"number"};
    }
    return new String[] {value.typeName()};
  }

  private void matchCombinations(SubSchema schema, Value value, String field, Findings findings) {
    if (!schema.anyOf.isEmpty()) {
      Findings best = anyOf(schema.anyOf, value, field);
      if (best != null) {
        findings.add("number_any_of", shown(field), "Must validate at least one schema (anyOf)");
        findings.addAll(best);
      }
    }
    if (!schema.oneOf.isEmpty()) {
      matchOneOf(schema.oneOf, value, field, findings);
    }
    boolean areAllValid = true;
    for (SubSchema each : schema.allOf) {
      Findings theirs = match(each, value, field);
      areAllValid &= theirs.isEmpty();
      findings.addAll(theirs);
    }
    if (!areAllValid) {
      findings.add("number_all_of", shown(field), "Must validate all the schemas (allOf)");
    }
    if (schema.not != null && match(schema.not, value, field).isEmpty()) {
      findings.add("number_not", shown(field), "Must not validate the schema (not)");
    }
    if (value instanceof ObjectValue object) {
      matchDependencies(schema, object, field, findings);
    }
    if (schema.condition != null) {
      matchCondition(schema, schema.condition, value, field, findings);
    }
    findings.count();
  }

  /** What is wrong with the schema that comes nearest; null if one fits. */
  private @Nullable Findings anyOf(List<SubSchema> schemas, Value value, String field) {
    Findings best = null;
    for (SubSchema each : schemas) {
      Findings theirs = match(each, value, field);
      if (theirs.isEmpty()) {
        return null;
      }
      best = best == null || theirs.isBetterThan(best) ? theirs : best;
    }
    return best;
  }

  private void matchOneOf(List<SubSchema> schemas, Value value, String field, Findings findings) {
    int valid = 0;
    Findings best = null;
    for (SubSchema each : schemas) {
      Findings theirs = match(each, value, field);
      if (theirs.isEmpty()) {
        valid++;
      } else if (valid == 0 && (best == null || theirs.isBetterThan(best))) {
        best = theirs;
      }
    }
    if (valid != 1) {
      findings.add("number_one_of", shown(field), "Must validate one and only one schema (oneOf)");
      if (valid == 0 && best != null) {
        findings.addAll(best);
      }
    }
  }

  private void matchDependencies(
      SubSchema schema, ObjectValue object, String field, Findings findings) {
    schema.neededProperties.forEach(
        (name, needed) -> {
          if (object.get(name) != null) {
            needed.stream()
                .filter(other -> object.get(other) == null)
                .forEach(
                    other ->
                        findings.add(
                            "missing_dependency", shown(field), "Has a dependency on " + other));
          }
        });
    schema.neededSchemas.forEach(
        (name, needed) -> {
          if (object.get(name) != null) {
            match(needed, object, field, findings);
          }
        });
  }

  private void matchCondition(
      SubSchema schema, SubSchema condition, Value value, String field, Findings findings) {
    boolean holds = match(condition, value, field).isEmpty();
    SubSchema branch = holds ? schema.then : schema.otherwise;
    if (branch == null) {
      return;
    }
    Findings theirs = match(branch, value, field);
    if (!theirs.isEmpty()) {
      findings.add(
          holds ? "condition_then" : "condition_else",
          shown(field),
          holds
              ? "Must validate \"then\" as \"if\" was valid"
              : "Must validate \"else\" as \"if\" was not valid");
      findings.addAll(theirs);
    }
  }

  private static void matchCommon(SubSchema schema, Value value, String field, Findings findings) {
    String shown = shown(field);
    if (schema.constant != null && !schema.constant.equals(Numbers.canonical(value))) {
      findings.add("const", shown, shown + " does not match: " + schema.constant);
    }
    if (schema.choices != null && !schema.choices.contains(Numbers.canonical(value))) {
      findings.add(
          "enum",
          shown,
          shown + " must be one of the following: " + String.join(", ", schema.choices));
    }
    if (schema.format != null
        && value instanceof StringValue text
        && !Formats.fits(schema.format, text.text())) {
      findings.add("format", shown, "Does not match format '%s'".formatted(schema.format));
    }
    findings.count();
  }
}
