package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.WorkLimit;
import dev.seaworthy.engine.rego.graphql.ast.Argument;
import dev.seaworthy.engine.rego.graphql.ast.Directive;
import dev.seaworthy.engine.rego.graphql.ast.InputValue;
import dev.seaworthy.engine.rego.graphql.ast.NamedList;

/** Arguments are those that the field or the directive takes (§5.4.1). */
final class KnownArguments implements Rule {
  private final WorkLimit limit;

  KnownArguments(WorkLimit limit) {
    this.limit = limit;
  }

  @Override
  public void field(FieldSite site) {
    if (site.parent() != null && site.definition() != null) {
      check(site.field().name(), site.field().arguments(), site.definition().arguments());
    }
  }

  @Override
  public void directive(DirectiveSite site) {
    Directive directive = site.directive();
    if (site.definition() != null) {
      check("@" + directive.name(), directive.arguments(), site.definition().arguments());
    }
  }

  private void check(String owner, NamedList<Argument> given, NamedList<InputValue> taken) {
    for (Argument argument : given) {
      limit.step();
      if (!taken.has(argument.name())) {
        throw Rule.complaint("`%s` takes no argument `%s`".formatted(owner, argument.name()));
      }
    }
  }
}
