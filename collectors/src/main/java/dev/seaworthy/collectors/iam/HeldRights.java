package dev.seaworthy.collectors.iam;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rights of one holder that may lead further. */
final class HeldRights {
  /** Which rights each rule has; rules are shared by many holders. */
  static final class Catalogue {
    private final IdentityHashMap<RbacRule, Set<EscalationRight>> known = new IdentityHashMap<>();

    Set<EscalationRight> of(RbacRule rule) {
      return known.computeIfAbsent(rule, Catalogue::rights);
    }

    private static Set<EscalationRight> rights(RbacRule rule) {
      Set<EscalationRight> rights = EnumSet.noneOf(EscalationRight.class);
      for (EscalationRight right : EscalationRight.values()) {
        if (right.in(rule, "").isPresent()) {
          rights.add(right);
        }
      }
      return rights;
    }
  }

  private final Map<EscalationRight, List<HeldRule>> held = new EnumMap<>(EscalationRight.class);

  HeldRights(Catalogue catalogue, List<HeldRule> rules) {
    for (HeldRule rule : rules) {
      for (EscalationRight right : catalogue.of(rule.rule())) {
        if (rule.namespace().isEmpty() || !right.isAcrossCluster()) {
          held.computeIfAbsent(right, key -> new ArrayList<>()).add(rule);
        }
      }
    }
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  List<HeldRule> of(EscalationRight right) {
    return held.getOrDefault(right, List.of());
  }

  /** The uses of {@code right}, each where its rule holds. */
  Stream<EscalationHop.Use> uses(EscalationRight right) {
    return of(right).stream()
        .flatMap(
            rule ->
                right.in(rule.rule(), rule.namespace()).stream()
                    .map(request -> EscalationHop.Use.of(rule, request)));
  }

  /**
   * The first rule that allows {@code right} in one name space.
   *
   * @param name empty for any object
   */
  Optional<EscalationHop.Use> use(EscalationRight right, String namespace, String name) {
    return of(right).stream()
        .filter(rule -> rule.reaches(namespace))
        .flatMap(
            rule ->
                right.in(rule.rule(), namespace, name).stream()
                    .map(request -> EscalationHop.Use.of(rule, request)))
        .findFirst();
  }

  /** As {@link #use}, for any object or for the first that the rule names. */
  Optional<EscalationHop.Use> anyUse(EscalationRight right, String namespace) {
    return of(right).stream()
        .filter(rule -> rule.reaches(namespace))
        .flatMap(
            rule ->
                right.in(rule.rule(), namespace).stream()
                    .map(request -> EscalationHop.Use.of(rule, request)))
        .findFirst();
  }
}
