package dev.seaworthy.collectors.network.routes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Traefik's matchers, of versions 2 and 3.
 *
 * @see <a
 *     href="https://doc.traefik.io/traefik/reference/routing-configuration/http/routing/rules-and-priority/">Rules
 *     and priority</a>
 */
final class Matchers {
  /** Any one of the arguments is to match. */
  private static final List<String> ANY =
      List.of(
          "ALPN",
          "ClientIP",
          "Host",
          "HostHeader",
          "HostRegexp",
          "HostSNI",
          "HostSNIRegexp",
          "Method",
          "Path",
          "PathPrefix",
          "PathRegexp");

  /** A name and its value. */
  private static final List<String> PAIR =
      List.of("Header", "HeaderRegexp", "Headers", "HeadersRegexp", "Query", "QueryRegexp");

  private static final Set<String> PATHS = Set.of("Path", "PathPrefix");
  private static final Set<String> NAMES = Set.of("Host", "HostHeader", "HostSNI");
  private static final java.util.regex.Pattern TEMPLATE =
      java.util.regex.Pattern.compile("\\{[A-Za-z_][A-Za-z0-9_-]*[:}]");
  private static final Map<String, String> SPELLING = new HashMap<>();

  static {
    ANY.forEach(name -> SPELLING.put(name.toLowerCase(Locale.ROOT), name));
    PAIR.forEach(name -> SPELLING.put(name.toLowerCase(Locale.ROOT), name));
  }

  private Matchers() {}

  /**
   * What a matcher asks, one constraint for each way to satisfy it; empty where Traefik has no such
   * matcher or takes no such arguments.
   */
  static Optional<List<Constraint>> read(String word, List<String> arguments) {
    String name = SPELLING.get(word.toLowerCase(Locale.ROOT));
    if (name == null || arguments.isEmpty()) {
      return Optional.empty();
    }
    if (PAIR.contains(name)) {
      return arguments.size() > 2
          ? Optional.empty()
          : Optional.of(List.of(constraint(name, String.join("=", arguments))));
    }
    List<Constraint> ways = new ArrayList<>();
    arguments.forEach(argument -> ways.add(constraint(name, argument)));
    return Optional.of(ways);
  }

  /** Whether every request has what {@code constraint} asks. */
  static boolean isAlwaysTrue(Constraint constraint) {
    return !constraint.negated()
        && (constraint.equals(constraint("PathPrefix", "/"))
            || constraint.equals(constraint("HostSNI", "*")));
  }

  private static Constraint constraint(String name, String value) {
    boolean template =
        (PATHS.contains(name) || name.equals("HostRegexp")) && TEMPLATE.matcher(value).find();
    if (template) {
      String kind = PATHS.contains(name) ? "PathRegexp" : name;
      return new Constraint(kind, value, Constraint.Pattern.TEMPLATE, false);
    }
    String shown = NAMES.contains(name) ? value.toLowerCase(Locale.ROOT) : value;
    return new Constraint(
        name.equals("HostHeader") ? "Host" : name,
        shown,
        name.endsWith("Regexp") ? Constraint.Pattern.REGEX : Constraint.Pattern.LITERAL,
        false);
  }
}
