package dev.seaworthy.collectors.tls;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * The hosts of a Traefik rule: the arguments of each {@code Host} that no {@code !} turns round.
 * Patterns of {@code HostRegexp} are not hosts.
 */
final class HostRule {
  private final String rule;
  private final List<String> hosts = new ArrayList<>();
  private final Deque<Boolean> negations = new ArrayDeque<>();
  private int at;

  private HostRule(String rule) {
    this.rule = rule;
  }

  static List<String> hosts(String rule) {
    HostRule reader = new HostRule(rule);
    reader.read();
    return reader.hosts.stream().distinct().toList();
  }

  private void read() {
    boolean negated = false;
    StringBuilder word = new StringBuilder();
    while (at < rule.length()) {
      char c = rule.charAt(at++);
      if (Character.isLetterOrDigit(c)) {
        word.append(c);
        continue;
      }
      if (c == '(') {
        boolean outer = !negations.isEmpty() && negations.peek();
        if (word.isEmpty()) {
          negations.push(outer ^ negated);
        } else {
          arguments(word.toString().equalsIgnoreCase("Host") && !(outer ^ negated));
        }
        negated = false;
      } else if (c == ')' && !negations.isEmpty()) {
        negations.pop();
      } else if (c == '!') {
        negated = !negated;
      }
      word.setLength(0);
    }
  }

  /** Passes over a matcher's arguments, quoted in any of Traefik's three ways. */
  private void arguments(boolean wanted) {
    while (at < rule.length()) {
      char c = rule.charAt(at++);
      if (c == ')') {
        return;
      }
      if (c == '`' || c == '"' || c == '\'') {
        int end = rule.indexOf(c, at);
        if (end < 0) {
          at = rule.length();
          return;
        }
        if (wanted) {
          hosts.add(rule.substring(at, end).toLowerCase(Locale.ROOT));
        }
        at = end + 1;
      }
    }
  }
}
