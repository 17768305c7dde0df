package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Times as nanoseconds since 1970; none of them is now. */
final class Times {
  private static final String RFC_3339 = "2006-01-02T15:04:05Z07:00";
  private static final String RFC_3339_NANO = "2006-01-02T15:04:05.999999999Z07:00";
  private static final Map<String, String> LAYOUTS =
      Map.of(
          "ANSIC", "Mon Jan _2 15:04:05 2006",
          "UnixDate", "Mon Jan _2 15:04:05 MST 2006",
          "RubyDate", "Mon Jan 02 15:04:05 -0700 2006",
          "RFC822", "02 Jan 06 15:04 MST",
          "RFC822Z", "02 Jan 06 15:04 -0700",
          "RFC850", "Monday, 02-Jan-06 15:04:05 MST",
          "RFC1123", "Mon, 02 Jan 2006 15:04:05 MST",
          "RFC1123Z", "Mon, 02 Jan 2006 15:04:05 -0700",
          "RFC3339", RFC_3339,
          "RFC3339Nano", RFC_3339_NANO);

  private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

  /** Beyond it every date is outside of the valid range. */
  private static final long FAR = 1_000_000;

  private Times() {}

  /** A time in its zone, and the layout to write it in. */
  private record Moment(ZonedDateTime time, String layout) {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "time.add_date" -> (Builtin.Four) Times::addDate;
      case "time.clock" -> (Builtin.One) Times::clock;
      case "time.date" -> (Builtin.One) Times::date;
      case "time.diff" -> (Builtin.Two) Times::diff;
      case "time.format" -> (Builtin.One) Times::format;
      case "time.parse_duration_ns" -> (Builtin.One) Times::parseDuration;
      case "time.parse_ns" -> (Builtin.Two) Times::parse;
      case "time.parse_rfc3339_ns" -> (Builtin.One) Times::parseRfc3339;
      case "time.weekday" -> (Builtin.One) Times::weekday;
      default -> null;
    };
  }

  private static Moment moment(Value operand) {
    if (operand instanceof NumberValue) {
      return new Moment(at(operand).atZone(ZoneOffset.UTC), "");
    }
    if (!(operand instanceof ArrayValue array) || array.size() == 0) {
      throw Operands.type(1, operand, "either number (ns) or [number (ns), string (tz)]");
    }
    Operands.number(array.at(0), 1);
    ZoneId zone = ZoneOffset.UTC;
    if (array.size() > 1) {
      zone = TimeZones.named(Operands.text(array.at(1), 1));
    }
    String layout = array.size() > 2 ? Operands.text(array.at(2), 1) : "";
    return new Moment(at(array.at(0)).atZone(zone), layout);
  }

  private static Instant at(Value nanos) {
    BigDecimal number = Operands.number(nanos, 1).decimal();
    boolean isTooBig = number.precision() - (long) number.scale() > 19;
    if (isTooBig || number.stripTrailingZeros().scale() > 0) {
      throw Operands.failed("timestamp too big");
    }
    BigInteger exact = number.toBigInteger();
    if (exact.bitLength() >= Long.SIZE) {
      throw Operands.failed("timestamp too big");
    }
    return Instant.ofEpochSecond(0, exact.longValue());
  }

  private static Value nanos(Instant instant) {
    BigInteger nanos =
        BigInteger.valueOf(instant.getEpochSecond())
            .multiply(NANOS_PER_SECOND)
            .add(BigInteger.valueOf(instant.getNano()));
    if (nanos.bitLength() >= Long.SIZE) {
      throw Operands.failed("time outside of valid range");
    }
    return NumberValue.of(nanos.longValue());
  }

  private static Value numbers(int... numbers) {
    ArrayValue array = ArrayValue.withCapacity(numbers.length);
    for (int number : numbers) {
      array.add(NumberValue.of(number));
    }
    return array;
  }

  private static Value clock(Budget budget, Value operand) {
    ZonedDateTime time = moment(operand).time;
    return numbers(time.getHour(), time.getMinute(), time.getSecond());
  }

  private static Value date(Budget budget, Value operand) {
    ZonedDateTime time = moment(operand).time;
    return numbers(time.getYear(), time.getMonthValue(), time.getDayOfMonth());
  }

  private static Value weekday(Budget budget, Value operand) {
    return StringValue.of(TimeFormat.weekday(moment(operand).time));
  }

  private static Value format(Budget budget, Value operand) {
    Moment moment = moment(operand);
    String name = moment.layout.isEmpty() ? "RFC3339Nano" : moment.layout;
    GoLayout layout = GoLayout.of(budget, LAYOUTS.getOrDefault(name, name));
    return StringValue.of(TimeFormat.format(layout, moment.time));
  }

  private static Value parse(Budget budget, Value layout, Value value) {
    String name = Operands.text(layout, 1);
    String text = Operands.text(value, 2);
    return nanos(TimeParser.parse(budget, LAYOUTS.getOrDefault(name, name), text));
  }

  private static Value parseRfc3339(Budget budget, Value value) {
    return nanos(TimeParser.parse(budget, RFC_3339, Operands.text(value, 1)));
  }

  private static Value parseDuration(Budget budget, Value value) {
    return NumberValue.of(GoDuration.parse(Operands.text(value, 1)));
  }

  private static Value addDate(Budget budget, Value time, Value years, Value months, Value days) {
    ZonedDateTime from = moment(time).time;
    long moreYears = Operands.integer(years, 2);
    long moreMonths = Operands.integer(months, 3);
    long moreDays = Operands.integer(days, 4);
    if (Math.abs(moreYears) > FAR || Math.abs(moreMonths) > FAR || Math.abs(moreDays) > FAR) {
      throw Operands.failed("time outside of valid range");
    }
    // Days beyond a month's end run over into the next month.
    LocalDate date =
        from.toLocalDate()
            .withDayOfMonth(1)
            .plusMonths(moreYears * 12 + moreMonths)
            .plusDays(from.getDayOfMonth() - 1 + moreDays);
    LocalDateTime local = date.atTime(from.toLocalTime());
    return nanos(local.toInstant(offset(local, from.getZone())));
  }

  /** Go's choice where clocks are changed: the offset at the time that a first guess leads to. */
  private static ZoneOffset offset(LocalDateTime local, ZoneId zone) {
    ZoneOffset guess = zone.getRules().getOffset(local.toInstant(ZoneOffset.UTC));
    return zone.getRules().getOffset(local.toInstant(guess));
  }

  /** Years, months, days, hours, minutes and seconds between two times on the first one's clock. */
  private static Value diff(Budget budget, Value one, Value other) {
    ZonedDateTime from = moment(one).time;
    ZonedDateTime to = moment(other).time.withZoneSameInstant(from.getZone());
    if (from.toInstant().isAfter(to.toInstant())) {
      ZonedDateTime swapped = from;
      from = to;
      to = swapped;
    }
    int seconds = to.getSecond() - from.getSecond();
    int minutes = to.getMinute() - from.getMinute() - borrowed(seconds);
    int hours = to.getHour() - from.getHour() - borrowed(minutes);
    int days = to.getDayOfMonth() - from.getDayOfMonth() - borrowed(hours);
    int months = to.getMonthValue() - from.getMonthValue() - borrowed(days);
    int years = to.getYear() - from.getYear() - borrowed(months);
    return numbers(
        years,
        Math.floorMod(months, 12),
        days < 0 ? days + from.toLocalDate().lengthOfMonth() : days,
        Math.floorMod(hours, 24),
        Math.floorMod(minutes, 60),
        Math.floorMod(seconds, 60));
  }

  private static int borrowed(int difference) {
    return difference < 0 ? 1 : 0;
  }
}
