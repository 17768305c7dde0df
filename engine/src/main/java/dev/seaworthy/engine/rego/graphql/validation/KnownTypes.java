package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Fragment;
import dev.seaworthy.engine.rego.graphql.ast.Variable;
import dev.seaworthy.engine.rego.graphql.schema.Schema;

/** Types that are named exist (§5.5.1.2, §5.8.2). */
final class KnownTypes implements Rule {
  private final Schema schema;

  KnownTypes(Schema schema) {
    this.schema = schema;
  }

  @Override
  public void variable(Variable variable) {
    check(variable.type().innermost());
  }

  @Override
  public void inlineFragment(InlineSite site) {
    String condition = site.fragment().typeCondition();
    if (!condition.isEmpty()) {
      check(condition);
    }
  }

  @Override
  public void fragment(Fragment fragment) {
    check(fragment.typeCondition());
  }

  private void check(String name) {
    if (schema.type(name) == null) {
      throw Rule.complaint("type `%s` is not defined".formatted(name));
    }
  }
}
