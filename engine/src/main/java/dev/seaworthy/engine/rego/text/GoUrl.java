package dev.seaworthy.engine.rego.text;

import dev.seaworthy.engine.rego.text.UrlEscapes.Part;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;

/** An address and its parts, as Go's {@code net/url} takes it apart. */
public final class GoUrl {
  String scheme = "";
  String opaque = "";
  boolean hasUser;
  String user = "";
  String host = "";
  String path = "";
  String rawPath = "";
  boolean omitsHost;
  boolean hasEmptyQuery;
  String query = "";
  String fragment = "";
  String rawFragment = "";

  GoUrl() {}

  /**
   * Reads an address.
   *
   * @throws dev.seaworthy.engine.rego.RegoException of kind BUILTIN if Go would refuse it
   */
  public static GoUrl parse(String text) {
    return GoUrlReader.read(Utf8.bytes(text));
  }

  /** In lower case; empty if there is none. */
  public String scheme() {
    return Utf8.text(scheme);
  }

  /** The host without port and brackets. */
  public String hostname() {
    String name = host.substring(0, endOfName());
    return Utf8.text(
        name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name);
  }

  /** The port's digits; empty if there are none. */
  public String port() {
    int end = endOfName();
    return end < host.length() ? Utf8.text(host.substring(end + 1)) : "";
  }

  private int endOfName() {
    int colon = host.lastIndexOf(':');
    return colon >= 0 && GoUrlReader.isPort(host.substring(colon)) ? colon : host.length();
  }

  /** The path without escapes. */
  public String path() {
    return Utf8.text(path);
  }

  /** The path as it was written, unless its escapes are just those that it needs. */
  public String rawPath() {
    return Utf8.text(rawPath.isEmpty() ? path : rawPath);
  }

  /** What follows the hash, without escapes. */
  public String fragment() {
    return Utf8.text(fragment);
  }

  /** The host and its port. */
  public String host() {
    return Utf8.text(host);
  }

  /** What follows the question mark. */
  public String query() {
    return Utf8.text(query);
  }

  /** The path as it goes over the wire. */
  public String escapedPath() {
    return Utf8.text(escaped(path, rawPath, Part.PATH));
  }

  private static String escaped(String plain, String raw, Part part) {
    if (!raw.isEmpty()
        && UrlEscapes.isValid(raw, part)
        && UrlEscapes.unescape(raw, part).equals(plain)) {
      return raw;
    }
    return plain.equals("*") && part == Part.PATH ? "*" : UrlEscapes.escape(plain, part);
  }

  /** Go's structure for it, as JSON. */
  public Value value() {
    ObjectValue object = new ObjectValue();
    put(object, "Scheme", scheme);
    put(object, "Opaque", opaque);
    object.put(StringValue.of("User"), hasUser ? ObjectValue.EMPTY : NullValue.NULL);
    put(object, "Host", host);
    put(object, "Path", path);
    put(object, "RawPath", rawPath);
    object.put(StringValue.of("OmitHost"), BooleanValue.of(omitsHost));
    object.put(StringValue.of("ForceQuery"), BooleanValue.of(hasEmptyQuery));
    put(object, "RawQuery", query);
    put(object, "Fragment", fragment);
    put(object, "RawFragment", rawFragment);
    return object.sort();
  }

  private static void put(ObjectValue object, String name, String bytes) {
    object.put(StringValue.of(name), StringValue.of(Utf8.text(bytes)));
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    if (!scheme.isEmpty()) {
      out.append(scheme).append(':');
    }
    if (opaque.isEmpty()) {
      hierarchy(out);
    } else {
      out.append(opaque);
    }
    if (hasEmptyQuery || !query.isEmpty()) {
      out.append('?').append(query);
    }
    if (!fragment.isEmpty()) {
      out.append('#').append(escaped(fragment, rawFragment, Part.FRAGMENT));
    }
    return Utf8.text(out.toString());
  }

  private void hierarchy(StringBuilder out) {
    boolean hasAuthority = !host.isEmpty() || hasUser;
    if ((hasAuthority || !scheme.isEmpty()) && (hasAuthority || !omitsHost)) {
      if (hasAuthority || !path.isEmpty()) {
        out.append("//");
      }
      if (hasUser) {
        out.append(user).append('@');
      }
      out.append(UrlEscapes.escape(host, Part.HOST));
    }
    String escapedPath = escaped(path, rawPath, Part.PATH);
    if (!escapedPath.isEmpty() && escapedPath.charAt(0) != '/' && !host.isEmpty()) {
      out.append('/');
    }
    if (out.isEmpty() && GoUrlReader.until(escapedPath, '/').indexOf(':') >= 0) {
      out.append("./");
    }
    out.append(escapedPath);
  }
}
