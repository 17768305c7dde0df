package dev.seaworthy.collectors.concealment;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells values that stand for themselves from references, paths, switches and place-holders. */
final class Literals {
  private static final Set<String> SWITCHES =
      Set.of("true", "false", "yes", "no", "none", "null", "nil");

  private static final List<String> REFERENCES =
      List.of(
          "$",
          "`",
          "<",
          "{{",
          "${",
          "%(",
          "/run/",
          "/var/",
          "/etc/",
          "/mnt/",
          "/opt/",
          "/vault/",
          "/secrets/",
          "/tmp/",
          "/home/",
          "file:",
          "vault:",
          "ref+",
          "op://",
          "arn:aws:",
          "secretref:",
          "env.",
          "os.environ",
          "process.env",
          "env(",
          "getenv(",
          "os.getenv(");

  /** `${NAME:-otherwise}`, as shells and composers write what holds if nothing else is given. */
  private static final Pattern OTHERWISE =
      Pattern.compile("(\\$\\{[A-Za-z_][A-Za-z0-9_]{0,200}:?[-=])([^{}$\"'\\s]{1,500}+)(?=\\}|$)");

  private Literals() {}

  /** What {@code secret_text.is_literal} says. */
  static boolean isLiteral(String value) {
    String plain = unquoted(value);
    return !plain.isEmpty()
        && !SWITCHES.contains(plain.toLowerCase(Locale.ROOT))
        && REFERENCES.stream().noneMatch(plain::startsWith)
        && !trim(plain, "*").isEmpty();
  }

  /** A reference, without what it holds in clear. */
  static String concealed(String reference) {
    if (!reference.contains("$")) {
      return reference;
    }
    return OTHERWISE
        .matcher(reference)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1) + (isLiteral(found.group(2)) ? Mark.TEXT : found.group(2))));
  }

  private static String unquoted(String value) {
    String stripped = value.strip();
    String plain = stripped.endsWith(",") ? stripped.substring(0, stripped.length() - 1) : stripped;
    return trim(plain.strip(), "\"'");
  }

  /** {@code text} without any of {@code characters} at its ends. */
  static String trim(String text, String characters) {
    int start = 0;
    int end = text.length();
    while (start < end && characters.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && characters.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(start, end);
  }
}
