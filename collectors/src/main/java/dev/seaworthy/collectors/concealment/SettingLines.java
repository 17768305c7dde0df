package dev.seaworthy.collectors.concealment;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conceals secrets in the lines of configuration: settings without a space behind the colon, blocks
 * and lists of YAML below a telling name, pairs of {@code name} and {@code value}, and manifests of
 * Secrets.
 */
final class SettingLines {
  private static final Pattern BLOCK = Pattern.compile("[|>][+-]?[0-9]?[+-]?(?:\\s{1,9}#.*+)?");
  private static final Pattern SECRET_KIND =
      Pattern.compile("(?m)^\\s{0,99}kind:\\s{1,9}[\"']?Secret[\"']?\\s{0,9}$");
  private static final Pattern PAIR =
      Pattern.compile(
          "(\\s*+(?:- )?\"?)([^\\s=:\"'][^=:\"'\\s]{0,199})(\"?\\s{0,9}[:=])(\\s*+)(.*+)");

  /** What holds for the lines further to the right. */
  private enum Below {
    NOTHING,
    BLOCK,
    LIST,
    SECRETS
  }

  private final boolean holdsSecret;
  private final List<String> lines = new ArrayList<>();
  private Below below = Below.NOTHING;
  private int margin;
  private String parent = "";
  private String pairName = "";

  private SettingLines(boolean holdsSecret) {
    this.holdsSecret = holdsSecret;
  }

  static String concealed(String text) {
    SettingLines lines = new SettingLines(SECRET_KIND.matcher(text).find());
    for (String line : text.split("\n", -1)) {
      lines.lines.add(lines.line(line));
    }
    return String.join("\n", lines.lines);
  }

  private String line(String line) {
    String plain = line.strip();
    if (plain.isEmpty()) {
      return line;
    }
    int indent = line.indexOf(plain);
    if (below != Below.NOTHING && !isBelow(indent, plain)) {
      below = Below.NOTHING;
    }
    if (below == Below.BLOCK) {
      return Mark.isIn(line) ? line : line.substring(0, indent) + Mark.TEXT;
    }
    Matcher pair = PAIR.matcher(line);
    if (below == Below.LIST && plain.startsWith("- ") && !pair.matches()) {
      String item = plain.substring(2).strip();
      return line.substring(0, line.lastIndexOf(item)) + named(parent, item);
    }
    return pair.matches() ? setting(line, indent, pair) : line;
  }

  /** A list may stand as far left as its name. */
  private boolean isBelow(int indent, String plain) {
    return indent > margin || (below == Below.LIST && indent == margin && plain.startsWith("- "));
  }

  private String setting(String line, int indent, Matcher pair) {
    String name = pair.group(2);
    String value = pair.group(5);
    boolean secret = below == Below.SECRETS || isSecret(pair, name);
    if (secret && BLOCK.matcher(value).matches()) {
      open(Below.BLOCK, indent, name);
    } else if (secret && value.isEmpty()) {
      open(Below.LIST, indent, name);
    } else if (name.equals("stringData") || (holdsSecret && name.equals("data"))) {
      if (value.startsWith("{") && !Mark.isIn(value)) {
        return line.substring(0, pair.start(5)) + "{" + Mark.TEXT + ": }";
      }
      open(value.isEmpty() ? Below.SECRETS : Below.NOTHING, indent, name);
    }
    boolean ofPair = name.equals("value") && !pairName.isEmpty();
    String known = ofPair ? pairName : name;
    pairName =
        name.equals("name") && SecretNames.isSecret(Literals.trim(value, "\"'")) ? value : "";
    if ((secret || ofPair) && !value.isEmpty()) {
      return line.substring(0, pair.start(5)) + quoted(known, value);
    }
    return line;
  }

  private void open(Below what, int indent, String name) {
    if (below == Below.NOTHING) {
      below = what;
      margin = indent;
      parent = name;
    }
  }

  /** A comment is read by its assignments, and an address by its shape. */
  private static boolean isSecret(Matcher pair, String name) {
    return "#;/".indexOf(name.charAt(0)) < 0
        && !pair.group(5).startsWith("//")
        && SecretNames.isSecret(name);
  }

  private static String quoted(String name, String value) {
    char first = value.charAt(0);
    int end = first == '"' || first == '\'' ? value.indexOf(first, 1) : -1;
    return end > 0
        ? first + named(name, value.substring(1, end)) + value.substring(end)
        : named(name, value);
  }

  private static String named(String name, String value) {
    return Mark.isIn(value) ? value : NamedValue.concealedWord(name, value);
  }
}
