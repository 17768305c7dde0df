package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Operation;
import dev.seaworthy.engine.rego.graphql.ast.QueryDocument;

/** An operation without a name is the only one (§5.2.2.1). */
final class LoneAnonymousOperation implements Rule {
  private final QueryDocument query;

  LoneAnonymousOperation(QueryDocument query) {
    this.query = query;
  }

  @Override
  public void operation(Operation operation) {
    if (operation.name().isEmpty() && query.operations().size() > 1) {
      throw Rule.complaint("an operation has no name and is not the only one");
    }
  }
}
