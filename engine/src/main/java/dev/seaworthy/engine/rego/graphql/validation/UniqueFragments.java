package dev.seaworthy.engine.rego.graphql.validation;

import dev.seaworthy.engine.rego.graphql.ast.Fragment;
import java.util.HashSet;
import java.util.Set;

/** No two fragments have one name (§5.5.1.1). */
final class UniqueFragments implements Rule {
  private final Set<String> seen = new HashSet<>();

  @Override
  public void fragment(Fragment fragment) {
    if (!seen.add(fragment.name())) {
      throw Rule.complaint("fragment `%s` is defined twice".formatted(fragment.name()));
    }
  }
}
