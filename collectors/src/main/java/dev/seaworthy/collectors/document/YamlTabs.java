package dev.seaworthy.collectors.document;

import java.util.Optional;

/**
 * Tabs, which SnakeYAML and kubectl's reader treat differently: kubectl takes them as white space
 * after a key or a value, and refuses them where the indentation of a block scalar is sought.
 */
final class YamlTabs {
  private YamlTabs() {}

  /**
   * The text with spaces for the tabs at which SnakeYAML gave up, if kubectl takes them as white
   * space; empty where it refuses them: as indentation, and after a lone {@code -}, {@code ?} or
   * {@code :}.
   *
   * @param at a position in the text, in characters
   */
  static Optional<String> asSpaces(String text, int at) {
    if (at >= text.length() || text.charAt(at) != '\t') {
      return Optional.empty();
    }
    int lineStart = Math.max(text.lastIndexOf('\n', at), text.lastIndexOf('\r', at)) + 1;
    String before = text.substring(lineStart, at).strip();
    if (before.isEmpty() || before.matches("(.*\\s)?[-?:]")) {
      return Optional.empty();
    }
    int end = at;
    while (end < text.length() && (text.charAt(end) == '\t' || text.charAt(end) == ' ')) {
      end++;
    }
    return Optional.of(text.substring(0, at) + " ".repeat(end - at) + text.substring(end));
  }

  /**
   * Where a tab stands among the spaces before the first line of a block scalar, which is to tell
   * its indentation.
   *
   * @param from where the header of the scalar begins: {@code |} or {@code >}
   * @return a position in the text; -1 if there is none
   */
  static int inIndentation(String text, int from) {
    int at = from;
    while (at < text.length() && !isBreak(text.charAt(at))) {
      boolean inComment = text.charAt(at) == '#';
      if (!inComment && Character.isDigit(text.charAt(at))) {
        return -1;
      }
      at = inComment ? lineEnd(text, at) : at + 1;
    }
    while (at < text.length() && (isBreak(text.charAt(at)) || text.charAt(at) == ' ')) {
      at++;
    }
    return at < text.length() && text.charAt(at) == '\t' ? at : -1;
  }

  /**
   * Where a tab begins a line that a plain scalar spans, or that follows it.
   *
   * @param from where the scalar begins
   * @param to where it ends
   * @return a position in the text; -1 if there is none
   */
  static int atLineStart(String text, int from, int to) {
    boolean lineStart = false;
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (lineStart && c == '\t') {
        return at;
      }
      boolean blank = c == ' ' || c == '\t' || isBreak(c);
      if (at >= to && !blank) {
        return -1;
      }
      lineStart = isBreak(c) || (lineStart && c == ' ');
    }
    return -1;
  }

  private static int lineEnd(String text, int from) {
    int at = from;
    while (at < text.length() && !isBreak(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }
}
