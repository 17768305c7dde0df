package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What two states allow somebody otherwise. A right is compared by what it allows, not by how it is
 * written: {@code get} in a rule for {@code *} is no other than {@code get} in a rule of its own.
 * What a group's bindings change is told of the group, not of each member.
 */
public final class PermissionsDiff {
  /** What gives a right. */
  public record Giver(Subject binding, Subject role) implements Comparable<Giver> {
    @Override
    public int compareTo(Giver other) {
      int byBinding = binding.compareTo(other.binding);
      return byBinding != 0 ? byBinding : role.compareTo(other.role);
    }

    @Override
    public String toString() {
      return binding + " gives " + role;
    }
  }

  /**
   * Verbs on one resource or URL that differ in the same way.
   *
   * @param object what they are for
   * @param before what gave them; empty where nothing did
   * @param after what gives them; empty where nothing does
   */
  public record Change(
      RightsDiff.Kind kind,
      PermissionAtom.Target object,
      SortedSet<String> verbs,
      List<Giver> before,
      List<Giver> after) {}

  private static final int MOST_RIGHTS = 1_000_000;

  private final RbacPermissions before;
  private final RbacPermissions after;
  private final List<Gap> gaps = new ArrayList<>();
  private final GrantBudget budget = new GrantBudget(MOST_RIGHTS);

  public PermissionsDiff(RbacPermissions before, RbacPermissions after) {
    this.before = before;
    this.after = after;
  }

  /** Everyone whom either state names; sorted. */
  public List<RbacIdentity> identities() {
    SortedSet<RbacIdentity> all = new TreeSet<>(before.identities());
    all.addAll(after.identities());
    return List.copyOf(all);
  }

  /**
   * What differs for {@code identity}; sorted.
   *
   * @param withGroups whether what its groups hold counts as its own
   */
  public List<Change> of(RbacIdentity identity, boolean withGroups) {
    Side old = new Side(before, identity, withGroups);
    Side next = new Side(after, identity, withGroups);
    SortedMap<PermissionAtom.Key, Change> changes = new TreeMap<>();
    RightsDiff.compare(
        changed(old, next),
        changed(next, old),
        old,
        next,
        (kind, atom, was, now) -> add(changes, atom, kind, was, now));
    return List.copyOf(changes.values());
  }

  /** Everything that stands in the way of the whole truth, in either state. */
  public List<Gap> gaps() {
    return Stream.of(before.gaps(), after.gaps(), gaps)
        .flatMap(List::stream)
        .distinct()
        .sorted(Gap.ORDER)
        .toList();
  }

  private SortedSet<PermissionAtom> changed(Side one, Side other) {
    SortedSet<PermissionAtom> atoms = new TreeSet<>();
    for (RbacPermission permission : one.changedFrom(other)) {
      long count = PermissionAtom.count(permission.rule());
      if (budget.admits(
          (int) Math.min(count, Integer.MAX_VALUE), problem -> refused(problem, permission))) {
        atoms.addAll(PermissionAtom.of(permission));
      }
    }
    return atoms;
  }

  private void refused(Problem problem, RbacPermission permission) {
    Location at = permission.boundAt();
    Source source = new Source(IamCollector.NAME, at.file(), 0);
    gaps.add(new Gap(problem, source, at, List.of(EvidenceKinds.PRINCIPAL)));
  }

  private static void add(
      Map<PermissionAtom.Key, Change> changes,
      PermissionAtom atom,
      RightsDiff.Kind kind,
      SortedSet<Giver> before,
      SortedSet<Giver> after) {
    PermissionAtom.Key key =
        new PermissionAtom.Key(kind, atom.target(), before.toString(), after.toString());
    changes
        .computeIfAbsent(
            key,
            one ->
                new Change(
                    kind, atom.target(), new TreeSet<>(), List.copyOf(before), List.copyOf(after)))
        .verbs()
        .add(atom.verb());
  }

  /** What one state allows one identity. */
  private static final class Side implements RightsDiff.Side<PermissionAtom, Giver> {
    private final List<RbacPermission> held;
    private final List<RbacPermission> own = new ArrayList<>();
    private final Set<List<Object>> keys = new HashSet<>();

    Side(RbacPermissions permissions, RbacIdentity identity, boolean withGroups) {
      this.held = permissions.of(identity);
      Subject subject = identity.subject();
      for (RbacPermission permission : held) {
        keys.add(key(permission));
        if (withGroups || permission.through().equals(subject)) {
          own.add(permission);
        }
      }
    }

    /** What the other state does not have word for word. */
    List<RbacPermission> changedFrom(Side other) {
      return own.stream().filter(permission -> !other.keys.contains(key(permission))).toList();
    }

    @Override
    public boolean allows(PermissionAtom atom) {
      return held.stream().anyMatch(permission -> permission.allows(atom.request()));
    }

    @Override
    public SortedSet<Giver> givers(PermissionAtom atom) {
      SortedSet<Giver> givers = new TreeSet<>();
      held.stream()
          .filter(permission -> permission.allows(atom.request()))
          .forEach(permission -> givers.add(new Giver(permission.binding(), permission.role())));
      return givers;
    }

    private static List<Object> key(RbacPermission permission) {
      RbacRule rule = permission.rule();
      return List.of(
          permission.binding(),
          permission.role(),
          rule.verbs(),
          rule.apiGroups(),
          rule.resources(),
          rule.names(),
          rule.urls());
    }
  }
}
