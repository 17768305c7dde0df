package dev.seaworthy.cli.impact;

import dev.seaworthy.engine.policy.Doubt;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One part of an impact.
 *
 * @param id {@code network}, {@code permissions} or {@code bundles}
 * @param title for people
 * @param effects by sort, the worst first
 * @param gaps what may hide more, on either side
 */
public record Part(String id, String title, List<Effects> effects, List<Doubt> gaps) {
  private static final int MOST_GAPS = 100;

  public Part {
    effects = List.copyOf(effects);
    gaps = List.copyOf(gaps);
  }

  /** Each gap once. */
  static List<Doubt> distinct(Stream<Doubt> gaps) {
    return gaps.distinct().sorted(Doubt.ORDER).toList();
  }

  Part with(Collection<Doubt> more) {
    return new Part(id, title, effects, distinct(Stream.concat(gaps.stream(), more.stream())));
  }

  public boolean isComplete() {
    return gaps.isEmpty();
  }

  /** Whether nothing differs, for all that is known. */
  public boolean isEmpty() {
    return effects.stream().allMatch(one -> one.count() == 0);
  }

  Map<String, Object> toTree() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("complete", isComplete());
    tree.put("gapCount", (long) gaps.size());
    tree.put("gaps", gaps.stream().limit(MOST_GAPS).map(Doubt::toTree).toList());
    effects.forEach(one -> tree.put(one.id(), one.toTree()));
    return tree;
  }
}
