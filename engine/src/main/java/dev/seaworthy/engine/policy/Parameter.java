package dev.seaworthy.engine.policy;

import dev.seaworthy.engine.json.CanonicalJson;
import java.util.List;

/**
 * A threshold or list that an organisation may set, as a bundle declares it.
 *
 * @param name {@code snake_case}
 * @param defaultValue also tells the type: a set value must be of the same JSON type
 * @param values the only values allowed; empty when any of the type is
 */
public record Parameter(
    String name, String description, CanonicalJson defaultValue, List<CanonicalJson> values) {
  public Parameter {
    values = List.copyOf(values);
  }
}
