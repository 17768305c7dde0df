package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Directive;
import dev.seaworthy.engine.rego.graphql.ast.DirectiveDefinition;
import dev.seaworthy.engine.rego.graphql.ast.NamedList;
import dev.seaworthy.engine.rego.graphql.schema.Schema;
import java.util.HashSet;
import java.util.Set;

/** No directive is used twice in one place, unless it is repeatable (§5.7.3). */
final class UniqueDirectives implements Rule {
  private final Schema schema;

  UniqueDirectives(Schema schema) {
    this.schema = schema;
  }

  @Override
  public void directives(NamedList<Directive> directives) {
    Set<String> seen = new HashSet<>();
    for (Directive directive : directives) {
      DirectiveDefinition definition = schema.directive(directive.name());
      boolean isRepeatable = definition != null && definition.isRepeatable();
      if (!isRepeatable && !seen.add(directive.name())) {
        throw Rule.complaint(
            "directive `@%s` is used twice in one place".formatted(directive.name()));
      }
    }
  }
}
