package dev.seaworthy.collectors.network;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.LabelSelector;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A network policy without fault.
 *
 * @param selector the pods it governs, within its name space
 * @param types the directions in which it closes them
 */
public record Policy(
    Manifest manifest, Tree.Mapping spec, LabelSelector selector, Set<Direction> types) {
  private static final Tree.Mapping NO_SPEC =
      new Tree.Mapping(new Tree.Mark(0, 0), java.util.Map.of());

  /** Reads a policy in which {@link PolicyFaults} finds nothing. */
  public static Policy of(Manifest manifest, Tree.Mapping root) {
    Tree.Mapping spec = root.mapping("spec").orElse(NO_SPEC);
    LabelSelector selector =
        spec.mapping("podSelector").map(LabelSelector::of).orElse(LabelSelector.ALL);
    return new Policy(manifest, spec, selector, types(spec));
  }

  public String name() {
    return manifest.subject().name();
  }

  public String namespace() {
    return manifest.subject().namespace();
  }

  /** The rules of one direction, in order; empty where there are none. */
  public List<Tree.Mapping> rules(Direction direction) {
    return spec.items(direction.rules()).stream()
        .flatMap(rule -> rule.asMapping().stream())
        .toList();
  }

  /** Whether it closes {@code direction} for every pod of the name space and opens nothing. */
  boolean deniesAll(Direction direction) {
    return selector.matchesAll() && types.contains(direction) && rules(direction).isEmpty();
  }

  /**
   * Whether it opens {@code direction} to everyone on every port, which no other policy can undo.
   */
  boolean allowsAll(Direction direction) {
    return types.contains(direction)
        && rules(direction).stream()
            .anyMatch(
                rule -> rule.items(direction.peers()).isEmpty() && rule.items("ports").isEmpty());
  }

  /** Whether it governs every pod that {@code other} governs. */
  boolean covers(Policy other) {
    return namespace().equals(other.namespace())
        && (selector.matchesAll() || selector.equals(other.selector));
  }

  /** Egress counts without being named only if it has rules: `egress: []` alone closes nothing. */
  private static Set<Direction> types(Tree.Mapping spec) {
    List<String> named =
        spec.items("policyTypes").stream().flatMap((Tree type) -> type.asText().stream()).toList();
    if (named.isEmpty()) {
      return spec.items("egress").isEmpty()
          ? EnumSet.of(Direction.INGRESS)
          : EnumSet.allOf(Direction.class);
    }
    EnumSet<Direction> types = EnumSet.noneOf(Direction.class);
    Stream.of(Direction.values()).filter(one -> named.contains(one.type())).forEach(types::add);
    return types;
  }
}
