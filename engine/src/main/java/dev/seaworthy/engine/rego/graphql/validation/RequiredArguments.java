package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.WorkLimit;
import dev.seaworthy.engine.rego.graphql.ast.Argument;
import dev.seaworthy.engine.rego.graphql.ast.Directive;
import dev.seaworthy.engine.rego.graphql.ast.InputValue;
import dev.seaworthy.engine.rego.graphql.ast.NamedList;

/** Arguments that must be given are (§5.4.2.1). */
final class RequiredArguments implements Rule {
  private final WorkLimit limit;

  RequiredArguments(WorkLimit limit) {
    this.limit = limit;
  }

  @Override
  public void field(FieldSite site) {
    if (site.definition() != null) {
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
    for (InputValue argument : taken) {
      limit.step();
      if (argument.isRequired() && !given.has(argument.name())) {
        throw Rule.complaint("`%s` needs argument `%s`".formatted(owner, argument.name()));
      }
    }
  }
}
