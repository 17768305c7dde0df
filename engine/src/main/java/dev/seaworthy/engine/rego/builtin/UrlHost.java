package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.GoText;

/** Reads the host out of a URL's authority: {@code user:secret@host:port}. */
final class UrlHost {
  private static final String ALLOWED_IN_USER = "-._:~!$&'()*+,;=%@";

  private UrlHost() {}

  /**
   * @throws RegoException of kind BUILTIN if it is malformed
   */
  static String ofAuthority(String scheme, String authority) {
    int at = authority.lastIndexOf('@');
    String host = host(scheme, authority.substring(at + 1));
    if (at >= 0) {
      checkUser(authority.substring(0, at));
    }
    return host;
  }

  private static void checkUser(String user) {
    boolean isValid =
        user.chars()
            .allMatch(
                c -> (c < 0x80 && Character.isLetterOrDigit(c)) || ALLOWED_IN_USER.indexOf(c) >= 0);
    if (!isValid) {
      throw Operands.failed("net/url: invalid userinfo");
    }
    int colon = user.indexOf(':');
    UrlEscapes.unescape(colon < 0 ? user : user.substring(0, colon), UrlEscapes.Part.USER);
    UrlEscapes.unescape(user.substring(colon + 1), UrlEscapes.Part.USER);
  }

  private static String host(String scheme, String host) {
    int bracket = host.lastIndexOf('[');
    if (bracket > 0) {
      throw Operands.failed("invalid IP-literal");
    }
    if (bracket == 0) {
      return literal(host);
    }
    int colon = host.indexOf(':');
    if (colon >= 0) {
      boolean isWeb = scheme.equals("http") || scheme.equals("https");
      checkPort(host.substring(isWeb ? colon : host.lastIndexOf(':')));
    }
    return UrlEscapes.unescape(host, UrlEscapes.Part.HOST);
  }

  /** An address in brackets. */
  private static String literal(String host) {
    int close = host.lastIndexOf(']');
    if (close < 0) {
      throw Operands.failed("missing ']' in host");
    }
    String port = host.substring(close + 1);
    checkPort(port);
    String name = host.substring(1, close);
    int zone = name.indexOf("%25");
    String address =
        zone < 0
            ? UrlEscapes.unescape(name, UrlEscapes.Part.HOST)
            : UrlEscapes.unescape(name.substring(0, zone), UrlEscapes.Part.HOST)
                + UrlEscapes.unescape(name.substring(zone), UrlEscapes.Part.ZONE);
    checkAddress(address);
    return "[" + address + "]" + port;
  }

  private static void checkAddress(String address) {
    int percent = address.indexOf('%');
    IpAddress parsed = IpAddress.parse(percent < 0 ? address : address.substring(0, percent));
    boolean isZoneMissing = percent == address.length() - 1;
    if (parsed == null || isZoneMissing || (percent >= 0 && parsed.bits() == 32)) {
      throw Operands.failed(
          "invalid host: ParseAddr(%s): unable to parse IP"
              .formatted(GoText.quote(Utf8.text(address))));
    }
    if (parsed.bits() == 32) {
      throw Operands.failed("invalid IP-literal");
    }
  }

  private static void checkPort(String port) {
    if (!port.isEmpty() && !isPort(port)) {
      throw Operands.failed("invalid port %s after host".formatted(GoText.quote(Utf8.text(port))));
    }
  }

  /** Whether it is a colon and digits, or a colon alone. */
  static boolean isPort(String text) {
    return text.startsWith(":") && text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
  }
}
