package dev.seaworthy.collectors.image;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A package URL, {@code pkg:type/namespace/name@version?qualifiers#subpath}, as ECMA-427 has it.
 *
 * @param namespace empty where there is none, as are {@code version} and {@code subpath}
 * @param qualifiers by key in lower case
 */
record PackageUrl(
    String type,
    String namespace,
    String name,
    String version,
    Map<String, String> qualifiers,
    String subpath) {
  private static final String SCHEME = "pkg:";

  /** Types whose names and name spaces do not tell upper case from lower. */
  private static final Set<String> CASELESS =
      Set.of(
          "alpm",
          "apk",
          "bitbucket",
          "composer",
          "deb",
          "docker",
          "github",
          "golang",
          "oci",
          "pypi");

  PackageUrl {
    qualifiers = Map.copyOf(qualifiers);
  }

  static boolean isOne(String text) {
    return text.startsWith(SCHEME);
  }

  /** Reads one; empty for anything that is not. */
  static Optional<PackageUrl> of(String text) {
    if (!isOne(text)) {
      return Optional.empty();
    }
    String rest = text.substring(SCHEME.length()).replaceFirst("^/+", "");
    String subpath = after(rest, '#');
    rest = before(rest, '#');
    String qualifiers = after(rest, '?');
    rest = before(rest, '?');
    int slash = rest.indexOf('/');
    if (slash < 1 || slash == rest.length() - 1) {
      return Optional.empty();
    }
    String type = rest.substring(0, slash).toLowerCase(Locale.ROOT);
    String path = rest.substring(slash + 1);
    // An `@` in a name space, as npm's scopes have, stands before a slash.
    int at = path.indexOf('@', path.lastIndexOf('/') + 1);
    String named = strip(at < 0 ? path : path.substring(0, at));
    int last = named.lastIndexOf('/');
    String name = name(type, decoded(named.substring(last + 1)));
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PackageUrl(
            type,
            folded(type, decoded(named.substring(0, Math.max(last, 0)))),
            name,
            at < 0 ? "" : decoded(path.substring(at + 1)),
            qualifiers(qualifiers),
            decoded(strip(subpath))));
  }

  private static String name(String type, String name) {
    String folded = folded(type, name);
    return type.equals("pypi") ? folded.replace('_', '-') : folded;
  }

  private static String folded(String type, String text) {
    return CASELESS.contains(type) ? text.toLowerCase(Locale.ROOT) : text;
  }

  private static Map<String, String> qualifiers(String text) {
    Map<String, String> qualifiers = new TreeMap<>();
    for (String pair : text.split("&", -1)) {
      String value = decoded(after(pair, '='));
      if (!value.isEmpty()) {
        qualifiers.put(before(pair, '=').toLowerCase(Locale.ROOT), value);
      }
    }
    return qualifiers;
  }

  private static String before(String text, char mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }

  private static String after(String text, char mark) {
    int at = text.indexOf(mark);
    return at < 0 ? "" : text.substring(at + 1);
  }

  private static String strip(String path) {
    return path.replaceAll("^/+|/+$", "");
  }

  /** A plus sign is itself; broken escapes stay as they are written. */
  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /**
   * Whether what is said of this package is said of {@code other} too: a version, qualifiers or
   * subpath that this does not name leave them open.
   */
  boolean covers(PackageUrl other) {
    return type.equals(other.type)
        && namespace.equals(other.namespace)
        && name.equals(other.name)
        && (version.isEmpty() || version.equals(other.version))
        && (subpath.isEmpty() || subpath.equals(other.subpath))
        && other.qualifiers.entrySet().containsAll(qualifiers.entrySet());
  }
}
