package dev.seaworthy.cli.check;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.NotApplicable;
import dev.seaworthy.engine.policy.Waiver;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a descriptor or a file of waivers asks for and does not get.
 *
 * @param waivers that excuse nothing, wherever they stand
 * @param notApplicable declarations that take no control away
 * @param parameters values that stand instead of the descriptor's, by name; empty for the default
 */
public record Unheeded(
    Set<Waiver> waivers,
    Set<NotApplicable> notApplicable,
    Map<String, Optional<CanonicalJson>> parameters) {
  public static final Unheeded NOTHING = new Unheeded(Set.of(), Set.of(), Map.of());

  public Unheeded {
    waivers = Set.copyOf(waivers);
    notApplicable = Set.copyOf(notApplicable);
    parameters = Map.copyOf(parameters);
  }

  /** The values of a descriptor as they count. */
  Map<String, CanonicalJson> values(Map<String, CanonicalJson> declared) {
    Map<String, CanonicalJson> values = new TreeMap<>(declared);
    parameters.forEach(
        (name, value) ->
            value.ifPresentOrElse(one -> values.put(name, one), () -> values.remove(name)));
    return values;
  }
}
