package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.RegoException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points in time as certificates give them. */
final class DerTime {
  private static final Pattern UTC =
      Pattern.compile("(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)?(Z|[+-]\\d{4})");
  private static final Pattern GENERALIZED =
      Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(Z|[+-]\\d{4})");
  private static final DateTimeFormatter RFC_3339 =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);

  private DerTime() {}

  static OffsetDateTime read(Der der) {
    if (der.isNext(Der.UTC_TIME)) {
      String complaint = "x509: malformed UTCTime";
      return parse(UTC, der.read(Der.UTC_TIME, complaint), complaint);
    }
    if (der.isNext(Der.GENERALIZED_TIME)) {
      String complaint = "x509: malformed GeneralizedTime";
      return parse(GENERALIZED, der.read(Der.GENERALIZED_TIME, complaint), complaint);
    }
    throw RegoException.failed("x509: unsupported time format");
  }

  private static OffsetDateTime parse(Pattern format, Der content, String complaint) {
    Matcher text = format.matcher(new String(content.rest(), StandardCharsets.ISO_8859_1));
    if (!text.matches() || text.group(7).endsWith("0000")) {
      throw RegoException.failed(complaint);
    }
    int year = number(text, 1);
    if (text.group(1).length() == 2) {
      year += year >= 50 ? 1900 : 2000;
    }
    try {
      return OffsetDateTime.of(
          year,
          number(text, 2),
          number(text, 3),
          number(text, 4),
          number(text, 5),
          text.group(6) == null ? 0 : number(text, 6),
          0,
          ZoneOffset.of(text.group(7)));
    } catch (DateTimeException e) {
      throw RegoException.failed(complaint);
    }
  }

  private static int number(Matcher text, int group) {
    return Integer.parseInt(text.group(group));
  }

  static String text(OffsetDateTime time) {
    return RFC_3339.format(time);
  }
}
