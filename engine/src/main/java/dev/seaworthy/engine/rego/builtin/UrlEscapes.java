package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.GoText;

/** Percent encoding, by the rules of Go's {@code net/url}. Works on bytes: see {@link Utf8}. */
final class UrlEscapes {
  private static final String HEX = "0123456789ABCDEF";
  private static final String RESERVED = "$&+,/:;=?@";
  private static final String ALLOWED_IN_HOST = "!$&'()*+,;=:[]<>\"";

  private UrlEscapes() {}

  /** What part of a URL is written. */
  enum Part {
    PATH,
    USER,
    HOST,
    ZONE,
    QUERY,
    FRAGMENT;

    boolean isHost() {
      return this == HOST || this == ZONE;
    }
  }

  static String escape(String bytes, Part part) {
    StringBuilder out = new StringBuilder(bytes.length());
    for (int i = 0; i < bytes.length(); i++) {
      char c = bytes.charAt(i);
      if (!mustEscape(c, part)) {
        out.append(c);
      } else if (c == ' ' && part == Part.QUERY) {
        out.append('+');
      } else {
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return out.toString();
  }

  /**
   * @throws RegoException of kind BUILTIN if a percent sign is not followed by two digits, or the
   *     part cannot hold such a character
   */
  static String unescape(String bytes, Part part) {
    StringBuilder out = new StringBuilder(bytes.length());
    for (int i = 0; i < bytes.length(); i++) {
      char c = bytes.charAt(i);
      if (c == '%') {
        out.append(escaped(bytes, i, part));
        i += 2;
      } else if (c == '+' && part == Part.QUERY) {
        out.append(' ');
      } else if (part.isHost() && c < 0x80 && mustEscape(c, part)) {
        throw Operands.failed("invalid character " + GoText.quote("" + c) + " in host name");
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static char escaped(String bytes, int at, Part part) {
    int high = at + 2 < bytes.length() ? Character.digit(bytes.charAt(at + 1), 16) : -1;
    int low = high < 0 ? -1 : Character.digit(bytes.charAt(at + 2), 16);
    String written = bytes.substring(at, Math.min(at + 3, bytes.length()));
    boolean isPercent = written.equals("%25");
    char value = (char) (high << 4 | low);
    boolean isWrong =
        low < 0
            // In a host only bytes beyond ASCII are escaped (RFC 6874 adds the zone's sign).
            || (part == Part.HOST && high < 8 && !isPercent)
            || (part == Part.ZONE && !isPercent && value != ' ' && mustEscape(value, Part.HOST));
    if (isWrong) {
      throw Operands.failed("invalid URL escape " + GoText.quote(Utf8.text(written)));
    }
    return value;
  }

  private static boolean mustEscape(char c, Part part) {
    boolean isPlain =
        (c >= 'a' && c <= 'z')
            || (c >= 'A' && c <= 'Z')
            || (c >= '0' && c <= '9')
            || "-_.~".indexOf(c) >= 0;
    if (isPlain || (part.isHost() && ALLOWED_IN_HOST.indexOf(c) >= 0)) {
      return false;
    }
    if (RESERVED.indexOf(c) >= 0) {
      return switch (part) {
        case PATH -> c == '?';
        case USER -> c == '@' || c == '/' || c == '?' || c == ':';
        case QUERY -> true;
        case FRAGMENT -> false;
        case HOST, ZONE -> true;
      };
    }
    return part != Part.FRAGMENT || "!()*".indexOf(c) < 0;
  }
}
