package dev.seaworthy.engine.rego.graphql.validation;

import java.util.HashMap;
import java.util.Map;

/** Which fragments have been compared with which. */
final class FragmentPairs {
  private final Map<String, Map<String, Boolean>> pairs = new HashMap<>();

  /**
   * Adds a pair.
   *
   * @param areExclusive whether they were compared only as what never both is in an answer, which
   *     is less than else
   * @return whether they have to be compared
   */
  boolean add(String first, String second, boolean areExclusive) {
    Boolean before = pairs.getOrDefault(first, Map.of()).get(second);
    if (before != null && (areExclusive || !before)) {
      return false;
    }
    put(first, second, areExclusive);
    put(second, first, areExclusive);
    return true;
  }

  private void put(String first, String second, boolean areExclusive) {
    pairs.computeIfAbsent(first, it -> new HashMap<>()).put(second, areExclusive);
  }
}
