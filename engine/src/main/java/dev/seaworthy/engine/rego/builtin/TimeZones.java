package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRulesProvider;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;

/** Time zones by name, from the JDK's own data. */
final class TimeZones {
  /** Zones without rules of their own in the JDK. */
  private static final Map<String, ZoneId> FIXED =
      Map.of(
          "EST", ZoneOffset.ofHours(-5),
          "MST", ZoneOffset.ofHours(-7),
          "HST", ZoneOffset.ofHours(-10));

  /**
   * The abbreviations that the time zone database has. For other zones the JDK makes up names, and
   * the database writes the offset.
   */
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          ("ACDT ACST ADT AEDT AEST AKDT AKST AST AWST BST CAT CDT CEST CET ChST CST EAT EDT EEST"
                  + " EET EST GMT HDT HKT HST IDT IST JST KST MDT MSK MST NDT NST NZDT NZST PDT"
                  + " PKT PST SAST SST UTC WAT WEST WET WIB WIT WITA")
              .split(" ", -1));

  /** Zones that the database has no abbreviation for, though the JDK calls them by another's. */
  private static final Set<String> NAMELESS =
      Set.of(
          "Africa/Casablanca",
          "Africa/El_Aaiun",
          "Antarctica/Casey",
          "Antarctica/Troll",
          "Asia/Aden",
          "Asia/Amman",
          "Asia/Baghdad",
          "Asia/Bahrain",
          "Asia/Colombo",
          "Asia/Damascus",
          "Asia/Kuwait",
          "Asia/Qatar",
          "Asia/Riyadh",
          "Europe/Minsk",
          "Pacific/Bougainville",
          "Pacific/Pitcairn");

  private TimeZones() {}

  /**
   * Finds a zone by its name in the time zone database. {@code Local} is UTC, for the result must
   * not depend on the machine.
   *
   * @throws RegoException of kind BUILTIN if there is none
   */
  static ZoneId named(String name) {
    if (name.isEmpty() || name.equals("UTC") || name.equals("Local")) {
      return ZoneOffset.UTC;
    }
    ZoneId fixed = FIXED.get(name);
    if (fixed != null) {
      return fixed;
    }
    if (name.contains("..") || name.startsWith("/") || name.indexOf('\\') >= 0) {
      throw Operands.failed("time: invalid location name");
    }
    // ZoneId.of alone also takes offsets, which are no names of the database.
    if (!ZoneRulesProvider.getAvailableZoneIds().contains(name)) {
      throw Operands.failed("unknown time zone " + name);
    }
    return ZoneId.of(name);
  }

  /** What the zone is called at the time: {@code CEST}, or {@code +03} if it has no name. */
  static String abbreviation(ZonedDateTime time) {
    if (time.getZone().equals(ZoneOffset.UTC)) {
      return "UTC";
    }
    for (Map.Entry<String, ZoneId> fixed : FIXED.entrySet()) {
      if (fixed.getValue().equals(time.getZone())) {
        return fixed.getKey();
      }
    }
    boolean isSummer = time.getZone().getRules().isDaylightSavings(time.toInstant());
    String name =
        TimeZone.getTimeZone(time.getZone()).getDisplayName(isSummer, TimeZone.SHORT, Locale.US);
    boolean isNamed = ABBREVIATIONS.contains(name) && !NAMELESS.contains(time.getZone().getId());
    return isNamed ? name : offset(time.getOffset().getTotalSeconds());
  }

  private static String offset(int seconds) {
    int minutes = Math.abs(seconds) / 60;
    String hours = (seconds < 0 ? "-" : "+") + twoDigits(minutes / 60);
    return minutes % 60 == 0 ? hours : hours + twoDigits(minutes % 60);
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : String.valueOf(number);
  }

  /** How many chars of the text are an abbreviation of a time zone; 0 if it begins with none. */
  static int abbreviationLength(String text) {
    if (text.startsWith("UTC")) {
      return 3;
    }
    if (text.startsWith("ChST") || text.startsWith("MeST")) {
      return 4;
    }
    if (text.startsWith("GMT")) {
      return 3 + offsetLength(text.substring(3));
    }
    if (text.startsWith("+") || text.startsWith("-")) {
      return text.length() < 3 ? 0 : offsetLength(text);
    }
    int letters = 0;
    while (letters < 6 && letters < text.length() && isUpper(text.charAt(letters))) {
      letters++;
    }
    boolean isFour = letters == 4 && (text.charAt(3) == 'T' || text.startsWith("WITA"));
    boolean isFive = letters == 5 && text.charAt(4) == 'T';
    return letters == 3 || isFour || isFive ? letters : 0;
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  /** A sign and up to 23 hours. */
  private static int offsetLength(String text) {
    if (!text.startsWith("+") && !text.startsWith("-")) {
      return 0;
    }
    int end = 1;
    long hours = 0;
    while (end < text.length() && TimeParser.isDigit(text.charAt(end))) {
      hours = Math.min(1000, hours * 10 + (text.charAt(end) - '0'));
      end++;
    }
    return end == 1 || hours > 23 ? 0 : end;
  }
}
