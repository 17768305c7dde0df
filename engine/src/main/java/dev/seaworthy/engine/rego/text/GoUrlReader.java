package dev.seaworthy.engine.rego.text;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.text.UrlEscapes.Part;
import dev.seaworthy.engine.rego.value.GoText;
import java.util.Locale;

/** Takes addresses apart. Strings are bytes here, one a character. */
final class GoUrlReader {
  private final GoUrl url = new GoUrl();

  private GoUrlReader() {}

  static GoUrl read(String text) {
    int hash = text.indexOf('#');
    GoUrlReader reader = new GoUrlReader();
    String parsed = hash < 0 ? text : text.substring(0, hash);
    try {
      reader.parse(parsed);
      if (hash >= 0) {
        parsed = text;
        reader.fragment(text.substring(hash + 1));
      }
    } catch (RegoException e) {
      throw RegoException.failed("parse %s: %s".formatted(quoted(parsed), e.getMessage()));
    }
    return reader.url;
  }

  /** What stands before a character; all if it is not there. */
  static String until(String text, char end) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }

  private static String quoted(String bytes) {
    return GoText.quote(Utf8.text(bytes));
  }

  private void fragment(String text) {
    url.fragment = UrlEscapes.unescape(text, Part.FRAGMENT);
    String escaped = UrlEscapes.escape(url.fragment, Part.FRAGMENT);
    url.rawFragment = escaped.equals(text) ? "" : text;
  }

  private void parse(String text) {
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw RegoException.failed("net/url: invalid control character in URL");
    }
    if (text.equals("*")) {
      url.path = "*";
      return;
    }
    String rest = scheme(text);
    int question = rest.indexOf('?');
    if (question >= 0) {
      url.query = rest.substring(question + 1);
      url.hasEmptyQuery = url.query.isEmpty();
      rest = rest.substring(0, question);
    }
    if (!rest.startsWith("/")) {
      if (!url.scheme.isEmpty()) {
        url.opaque = rest;
        return;
      }
      if (until(rest, '/').indexOf(':') >= 0) {
        throw RegoException.failed("first path segment in URL cannot contain colon");
      }
    }
    hierarchy(rest);
  }

  private String scheme(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (c == ':') {
        if (i == 0) {
          throw RegoException.failed("missing protocol scheme");
        }
        url.scheme = text.substring(0, i).toLowerCase(Locale.ROOT);
        return text.substring(i + 1);
      }
      boolean isLater = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      if (!isLetter && (!isLater || i == 0)) {
        return text;
      }
    }
    return text;
  }

  private void hierarchy(String text) {
    String rest = text;
    if (rest.startsWith("//") && (!url.scheme.isEmpty() || !rest.startsWith("///"))) {
      String authority = until(rest.substring(2), '/');
      rest = rest.substring(2 + authority.length());
      authority(authority);
    } else if (!url.scheme.isEmpty() && rest.startsWith("/")) {
      url.omitsHost = true;
    }
    url.path = UrlEscapes.unescape(rest, Part.PATH);
    url.rawPath = UrlEscapes.escape(url.path, Part.PATH).equals(rest) ? "" : rest;
  }

  private void authority(String authority) {
    int at = authority.lastIndexOf('@');
    url.host = host(authority.substring(at + 1));
    if (at < 0) {
      return;
    }
    String userinfo = authority.substring(0, at);
    if (!userinfo
        .chars()
        .allMatch(c -> Part.USER.isPlain((char) c) || "!'()*:%@".indexOf(c) >= 0)) {
      throw RegoException.failed("net/url: invalid userinfo");
    }
    int colon = userinfo.indexOf(':');
    url.hasUser = true;
    url.user =
        colon < 0
            ? escapedAnew(userinfo)
            : escapedAnew(userinfo.substring(0, colon))
                + ":"
                + escapedAnew(userinfo.substring(colon + 1));
  }

  private static String escapedAnew(String text) {
    return UrlEscapes.escape(UrlEscapes.unescape(text, Part.USER), Part.USER);
  }

  private String host(String text) {
    int bracket = text.lastIndexOf('[');
    if (bracket > 0) {
      throw RegoException.failed("invalid IP-literal");
    }
    if (bracket == 0) {
      return literal(text);
    }
    int first = text.indexOf(':');
    if (first >= 0) {
      boolean isStrict = url.scheme.equals("http") || url.scheme.equals("https");
      requirePort(text.substring(isStrict ? first : text.lastIndexOf(':')));
    }
    return UrlEscapes.unescape(text, Part.HOST);
  }

  private static String literal(String text) {
    int end = text.lastIndexOf(']');
    if (end < 0) {
      throw RegoException.failed("missing ']' in host");
    }
    String port = text.substring(end + 1);
    requirePort(port);
    String name = text.substring(1, end);
    int zone = name.indexOf("%25");
    String address = UrlEscapes.unescape(zone < 0 ? name : name.substring(0, zone), Part.HOST);
    String suffix = zone < 0 ? "" : UrlEscapes.unescape(name.substring(zone), Part.ZONE);
    checkLiteral(address + suffix);
    return "[" + address + suffix + "]" + port;
  }

  private static void checkLiteral(String address) {
    int zone = address.indexOf('%');
    byte[] bytes = IpText.parse(zone < 0 ? address : address.substring(0, zone));
    boolean isZoneMissing = zone == address.length() - 1;
    if (bytes == null || isZoneMissing || (zone >= 0 && bytes.length == 4)) {
      throw RegoException.failed(
          "invalid host: ParseAddr(%s): unable to parse IP".formatted(quoted(address)));
    }
    if (bytes.length == 4) {
      throw RegoException.failed("invalid IP-literal");
    }
  }

  private static void requirePort(String text) {
    if (!text.isEmpty() && !isPort(text)) {
      throw RegoException.failed("invalid port %s after host".formatted(quoted(text)));
    }
  }

  /** Whether it is a colon and digits, or a colon alone. */
  static boolean isPort(String text) {
    return text.startsWith(":") && text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
  }
}
