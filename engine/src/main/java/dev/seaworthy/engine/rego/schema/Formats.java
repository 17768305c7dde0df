package dev.seaworthy.engine.rego.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.text.GoUrl;
import dev.seaworthy.engine.rego.text.IpText;
import java.time.DateTimeException;
import java.time.LocalDate;

/** The formats that a text can be asked to have. Formats that OPA does not know fit everything. */
final class Formats {
  private static final String LABEL = "([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]{0,61}[a-zA-Z0-9])";
  private static final Pattern HOSTNAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
  private static final Pattern UUID =
      Pattern.compile("(?i)[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}");
  private static final Pattern POINTER = Pattern.compile("(?s)(?:/(?:[^~/]|~0|~1)*)*");
  private static final Pattern RELATIVE_POINTER =
      Pattern.compile("(?s)(?:0|[1-9][0-9]*)(?:#|(?:/(?:[^~/]|~0|~1)*)*)");
  private static final Pattern TEMPLATE = Pattern.compile("([^{]*(\\{[^}]*\\})?)*");
  private static final String SPECIAL = "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~\\x{80}-\\x{10ffff}-]+";
  private static final String MAILBOX =
      "("
          + SPECIAL
          + "(\\."
          + SPECIAL
          + ")*|\"([^\"\\\\]|\\\\.)+\")@"
          + SPECIAL
          + "(\\."
          + SPECIAL
          + ")*";
  private static final Pattern MAIL =
      Pattern.compile("\\s*(" + MAILBOX + "|[^<>@,;:\"]*<" + MAILBOX + ">)\\s*");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final String CLOCK = "([01]\\d|2[0-3]|\\d):[0-5]\\d:[0-5]\\d([.,]\\d+)?";
  private static final Pattern TIME = Pattern.compile(CLOCK + "(Z|[+-]([01]\\d|2[0-4]):[0-5]\\d)?");

  private Formats() {}

  static boolean fits(String format, String text) {
    return switch (format) {
      case "date" -> isDate(text);
      case "time" -> TIME.matches(text);
      case "date-time" -> TIME.matches(text) || isDate(text) || isDateTime(text);
      case "hostname" -> text.length() < 256 && HOSTNAME.matches(text);
      case "email", "idn-email" -> MAIL.matches(text);
      case "ipv4" -> IpText.parse(text) != null && text.indexOf('.') >= 0;
      case "ipv6" -> IpText.parse(text) != null && text.indexOf(':') >= 0;
      case "uri", "iri" -> isUrl(text) && text.matches("(?s)[a-zA-Z][a-zA-Z0-9+.-]*:.*");
      case "uri-reference", "iri-reference" -> isUrl(text);
      case "uri-template" -> isUrl(text) && TEMPLATE.matches(text);
      case "uuid" -> UUID.matches(text);
      case "regex" -> isPattern(text);
      case "json-pointer" -> POINTER.matches(text);
      case "relative-json-pointer" -> RELATIVE_POINTER.matches(text);
      default -> true;
    };
  }

  private static boolean isDate(String text) {
    try {
      return DATE.matches(text) && LocalDate.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isDateTime(String text) {
    int separator = text.indexOf('T');
    String time = text.substring(separator + 1);
    boolean hasZone = time.endsWith("Z") || time.indexOf('+') >= 0 || time.indexOf('-') >= 0;
    return separator > 0 && hasZone && isDate(text.substring(0, separator)) && TIME.matches(time);
  }

  private static boolean isUrl(String text) {
    try {
      GoUrl.parse(text);
      return text.indexOf('\\') < 0;
    } catch (RegoException e) {
      return false;
    }
  }

  private static boolean isPattern(String text) {
    try {
      Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
