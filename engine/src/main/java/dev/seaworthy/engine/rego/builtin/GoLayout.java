package dev.seaworthy.engine.rego.builtin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A layout of Go's {@code time} package: an example of how a certain time is written, {@code Mon
 * Jan 2 15:04:05 MST 2006}, taken apart into literal text and elements.
 *
 * @param parts in order
 * @param rest literal text behind the last element
 */
record GoLayout(List<Part> parts, String rest) {
  private static final List<Spelling> SPELLINGS = spellings();
  private static final String FIRST_CHARS = "JM012_345Pp-Z.,";

  /** What an element stands for. */
  enum Element {
    YEAR,
    LONG_YEAR,
    MONTH,
    LONG_MONTH,
    NUM_MONTH,
    ZERO_MONTH,
    WEEKDAY,
    LONG_WEEKDAY,
    DAY,
    UNDER_DAY,
    ZERO_DAY,
    UNDER_YEAR_DAY,
    ZERO_YEAR_DAY,
    HOUR,
    HOUR_12,
    ZERO_HOUR_12,
    MINUTE,
    ZERO_MINUTE,
    SECOND,
    ZERO_SECOND,
    UPPER_PM,
    LOWER_PM,
    ZONE,
    OFFSET,
    FRACTION,
    TRIMMED_FRACTION;

    boolean isFraction() {
      return this == FRACTION || this == TRIMMED_FRACTION;
    }
  }

  /**
   * An element and the literal text before it.
   *
   * @param written the element as the layout has it; tells how an offset or a fraction looks
   */
  record Part(String literal, Element element, String written) {
    /** Whether an offset is written {@code Z} if there is none. */
    boolean mayBeZ() {
      return written.charAt(0) == 'Z';
    }

    boolean hasColon() {
      return written.indexOf(':') >= 0;
    }

    /** How many of hours, minutes and seconds an offset has. */
    int fields() {
      return (written.length() - (hasColon() ? written.length() / 3 - 1 : 0)) / 2;
    }

    /** How many digits a fraction has. */
    int digits() {
      return written.length() - 1;
    }
  }

  private record Spelling(String text, Element element, boolean endsWord) {
    boolean isAt(String layout, int at) {
      if (!layout.startsWith(text, at)) {
        return false;
      }
      int end = at + text.length();
      char next = end < layout.length() ? layout.charAt(end) : ' ';
      return !endsWord || next < 'a' || next > 'z';
    }
  }

  /** All elements, longer spellings before their beginnings. */
  private static List<Spelling> spellings() {
    List<Spelling> all = new ArrayList<>();
    add(all, Element.LONG_MONTH, "January");
    all.add(new Spelling("Jan", Element.MONTH, true));
    add(all, Element.LONG_WEEKDAY, "Monday");
    all.add(new Spelling("Mon", Element.WEEKDAY, true));
    add(all, Element.ZONE, "MST");
    add(all, Element.ZERO_MONTH, "01");
    add(all, Element.ZERO_DAY, "02");
    add(all, Element.ZERO_HOUR_12, "03");
    add(all, Element.ZERO_MINUTE, "04");
    add(all, Element.ZERO_SECOND, "05");
    add(all, Element.YEAR, "06");
    add(all, Element.ZERO_YEAR_DAY, "002");
    add(all, Element.HOUR, "15");
    add(all, Element.NUM_MONTH, "1");
    add(all, Element.LONG_YEAR, "2006");
    add(all, Element.DAY, "2");
    add(all, Element.UNDER_DAY, "_2");
    add(all, Element.UNDER_YEAR_DAY, "__2");
    add(all, Element.HOUR_12, "3");
    add(all, Element.MINUTE, "4");
    add(all, Element.SECOND, "5");
    add(all, Element.UPPER_PM, "PM");
    add(all, Element.LOWER_PM, "pm");
    for (String sign : List.of("-", "Z")) {
      for (String offset : List.of("070000", "07:00:00", "0700", "07:00", "07")) {
        add(all, Element.OFFSET, sign + offset);
      }
    }
    return List.copyOf(all);
  }

  private static void add(List<Spelling> all, Element element, String text) {
    all.add(new Spelling(text, element, false));
  }

  static GoLayout of(Budget budget, String layout) {
    budget.allocate(100L * layout.length());
    List<Part> parts = new ArrayList<>();
    int literal = 0;
    int at = 0;
    while (at < layout.length()) {
      budget.step();
      if (layout.startsWith("_2006", at)) {
        at++; // The underscore is literal.
      }
      Part part = partAt(layout, literal, at);
      if (part == null) {
        at++;
        continue;
      }
      parts.add(part);
      at += part.written.length();
      literal = at;
    }
    return new GoLayout(List.copyOf(parts), layout.substring(literal));
  }

  private static @Nullable Part partAt(String layout, int literal, int at) {
    char c = layout.charAt(at);
    if (FIRST_CHARS.indexOf(c) < 0) {
      return null;
    }
    String before = layout.substring(literal, at);
    if (c == '.' || c == ',') {
      return fraction(layout, before, at);
    }
    for (Spelling spelling : SPELLINGS) {
      if (spelling.isAt(layout, at)) {
        return new Part(before, spelling.element, spelling.text);
      }
    }
    return null;
  }

  /** A point and then only zeros, or only nines. */
  private static @Nullable Part fraction(String layout, String before, int at) {
    char digit = at + 1 < layout.length() ? layout.charAt(at + 1) : ' ';
    if (digit != '0' && digit != '9') {
      return null;
    }
    int end = at + 1;
    while (end < layout.length() && layout.charAt(end) == digit) {
      end++;
    }
    boolean isNumber = end < layout.length() && TimeParser.isDigit(layout.charAt(end));
    Element element = digit == '0' ? Element.FRACTION : Element.TRIMMED_FRACTION;
    return isNumber ? null : new Part(before, element, layout.substring(at, end));
  }
}
