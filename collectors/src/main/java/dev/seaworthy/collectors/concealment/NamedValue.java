package dev.seaworthy.collectors.concealment;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Conceals a value that its name tells to be a secret. */
final class NamedValue {
  /** How a header says what kind of proof follows. */
  private static final Pattern SCHEME =
      Pattern.compile("((?i:Basic|Bearer|Token|ApiKey|Digest)[ \\t]{1,9})(.*+)", Pattern.DOTALL);

  /** What servers are told to do with a header, such as in their logs. */
  private static final Set<String> TREATMENTS =
      Set.of("drop", "keep", "redact", "remove", "append", "overwrite", "required", "optional");

  /** A setting of its own within the value. */
  private static final Pattern SETTING =
      Pattern.compile(
          "\\s{0,200}[\\w.-]{1,200}(?:\\s{0,20}=\\s{0,20}[^=\\s].*+|\\s{0,20}:\\s.*+|:)");

  private static final Pattern STRUCTURE = Pattern.compile("\\s*+(?:[#;/\\[{}\\]].*+|---|)");

  private NamedValue() {}

  /** A value in one word or line. */
  static String concealedWord(String name, String value) {
    // How YAML begins a block, which is judged line by line.
    if (value.matches("[|>][+-]?[0-9]?[+-]?")) {
      return value;
    }
    if (!Literals.isLiteral(value)) {
      return Literals.concealed(value);
    }
    if (TREATMENTS.contains(value) && !SecretNames.isJudged(name)) {
      return value;
    }
    if (value.contains("environ") || value.contains("getenv")) {
      return value;
    }
    Matcher scheme = SCHEME.matcher(value);
    if (scheme.matches()) {
      return Literals.isLiteral(scheme.group(2)) ? scheme.group(1) + Mark.TEXT : value;
    }
    if (UrlPasswords.isIn(value) && value.chars().noneMatch(Character::isWhitespace)) {
      return UrlPasswords.concealed(value);
    }
    return Mark.under(name, value);
  }

  /** A value of any length; white space around it stays. */
  static String concealed(String name, String value, SecretText text) {
    String plain = value.strip();
    if (plain.contains("-----BEGIN ") && !PrivateKeys.concealed(plain).equals(plain)) {
      return text.concealed(value);
    }
    if (plain.contains("-----BEGIN CERTIFICATE-----")) {
      return text.concealed(value);
    }
    if (plain.indexOf('\n') >= 0) {
      return value
          .lines()
          .map(line -> line(name, line))
          .collect(Collectors.joining("\n", "", value.endsWith("\n") ? "\n" : ""));
    }
    if (plain.isEmpty() || Mark.isIn(plain)) {
      return text.concealed(value);
    }
    int start = value.indexOf(plain);
    String other = concealedWord(name, plain);
    return text.concealed(
        value.substring(0, start) + other + value.substring(start + plain.length()));
  }

  /** Of several lines each that is no setting; those are judged by their own names. */
  private static String line(String name, String line) {
    if (STRUCTURE.matcher(line).matches() || SETTING.matcher(line).matches() || Mark.isIn(line)) {
      return SettingLines.concealed(Assignments.concealed(line));
    }
    String plain = line.strip();
    return line.substring(0, line.indexOf(plain)) + concealedWord(name, plain);
  }
}
