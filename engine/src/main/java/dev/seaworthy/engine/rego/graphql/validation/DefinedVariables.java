package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Literal;

/** Variables are defined by each operation that uses them (§5.8.3). */
final class DefinedVariables implements Rule {
  @Override
  public void value(ValueSite site) {
    Literal value = site.value();
    if (site.operation() != null && value.is(Literal.Kind.VARIABLE) && site.variable() == null) {
      throw Rule.complaint("variable `$%s` is not defined".formatted(value.raw()));
    }
  }
}
