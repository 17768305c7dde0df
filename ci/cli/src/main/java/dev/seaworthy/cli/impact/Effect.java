package dev.seaworthy.cli.impact;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One thing that a change lets happen, or stops. The sentence is ours and the names are anybody's,
 * so that each format can make the names safe.
 *
 * @param sentence with {@code {}} for each name
 * @param tree the same as JSON
 */
public record Effect(String sentence, List<String> names, Map<String, Object> tree) {
  private static final String HOLE = "{}";

  public Effect {
    names = List.copyOf(names);
    tree = Map.copyOf(tree);
  }

  /**
   * The sentence.
   *
   * @param shown how a name is written
   */
  public String words(UnaryOperator<String> shown) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (String name : names) {
      int hole = sentence.indexOf(HOLE, from);
      text.append(sentence, from, hole).append(shown.apply(name));
      from = hole + HOLE.length();
    }
    return text.append(sentence, from, sentence.length()).toString();
  }
}
