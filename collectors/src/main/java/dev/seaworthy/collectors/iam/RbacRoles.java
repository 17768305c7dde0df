package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.kubernetes.LabelSelector;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * All roles that bindings may name, built-in ones included where the snapshot has none of the same
 * name. Files have no controller, so aggregated ClusterRoles are filled here: with the rules of all
 * ClusterRoles that a selector matches, through aggregated ones too, whatever cycles they form.
 */
final class RbacRoles {
  private final Map<Subject, RbacRole> roles = new LinkedHashMap<>();
  private final Map<Subject, List<RbacRule>> resolved = new HashMap<>();
  private final Map<List<LabelSelector>, List<RbacRole>> selected = new HashMap<>();

  RbacRoles(Collection<RbacRole> declared) {
    BuiltInRoles.all().forEach(role -> roles.put(role.subject(), role));
    declared.forEach(role -> roles.put(role.subject(), role));
  }

  Optional<RbacRole> find(Subject subject) {
    return Optional.ofNullable(roles.get(subject));
  }

  /** The Roles of {@code namespace}. */
  List<RbacRole> in(String namespace) {
    return roles.values().stream()
        .filter(role -> role.subject().kind().equals("Role"))
        .filter(role -> role.subject().namespace().equals(namespace))
        .toList();
  }

  /**
   * The rules of {@code role}, in the order of the roles they stand in.
   *
   * @param budget pays for each role that is looked into
   * @param refused is told when the budget ends
   */
  List<RbacRule> rules(RbacRole role, GrantBudget budget, Consumer<Problem> refused) {
    if (!role.aggregated()) {
      return role.rules();
    }
    List<RbacRule> known = resolved.get(role.subject());
    if (known != null) {
      return known;
    }
    List<RbacRule> rules = aggregate(role, budget, refused);
    resolved.put(role.subject(), rules);
    return rules;
  }

  /**
   * Whether an aggregated role has rules of a controller's and none of the roles they came from.
   */
  boolean isIncomplete(RbacRole role) {
    return role.aggregated()
        && !role.rules().isEmpty()
        && selected(role).stream().allMatch(role::equals);
  }

  private List<RbacRule> aggregate(RbacRole start, GrantBudget budget, Consumer<Problem> refused) {
    Set<Subject> seen = new HashSet<>(Set.of(start.subject()));
    List<RbacRule> rules = new ArrayList<>();
    Deque<RbacRole> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      RbacRole next = open.removeFirst();
      if (!next.aggregated()) {
        rules.addAll(next.rules());
      } else if (budget.admits(selected(next).size(), refused)) {
        selected(next).stream().filter(role -> seen.add(role.subject())).forEach(open::add);
      }
    }
    return List.copyOf(rules);
  }

  private List<RbacRole> selected(RbacRole role) {
    return selected.computeIfAbsent(
        role.selectors(),
        selectors ->
            roles.values().stream()
                .filter(other -> other.subject().kind().equals("ClusterRole"))
                .filter(role::selects)
                .toList());
  }
}
