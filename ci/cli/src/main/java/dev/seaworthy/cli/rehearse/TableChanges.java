package dev.seaworthy.cli.rehearse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The tables whose size changed most.
 *
 * @param entries as records write them
 * @param leftOut how many more tables there are
 */
record TableChanges(List<Object> entries, int leftOut) {
  private static final int MOST = 100;

  /** What became of all tables. */
  static TableChanges between(Map<String, Long> before, Map<String, Long> after) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    List<String> sorted = new ArrayList<>(names);
    sorted.sort(
        Comparator.comparingLong(
                (String name) ->
                    Math.abs(after.getOrDefault(name, 0L) - before.getOrDefault(name, 0L)))
            .thenComparingLong(
                name -> Math.max(after.getOrDefault(name, 0L), before.getOrDefault(name, 0L)))
            .reversed()
            .thenComparing(Comparator.naturalOrder()));
    List<Object> entries = new ArrayList<>();
    for (String name : sorted.subList(0, Math.min(MOST, sorted.size()))) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("table", name);
      put(entry, "before", before.get(name));
      put(entry, "after", after.get(name));
      entries.add(entry);
    }
    return new TableChanges(entries, sorted.size() - entries.size());
  }

  private static void put(
      Map<String, Object> entry, String key, @org.jspecify.annotations.Nullable Long bytes) {
    if (bytes != null) {
      entry.put(key, bytes);
    }
  }
}
