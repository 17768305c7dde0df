package dev.seaworthy.collectors.odoo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one Python literal as {@code ast.literal_eval} does, and executes nothing: strings,
 * numbers, {@code True}, {@code False}, {@code None}, lists, tuples, sets and dictionaries.
 * Dictionaries are maps by the text of their keys, lists, tuples and sets are lists, and {@code
 * None} is an empty optional.
 */
final class PythonLiteral {
  private static final int MAX_DEPTH = 100;

  /** Digits of which a number may have many, but no manifest does. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(?:[0-9][0-9_]{0,30}(?:\\.[0-9]{0,30})?|\\.[0-9]{1,30})(?:[eE][-+]?[0-9]{1,2})?");

  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern PREFIX = Pattern.compile("([rRuUbBfF]{0,2})('''|\"\"\"|'|\")");

  private final String text;
  private int at;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /**
   * Reads.
   *
   * @throws PythonFault if {@code text} is anything else than one literal
   */
  static Object read(String text) throws PythonFault {
    PythonLiteral reader = new PythonLiteral(text);
    reader.blank();
    Object value = reader.value(0);
    reader.blank();
    if (reader.at < text.length()) {
      throw reader.fault("the literal is followed by something else");
    }
    return value;
  }

  private Object value(int depth) throws PythonFault {
    if (depth > MAX_DEPTH) {
      throw fault("it is nested deeper than %d levels".formatted(MAX_DEPTH));
    }
    if (at >= text.length()) {
      throw fault("it ends too early");
    }
    return switch (text.charAt(at)) {
      case '{' -> braces(depth);
      case '[' -> items(']', depth);
      case '(' -> parentheses(depth);
      default -> startsString() ? string() : numberOrWord();
    };
  }

  private Object braces(int depth) throws PythonFault {
    at++;
    blank();
    Map<String, Object> entries = new LinkedHashMap<>();
    List<Object> set = new ArrayList<>();
    while (!taken('}')) {
      Object key = value(depth + 1);
      blank();
      if (taken(':')) {
        blank();
        entries.put(String.valueOf(key), value(depth + 1));
        blank();
      } else {
        set.add(key);
      }
      if (!entries.isEmpty() && !set.isEmpty()) {
        throw fault("some entries of this dictionary have no value");
      }
      if (!taken(',') && !isNext('}')) {
        throw fault("a comma or `}` is missing here");
      }
      blank();
    }
    return set.isEmpty() ? entries : set;
  }

  /** One value in parentheses is itself, and no tuple. */
  private Object parentheses(int depth) throws PythonFault {
    int start = at;
    List<Object> items = items(')', depth);
    boolean tuple = items.size() != 1 || endsWithComma(start);
    return tuple ? items : items.get(0);
  }

  private boolean endsWithComma(int start) {
    int last = at - 2;
    while (last > start && Character.isWhitespace(text.charAt(last))) {
      last--;
    }
    return text.charAt(last) == ',';
  }

  private List<Object> items(char end, int depth) throws PythonFault {
    at++;
    blank();
    List<Object> items = new ArrayList<>();
    while (!taken(end)) {
      items.add(value(depth + 1));
      blank();
      if (!taken(',') && !isNext(end)) {
        throw fault("a comma or `%s` is missing here".formatted(end));
      }
      blank();
    }
    return items;
  }

  private Object numberOrWord() throws PythonFault {
    Matcher number = matcher(NUMBER);
    if (number.lookingAt()) {
      at = number.end();
      return new BigDecimal(number.group().replace("_", ""));
    }
    Matcher word = matcher(WORD);
    if (!word.lookingAt()) {
      throw fault("`%s` begins no literal".formatted(shown()));
    }
    Object value = constant(word.group());
    at = word.end();
    return value;
  }

  private Object constant(String word) throws PythonFault {
    return switch (word) {
      case "True" -> true;
      case "False" -> false;
      case "None" -> Optional.empty();
      default ->
          throw fault("`%s` is no literal; nothing of a manifest is executed".formatted(word));
    };
  }

  private boolean startsString() {
    return matcher(PREFIX).lookingAt();
  }

  /** Neighbours are one string. */
  private String string() throws PythonFault {
    StringBuilder whole = new StringBuilder();
    while (at < text.length() && startsString()) {
      part(whole);
      blank();
    }
    return whole.toString();
  }

  private void part(StringBuilder whole) throws PythonFault {
    Matcher prefix = matcher(PREFIX);
    if (!prefix.lookingAt()) {
      throw fault("a string is missing here");
    }
    String letters = prefix.group(1).toLowerCase(java.util.Locale.ROOT);
    if (letters.contains("f")) {
      throw fault("a formatted string is no literal; nothing of a manifest is executed");
    }
    String quote = prefix.group(2);
    boolean raw = letters.contains("r");
    int start = at;
    at = prefix.end();
    while (!text.startsWith(quote, at)) {
      if (at >= text.length() || (quote.length() == 1 && text.charAt(at) == '\n')) {
        at = start;
        throw fault("this string has no end");
      }
      if (text.charAt(at) == '\\') {
        escape(whole, raw);
      } else {
        whole.append(text.charAt(at++));
      }
    }
    at += quote.length();
  }

  private void escape(StringBuilder whole, boolean raw) throws PythonFault {
    if (at + 1 >= text.length()) {
      throw fault("this string has no end");
    }
    char next = text.charAt(at + 1);
    at += 2;
    if (raw) {
      whole.append('\\').append(next);
      return;
    }
    switch (next) {
      case '\n' -> {}
      case 'n' -> whole.append('\n');
      case 't' -> whole.append('\t');
      case 'r' -> whole.append('\r');
      case '\\', '\'', '"' -> whole.append(next);
      case 'x' -> whole.appendCodePoint(hexadecimal(2));
      case 'u' -> whole.appendCodePoint(hexadecimal(4));
      case 'U' -> whole.appendCodePoint(hexadecimal(8));
      default -> whole.append('\\').append(next);
    }
  }

  private int hexadecimal(int digits) throws PythonFault {
    try {
      int point = Integer.parseUnsignedInt(text.substring(at, at + digits), 16);
      if (!Character.isValidCodePoint(point)) {
        throw fault("this escape stands for no character");
      }
      at += digits;
      return point;
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw fault("an escape needs %d hexadecimal digits".formatted(digits));
    }
  }

  /** Passes over white space, comments and continued lines. */
  private void blank() {
    while (at < text.length()) {
      char next = text.charAt(at);
      if (next == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (Character.isWhitespace(next) || (next == '\\' && text.startsWith("\n", at + 1))) {
        at++;
      } else {
        return;
      }
    }
  }

  private boolean taken(char wanted) {
    if (isNext(wanted)) {
      at++;
      return true;
    }
    return false;
  }

  private boolean isNext(char wanted) {
    return at < text.length() && text.charAt(at) == wanted;
  }

  private Matcher matcher(Pattern pattern) {
    return pattern.matcher(text).region(at, text.length());
  }

  private String shown() {
    return text.substring(at, Math.min(at + 1, text.length()));
  }

  private PythonFault fault(String message) {
    int end = Math.min(at, text.length());
    int line = (int) text.substring(0, end).chars().filter(one -> one == '\n').count() + 1;
    int column = end - text.lastIndexOf('\n', Math.max(0, end - 1));
    return new PythonFault(message, line, end == 0 ? 1 : column);
  }
}
