package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.GoText;
import java.util.Locale;

/**
 * A URL in its parts, each empty if it is not there, taken apart as Go's {@code net/url} does. All
 * text is bytes: see {@link Utf8}.
 *
 * @param host with the port, and brackets around an IPv6 address
 * @param path without escapes
 * @param rawPath with escapes, unless they are just those that the path needs
 */
record Url(String scheme, String host, String path, String rawPath, String query, String fragment) {

  /** Text that is no URL. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    private MalformedException(String url, String why) {
      super("parse %s: %s".formatted(GoText.quote(Utf8.text(url)), why), null, false, false);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  static Url parse(Budget budget, String text) throws MalformedException {
    budget.allocate(10L * text.length());
    String bytes = Utf8.bytes(text);
    int hash = bytes.indexOf('#');
    String url = hash < 0 ? bytes : bytes.substring(0, hash);
    Url parsed;
    try {
      parsed = withoutFragment(url);
    } catch (RegoException e) {
      throw new MalformedException(url, e.getMessage());
    }
    try {
      String fragment = hash < 0 ? "" : bytes.substring(hash + 1);
      return parsed.withFragment(UrlEscapes.unescape(fragment, UrlEscapes.Part.FRAGMENT));
    } catch (RegoException e) {
      throw new MalformedException(bytes, e.getMessage());
    }
  }

  private Url withFragment(String decoded) {
    return new Url(scheme, host, path, rawPath, query, decoded);
  }

  private static Url withoutFragment(String url) {
    if (url.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw Operands.failed("net/url: invalid control character in URL");
    }
    if (url.equals("*")) {
      return new Url("", "", "*", "*", "", "");
    }
    int colon = endOfScheme(url);
    String scheme = url.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
    String rest = url.substring(colon + 1);
    int question = rest.indexOf('?');
    String query = question < 0 ? "" : rest.substring(question + 1);
    rest = question < 0 ? rest : rest.substring(0, question);
    if (!rest.startsWith("/")) {
      if (!scheme.isEmpty()) {
        return new Url(scheme, "", "", "", query, ""); // Opaque, as in mailto:someone.
      }
      refuseColon(rest);
    }
    String host = "";
    boolean hasHost = rest.startsWith("//") && (!scheme.isEmpty() || !rest.startsWith("///"));
    if (hasHost) {
      int slash = rest.indexOf('/', 2);
      String authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
      host = UrlHost.ofAuthority(scheme, authority);
      rest = slash < 0 ? "" : rest.substring(slash);
    }
    String path = UrlEscapes.unescape(rest, UrlEscapes.Part.PATH);
    boolean isPlain = UrlEscapes.escape(path, UrlEscapes.Part.PATH).equals(rest);
    return new Url(scheme, host, path, isPlain ? path : rest, query, "");
  }

  /** Where the scheme's colon is, or -1 if there is no scheme. */
  private static int endOfScheme(String url) {
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c == ':') {
        if (i == 0) {
          throw Operands.failed("missing protocol scheme");
        }
        return i;
      }
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean isOther = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      if (!isLetter && (i == 0 || !isOther)) {
        return -1;
      }
    }
    return -1;
  }

  private static void refuseColon(String path) {
    int slash = path.indexOf('/');
    if ((slash < 0 ? path : path.substring(0, slash)).indexOf(':') >= 0) {
      throw Operands.failed("first path segment in URL cannot contain colon");
    }
  }

  /** The host without port and brackets. */
  String hostname() {
    String name = host.substring(0, endOfName());
    return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
  }

  /** The port's digits. */
  String port() {
    int end = endOfName();
    return end < host.length() ? host.substring(end + 1) : "";
  }

  private int endOfName() {
    int colon = host.lastIndexOf(':');
    return colon >= 0 && UrlHost.isPort(host.substring(colon)) ? colon : host.length();
  }
}
