package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Operation;
import java.util.HashSet;
import java.util.Set;

/** No two operations have one name (§5.2.1.1). */
final class UniqueOperations implements Rule {
  private final Set<String> seen = new HashSet<>();

  @Override
  public void operation(Operation operation) {
    if (!seen.add(operation.name())) {
      throw Rule.complaint("operation `%s` is defined twice".formatted(operation.name()));
    }
  }
}
