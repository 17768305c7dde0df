package dev.seaworthy.engine.rego.graphql.schema;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.graphql.WorkLimit;
import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.ast.DirectiveDefinition;
import dev.seaworthy.engine.rego.graphql.ast.InputValue;
import dev.seaworthy.engine.rego.graphql.ast.NamedList;
import dev.seaworthy.engine.rego.graphql.ast.SchemaDefinition;
import dev.seaworthy.engine.rego.graphql.ast.SchemaDocument;
import dev.seaworthy.engine.rego.graphql.ast.TypeReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a schema is valid. The first thing that is wrong ends it. */
final class SchemaChecks {
  private final Schema schema;
  private final WorkLimit limit;
  private final DirectiveUses directiveUses;

  SchemaChecks(Schema schema, WorkLimit limit) {
    this.schema = schema;
    this.limit = limit;
    this.directiveUses = new DirectiveUses(schema, limit);
  }

  void check(SchemaDocument document) {
    for (List<SchemaDefinition> schemas :
        List.of(document.schemas(), document.schemaExtensions())) {
      schemas.forEach(it -> directiveUses.check(it.directives(), "SCHEMA", null));
    }
    TypeChecks types = new TypeChecks(this, schema, limit, directiveUses);
    for (Definition type : schema.types().values()) {
      types.check(type);
    }
    InputCycles.check(schema);
    for (DirectiveDefinition directive : schema.directives().values()) {
      checkName(directive.name());
      checkArguments(directive.arguments(), directive.name());
    }
  }

  /** Names with two underscores are GraphQL's own (§2.1.9). */
  static void checkName(String name) {
    if (name.startsWith("__")) {
      throw RegoException.failed("`%s` begins with two underscores".formatted(name));
    }
  }

  Definition defined(TypeReference reference) {
    return defined(reference.innermost());
  }

  Definition defined(String name) {
    Definition type = schema.type(name);
    if (type == null) {
      throw RegoException.failed("type `%s` is not defined".formatted(name));
    }
    return type;
  }

  /**
   * Arguments have input types (§3.6.1).
   *
   * @param directive the name of the directive that takes them; null for those of a field
   */
  void checkArguments(NamedList<InputValue> arguments, @Nullable String directive) {
    for (InputValue argument : arguments) {
      limit.step();
      checkName(argument.name());
      if (!defined(argument.type()).kind().isInput()) {
        throw RegoException.failed(
            "argument `%s` has type `%s`, which is no input type"
                .formatted(argument.name(), argument.type()));
      }
      directiveUses.check(argument.directives(), "ARGUMENT_DEFINITION", directive);
    }
  }
}
