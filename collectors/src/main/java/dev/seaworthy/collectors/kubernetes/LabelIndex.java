package dev.seaworthy.collectors.kubernetes;

import com.google.common.primitives.ImmutableIntArray;
import dev.seaworthy.collectors.kubernetes.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Numbered sets of labels. Those that a selector matches are sought among those that have the
 * rarest of the labels that it demands: a selector of few costs little, however many there are.
 * Equal selectors are answered once. For one thread.
 *
 * @see SelectorIndex for the other way round
 */
public final class LabelIndex {
  private final List<Map<String, String>> labels;

  /** The numbers, ascending, of those that have a label, by its key and value. */
  private final Map<String, Map<String, List<Integer>>> numbers = new HashMap<>();

  private final Map<LabelSelector, ImmutableIntArray> found = new HashMap<>();

  /** Numbers {@code labels} from 0 on. */
  public LabelIndex(List<Map<String, String>> labels) {
    this.labels = List.copyOf(labels);
    for (int i = 0; i < this.labels.size(); i++) {
      int number = i;
      this.labels
          .get(i)
          .forEach(
              (key, value) ->
                  numbers
                      .computeIfAbsent(key, one -> new HashMap<>())
                      .computeIfAbsent(value, one -> new ArrayList<>())
                      .add(number));
    }
  }

  /** The numbers of those that {@code selector} matches, ascending. */
  public ImmutableIntArray matching(LabelSelector selector) {
    return found.computeIfAbsent(selector, this::find);
  }

  private ImmutableIntArray find(LabelSelector selector) {
    Optional<List<List<Integer>>> rarest =
        selector.requirements().stream()
            .filter(Requirement::demandsLabel)
            .map(this::having)
            .min(Comparator.comparingInt(LabelIndex::size));
    IntStream candidates =
        rarest
            .map(lists -> lists.stream().flatMap(List::stream).mapToInt(one -> one).sorted())
            .orElseGet(() -> IntStream.range(0, labels.size()));
    return ImmutableIntArray.copyOf(
        candidates.filter(number -> selector.matches(labels.get(number))));
  }

  /** Those that have a label that {@code requirement} accepts, in lists without a common one. */
  private List<List<Integer>> having(Requirement requirement) {
    Map<String, List<Integer>> byValue = numbers.getOrDefault(requirement.key(), Map.of());
    return requirement.values().isEmpty()
        ? List.copyOf(byValue.values())
        : requirement.values().stream()
            .map(value -> byValue.getOrDefault(value, List.of()))
            .toList();
  }

  private static int size(List<List<Integer>> lists) {
    return lists.stream().mapToInt(List::size).sum();
  }
}
