package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Fragment;
import java.util.HashSet;
import java.util.Set;

/** Fragments are used (§5.5.1.4) by operations, at whatever length. */
final class UsedFragments implements Rule {
  private final Set<String> used = new HashSet<>();

  @Override
  public void spread(SpreadSite site) {
    used.add(site.spread().name());
  }

  @Override
  public void fragment(Fragment fragment) {
    // What only fragments spread is spread by one that no operation uses, which is found here.
    if (!used.contains(fragment.name())) {
      throw Rule.complaint("fragment `%s` is not used".formatted(fragment.name()));
    }
  }
}
