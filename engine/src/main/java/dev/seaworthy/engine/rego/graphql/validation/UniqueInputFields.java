package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Literal;

/** No field of an input object is given twice (§5.6.3). */
final class UniqueInputFields implements Rule {
  @Override
  public void value(ValueSite site) {
    if (site.value().is(Literal.Kind.OBJECT)) {
      site.value()
          .members()
          .repeated()
          .ifPresent(
              name -> {
                throw Rule.complaint("input field `%s` is given twice".formatted(name));
              });
    }
  }
}
