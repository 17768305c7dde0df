package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.schema.Schema;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A fragment is for what can be where it stands (§5.5.2.3). */
final class PossibleFragments implements Rule {
  private final Schema schema;

  PossibleFragments(Schema schema) {
    this.schema = schema;
  }

  @Override
  public void inlineFragment(InlineSite site) {
    check(site.parent(), site.fragment().typeCondition());
  }

  @Override
  public void spread(SpreadSite site) {
    if (site.fragment() != null) {
      check(site.parent(), site.fragment().typeCondition());
    }
  }

  private void check(@Nullable Definition parent, String condition) {
    Definition type = schema.type(condition);
    if (parent == null
        || type == null
        || !parent.kind().isComposite()
        || !type.kind().isComposite()) {
      return;
    }
    Set<String> here = schema.typesOf(parent);
    if (schema.possibleTypes(condition).stream().noneMatch(here::contains)) {
      throw Rule.complaint("`%s` can never be `%s`".formatted(parent.name(), condition));
    }
  }
}
