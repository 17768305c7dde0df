package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.schema.Schema;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** JSON Schema: whether a schema is one, and whether a document fits it. */
final class Schemas {
  /** What one comparison may leave behind. */
  private static final int BYTES_A_STEP = 64;

  private Schemas() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "json.verify_schema" -> (Builtin.One) Schemas::verify;
      case "json.match_schema" -> (Builtin.Two) Schemas::match;
      default -> null;
    };
  }

  private static Value verify(Budget budget, Value schema) {
    try {
      read(budget, schema);
      return ArrayValue.of(BooleanValue.TRUE, NullValue.NULL);
    } catch (RegoException e) {
      if (!e.isUndefined()) {
        throw e;
      }
      return ArrayValue.of(BooleanValue.FALSE, StringValue.of("jsonschema: " + e.getMessage()));
    }
  }

  private static Value match(Budget budget, Value document, Value schema) {
    Value json = Schema.json(document);
    ArrayValue findings =
        read(budget, schema)
            .match(
                json,
                () -> {
                  budget.step();
                  budget.allocate(BYTES_A_STEP);
                });
    return ArrayValue.of(BooleanValue.of(findings.size() == 0), findings);
  }

  private static Schema read(Budget budget, Value schema) {
    // One reading of a schema costs as much as some thousand steps.
    budget.steps(5_000);
    return Schema.of(Schema.json(schema));
  }
}
