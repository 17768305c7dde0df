package dev.seaworthy.collectors.image;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A license expression as SPDX writes it (specification 2.3, annex D): {@code +} binds first, then
 * {@code WITH}, {@code AND} and {@code OR}. It is turned into choices: who takes one of them must
 * keep to all its licenses.
 *
 * @param choices one at the least, each of one license at the least
 * @param unrecognised names in it that are neither on SPDX's list nor a reference
 */
record LicenseExpression(List<List<String>> choices, List<String> unrecognised) {
  /** Longer text is a license itself, and none of its names. */
  private static final int MAX_CHARS = 4096;

  private static final int MAX_DEPTH = 50;

  /** Expressions of packages have two or three. */
  private static final int MAX_CHOICES = 64;

  private static final Pattern TOKEN = Pattern.compile("\\s*([()]|[^\\s()]+)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.:-]+\\+?");
  private static final Pattern REFERENCE =
      Pattern.compile("(DocumentRef-[A-Za-z0-9.-]+:)?(LicenseRef|AdditionRef)-[A-Za-z0-9.-]+");
  private static final Set<String> OPERATORS = Set.of("AND", "OR", "WITH", "and", "or", "with");

  LicenseExpression {
    choices = choices.stream().map(List::copyOf).toList();
    unrecognised = List.copyOf(unrecognised);
  }

  /**
   * What {@code text} says. Text that is no expression is taken for one name.
   *
   * @param references names of the licenses that the document refers to, by their reference
   */
  static LicenseExpression of(String text, Map<String, String> references) {
    String plain = text.strip();
    if (plain.length() <= MAX_CHARS) {
      var whole = LicenseNames.id(plain);
      if (whole.isPresent()) {
        return new LicenseExpression(List.of(List.of(whole.get())), List.of());
      }
      try {
        return new Reading(plain, references).read();
      } catch (NoExpressionException e) {
        // Names such as `BSD License` have no grammar.
      }
    }
    String name = ReportStream.printable(plain);
    return new LicenseExpression(List.of(List.of(name)), List.of(name));
  }

  /** Whether {@code text} says that nothing is known, or that nobody granted anything. */
  static boolean saysNothing(String text) {
    return Set.of("", "NOASSERTION", "NONE").contains(text.strip());
  }

  private static final class NoExpressionException extends Exception {}

  /** Reads from left to right, one word ahead. */
  private static final class Reading {
    private final List<String> tokens = new ArrayList<>();
    private final Map<String, String> references;
    private final Set<String> unrecognised = new TreeSet<>();
    private int at;

    Reading(String text, Map<String, String> references) {
      this.references = references;
      Matcher matcher = TOKEN.matcher(text);
      while (matcher.find()) {
        tokens.add(matcher.group(1));
      }
    }

    LicenseExpression read() throws NoExpressionException {
      List<List<String>> choices = either(0);
      if (at < tokens.size()) {
        throw new NoExpressionException();
      }
      return new LicenseExpression(choices, List.copyOf(unrecognised));
    }

    private List<List<String>> either(int depth) throws NoExpressionException {
      Set<List<String>> choices = new LinkedHashSet<>(all(depth));
      while (takes("OR")) {
        choices.addAll(all(depth));
        limit(choices.size());
      }
      return List.copyOf(choices);
    }

    private List<List<String>> all(int depth) throws NoExpressionException {
      List<List<String>> choices = one(depth);
      while (takes("AND")) {
        choices = product(choices, one(depth));
      }
      return choices;
    }

    private static List<List<String>> product(List<List<String>> left, List<List<String>> right)
        throws NoExpressionException {
      limit(left.size() * right.size());
      Set<List<String>> both = new LinkedHashSet<>();
      for (List<String> first : left) {
        for (List<String> second : right) {
          Set<String> ids = new TreeSet<>(first);
          ids.addAll(second);
          both.add(List.copyOf(ids));
        }
      }
      return List.copyOf(both);
    }

    private static void limit(int choices) throws NoExpressionException {
      if (choices > MAX_CHOICES) {
        throw new NoExpressionException();
      }
    }

    private List<List<String>> one(int depth) throws NoExpressionException {
      if (depth > MAX_DEPTH) {
        throw new NoExpressionException();
      }
      if (takes("(")) {
        List<List<String>> inner = either(depth + 1);
        if (!takes(")")) {
          throw new NoExpressionException();
        }
        return inner;
      }
      String id = license(word());
      return List.of(List.of(takes("WITH") ? id + " WITH " + word() : id));
    }

    private String license(String word) {
      if (REFERENCE.matcher(word).matches()) {
        return LicenseNames.id(references.getOrDefault(word, word)).orElse(word);
      }
      boolean later = word.endsWith("+");
      String bare = later ? word.substring(0, word.length() - 1) : word;
      return LicenseNames.id(word)
          .or(() -> LicenseNames.id(bare).map(id -> later ? id + "+" : id))
          .orElseGet(
              () -> {
                unrecognised.add(word);
                return word;
              });
    }

    private String word() throws NoExpressionException {
      String word = at < tokens.size() ? tokens.get(at) : "";
      if (OPERATORS.contains(word) || !NAME.matcher(word).matches()) {
        throw new NoExpressionException();
      }
      at++;
      return word;
    }

    private boolean takes(String token) {
      boolean there = at < tokens.size() && tokens.get(at).equals(token);
      // Version 3 of the specification takes operators in lower case, too.
      there |=
          at < tokens.size() && tokens.get(at).equals(token.toLowerCase(java.util.Locale.ROOT));
      if (there) {
        at++;
      }
      return there;
    }
  }
}
