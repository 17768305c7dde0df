package dev.seaworthy.engine.seal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Finds which of many texts, each of four letters or more, are in another. */
final class TextIndex {
  private static final int HEAD = 4;

  private final Map<String, String> values;
  private final Map<String, List<String>> byHead = new HashMap<>();

  /**
   * @param values what is told of each text when it is found
   */
  TextIndex(Map<String, String> values) {
    this.values = Map.copyOf(values);
    values
        .keySet()
        .forEach(
            text ->
                byHead
                    .computeIfAbsent(text.substring(0, HEAD), any -> new ArrayList<>())
                    .add(text));
  }

  /** Looks for all of them in {@code text}. */
  void in(String text, Consumer<String> found) {
    for (int at = 0; !byHead.isEmpty() && at + HEAD <= text.length(); at++) {
      for (String one : byHead.getOrDefault(text.substring(at, at + HEAD), List.of())) {
        if (text.startsWith(one, at)) {
          found.accept(values.getOrDefault(one, ""));
        }
      }
    }
  }
}
