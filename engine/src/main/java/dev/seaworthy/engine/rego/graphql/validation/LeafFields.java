package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Definition;
import dev.seaworthy.engine.rego.graphql.schema.Schema;

/** What has fields is asked for some, what has none for none (§5.3.3). */
final class LeafFields implements Rule {
  private final Schema schema;

  LeafFields(Schema schema) {
    this.schema = schema;
  }

  @Override
  public void field(FieldSite site) {
    Definition type = site.definition() == null ? null : schema.type(site.definition().type());
    if (type == null) {
      return;
    }
    boolean hasSelections = !site.field().selections().isEmpty();
    if (type.kind().isLeaf() == hasSelections) {
      throw Rule.complaint(
          (hasSelections
                  ? "field `%s` has type `%s`, of which nothing can be selected"
                  : "of field `%s` of type `%s` something must be selected")
              .formatted(site.field().name(), type.name()));
    }
  }
}
