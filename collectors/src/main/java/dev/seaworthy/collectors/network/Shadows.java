package dev.seaworthy.collectors.network;

import dev.seaworthy.collectors.kubernetes.LabelSelector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds policies without effect, where that is certain: in each of its directions another policy
 * over the same pods allows everything, so that what this one says is neither needed nor kept.
 */
final class Shadows {
  /** Where a policy is sought that allows everything. */
  private record Place(Direction direction, String namespace, LabelSelector selector) {}

  /** Those that allow everything, by name: nearly always the first hides whatever it covers. */
  private final Map<Place, List<Policy>> open = new HashMap<>();

  Shadows(List<Policy> policies) {
    for (Policy policy : policies) {
      Stream.of(Direction.values())
          .filter(policy::allowsAll)
          .map(direction -> new Place(direction, policy.namespace(), policy.selector()))
          .forEach(place -> open.computeIfAbsent(place, one -> new ArrayList<>()).add(policy));
    }
    open.values().forEach(list -> list.sort(Comparator.comparing(Policy::name)));
  }

  boolean isShadowed(Policy policy) {
    return !policy.types().isEmpty()
        && policy.types().stream()
            .allMatch(
                direction ->
                    Stream.of(LabelSelector.ALL, policy.selector())
                        .map(selector -> new Place(direction, policy.namespace(), selector))
                        .flatMap(place -> open.getOrDefault(place, List.of()).stream())
                        .anyMatch(other -> hides(other, policy, direction)));
  }

  /** Of two that both allow everything, the first by name is the one that counts. */
  private static boolean hides(Policy other, Policy policy, Direction direction) {
    if (other.manifest().equals(policy.manifest()) || !other.covers(policy)) {
      return false;
    }
    boolean mutual = policy.allowsAll(direction) && policy.covers(other);
    return !mutual || other.name().compareTo(policy.name()) < 0;
  }
}
