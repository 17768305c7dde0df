package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.graphql.QueryParser;
import dev.seaworthy.engine.rego.graphql.SchemaParser;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * GraphQL's syntax. What needs its type system ({@code graphql.is_valid}, {@code schema_is_valid},
 * {@code parse}, {@code parse_and_verify}) is refused: OPA's answers there are one library's
 * validation rules, and half of them would be worse than none.
 */
final class GraphqlFamily {
  /** What a tree takes, a character of its text. */
  private static final int BYTES_A_CHARACTER = 64;

  private GraphqlFamily() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "graphql.parse_query" ->
          (Builtin.One) (budget, text) -> QueryParser.parse(text(budget, text));
      case "graphql.parse_schema" ->
          (Builtin.One) (budget, text) -> SchemaParser.parse(text(budget, text));
      default -> null;
    };
  }

  private static String text(Budget budget, Value operand) {
    String text = Operands.text(operand, 1);
    budget.steps(text.length());
    budget.allocate((long) BYTES_A_CHARACTER * text.length());
    return text;
  }
}
