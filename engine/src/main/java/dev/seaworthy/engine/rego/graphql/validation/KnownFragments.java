package dev.seaworthy.engine.rego.graphql.validation;

/** Fragments that are spread are defined (§5.5.2.1). */
final class KnownFragments implements Rule {
  @Override
  public void spread(SpreadSite site) {
    if (site.fragment() == null) {
      throw Rule.complaint("fragment `%s` is not defined".formatted(site.spread().name()));
    }
  }
}
