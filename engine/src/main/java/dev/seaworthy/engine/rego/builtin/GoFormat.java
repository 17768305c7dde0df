package dev.seaworthy.engine.rego.builtin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Formats text as Go's <a href="https://pkg.go.dev/fmt">fmt.Sprintf</a> does, complaints about
 * arguments included. Arguments are Long, BigInteger, Double or String.
 */
final class GoFormat {
  /** Go takes no greater width or precision for one. */
  private static final int MAX_NUMBER = 1_000_000;

  private final String format;
  private final List<Object> arguments;
  private final BudgetedText out;
  private final Verbs verbs;

  private int at;
  private int next;
  private boolean reordered;
  private boolean goodIndex;

  GoFormat(Budget budget, String format, List<Object> arguments) {
    this.format = format;
    this.arguments = arguments;
    this.out = new BudgetedText(budget);
    this.verbs = new Verbs(out);
  }

  String format() {
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      int end = percent < 0 ? format.length() : percent;
      out.append(format, at, end);
      at = end + 1;
      if (percent >= 0) {
        directive(new FormatFlags());
      }
    }
    if (!reordered && next < arguments.size()) {
      extra();
    }
    return out.toString();
  }

  private void directive(FormatFlags flags) {
    goodIndex = true;
    while (at < format.length() && flags.set(format.charAt(at))) {
      at++;
    }
    boolean afterIndex = width(flags, index());
    afterIndex = precision(flags, afterIndex);
    if (!afterIndex) {
      index();
    }
    if (at >= format.length()) {
      out.append("%!(NOVERB)");
      return;
    }
    int verb = format.codePointAt(at);
    at += Character.charCount(verb);
    print(verb, flags);
  }

  private void print(int verb, FormatFlags flags) {
    if (verb == '%') {
      out.append('%');
    } else if (!goodIndex) {
      out.append("%!" + Character.toString(verb) + "(BADINDEX)");
    } else if (next >= arguments.size()) {
      out.append("%!" + Character.toString(verb) + "(MISSING)");
    } else {
      if (verb == 'v' || verb == 'w') {
        flags.forValue();
      }
      verbs.print(arguments.get(next++), verb, flags);
    }
  }

  /**
   * Reads {@code [n]}, which argument comes next.
   *
   * @return whether it is there
   */
  private boolean index() {
    if (at >= format.length() || format.charAt(at) != '[') {
      return false;
    }
    reordered = true;
    int close = format.indexOf(']', at);
    if (format.length() - at < 3 || close < 0) {
      at++;
      goodIndex = false;
      return false;
    }
    int start = at + 1;
    at = start;
    int number = number(close);
    boolean isNumber = number >= 0 && at == close;
    at = close + 1;
    if (isNumber && number >= 1 && number <= arguments.size()) {
      next = number - 1;
      return true;
    }
    goodIndex = false;
    return isNumber;
  }

  /** Reads a number that ends before {@code end}; -1 if there is none. */
  private int number(int end) {
    int number = -1;
    for (; at < end && isDigit(format.charAt(at)); at++) {
      if (number > MAX_NUMBER) {
        at = end;
        return -1;
      }
      number = Math.max(number, 0) * 10 + format.charAt(at) - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private boolean width(FormatFlags flags, boolean afterIndex) {
    if (at >= format.length() || format.charAt(at) != '*') {
      flags.width = number(format.length());
      if (afterIndex && flags.width >= 0) {
        goodIndex = false;
      }
      return afterIndex;
    }
    at++;
    Integer width = numberArgument();
    if (width == null) {
      out.append("%!(BADWIDTH)");
    } else {
      flags.width(width);
    }
    return false;
  }

  private boolean precision(FormatFlags flags, boolean afterIndex) {
    if (at + 1 >= format.length() || format.charAt(at) != '.') {
      return afterIndex;
    }
    at++;
    if (afterIndex) {
      goodIndex = false;
    }
    boolean isIndexed = index();
    if (at >= format.length() || format.charAt(at) != '*') {
      flags.precision = Math.max(0, number(format.length()));
      return isIndexed;
    }
    at++;
    Integer precision = numberArgument();
    if (precision == null || precision < 0) {
      out.append("%!(BADPREC)");
    } else {
      flags.precision = precision;
    }
    return false;
  }

  /** The next argument as a width or precision; null if it is none. */
  private @Nullable Integer numberArgument() {
    if (next >= arguments.size()) {
      return null;
    }
    Object argument = arguments.get(next++);
    boolean fits = argument instanceof Long number && Math.abs(number) <= MAX_NUMBER;
    return fits ? ((Long) argument).intValue() : null;
  }

  private void extra() {
    out.append("%!(EXTRA ");
    for (int i = next; i < arguments.size(); i++) {
      if (i > next) {
        out.append(", ");
      }
      out.append(Verbs.type(arguments.get(i))).append('=');
      verbs.print(arguments.get(i), 'v', new FormatFlags());
    }
    out.append(')');
  }
}
