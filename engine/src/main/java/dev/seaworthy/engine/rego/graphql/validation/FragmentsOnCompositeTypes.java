package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.ast.Fragment;
import dev.seaworthy.engine.rego.graphql.schema.Schema;

/** Fragments are for types that have fields (§5.5.1.3). */
final class FragmentsOnCompositeTypes implements Rule {
  private final Schema schema;

  FragmentsOnCompositeTypes(Schema schema) {
    this.schema = schema;
  }

  @Override
  public void inlineFragment(InlineSite site) {
    check(site.fragment().typeCondition());
  }

  @Override
  public void fragment(Fragment fragment) {
    check(fragment.typeCondition());
  }

  private void check(String condition) {
    Definition type = schema.type(condition);
    if (type != null && !type.kind().isComposite()) {
      throw Rule.complaint("a fragment is for type `%s`, which has no fields".formatted(condition));
    }
  }
}
