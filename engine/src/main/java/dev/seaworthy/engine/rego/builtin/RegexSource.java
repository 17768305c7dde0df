package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.Bytes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * A regular expression looked over before it is compiled. Estimates how large it becomes, for
 * repetitions multiply what they repeat: Go bounds nesting, repetition and size while it parses,
 * RE2/J does not. Rewrites what Go takes and RE2/J does not: braces that repeat nothing, and groups
 * of the same name, of which only the first keeps it.
 */
final class RegexSource {
  private static final int MAX_DEPTH = 1000;
  private static final int MAX_REPEAT = 1000;
  private static final int MAX_SIZE = 100_000;

  /** What a class of Unicode such as {@code \pL} weighs. */
  private static final int UNICODE_CLASS = 100;

  private final String source;
  private final StringBuilder rewritten = new StringBuilder();
  private final Map<String, Integer> names = new HashMap<>();
  private int groups;
  private final Deque<Level> open = new ArrayDeque<>();
  private Level level = new Level();
  private int position;

  /** Up to where the source is left out of what is rewritten. */
  private int skipped;

  /** One level of nesting. */
  private static final class Level {
    private long size;
    private int repeat = 1;

    /** What a repetition would repeat. */
    private long lastSize;

    private int lastRepeat = 1;

    private void add(long atom, int repeated) {
      size += atom;
      lastSize = atom;
      lastRepeat = repeated;
      repeat = Math.max(repeat, repeated);
    }
  }

  private RegexSource(String source) {
    this.source = source;
  }

  /**
   * @throws RegoException if it is no UTF-8, or nests, repeats or grows beyond all sense
   */
  static RegexSource of(Budget budget, String source) {
    if (Bytes.isBinary(source)) {
      throw failed("invalid UTF-8", source);
    }
    RegexSource looked = new RegexSource(source);
    looked.scan(budget);
    return looked;
  }

  /** About how many instructions it becomes. */
  int size() {
    return (int) level.size + 1;
  }

  /** Which group has a name. RE2/J loses the names when it simplifies. */
  Map<String, Integer> groupNames() {
    return Map.copyOf(names);
  }

  /** The expression for RE2/J. */
  String text() {
    return rewritten.toString();
  }

  static RegoException nestsTooDeeply(String source) {
    return failed("expression nests too deeply", source);
  }

  private static RegoException failed(String why, String what) {
    return Operands.failed("error parsing regexp: %s: `%s`".formatted(why, what));
  }

  private void scan(Budget budget) {
    while (position < source.length()) {
      budget.step();
      int begin = position;
      char c = source.charAt(position++);
      switch (c) {
        case '\\' -> escape();
        case '(' -> enter();
        case ')' -> leave();
        case '[' -> set();
        case '{' -> repetition();
        default -> level.add(1, 1);
      }
      rewritten.append(source, Math.max(begin, skipped), position);
      if (level.size > MAX_SIZE) {
        throw failed("expression too large", source);
      }
    }
    while (!open.isEmpty()) {
      leave();
    }
  }

  private void enter() {
    open.push(level);
    level = new Level();
    if (open.size() > MAX_DEPTH) {
      throw nestsTooDeeply(source);
    }
    name();
  }

  /** Counts a group, and drops its name if it is there already. */
  private void name() {
    boolean isLong = source.startsWith("?P<", position);
    boolean isNamed = isLong || source.startsWith("?<", position);
    int begin = position + (isLong ? 3 : 2);
    int end = isNamed ? source.indexOf('>', begin) : -1;
    groups += isNamed || !source.startsWith("?", position) ? 1 : 0;
    if (end > begin && names.putIfAbsent(source.substring(begin, end), groups) != null) {
      rewritten.append('(');
      position = end + 1;
      skipped = position;
    }
  }

  private void leave() {
    if (!open.isEmpty()) {
      Level inner = level;
      level = open.pop();
      level.add(inner.size + 2, inner.repeat);
    }
  }

  private void escape() {
    char c = position < source.length() ? source.charAt(position++) : '\\';
    if (c == 'Q') {
      int end = source.indexOf("\\E", position);
      int stop = end < 0 ? source.length() : end;
      level.add(stop - position + 1L, 1);
      position = end < 0 ? stop : stop + 2;
      return;
    }
    refuseOddEscape(c);
    boolean isUnicode = c == 'p' || c == 'P';
    if ((isUnicode || c == 'x') && source.startsWith("{", position)) {
      position = Math.max(position, source.indexOf('}', position) + 1);
    }
    level.add(isUnicode ? UNICODE_CLASS : 1, 1);
  }

  /** RE2/J takes any sign beyond ASCII for itself when it is escaped. */
  private void refuseOddEscape(char escaped) {
    if (escaped >= 0x80) {
      String sign = Character.toString(source.codePointAt(position - 1));
      throw failed("invalid escape sequence", "\\" + sign);
    }
  }

  private void set() {
    long size = 1;
    boolean first = true;
    while (position < source.length()) {
      char c = source.charAt(position++);
      if (c == ']' && !first) {
        break;
      }
      if (c == '[' && source.startsWith(":", position)) {
        int end = source.indexOf(":]", position + 1);
        position = end < 0 ? position : end + 2;
      } else if (c == '\\' && position < source.length()) {
        char escaped = source.charAt(position++);
        refuseOddEscape(escaped);
        size += escaped == 'p' || escaped == 'P' ? UNICODE_CLASS : 1;
      }
      first = first && c == '^';
    }
    level.add(size, 1);
  }

  private void repetition() {
    int end = source.indexOf('}', position);
    String inside = end < 0 ? "" : source.substring(position, Math.min(end, position + 12));
    if (!inside.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
      level.add(1, 1);
      rewritten.append('\\');
      return;
    }
    position = end + 1;
    int comma = inside.indexOf(',');
    int least = Integer.parseInt(comma < 0 ? inside : inside.substring(0, comma));
    boolean isOpen = comma < 0 || comma == inside.length() - 1;
    int most = isOpen ? least : Integer.parseInt(inside.substring(comma + 1));
    int count = Math.max(1, Math.max(least, most));
    long product = (long) level.lastRepeat * count;
    if (product > MAX_REPEAT) {
      throw failed("invalid repeat count", "{" + inside + "}");
    }
    long before = level.lastSize;
    level.size -= before;
    level.add(before * count + count, (int) product);
  }
}
