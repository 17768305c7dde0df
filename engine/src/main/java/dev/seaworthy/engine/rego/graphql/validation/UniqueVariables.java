package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Operation;

/** No operation defines a variable twice (§5.8.1). */
final class UniqueVariables implements Rule {
  @Override
  public void operation(Operation operation) {
    operation
        .variables()
        .repeated()
        .ifPresent(
            name -> {
              throw Rule.complaint("variable `$%s` is defined twice".formatted(name));
            });
  }
}
