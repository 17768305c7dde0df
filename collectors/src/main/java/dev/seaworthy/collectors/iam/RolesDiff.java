package dev.seaworthy.collectors.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What two states of one system allow each principal otherwise, by what the rights are and not by
 * how they are written. Of Kubernetes {@link PermissionsDiff} tells it, which knows its rules.
 */
public final class RolesDiff {
  /**
   * A right that differs.
   *
   * @param before what gave it; empty where nothing did
   * @param after what gives it; empty where nothing does
   * @param place where what gives it stands, or what gave it; empty where it is not told
   * @param actions which of the actions of AWS that a pattern stands for differ; empty where the
   *     right itself says it
   */
  public record Change(
      RightsDiff.Kind kind,
      RoleRight right,
      SortedSet<String> before,
      SortedSet<String> after,
      Optional<JsonNode> place,
      Optional<AwsRights.Actions> actions) {

    /** As JSON, without whom it is about. */
    public Map<String, Object> toTree() {
      Map<String, Object> tree = new LinkedHashMap<>(right.toTree());
      tree.put("before", before);
      tree.put("after", after);
      place.ifPresent(at -> tree.put("source", at));
      actions.ifPresent(one -> tree.put("actions", one.toTree()));
      return tree;
    }

    /** In words, which of the actions that a pattern stands for differ; empty where it says it. */
    public Optional<String> actionsInWords() {
      return actions.map(AwsRights.Actions::inWords);
    }
  }

  /** Comparisons of one right with another before it is given up. */
  private static final long MOST_CHECKS = 50_000_000;

  /** Actions of AWS that patterns are held against before it is given up. */
  private static final long MOST_MATCHES = 30_000_000;

  private static final List<Evidence> NOBODY = List.of();

  private final String system;
  private final SortedMap<Subject, List<Evidence>> before = new TreeMap<>();
  private final SortedMap<Subject, List<Evidence>> after = new TreeMap<>();
  private final SortedMap<Subject, List<Change>> changes = new TreeMap<>();
  private final Effort effort = new Effort(MOST_MATCHES);
  private long checks;

  /** Compares the principals of {@code system} among what two states hold. */
  public RolesDiff(
      String system, List<? extends Observation> before, List<? extends Observation> after) {
    this.system = system;
    sort(principals(before, system), this.before);
    sort(principals(after, system), this.after);
    SortedSet<Subject> all = new TreeSet<>(this.before.keySet());
    all.addAll(this.after.keySet());
    all.forEach(this::compare);
  }

  /** The systems whose principals are among {@code observations}, without Kubernetes. */
  public static SortedSet<String> systems(List<? extends Observation> observations) {
    SortedSet<String> systems = new TreeSet<>();
    principals(observations).forEach(one -> systems.add(system(one)));
    systems.remove("kubernetes");
    return systems;
  }

  /** The comparisons of all systems of which either snapshot holds principals. */
  public static List<RolesDiff> all(Snapshot before, Snapshot after) {
    SortedSet<String> systems = systems(before.evidence());
    systems.addAll(systems(after.evidence()));
    return systems.stream()
        .map(system -> new RolesDiff(system, before.evidence(), after.evidence()))
        .toList();
  }

  public String system() {
    return system;
  }

  /** What differs, by principal; sorted. */
  public SortedMap<Subject, List<Change>> changes() {
    return changes;
  }

  /** Whether there were too many rights to compare all of them. */
  public boolean isCutOff() {
    return checks > MOST_CHECKS || effort.isSpent();
  }

  /** That not all was compared; empty where it was. */
  public Optional<Gap> gap() {
    return isCutOff()
        ? Optional.of(
            new Gap(
                IamProblems.comparisonTooLarge(system, mostChecks()),
                new Source(IamCollector.NAME, system, 0),
                Location.of(""),
                List.of(EvidenceKinds.ROLE_COMPARISON)))
        : Optional.empty();
  }

  static int mostChecks() {
    return (int) MOST_CHECKS;
  }

