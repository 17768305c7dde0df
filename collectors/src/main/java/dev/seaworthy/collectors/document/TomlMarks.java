package dev.seaworthy.collectors.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the keys of a TOML text stand: those of its tables, and those that begin a line. What is in
 * an inline table or an array stands where its key does. The text is known to be well-formed; of
 * one that is not, fewer places are found.
 */
final class TomlMarks {
  /** What stands deeper has the place of what is around it, lest hostile keys fill the memory. */
  private static final int DEEPEST = 32;

  private final String text;
  private final Map<List<Object>, Tree.Mark> marks = new HashMap<>();

  /** How many tables each array of tables has so far. */
  private final Map<List<Object>, Integer> arrays = new HashMap<>();

  private List<Object> table = List.of();
  private int at;
  private int line = 1;
  private int lineStart;

  private TomlMarks(String text) {
    this.text = text;
  }

  static TomlMarks of(String text) {
    TomlMarks marks = new TomlMarks(text);
    while (marks.at < text.length()) {
      marks.statement();
    }
    return marks;
  }

  /** The place of {@code path}, or {@code otherwise} where only what is around it has one. */
  Tree.Mark at(List<Object> path, Tree.Mark otherwise) {
    return Optional.ofNullable(marks.get(path)).orElse(otherwise);
  }

  private void statement() {
    char c = text.charAt(at);
    if (c == '#') {
      skipLine();
    } else if (c == '[') {
      header();
    } else if (Character.isWhitespace(c)) {
      step();
    } else {
      Tree.Mark mark = here();
      note(table, keys(), mark);
      skipValue();
    }
  }

  private void header() {
    Tree.Mark mark = here();
    boolean array = text.startsWith("[[", at);
    at += array ? 2 : 1;
    List<Object> path = note(List.of(), keys(), mark);
    if (array) {
      // The last key names the array itself, so a place that was noted for an item is none.
      List<Object> list = withoutIndex(path);
      int index = arrays.merge(list, 1, Integer::sum) - 1;
      path = new ArrayList<>(list);
      path.add(index);
      marks.put(path, mark);
    }
    table = path;
    skipLine();
  }

  private List<Object> withoutIndex(List<Object> path) {
    boolean item = !path.isEmpty() && path.get(path.size() - 1) instanceof Integer;
    return item ? path.subList(0, path.size() - 1) : path;
  }

  /** Notes each key on the way for which no earlier place is known. */
  private List<Object> note(List<Object> begin, List<String> keys, Tree.Mark mark) {
    List<Object> path = new ArrayList<>(begin);
    for (String key : keys) {
      path.add(key);
      if (path.size() > DEEPEST) {
        break;
      }
      marks.putIfAbsent(List.copyOf(path), mark);
      Integer items = arrays.get(path);
      if (items != null) {
        path.add(items - 1);
      }
    }
    return path;
  }

  /** The parts of a dotted key; the reader is behind it then. */
  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    StringBuilder bare = new StringBuilder();
    for (; at < text.length() && "=]\n#".indexOf(text.charAt(at)) < 0; at++) {
      char c = text.charAt(at);
      if (c == '"' || c == '\'') {
        int end = text.indexOf(c, at + 1);
        if (end < 0) {
          break;
        }
        bare.append(text, at + 1, end);
        at = end;
      } else if (c == '.') {
        keys.add(bare.toString());
        bare.setLength(0);
      } else if (!Character.isWhitespace(c)) {
        bare.append(c);
      }
    }
    keys.add(bare.toString());
    return keys;
  }

  /** Passes over a value, which ends with its line unless a bracket or a long string is open. */
  private void skipValue() {
    int depth = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n' && depth <= 0) {
        return;
      }
      if (c == '#') {
        skipLine();
      } else if (c == '"' || c == '\'') {
        skipString(c);
      } else {
        depth += "[{".indexOf(c) >= 0 ? 1 : "]}".indexOf(c) >= 0 ? -1 : 0;
        step();
      }
    }
  }

  private void skipString(char quote) {
    String triple = String.valueOf(quote).repeat(3);
    String end = text.startsWith(triple, at) ? triple : String.valueOf(quote);
    for (int i = 0; i < end.length(); i++) {
      step();
    }
    while (at < text.length() && !text.startsWith(end, at)) {
      if (quote == '"' && text.charAt(at) == '\\') {
        step();
      }
      step();
    }
    for (int i = 0; i < end.length(); i++) {
      step();
    }
  }

  private void skipLine() {
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
  }

  private void step() {
    if (at < text.length() && text.charAt(at) == '\n') {
      line++;
      lineStart = at + 1;
    }
    at++;
  }

  private Tree.Mark here() {
    return new Tree.Mark(line, at - lineStart + 1);
  }
}
