package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Literal;
import dev.seaworthy.engine.rego.graphql.ast.Operation;
import dev.seaworthy.engine.rego.graphql.ast.Variable;
import java.util.HashSet;
import java.util.Set;

/** Variables are used by the operation that defines them (§5.8.4). */
final class UsedVariables implements Rule {
  private final Set<String> used = new HashSet<>();

  @Override
  public void value(ValueSite site) {
    if (site.value().is(Literal.Kind.VARIABLE)) {
      used.add(site.value().raw());
    }
  }

  @Override
  public void operation(Operation operation) {
    for (Variable variable : operation.variables()) {
      if (!variable.isUsed() && !used.contains(variable.name())) {
        throw Rule.complaint("variable `$%s` is not used".formatted(variable.name()));
      }
    }
    used.clear();
  }
}
