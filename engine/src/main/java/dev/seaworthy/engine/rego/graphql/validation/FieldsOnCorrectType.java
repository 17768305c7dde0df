package dev.seaworthy.engine.rego.graphql.validation;

/** A field is one of the type that it is selected of (§5.3.1). */
final class FieldsOnCorrectType implements Rule {
  @Override
  public void field(FieldSite site) {
    if (site.parent() != null && site.definition() == null) {
      throw Rule.complaint(
          "type `%s` has no field `%s`".formatted(site.parent().name(), site.field().name()));
    }
  }
}
