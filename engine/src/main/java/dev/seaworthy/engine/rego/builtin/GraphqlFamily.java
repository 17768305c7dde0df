package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.graphql.QueryParser;
import dev.seaworthy.engine.rego.graphql.SchemaParser;
import dev.seaworthy.engine.rego.graphql.WorkLimit;
import dev.seaworthy.engine.rego.graphql.ast.QueryReader;
import dev.seaworthy.engine.rego.graphql.ast.SchemaReader;
import dev.seaworthy.engine.rego.graphql.ast.TreeForm;
import dev.seaworthy.engine.rego.graphql.schema.Schema;
import dev.seaworthy.engine.rego.graphql.validation.Validation;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * GraphQL: the trees of queries and schemas, and whether they are valid. Both are given as text or
 * as such a tree, and trees are given back as they were before validation.
 */
final class GraphqlFamily {
  /** What a tree takes, a character of its text. */
  private static final int BYTES_A_CHARACTER = 64;

  /** What one step of validation may leave behind. */
  private static final int BYTES_A_STEP = 64;

  private GraphqlFamily() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "graphql.parse_query" ->
          (Builtin.One) (budget, text) -> QueryParser.parse(text(budget, text));
      case "graphql.parse_schema" ->
          (Builtin.One) (budget, text) -> SchemaParser.parse(text(budget, text));
      case "graphql.schema_is_valid" -> (Builtin.One) GraphqlFamily::isValid;
      case "graphql.is_valid" -> (Builtin.Two) GraphqlFamily::isValid;
      case "graphql.parse" -> (Builtin.Two) GraphqlFamily::parse;
      case "graphql.parse_and_verify" -> (Builtin.Two) GraphqlFamily::parseAndVerify;
      default -> null;
    };
  }

  private static String text(Budget budget, Value operand) {
    String text = Operands.text(operand, 1);
    budget.steps(text.length());
    budget.allocate((long) BYTES_A_CHARACTER * text.length());
    return text;
  }

  private static Value isValid(Budget budget, Value schema) {
    try {
      WorkLimit limit = limit(budget);
      Schema.of(SchemaReader.read(schemaTree(budget, schema, limit)), limit);
      return BooleanValue.TRUE;
    } catch (RegoException e) {
      return unless(e, BooleanValue.FALSE);
    }
  }

  private static Value isValid(Budget budget, Value query, Value schema) {
    try {
      parse(budget, query, schema);
      return BooleanValue.TRUE;
    } catch (RegoException e) {
      return unless(e, BooleanValue.FALSE);
    }
  }

  private static Value parseAndVerify(Budget budget, Value query, Value schema) {
    try {
      ArrayValue trees = parse(budget, query, schema);
      return ArrayValue.of(BooleanValue.TRUE, trees.at(0), trees.at(1));
    } catch (RegoException e) {
      return unless(e, ArrayValue.of(BooleanValue.FALSE, new ObjectValue(), new ObjectValue()));
    }
  }

  /** An answer to what is invalid; what merely was too much work has none. */
  private static Value unless(RegoException e, Value invalid) {
    if (!e.isUndefined()) {
      throw e;
    }
    return invalid;
  }

  /** The trees of a query and a schema that are valid. */
  private static ArrayValue parse(Budget budget, Value query, Value schema) {
    WorkLimit limit = limit(budget);
    ObjectValue queryTree = queryTree(budget, query, limit);
    ObjectValue schemaTree = schemaTree(budget, schema, limit);
    Schema types = Schema.of(SchemaReader.read(schemaTree), limit);
    Validation.check(types, QueryReader.read(queryTree), limit);
    return ArrayValue.of(queryTree, schemaTree);
  }

  private static ObjectValue queryTree(Budget budget, Value query, WorkLimit limit) {
    if (query instanceof StringValue) {
      return QueryParser.parse(text(budget, query));
    }
    requireTree(query, 0);
    return TreeForm.query(query, limit);
  }

  private static ObjectValue schemaTree(Budget budget, Value schema, WorkLimit limit) {
    if (schema instanceof StringValue) {
      return SchemaParser.parse(text(budget, schema));
    }
    requireTree(schema, 1);
    return TreeForm.schema(schema, limit);
  }

  /**
   * @param position of the argument, from 0: so OPA counts these
   */
  private static void requireTree(Value operand, int position) {
    if (!(operand instanceof ObjectValue)) {
      throw Operands.type(position, operand, "string", "object");
    }
  }

  private static WorkLimit limit(Budget budget) {
    return new WorkLimit(
        () -> {
          budget.step();
          budget.allocate(BYTES_A_STEP);
        });
  }
}
