package dev.seaworthy.collectors.document;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a YAML stream at its document markers as kubectl does before it looks at the syntax, so that
 * a syntax error costs one document and not the file. A line that begins with {@code ---} is a
 * marker wherever it stands; only a comment may follow on it.
 */
final class YamlParts {
  /**
   * One part of a stream.
   *
   * @param firstLine the line of the file that the part begins on, from 0
   * @param text without the marker that ended the part before
   * @param form what is to be done with it
   */
  record Part(int firstLine, String text, Form form) {}

  /** What a part is. */
  enum Form {
    /** May hold a document. */
    DOCUMENT,
    /** Nothing but white space and comments before the first marker: no document. */
    PREFACE,
    /** Begins with a marker that kubectl refuses for what follows on its line. */
    BAD_MARKER,
    /** Begins with the marker of a document's end, or with a directive, which kubectl refuses. */
    BAD_START
  }

  private static final String MARKER = "---";

  private final String text;
  private final List<Part> parts = new ArrayList<>();
  private int start;
  private int startLine;
  private boolean badMarker;

  private YamlParts(String text) {
    this.text = text;
  }

  /** The parts of {@code text}, in order; at least one. */
  static List<Part> of(String text) {
    return new YamlParts(text).cut();
  }

  /**
   * The parts of what follows a JSON value.
   *
   * @param from where the value ends
   */
  static List<Part> after(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
      if (text.charAt(at - 1) == '\n') {
        break;
      }
    }
    YamlParts parts = new YamlParts(text);
    parts.start = at;
    parts.startLine = (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    return parts.cut();
  }

  private List<Part> cut() {
    int line = startLine;
    for (int at = start; at < text.length(); line++) {
      int next = nextLine(at);
      if (text.startsWith(MARKER, at)) {
        marker(at, next, line);
      }
      at = next;
    }
    end(text.length());
    return parts;
  }

  private void marker(int at, int next, int line) {
    boolean bad = !isBlankOrComment(at + MARKER.length(), next);
    boolean first = at == start && !badMarker;
    if (!first) {
      end(at);
    }
    // The first of two markers in a row begins the document that the second ends.
    start = bad || first ? at : next;
    startLine = bad || first ? line : line + 1;
    badMarker = bad;
  }

  private void end(int at) {
    String part = text.substring(start, at);
    parts.add(new Part(startLine, part, badMarker ? Form.BAD_MARKER : form(part)));
  }

  private Form form(String part) {
    for (int at = 0; at < part.length(); ) {
      int next = anyLineEnd(part, at);
      if (!isBlankOrComment(part, at, next)) {
        boolean end = part.startsWith("...", at) && isBlankOrComment(part, at + 3, next);
        return end || part.charAt(at) == '%' ? Form.BAD_START : Form.DOCUMENT;
      }
      at = next;
    }
    return parts.isEmpty() && start == 0 ? Form.PREFACE : Form.DOCUMENT;
  }

  private boolean isBlankOrComment(int from, int to) {
    return isBlankOrComment(text, from, to);
  }

  private static boolean isBlankOrComment(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c)) {
        return c == '#';
      }
    }
    return true;
  }

  private int nextLine(int from) {
    return lineEnd(text, from);
  }

  /** To YAML, a carriage return alone ends a line too; where the stream is cut it does not. */
  private static int anyLineEnd(String text, int from) {
    int end = lineEnd(text, from);
    for (int at = from; at < end; at++) {
      if (text.charAt(at) == '\r') {
        return at + 1;
      }
    }
    return end;
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end + 1;
  }
}
