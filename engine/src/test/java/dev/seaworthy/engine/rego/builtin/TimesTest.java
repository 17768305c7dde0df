package dev.seaworthy.engine.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        time.date => [1700000000000000000] => [2023, 11, 14]
        time.date => [[1700000000000000000, "Asia/Tokyo"]] => [2023, 11, 15]
        time.clock => [[1700000000000000000, "America/New_York"]] => [17, 13, 20]
        time.clock => [[1700000000000000000, ""]] => [22, 13, 20]
        time.weekday => [[1700000000000000000, "Pacific/Auckland"]] => "Wednesday"
        time.weekday => [-1] => "Wednesday"
        time.clock => [1.5] => ERR timestamp too big
        time.clock => [9223372036854775808] => ERR timestamp too big
        time.clock => [[1700000000000000000, "Nope"]] => ERR unknown time zone Nope
        time.clock => [[1700000000000000000, "../x"]] => ERR time: invalid location name
        time.clock => ["x"] => TYPE operand 1 must be either number (ns) or [number (ns), string (tz)] but got string
        time.clock => [[]] => TYPE operand 1 must be either number (ns) or [number (ns), string (tz)] but got array
        """)
  void partsOfATime(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        time.add_date => [1700000000000000000, 1, 2, 3] => 1737152000000000000
        time.add_date => [1706659200000000000, 0, 1, 0] => 1709337600000000000
        time.add_date => [[1710050400000000000, "America/New_York"], 0, 0, 1] => 1710133200000000000
        time.add_date => [1700000000000000000, 300, 0, 0] => ERR time outside of valid range
        time.add_date => [1700000000000000000, -1, -14, -400] => 1597097600000000000
        time.add_date => [1700000000000000000, 1.5, 0, 0] => TYPE operand 2 must be integer number but got floating-point number
        time.diff => [1700000000000000000, 1600000000000000000] => [3, 2, 1, 9, 46, 40]
        time.diff => [1582977600000000000, 1677672000000000000] => [3, 0, 1, 0, 0, 0]
        time.diff => [[1700000000000000000, "Europe/Berlin"], 0] => [53, 10, 13, 22, 13, 20]
        """)
  void arithmetic(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        time.format => [1700000000000000000] => "2023-11-14T22:13:20Z"
        time.format => [[1700000000000000000, "Europe/Berlin"]] => "2023-11-14T23:13:20+01:00"
        time.format => [[1700000000000000000, "UTC", "RFC1123"]] => "Tue, 14 Nov 2023 22:13:20 UTC"
        time.format => [[1700000000000000000, "Europe/Berlin", "RFC822"]] => "14 Nov 23 23:13 CET"
        time.format => [[1700000000000000000, "Asia/Dubai", "RFC850"]] => "Wednesday, 15-Nov-23 02:13:20 +04"
        time.format => [[1700000000000000000, "Asia/Kolkata", "Mon Jan _2 3:04PM 06 -07:00 Z0700"]] => "Wed Nov 15 3:43AM 23 +05:30 +0530"
        time.format => [[1700000000123456000, "", "15:04:05.000 .999999 ,00 .000000"]] => "22:13:20.123 .123456 ,12 .123456"
        time.format => [[1700000000000000000, "", "002 __2 _2006 Jane 5pm"]] => "318 318 _2023 Jane 20pm"
        time.format => [[1700000000000000000, "America/St_Johns", "Z070000 -07 -07:00:00"]] => "-033000 -03 -03:30:00"
        time.format => [[123456789, "", "2006-01-02T15:04:05.999999999Z07:00"]] => "1970-01-01T00:00:00.123456789Z"
        """)
  void writing(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        time.parse_rfc3339_ns => ["2023-11-14T22:13:20Z"] => 1700000000000000000
        time.parse_rfc3339_ns => ["2023-11-14T22:13:20.5+01:00"] => 1699996400500000000
        time.parse_rfc3339_ns => ["2023-02-29T00:00:00Z"] => ERR parsing time "2023-02-29T00:00:00Z": day out of range
        time.parse_rfc3339_ns => ["2023-13-01T00:00:00Z"] => ERR parsing time "2023-13-01T00:00:00Z": month out of range
        time.parse_rfc3339_ns => ["2300-01-01T00:00:00Z"] => ERR time outside of valid range
        time.parse_rfc3339_ns => ["2023-11-14"] => ERR parsing time "2023-11-14" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "T"
        time.parse_ns => ["2006-01-02", "2024-02-29"] => 1709164800000000000
        time.parse_ns => ["RFC1123", "Tue, 14 Nov 2023 22:13:20 GMT"] => 1700000000000000000
        time.parse_ns => ["RFC822Z", "14 Nov 23 22:13 -0700"] => 1700025180000000000
        time.parse_ns => ["Jan 2 2006 3:04PM", "nov 14  2023 10:13PM"] => 1699999980000000000
        time.parse_ns => ["2006 002", "2024 366"] => 1735603200000000000
        time.parse_ns => ["15:04:05", "10:11:12,25"] => ERR time outside of valid range
        time.parse_ns => ["2006-01-02", "2024-02-29x"] => ERR parsing time "2024-02-29x": extra text: "x"
        time.parse_ns => ["2006-01-02", "2024-2-29"] => ERR parsing time "2024-2-29" as "2006-01-02": cannot parse "2-29" as "01"
        time.parse_ns => ["MST 2006", "GMT+3 2024"] => 1704067200000000000
        """)
  void reading(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10_000,
      textBlock =
          """
        time.parse_duration_ns => ["1h30m"] => 5400000000000
        time.parse_duration_ns => ["1.5s"] => 1500000000
        time.parse_duration_ns => ["-100ms"] => -100000000
        time.parse_duration_ns => ["1us2µs"] => 3000
        time.parse_duration_ns => ["1d2h"] => 93600000000000
        time.parse_duration_ns => ["1w"] => 604800000000000
        time.parse_duration_ns => ["1y"] => 31536000000000000
        time.parse_duration_ns => ["0"] => 0
        time.parse_duration_ns => ["0.3333333333333333333h"] => 1200000000000
        time.parse_duration_ns => ["1"] => ERR time: missing unit in duration "1"
        time.parse_duration_ns => ["h"] => ERR time: invalid duration "h"
        time.parse_duration_ns => ["1x"] => ERR time: unknown unit "x" in duration "1x"
        time.parse_duration_ns => [""] => ERR time: invalid duration ""
        time.parse_duration_ns => ["300y"] => ERR time: invalid duration "300y"
        time.parse_duration_ns => ["1.2.3d"] => ERR time: invalid duration "1.2.3d"
        time.parse_duration_ns => ["2562047h47m16.854775807s"] => 9223372036854775807
        """)
  void spans(String name, String arguments, String result) {
    assertThat(CallText.of(name, arguments)).isEqualTo(result);
  }
}
