package dev.seaworthy.cli.cel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came of a comparison. */
final class Tally {
  final List<String> differences = new ArrayList<>();
  final Map<String, Integer> violated = new TreeMap<>();
  int refused;
  int sound;
  int violating;
  int shortened;

  @Override
  public String toString() {
    return "%d sound, %d violating %s, %d refused by the API server itself, %d shortened, %d differ%s"
        .formatted(
            sound,
            violating,
            violated,
            refused,
            shortened,
            differences.size(),
            String.join("\n", differences.subList(0, Math.min(5, differences.size()))));
  }
}
