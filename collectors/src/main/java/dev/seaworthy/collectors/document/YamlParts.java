package dev.seaworthy.collectors.document;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a YAML stream at its document markers, so that a syntax error costs one document and not the
 * file. The cut is safe: a line that begins with {@code ---} and white space is a marker wherever
 * it stands, even inside a block scalar (YAML 1.2, section 9.1.2).
 */
final class YamlParts {
  /**
   * One part of a stream.
   *
   * @param firstLine the line of the file that the part begins on, from 0
   */
  record Part(int firstLine, String text) {}

  private YamlParts() {}

  static List<Part> of(String text) {
    List<Part> parts = new ArrayList<>();
    int partStart = 0;
    int partLine = 0;
    boolean hasContent = false;
    int line = 0;
    for (int at = 0; at < text.length(); line++) {
      int next = nextLine(text, at);
      boolean marker = isMarker(text, at);
      if (marker && hasContent) {
        parts.add(new Part(partLine, text.substring(partStart, at)));
        partStart = at;
        partLine = line;
      }
      hasContent |= marker || isContent(text, at, next);
      at = next;
    }
    parts.add(new Part(partLine, text.substring(partStart)));
    return parts;
  }

  /** Directives and comments belong to the document whose marker follows them. */
  private static boolean isContent(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c)) {
        return c != '#' && !(c == '%' && i == from);
      }
    }
    return false;
  }

  private static boolean isMarker(String text, int at) {
    return text.startsWith("---", at)
        && (at + 3 == text.length() || Character.isWhitespace(text.charAt(at + 3)));
  }

  private static int nextLine(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        return i + 1;
      }
      if (c == '\r') {
        return i + 1 < text.length() && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
      }
    }
    return text.length();
  }
}
