package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Operation;
import dev.seaworthy.engine.rego.graphql.schema.Schema;

/** The schema has operations of this kind (§3.3.1). */
final class KnownRootTypes implements Rule {
  private final Schema schema;

  KnownRootTypes(Schema schema) {
    this.schema = schema;
  }

  @Override
  public void operation(Operation operation) {
    if (schema.root(operation.type()) == null) {
      throw Rule.complaint("the schema has no %s".formatted(operation.type().keyword()));
    }
  }
}
