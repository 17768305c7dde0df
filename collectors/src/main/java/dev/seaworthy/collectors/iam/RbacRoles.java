package dev.seaworthy.collectors.iam;

import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All roles that bindings may name, built-in ones included where the snapshot has none of the same
 * name. Files have no controller, so aggregated ClusterRoles are filled here: with the rules of all
 * ClusterRoles that a selector matches, through aggregated ones too, whatever cycles they form.
 */
final class RbacRoles {
  private final Map<Subject, RbacRole> roles = new LinkedHashMap<>();
  private final Map<Subject, List<RbacRule>> resolved = new HashMap<>();
  private final Map<Subject, List<RbacRole>> selected = new HashMap<>();

  RbacRoles(Collection<RbacRole> declared) {
    BuiltInRoles.all().forEach(role -> roles.put(role.subject(), role));
    declared.forEach(role -> roles.put(role.subject(), role));
  }

  Optional<RbacRole> find(Subject subject) {
    return Optional.ofNullable(roles.get(subject));
  }

  /** The rules of {@code role}, in the order of the roles they stand in. */
  List<RbacRule> rules(RbacRole role) {
    return role.aggregated()
        ? resolved.computeIfAbsent(role.subject(), subject -> aggregate(role))
        : role.rules();
  }

  /**
   * Whether an aggregated role has rules of a controller's and none of the roles they came from.
   */
  boolean isIncomplete(RbacRole role) {
    return role.aggregated() && !role.rules().isEmpty() && selected(role).isEmpty();
  }

  private List<RbacRule> aggregate(RbacRole start) {
    Set<Subject> seen = new LinkedHashSet<>(Set.of(start.subject()));
    List<RbacRule> rules = new ArrayList<>();
    Deque<RbacRole> open = new ArrayDeque<>(selected(start));
    while (!open.isEmpty()) {
      RbacRole next = open.removeFirst();
      if (seen.add(next.subject())) {
        if (next.aggregated()) {
          open.addAll(selected(next));
        } else {
          rules.addAll(next.rules());
        }
      }
    }
    return List.copyOf(rules);
  }

  private List<RbacRole> selected(RbacRole role) {
    return selected.computeIfAbsent(
        role.subject(),
        subject ->
            roles.values().stream()
                .filter(other -> other.subject().kind().equals("ClusterRole"))
                .filter(other -> !other.subject().equals(subject))
                .filter(role::selects)
                .toList());
  }
}
