package dev.seaworthy.collectors.odoo;

import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stored fields that a Python file declares on models, each as {@code model field Type}. The
 * source is looked at and never executed, so that what is made while it runs is not seen. A field
 * that is computed or related and not stored has no column, nor has a {@code One2many}, nor what a
 * wizard or an abstract model declares.
 */
final class StoredFields {
  private static final Pattern CLASS =
      Pattern.compile("^class\\s+\\w+\\s*\\(([^)]{0,200})\\)\\s*:", Pattern.MULTILINE);
  private static final Pattern NAME =
      Pattern.compile("^ {4}_name\\s*=\\s*['\"]([\\w.]+)['\"]", Pattern.MULTILINE);
  private static final Pattern INHERIT =
      Pattern.compile("^ {4}_inherit\\s*=\\s*[\\[(]?\\s*['\"]([\\w.]+)['\"]", Pattern.MULTILINE);
  private static final Pattern FIELD =
      Pattern.compile(
          "^ {4}(\\w+)\\s*(?::[^=\\n]{1,100})?=\\s*fields\\.(\\w+)\\s*\\(", Pattern.MULTILINE);
  private static final Pattern DERIVED = Pattern.compile("\\b(?:compute|related)\\s*=");
  private static final Pattern STORED = Pattern.compile("\\bstore\\s*=\\s*True\\b");
  private static final Pattern NOT_STORED = Pattern.compile("\\bstore\\s*=\\s*False\\b");
  private static final Set<String> WITHOUT_COLUMN = Set.of("One2many");

  private StoredFields() {}

  /** Those of a file. */
  static SortedSet<String> in(String source) {
    SortedSet<String> found = new TreeSet<>();
    Matcher classes = CLASS.matcher(source);
    int start = -1;
    String bases = "";
    while (classes.find()) {
      add(source, start, classes.start(), bases, found);
      start = classes.end();
      bases = classes.group(1);
    }
    add(source, start, source.length(), bases, found);
    return found;
  }

  private static void add(
      String source, int start, int end, String bases, SortedSet<String> found) {
    if (start < 0 || bases.contains("TransientModel") || bases.contains("AbstractModel")) {
      return;
    }
    String body = source.substring(start, end);
    Optional<String> model = first(NAME, body).or(() -> first(INHERIT, body));
    if (model.isEmpty()) {
      return;
    }
    Matcher fields = FIELD.matcher(body);
    while (fields.find()) {
      String type = fields.group(2);
      if (!WITHOUT_COLUMN.contains(type) && isStored(arguments(body, fields.end()))) {
        found.add("%s %s %s".formatted(model.get(), fields.group(1), type));
      }
    }
  }

  private static boolean isStored(String arguments) {
    return !NOT_STORED.matcher(arguments).find()
        && (!DERIVED.matcher(arguments).find() || STORED.matcher(arguments).find());
  }

  /** What stands between the parentheses, without the text of strings. */
  private static String arguments(String body, int from) {
    StringBuilder plain = new StringBuilder();
    int depth = 1;
    int at = from;
    while (at < body.length() && depth > 0) {
      char next = body.charAt(at);
      if (next == '\'' || next == '"') {
        at = afterString(body, at);
        continue;
      }
      if (next == '#') {
        int line = body.indexOf('\n', at);
        at = line < 0 ? body.length() : line;
        continue;
      }
      depth += next == '(' ? 1 : next == ')' ? -1 : 0;
      plain.append(next);
      at++;
    }
    return plain.toString();
  }

  private static int afterString(String body, int start) {
    char quote = body.charAt(start);
    String three = String.valueOf(quote).repeat(3);
    String end = body.startsWith(three, start) ? three : String.valueOf(quote);
    int at = start + end.length();
    while (at < body.length() && !body.startsWith(end, at)) {
      at += body.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(body.length(), at + end.length());
  }

  private static Optional<String> first(Pattern pattern, String body) {
    Matcher matcher = pattern.matcher(body);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
