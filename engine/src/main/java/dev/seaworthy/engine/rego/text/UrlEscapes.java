package dev.seaworthy.engine.rego.text;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.GoText;

/**
 * Percent-encoding by the rules of Go's {@code net/url}, which differ from part to part of an
 * address. Strings are bytes here, one a character.
 */
public final class UrlEscapes {
  /** A part of an address, and the characters beside letters, digits and {@code -_.~} it takes. */
  public enum Part {
    PATH("$&+,/:;=@"),
    USER("$&+,;="),
    HOST("!$&'()*+,;=:[]<>\""),
    ZONE("!$&'()*+,;=:[]<>\""),
    QUERY(""),
    FRAGMENT("$&+,/:;=?@!()*");

    private final String plain;

    Part(String plain) {
      this.plain = plain;
    }

    boolean isPlain(char c) {
      return (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || "-_.~".indexOf(c) >= 0
          || plain.indexOf(c) >= 0;
    }

    boolean isHost() {
      return this == HOST || this == ZONE;
    }
  }

  private UrlEscapes() {}

  /** Escapes what the part does not take. */
  public static String escape(String text, Part part) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (part.isPlain(c)) {
        out.append(c);
      } else if (c == ' ' && part == Part.QUERY) {
        out.append('+');
      } else {
        out.append('%').append(digit(c >> 4)).append(digit(c & 15));
      }
    }
    return out.toString();
  }

  private static char digit(int value) {
    return "0123456789ABCDEF".charAt(value);
  }

  /**
   * The part as it was before it was escaped.
   *
   * @throws RegoException of kind BUILTIN if a percent sign is not followed by two digits, or the
   *     part cannot hold such a character
   */
  public static String unescape(String text, Part part) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        out.append(escaped(text, i, part));
        i += 2;
      } else if (c == '+' && part == Part.QUERY) {
        out.append(' ');
      } else if (part.isHost() && c < 0x80 && !part.isPlain(c)) {
        throw RegoException.failed("invalid character " + GoText.quote("" + c) + " in host name");
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static char escaped(String text, int at, Part part) {
    int high = at + 2 < text.length() ? hex(text.charAt(at + 1)) : -1;
    int low = at + 2 < text.length() ? hex(text.charAt(at + 2)) : -1;
    int value = high << 4 | low;
    boolean isBad =
        high < 0
            || low < 0
            || (part == Part.HOST && value < 0x80 && value != '%')
            || (part == Part.ZONE && value != '%' && value != ' ' && !part.isPlain((char) value));
    if (isBad) {
      String shown = Utf8.text(text.substring(at, Math.min(text.length(), at + 3)));
      throw RegoException.failed("invalid URL escape " + GoText.quote(shown));
    }
    return (char) value;
  }

  private static int hex(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  /** Whether a part may stay as it was written. */
  static boolean isValid(String text, Part part) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!part.isPlain(c) && "!$&'()*+,;=:@[]%".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
