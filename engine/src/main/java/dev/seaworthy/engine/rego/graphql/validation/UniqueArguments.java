package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Argument;
import dev.seaworthy.engine.rego.graphql.ast.NamedList;

/** No argument is given twice (§5.4.2). */
final class UniqueArguments implements Rule {
  @Override
  public void field(FieldSite site) {
    check(site.field().arguments());
  }

  @Override
  public void directive(DirectiveSite site) {
    check(site.directive().arguments());
  }

  private static void check(NamedList<Argument> arguments) {
    arguments
        .repeated()
        .ifPresent(
            name -> {
              throw Rule.complaint("argument `%s` is given twice".formatted(name));
            });
  }
}
