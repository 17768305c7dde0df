package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.builtin.GoLayout.Element;
import dev.seaworthy.engine.rego.builtin.GoLayout.Part;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;

/** Reads a time as a Go layout shows. Without an offset it is UTC. */
final class TimeParser {
  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final List<String> WEEKDAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

  private final String layout;
  private final String value;
  private int at;

  private int year;
  private int month = -1;
  private int day = -1;
  private int yearDay = -1;
  private int hour;
  private int minute;
  private int second;
  private int nanos;
  private boolean isPm;
  private boolean isAm;
  private int offsetSeconds;

  /** The value does not look as the element wants. */
  private static final class MismatchException extends Exception {
    private static final long serialVersionUID = 1;
  }

  private TimeParser(String layout, String value) {
    this.layout = layout;
    this.value = value;
  }

  /**
   * @throws RegoException of kind BUILTIN if the value is not as the layout shows
   */
  static Instant parse(Budget budget, String layout, String value) {
    GoLayout parts = GoLayout.of(budget, layout);
    budget.allocate(4L * value.length());
    return new TimeParser(layout, value).parse(parts);
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private Instant parse(GoLayout parts) {
    for (int i = 0; i < parts.parts().size(); i++) {
      Part part = parts.parts().get(i);
      skip(part.literal());
      int begin = at;
      boolean hasFraction =
          i + 1 < parts.parts().size() && parts.parts().get(i + 1).element().isFraction();
      try {
        read(part, hasFraction);
      } catch (MismatchException e) {
        throw mismatch(value.substring(begin), part.written());
      }
    }
    skip(parts.rest());
    if (at < value.length()) {
      throw failed(": extra text: " + TimeText.quote(value.substring(at)));
    }
    return instant();
  }

  /** Skips literal text; any number of blanks stands for blanks. */
  private void skip(String literal) {
    int i = 0;
    while (i < literal.length()) {
      char c = literal.charAt(i);
      boolean isBlank = c == ' ';
      boolean isEnd = at == value.length();
      if (isBlank ? !isEnd && value.charAt(at) != ' ' : isEnd || value.charAt(at) != c) {
        throw mismatch(value.substring(at), literal);
      }
      if (isBlank) {
        i = afterBlanks(literal, i);
        at = afterBlanks(value, at);
      } else {
        i++;
        at++;
      }
    }
  }

  private static int afterBlanks(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) == ' ') {
      end++;
    }
    return end;
  }

  private void read(Part part, boolean hasFraction) throws MismatchException {
    switch (part.element()) {
      case YEAR -> {
        int two = signed(take(2));
        year = two + (two >= 69 ? 1900 : 2000);
      }
      case LONG_YEAR -> {
        char first = at < value.length() ? value.charAt(at) : ' ';
        require(isDigit(first));
        year = signed(take(4));
      }
      case MONTH -> month = name(MONTHS, 3) + 1;
      case LONG_MONTH -> month = name(MONTHS, 9) + 1;
      case NUM_MONTH, ZERO_MONTH -> {
        month = number(2, part.element() == Element.ZERO_MONTH);
        range(month >= 1 && month <= 12, "month");
      }
      case WEEKDAY -> name(WEEKDAYS, 3);
      case LONG_WEEKDAY -> name(WEEKDAYS, 9);
      case DAY, UNDER_DAY, ZERO_DAY -> {
        skipBlanks(part.element() == Element.UNDER_DAY ? 1 : 0);
        day = number(2, part.element() == Element.ZERO_DAY);
      }
      case UNDER_YEAR_DAY, ZERO_YEAR_DAY -> {
        skipBlanks(part.element() == Element.UNDER_YEAR_DAY ? 2 : 0);
        yearDay = number(3, part.element() == Element.ZERO_YEAR_DAY);
      }
      default -> readClock(part, hasFraction);
    }
  }

  private void readClock(Part part, boolean hasFraction) throws MismatchException {
    Element element = part.element();
    switch (element) {
      case HOUR -> {
        hour = number(2, false);
        range(hour < 24, "hour");
      }
      case HOUR_12, ZERO_HOUR_12 -> {
        hour = number(2, element == Element.ZERO_HOUR_12);
        range(hour <= 12, "hour");
      }
      case MINUTE, ZERO_MINUTE -> {
        minute = number(2, element == Element.ZERO_MINUTE);
        range(minute < 60, "minute");
      }
      case SECOND, ZERO_SECOND -> {
        second = number(2, element == Element.ZERO_SECOND);
        range(second < 60, "second");
        if (!hasFraction) {
          optionalFraction();
        }
      }
      case UPPER_PM -> halfOfDay(take(2), "AM", "PM");
      case LOWER_PM -> halfOfDay(take(2), "am", "pm");
      case ZONE -> zone();
      case OFFSET -> offset(part);
      case FRACTION -> fraction(part.digits());
      case TRIMMED_FRACTION -> optionalFraction();
      default -> throw new IllegalStateException("read before: " + element);
    }
  }

  private void halfOfDay(String text, String am, String pm) throws MismatchException {
    require(text.equals(am) || text.equals(pm));
    isPm |= text.equals(pm);
    isAm |= text.equals(am);
  }

  private String take(int length) throws MismatchException {
    require(value.length() - at >= length);
    at += length;
    return value.substring(at - length, at);
  }

  private static void require(boolean condition) throws MismatchException {
    if (!condition) {
      throw new MismatchException();
    }
  }

  private void range(boolean isWithin, String what) {
    if (!isWithin) {
      throw failed(": " + what + " out of range");
    }
  }

  private void skipBlanks(int most) {
    for (int i = 0; i < most && value.startsWith(" ", at); i++) {
      at++;
    }
  }

  /** Digits, perhaps after a sign. */
  private static int signed(String text) throws MismatchException {
    boolean isNegative = text.startsWith("-");
    String digits = isNegative || text.startsWith("+") ? text.substring(1) : text;
    require(digits.chars().allMatch(c -> isDigit((char) c)));
    int number = digits.isEmpty() ? 0 : Integer.parseInt(digits);
    return isNegative ? -number : number;
  }

  private int number(int most, boolean isFixed) throws MismatchException {
    int begin = at;
    while (at - begin < most && at < value.length() && isDigit(value.charAt(at))) {
      at++;
    }
    require(at > begin && (!isFixed || at - begin == most));
    return Integer.parseInt(value.substring(begin, at));
  }

  private int name(List<String> names, int longest) throws MismatchException {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      String written = name.substring(0, Math.min(longest, name.length()));
      int end = at + written.length();
      if (end <= value.length() && isSameAscii(value.substring(at, end), written)) {
        at = end;
        return i;
      }
    }
    throw new MismatchException();
  }

  private static boolean isSameAscii(String text, String name) {
    return text.chars().allMatch(c -> c < 0x80) && text.equalsIgnoreCase(name);
  }

  private void optionalFraction() throws MismatchException {
    boolean isThere =
        at + 1 < value.length()
            && ".,".indexOf(value.charAt(at)) >= 0
            && isDigit(value.charAt(at + 1));
    if (isThere) {
      int end = at + 1;
      while (end < value.length() && isDigit(value.charAt(end))) {
        end++;
      }
      fraction(end - at - 1);
    }
  }

  private void fraction(int digits) throws MismatchException {
    String text = take(digits + 1);
    require(text.charAt(0) == '.' || text.charAt(0) == ',');
    String kept = text.substring(1, Math.min(text.length(), 10));
    nanos = signed(kept);
    range(nanos >= 0, "fractional second");
    for (int i = kept.length(); i < 9; i++) {
      nanos *= 10;
    }
  }

  private void offset(Part part) throws MismatchException {
    if (part.mayBeZ() && value.startsWith("Z", at)) {
      at++;
      return;
    }
    String text = take(part.written().length());
    boolean isRead = true;
    int[] fields = new int[3];
    int width = part.hasColon() ? 3 : 2;
    for (int i = 0; i < part.fields(); i++) {
      int from = 1 + i * width;
      require(i == 0 || !part.hasColon() || text.charAt(from - 1) == ':');
      boolean isNumber = isDigit(text.charAt(from)) && isDigit(text.charAt(from + 1));
      isRead &= isNumber;
      fields[i] = isRead ? Integer.parseInt(text.substring(from, from + 2)) : 0;
    }
    range(fields[0] <= 24, "time zone offset hour");
    range(fields[1] <= 60, "time zone offset minute");
    range(fields[2] <= 60, "time zone offset second");
    require(isRead && (text.startsWith("+") || text.startsWith("-")));
    int seconds = (fields[0] * 60 + fields[1]) * 60 + fields[2];
    offsetSeconds = text.startsWith("-") ? -seconds : seconds;
  }

  /** An abbreviation. Go knows only that it is one, and takes the time for UTC, even at GMT+3. */
  private void zone() throws MismatchException {
    int length = TimeZones.abbreviationLength(value.substring(at));
    require(length > 0);
    at += length;
  }

  private Instant instant() {
    if (isPm && hour < 12) {
      hour += 12;
    } else if (isAm && hour == 12) {
      hour = 0;
    }
    LocalDate date = yearDay >= 0 ? dateOfYearDay() : date();
    return date.atTime(hour, minute, second, nanos)
        .toInstant(ZoneOffset.UTC)
        .minusSeconds(offsetSeconds);
  }

  private LocalDate date() {
    int ofMonth = day < 0 ? 1 : day;
    YearMonth yearMonth = YearMonth.of(year, month < 0 ? 1 : month);
    range(yearMonth.isValidDay(ofMonth), "day");
    return yearMonth.atDay(ofMonth);
  }

  private LocalDate dateOfYearDay() {
    LocalDate date;
    try {
      date = LocalDate.ofYearDay(year, yearDay);
    } catch (DateTimeException e) {
      throw failed(": day-of-year out of range");
    }
    if (month >= 0 && month != date.getMonthValue()) {
      throw failed(": day-of-year does not match month");
    }
    if (day >= 0 && day != date.getDayOfMonth()) {
      throw failed(": day-of-year does not match day");
    }
    return date;
  }

  private RegoException failed(String message) {
    return Operands.failed("parsing time " + TimeText.quote(value) + message);
  }

  private RegoException mismatch(String found, String wanted) {
    return failed(
        " as %s: cannot parse %s as %s"
            .formatted(TimeText.quote(layout), TimeText.quote(found), TimeText.quote(wanted)));
  }
}
