package dev.seaworthy.engine.rego.graphql.validation;

/** Directives are defined (§5.7.1), and used where they may be (§5.7.2). */
final class KnownDirectives implements Rule {
  @Override
  public void directive(DirectiveSite site) {
    String name = site.directive().name();
    if (site.definition() == null) {
      throw Rule.complaint("directive `@%s` is not defined".formatted(name));
    }
    if (!site.definition().locations().contains(site.location())) {
      throw Rule.complaint("directive `@%s` cannot be used on %s".formatted(name, site.location()));
    }
  }
}
