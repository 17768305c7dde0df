package dev.seaworthy.collectors.network.routes;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that a rule asks of a request.
 *
 * @param matcher such as {@code Host}, as Traefik's documentation spells it
 * @param value its argument; {@code name=value} for matchers of a header or query
 * @param pattern how {@code value} is to be read
 * @param negated whether the request must not have it
 */
record Constraint(String matcher, String value, Pattern pattern, boolean negated)
    implements Comparable<Constraint> {
  /** How a value is to be read. */
  enum Pattern {
    /** As it stands. */
    LITERAL,
    /** As a regular expression of RE2's syntax. */
    REGEX,
    /** With {@code {name}} or {@code {name:expression}} in it, the way of Traefik 2. */
    TEMPLATE
  }

  private static final Comparator<Constraint> ORDER =
      Comparator.comparing(Constraint::matcher)
          .thenComparing(Constraint::value)
          .thenComparing(Constraint::negated);

  @Override
  public int compareTo(Constraint other) {
    return ORDER.compare(this, other);
  }

  /** As evidence shows it. */
  Map<String, Object> toTree() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("matcher", matcher);
    tree.put("value", value);
    if (negated) {
      tree.put("negated", true);
    }
    if (pattern == Pattern.REGEX) {
      tree.put("regex", true);
    }
    String prefix = prefix();
    if (!prefix.isEmpty()) {
      tree.put("prefix", prefix);
    }
    return tree;
  }

  /** The text that everything matched begins with; empty where none is certain. */
  private String prefix() {
    return switch (pattern) {
      case LITERAL -> "";
      case REGEX -> LiteralPrefix.of(value);
      case TEMPLATE -> value.substring(0, value.indexOf('{'));
    };
  }
}
