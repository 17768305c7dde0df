package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.TypeReference;
import dev.seaworthy.engine.rego.graphql.ast.Variable;

/** Variables stand where values of their types may (§5.8.5). */
final class VariablesInAllowedPosition implements Rule {
  @Override
  public void value(ValueSite site) {
    Variable variable = site.variable();
    TypeReference expected = site.expected();
    if (variable == null || expected == null) {
      return;
    }
    boolean mayBeNull = site.hasDefault() || variable.hasNonNullDefault();
    if (!variable.type().fits(mayBeNull ? expected.nullable() : expected)) {
      throw Rule.complaint(
          "variable `$%s` has type `%s` where `%s` is expected"
              .formatted(variable.name(), variable.type(), expected));
    }
  }
}
