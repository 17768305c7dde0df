package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.ast.Variable;
import dev.seaworthy.engine.rego.graphql.schema.Schema;

/** Variables have input types (§5.8.2). */
final class VariablesOfInputTypes implements Rule {
  private final Schema schema;

  VariablesOfInputTypes(Schema schema) {
    this.schema = schema;
  }

  @Override
  public void variable(Variable variable) {
    Definition type = schema.type(variable.type());
    if (type != null && !type.kind().isInput()) {
      throw Rule.complaint(
          "variable `$%s` has type `%s`, which is no input type"
              .formatted(variable.name(), variable.type()));
    }
  }
}
