package dev.seaworthy.collectors.image;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many checks of configuration ended in which way, as {@code MisconfSummary} tells. Trivy lists
 * only failures unless it is asked for more, so what passed is known from here alone.
 */
final class CheckCounts {
  private final Map<String, Long> counts = new TreeMap<>();

  /** Adds the summary of one result; a null summary adds nothing. */
  void read(ReportStream stream) throws IOException {
    stream.object(
        field -> {
          switch (field) {
            case "Successes" -> add("successes", stream.count());
            case "Failures" -> add("failures", stream.count());
            // Only older releases knew exceptions; they hid those as newer ones hide what is
            // ignored.
            case "Exceptions" -> add("exceptions", stream.count());
            default -> {}
          }
        });
  }

  void addAll(CheckCounts other) {
    other.counts.forEach(this::add);
  }

  private void add(String outcome, long more) {
    counts.merge(outcome, more, Long::sum);
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /**
   * By {@code successes}, {@code failures} and {@code exceptions}, those that any summary names.
   */
  Map<String, Object> toTree() {
    return new TreeMap<>(counts);
  }
}
