package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.iam.AwsActions.Level;
import dev.seaworthy.engine.evidence.Problem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the actions that statements name stand for, by the table of {@link AwsActions}: how many a
 * pattern matches, and of which levels; and what matches none. Statements that name single actions
 * which the table has need no more words.
 */
final class AwsExpansions {
  /** Actions that patterns are held against: a second or two. */
  private static final long MOST_MATCHES = 30_000_000;

  /** AWS takes no policy that would have more; the rest of a hostile one is counted only. */
  private static final int MOST_TOLD = 50;

  private static final int MOST_NAMES = 5;

  /** Rights over rights come first. */
  private static final Comparator<String> IDENTITY_FIRST =
      Comparator.<String, Boolean>comparing(name -> !name.startsWith("iam:"))
          .thenComparing(Comparator.naturalOrder());

  /**
   * What of a statement its expansion depends on.
   *
   * @param isWide whether it allows and reaches more than named resources, so that it matters how
   *     much it allows
   */
  private record Names(List<String> patterns, boolean isAllBut, boolean isWide) {
    static Names of(AwsStatement statement) {
      boolean isAllBut = !statement.notActions().isEmpty();
      boolean isEverywhere =
          statement.resources().contains("*") || !statement.notResources().isEmpty();
      return new Names(
          isAllBut ? statement.notActions() : statement.actions(),
          isAllBut,
          statement.effect().equals("allow") && (isEverywhere || isAllBut));
    }

    boolean isCounted(String pattern) {
      return isWide && !isAllBut && !Wildcard.isLiteral(pattern);
    }
  }

  private final AwsActions table = AwsActions.known();
  private final Effort effort = new Effort(MOST_MATCHES);
  private final Map<Names, Optional<Map<String, Object>>> known = new HashMap<>();
  private boolean told;

  /**
   * As evidence tells it; empty where every name is an action of the table.
   *
   * @param refused is told once if there are too many patterns to look at all
   */
  Optional<Map<String, Object>> of(AwsStatement statement, Consumer<Problem> refused) {
    Optional<Map<String, Object>> found =
        known.computeIfAbsent(Names.of(statement), this::expansion);
    if (effort.isSpent() && !told) {
      told = true;
      refused.accept(IamProblems.tooManyPatterns(MOST_MATCHES));
    }
    return found;
  }

  private Optional<Map<String, Object>> expansion(Names names) {
    List<Map<String, Object>> patterns = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    BitSet named = new BitSet();
    for (String pattern : names.patterns()) {
      BitSet matched = new BitSet();
      boolean any = table.match(pattern, matched, effort);
      if (effort.isSpent()) {
        return Optional.empty();
      }
      named.or(matched);
      if (!any) {
        unknown.add(pattern);
      } else if (names.isCounted(pattern) && patterns.size() < MOST_TOLD) {
        patterns.add(summary(pattern, matched));
      }
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    if (names.isAllBut() && names.isWide()) {
      BitSet rest = table.all();
      rest.andNot(named);
      tree.put("allBut", summary("", rest));
    } else if (!patterns.isEmpty()) {
      tree.put("patterns", patterns);
    }
    if (!unknown.isEmpty()) {
      tree.put("unknown", List.copyOf(unknown.subList(0, Math.min(unknown.size(), MOST_TOLD))));
      tree.put("unknownCount", unknown.size());
    }
    if (!tree.isEmpty()) {
      tree.put("table", table.date());
    }
    return Optional.of(tree).filter(one -> !one.isEmpty());
  }

  private Map<String, Object> summary(String pattern, BitSet matched) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (!pattern.isEmpty()) {
      tree.put("pattern", pattern);
    }
    tree.put("actions", matched.cardinality());
    tree.put("levels", levels(matched));
    List<String> such = such(matched);
    if (!such.isEmpty()) {
      tree.put("such", such);
    }
    return tree;
  }

  /** How many there are of each level that there are any of. */
  private Map<String, Object> levels(BitSet matched) {
    Map<Level, Integer> counts = new EnumMap<>(Level.class);
    matched.stream().forEach(action -> counts.merge(table.level(action), 1, Integer::sum));
    Map<String, Object> levels = new LinkedHashMap<>();
    counts.forEach((level, count) -> levels.put(level.id(), count));
    return levels;
  }

  private List<String> such(BitSet matched) {
    return matched.stream()
        .filter(action -> table.level(action) == Level.PERMISSIONS_MANAGEMENT)
        .mapToObj(table::name)
        .sorted(IDENTITY_FIRST)
        .limit(MOST_NAMES)
        .toList();
  }
}