  List<Map<String, Object>> toTree() {
    List<Map<String, Object>> tree = new ArrayList<>();
    changes.forEach((subject, found) -> found.forEach(change -> tree.add(tree(subject, change))));
    return tree;
  }

  /** One change as JSON, with whom it is about. */
  private static Map<String, Object> tree(Subject subject, Change change) {
    Map<String, Object> tree = new LinkedHashMap<>(change.toTree());
    tree.put("type", subject.kind());
    tree.put("principal", subject.name());
    subject.namespaceIfAny().ifPresent(namespace -> tree.put("namespace", namespace));
    tree.put("kind", change.kind().name().toLowerCase(Locale.ROOT));
    return tree;
  }

  /** The principals of {@code system} among {@code observations}; in their order. */
  static Stream<Evidence> principals(List<? extends Observation> observations, String system) {
    return principals(observations).filter(one -> system(one).equals(system));
  }

  private static Stream<Evidence> principals(List<? extends Observation> observations) {
    return Evidence.in(observations).filter(one -> one.kind().equals(EvidenceKinds.PRINCIPAL));
  }

  private static String system(Evidence principal) {
    return principal.content().node().path("system").asText();
  }

  private static void sort(Stream<Evidence> principals, Map<Subject, List<Evidence>> sorted) {
    principals.forEach(
        one -> sorted.computeIfAbsent(one.subject(), subject -> new ArrayList<>()).add(one));
  }

  private void compare(Subject subject) {
    List<Evidence> was = before.getOrDefault(subject, NOBODY);
    List<Evidence> is = after.getOrDefault(subject, NOBODY);
    if (isSame(was, is) || isCutOff()) {
      return;
    }
    RoleSide old = new RoleSide(was, effort);
    RoleSide next = new RoleSide(is, effort);
    SortedSet<RoleRight> gone = old.changedFrom(next);
    SortedSet<RoleRight> come = next.changedFrom(old);
    checks += 2L * (gone.size() + come.size()) * (old.rights().size() + next.rights().size());
    if (isCutOff()) {
      return;
    }
    List<Change> found = new ArrayList<>();
    RightsDiff.compare(
        gone,
        come,
        old,
        next,
        (kind, right, from, to) -> add(found, kind, right, from, to, old, next));
    if (!found.isEmpty()) {
      changes.put(subject, List.copyOf(found));
    }
  }

  /** A denial that is gone widens, where there is something that it took away. */
  private static void add(
      List<Change> found,
      RightsDiff.Kind kind,
      RoleRight right,
      SortedSet<String> from,
      SortedSet<String> to,
      RoleSide old,
      RoleSide next) {
    RightsDiff.Kind told = kind;
    if (right.denies()) {
      told =
          switch (kind) {
            case WIDENED -> RightsDiff.Kind.NARROWED;
            case NARROWED -> RightsDiff.Kind.WIDENED;
            case MOVED -> RightsDiff.Kind.MOVED;
          };
      if (told == RightsDiff.Kind.WIDENED && !next.isTouchedBy(right)) {
        return;
      }
    }
    Optional<JsonNode> place = next.place(right).or(() -> old.place(right));
    Change change = new Change(told, right, from, to, place, actions(kind, right, old, next));
    if (found.stream().noneMatch(one -> one.kind() == change.kind() && one.right().equals(right))) {
      found.add(change);
    }
  }

  /** Of a right that one state has whole and the other in part, what the other lacks. */
  private static Optional<AwsRights.Actions> actions(
      RightsDiff.Kind kind, RoleRight right, RoleSide old, RoleSide next) {
    if (kind == RightsDiff.Kind.MOVED || !right.isOnActionsOfAws()) {
      return Optional.empty();
    }
    RoleSide without = kind == RightsDiff.Kind.WIDENED ? old : next;
    return AwsRights.told(right, without.missing(right));
  }

  private static boolean isSame(List<Evidence> was, List<Evidence> is) {
    return was.stream()
        .map(Evidence::digest)
        .toList()
        .equals(is.stream().map(Evidence::digest).toList());
  }
}
