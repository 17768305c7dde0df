package dev.seaworthy.collectors.network.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Reads a rule of Traefik into its disjunctive normal form: a request matches where it meets every
 * constraint of any one alternative.
 *
 * <p>{@code &&} binds stronger than {@code ||}; {@code !} stands before a matcher or a parenthesis.
 * Negation is carried down while reading: a negated {@code ||} is an {@code &&} of negations.
 */
final class TraefikRule {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_ALTERNATIVES = 128;

  private final String rule;
  private int at;
  private int depth;

  private TraefikRule(String rule) {
    this.rule = rule;
  }

  /**
   * The alternatives of {@code rule}.
   *
   * @throws UnreadableRuleException where Traefik would refuse the rule, or where it is beyond the
   *     limits of this reader
   */
  static List<NavigableSet<Constraint>> alternatives(String rule) throws UnreadableRuleException {
    TraefikRule reader = new TraefikRule(rule);
    List<NavigableSet<Constraint>> read = reader.either(false);
    reader.blanks();
    if (reader.at < rule.length()) {
      throw reader.unexpected();
    }
    return read.stream().distinct().toList();
  }

  private List<NavigableSet<Constraint>> either(boolean negated) throws UnreadableRuleException {
    List<NavigableSet<Constraint>> read = both(negated);
    while (take("||")) {
      read = negated ? product(read, both(true)) : union(read, both(false));
    }
    return read;
  }

  private List<NavigableSet<Constraint>> both(boolean negated) throws UnreadableRuleException {
    List<NavigableSet<Constraint>> read = operand(negated);
    while (take("&&")) {
      read = negated ? union(read, operand(true)) : product(read, operand(false));
    }
    return read;
  }

  private List<NavigableSet<Constraint>> operand(boolean negated) throws UnreadableRuleException {
    if (++depth > MAX_DEPTH) {
      throw new UnreadableRuleException("is nested deeper than " + MAX_DEPTH + " levels");
    }
    List<NavigableSet<Constraint>> read;
    if (take("!")) {
      read = operand(!negated);
    } else if (take("(")) {
      read = either(negated);
      expect(")");
    } else {
      read = matcher(negated);
    }
    depth--;
    return read;
  }

  private List<NavigableSet<Constraint>> matcher(boolean negated) throws UnreadableRuleException {
    String word = word();
    expect("(");
    List<String> arguments = new ArrayList<>();
    while (!take(")")) {
      if (!arguments.isEmpty()) {
        expect(",");
      }
      arguments.add(quoted());
    }
    List<Constraint> ways =
        Matchers.read(word, arguments)
            .orElseThrow(
                () ->
                    new UnreadableRuleException(
                        "uses `%s` with %d arguments, which Traefik does not have"
                            .formatted(word, arguments.size())));
    List<NavigableSet<Constraint>> read = new ArrayList<>();
    if (negated) {
      read.add(new TreeSet<>());
      ways.forEach(
          way -> read.get(0).add(new Constraint(way.matcher(), way.value(), way.pattern(), true)));
    } else {
      ways.forEach(
          way ->
              read.add(Matchers.isAlwaysTrue(way) ? new TreeSet<>() : new TreeSet<>(List.of(way))));
    }
    return read;
  }

  private static List<NavigableSet<Constraint>> union(
      List<NavigableSet<Constraint>> left, List<NavigableSet<Constraint>> right)
      throws UnreadableRuleException {
    List<NavigableSet<Constraint>> union = new ArrayList<>(left);
    union.addAll(right);
    return bounded(union);
  }

  private static List<NavigableSet<Constraint>> product(
      List<NavigableSet<Constraint>> left, List<NavigableSet<Constraint>> right)
      throws UnreadableRuleException {
    List<NavigableSet<Constraint>> product = new ArrayList<>();
    for (NavigableSet<Constraint> one : left) {
      for (NavigableSet<Constraint> other : right) {
        NavigableSet<Constraint> all = new TreeSet<>(one);
        all.addAll(other);
        product.add(all);
      }
    }
    return bounded(product);
  }

  private static List<NavigableSet<Constraint>> bounded(List<NavigableSet<Constraint>> alternatives)
      throws UnreadableRuleException {
    if (alternatives.size() > MAX_ALTERNATIVES) {
      throw new UnreadableRuleException("has more than " + MAX_ALTERNATIVES + " alternatives");
    }
    return alternatives;
  }

  private String word() throws UnreadableRuleException {
    blanks();
    int start = at;
    while (at < rule.length() && Character.isLetterOrDigit(rule.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw unexpected();
    }
    return rule.substring(start, at);
  }

  private String quoted() throws UnreadableRuleException {
    blanks();
    char quote = at < rule.length() ? rule.charAt(at) : ' ';
    if (quote != '`' && quote != '"' && quote != '\'') {
      throw unexpected();
    }
    StringBuilder text = new StringBuilder();
    for (at++; at < rule.length(); at++) {
      char c = rule.charAt(at);
      if (c == quote) {
        at++;
        return text.toString();
      }
      // Between back quotes a backslash is itself.
      if (c == '\\' && quote != '`' && at + 1 < rule.length()) {
        c = rule.charAt(++at);
      }
      text.append(c);
    }
    throw new UnreadableRuleException("has a quote that does not end");
  }

  private boolean take(String sign) {
    blanks();
    boolean here = rule.startsWith(sign, at);
    if (here) {
      at += sign.length();
    }
    return here;
  }

  private void expect(String sign) throws UnreadableRuleException {
    if (!take(sign)) {
      throw unexpected();
    }
  }

  private void blanks() {
    while (at < rule.length() && Character.isWhitespace(rule.charAt(at))) {
      at++;
    }
  }

  private UnreadableRuleException unexpected() {
    return new UnreadableRuleException(
        at < rule.length()
            ? "has an unexpected `%s` at character %d"
                .formatted(rule.substring(at, rule.offsetByCodePoints(at, 1)), at + 1)
            : "ends too early");
  }
}
