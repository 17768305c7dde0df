package dev.seaworthy.collectors.iam;

import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What rights in AWS come to together, by the table of {@link AwsActions}: a pattern is held where
 * all actions that it stands for are, by whatever statements.
 */
final class AwsRights {
  /**
   * Actions that a change is about.
   *
   * @param count how many there are; none where no action of the table matches
   * @param names some of them, those first that change who may do what
   * @param table the day of the table
   */
  record Actions(int count, List<String> names, String table) {
    Map<String, Object> toTree() {
      return Map.of("count", count, "names", names, "table", table);
    }

    String inWords() {
      String number =
          switch (count) {
            case 0 -> "no action";
            case 1 -> "1 action";
            default -> count + " actions";
          };
      String some = names.isEmpty() ? "" : ": " + String.join(", ", names);
      String more = count > names.size() ? " and %d more".formatted(count - names.size()) : "";
      return "%s of AWS on %s%s%s".formatted(number, table, some, more);
    }
  }

  /** What must be the same for actions to count together. */
  private record Place(boolean denies, RoleRight.Words resource, String scope, String condition) {
    static Place of(RoleRight right) {
      return new Place(right.denies(), right.resource(), right.scope(), right.condition());
    }

    boolean covers(RoleRight right) {
      return denies == right.denies()
          && scope.equals(right.scope())
          && (condition.isEmpty() || condition.equals(right.condition()))
          && resource.covers(right.resource());
    }
  }

  private static final AwsActions TABLE = AwsActions.known();
  private static final int MOST_NAMES = 8;

  /** Sets of bits that are held in memory at once; each takes up to 3 KB. */
  private static final int MOST_PLACES = 20_000;

  private final Map<Place, BitSet> held = new LinkedHashMap<>();
  private final Effort effort;

  /**
   * @param effort bounds the actions that are looked at; once it is spent nothing said is whole
   */
  AwsRights(Effort effort) {
    this.effort = effort;
  }

  void add(RoleRight right) {
    if (held.size() >= MOST_PLACES) {
      effort.exhaust();
    }
    if (!effort.isSpent()) {
      held.computeIfAbsent(Place.of(right), place -> new BitSet()).or(actions(right));
    }
  }

  /** The actions that {@code right} stands for. */
  BitSet actions(RoleRight right) {
    BitSet named = new BitSet();
    effort.spend(right.action().patterns().size());
    right.action().patterns().forEach(pattern -> TABLE.match(pattern, named, effort));
    if (!right.action().isAllBut()) {
      return named;
    }
    BitSet rest = TABLE.all();
    rest.andNot(named);
    return rest;
  }

  /** The actions of {@code right} that nothing held gives. */
  BitSet missing(RoleRight right) {
    BitSet missing = actions(right);
    for (Map.Entry<Place, BitSet> one : held.entrySet()) {
      if (missing.isEmpty() || !effort.spend(1)) {
        return missing;
      }
      if (one.getKey().covers(right)) {
        missing.andNot(one.getValue());
      }
    }
    return missing;
  }

  /** Whether all actions that {@code right} stands for are held; not where it stands for none. */
  boolean covers(RoleRight right) {
    return !actions(right).isEmpty() && missing(right).isEmpty();
  }

  /** Whether {@code one} gives some of the actions of {@code right}. */
  boolean adds(RoleRight one, RoleRight right) {
    return Place.of(one).covers(right) && actions(one).intersects(actions(right));
  }

  /** {@code actions} for people; empty where {@code right} names one action, which is known. */
  static Optional<Actions> told(RoleRight right, BitSet actions) {
    boolean isOne =
        !right.action().isAllBut() && Wildcard.isLiteral(right.action().patterns().get(0));
    return isOne && !actions.isEmpty()
        ? Optional.empty()
        : Optional.of(new Actions(actions.cardinality(), names(actions), TABLE.date()));
  }

  private static List<String> names(BitSet actions) {
    return actions.stream()
        .boxed()
        .sorted(
            Comparator.<Integer, AwsActions.Level>comparing(TABLE::level)
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST_NAMES)
        .map(TABLE::name)
        .toList();
  }
}
