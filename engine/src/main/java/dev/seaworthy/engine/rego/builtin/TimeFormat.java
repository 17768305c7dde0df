package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.builtin.GoLayout.Part;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Locale;

/** Writes a time as a Go layout shows. */
final class TimeFormat {
  private final ZonedDateTime time;
  private final StringBuilder out = new StringBuilder();

  private TimeFormat(ZonedDateTime time) {
    this.time = time;
  }

  static String format(GoLayout layout, ZonedDateTime time) {
    TimeFormat format = new TimeFormat(time);
    for (Part part : layout.parts()) {
      format.out.append(part.literal());
      format.append(part);
    }
    return format.out.append(layout.rest()).toString();
  }

  private void append(Part part) {
    switch (part.element()) {
      case YEAR -> padded(time.getYear() % 100, 2, '0');
      case LONG_YEAR -> padded(time.getYear(), 4, '0');
      case MONTH -> out.append(month(), 0, 3);
      case LONG_MONTH -> out.append(month());
      case NUM_MONTH -> out.append(time.getMonthValue());
      case ZERO_MONTH -> padded(time.getMonthValue(), 2, '0');
      case WEEKDAY -> out.append(weekday(time), 0, 3);
      case LONG_WEEKDAY -> out.append(weekday(time));
      case DAY -> out.append(time.getDayOfMonth());
      case UNDER_DAY -> padded(time.getDayOfMonth(), 2, ' ');
      case ZERO_DAY -> padded(time.getDayOfMonth(), 2, '0');
      case UNDER_YEAR_DAY -> padded(time.getDayOfYear(), 3, ' ');
      case ZERO_YEAR_DAY -> padded(time.getDayOfYear(), 3, '0');
      case HOUR -> padded(time.getHour(), 2, '0');
      case HOUR_12 -> out.append(hour12());
      case ZERO_HOUR_12 -> padded(hour12(), 2, '0');
      case MINUTE -> out.append(time.getMinute());
      case ZERO_MINUTE -> padded(time.getMinute(), 2, '0');
      case SECOND -> out.append(time.getSecond());
      case ZERO_SECOND -> padded(time.getSecond(), 2, '0');
      case UPPER_PM -> out.append(time.getHour() >= 12 ? "PM" : "AM");
      case LOWER_PM -> out.append(time.getHour() >= 12 ? "pm" : "am");
      case ZONE -> out.append(TimeZones.abbreviation(time));
      case OFFSET -> offset(part);
      case FRACTION, TRIMMED_FRACTION -> fraction(part);
    }
  }

  private void padded(int number, int width, char with) {
    String digits = Integer.toString(number);
    for (int i = digits.length(); i < width; i++) {
      out.append(with);
    }
    out.append(digits);
  }

  private String month() {
    return time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  /** The weekday's English name. */
  static String weekday(ZonedDateTime time) {
    return time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private int hour12() {
    int hour = time.getHour() % 12;
    return hour == 0 ? 12 : hour;
  }

  private void offset(Part part) {
    int seconds = time.getOffset().getTotalSeconds();
    if (seconds == 0 && part.mayBeZ()) {
      out.append('Z');
      return;
    }
    // An offset of less than a minute counts as positive, as in Go.
    out.append(seconds / 60 < 0 ? '-' : '+');
    int size = Math.abs(seconds);
    padded(size / 3600, 2, '0');
    String colon = part.hasColon() ? ":" : "";
    if (part.fields() > 1) {
      out.append(colon);
      padded(size / 60 % 60, 2, '0');
    }
    if (part.fields() > 2) {
      out.append(colon);
      padded(size % 60, 2, '0');
    }
  }

  private void fraction(Part part) {
    boolean isTrimmed = part.element() == GoLayout.Element.TRIMMED_FRACTION;
    if (isTrimmed && time.getNano() == 0) {
      return;
    }
    int begin = out.length();
    out.append(part.written().charAt(0));
    padded(time.getNano(), 9, '0');
    out.setLength(Math.min(out.length(), begin + 1 + part.digits()));
    if (isTrimmed) {
      int end = out.length();
      while (out.charAt(end - 1) == '0') {
        end--;
      }
      out.setLength(end == begin + 1 ? begin : end);
    }
  }
}
