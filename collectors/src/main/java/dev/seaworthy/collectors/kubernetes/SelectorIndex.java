package dev.seaworthy.collectors.kubernetes;

import com.google.common.primitives.ImmutableIntArray;
import dev.seaworthy.collectors.kubernetes.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Numbered selectors. Each is filed under a label that it demands, of several the one that the
 * fewest selectors demand, and tried on labels with it alone; one that demands none is tried on
 * all.
 *
 * @see LabelIndex for the other way round
 */
public final class SelectorIndex {
  /**
   * What a selector may demand.
   *
   * @param value null where any will do
   */
  private record Label(String key, @Nullable String value) {}

  private final List<LabelSelector> selectors;
  private final Map<Label, List<Integer>> filed = new HashMap<>();
  private final List<Integer> demandingNone = new ArrayList<>();

  /** Numbers {@code selectors} from 0 on. */
  public SelectorIndex(List<LabelSelector> selectors) {
    this.selectors = List.copyOf(selectors);
    Map<Label, Integer> demand = new HashMap<>();
    this.selectors.stream()
        .flatMap(SelectorIndex::demanding)
        .flatMap(requirement -> accepted(requirement).stream())
        .forEach(label -> demand.merge(label, 1, Integer::sum));
    for (int i = 0; i < this.selectors.size(); i++) {
      file(i, demand);
    }
  }

  /** The numbers of those that match {@code labels}, ascending. */
  public ImmutableIntArray matching(Map<String, String> labels) {
    Stream<List<Integer>> lists =
        labels.entrySet().stream()
            .flatMap(
                label ->
                    Stream.of(
                        new Label(label.getKey(), label.getValue()),
                        new Label(label.getKey(), null)))
            .map(label -> filed.getOrDefault(label, List.of()));
    IntStream candidates =
        Stream.concat(lists, Stream.of(demandingNone))
            .flatMap(List::stream)
            .mapToInt(number -> number);
    return ImmutableIntArray.copyOf(
        candidates.filter(number -> selectors.get(number).matches(labels)).sorted());
  }

  private void file(int number, Map<Label, Integer> demand) {
    demanding(selectors.get(number))
        .map(SelectorIndex::accepted)
        .min(Comparator.comparingInt(labels -> labels.stream().mapToInt(demand::get).sum()))
        .ifPresentOrElse(
            labels ->
                labels.forEach(
                    label -> filed.computeIfAbsent(label, one -> new ArrayList<>()).add(number)),
            () -> demandingNone.add(number));
  }

  private static Stream<Requirement> demanding(LabelSelector selector) {
    return selector.requirements().stream().filter(Requirement::demandsLabel);
  }

  /** The labels of which {@code requirement} demands one. */
  private static List<Label> accepted(Requirement requirement) {
    return requirement.values().isEmpty()
        ? List.of(new Label(requirement.key(), null))
        : requirement.values().stream().map(value -> new Label(requirement.key(), value)).toList();
  }
}
