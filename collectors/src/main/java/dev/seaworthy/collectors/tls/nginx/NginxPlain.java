package dev.seaworthy.collectors.tls.nginx;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a server of nginx answers by plain HTTP: nothing but the way to HTTPS, or content. */
final class NginxPlain {
  private static final String ACME = "/.well-known/acme-challenge";

  private NginxPlain() {}

  /**
   * {@code outcome} is {@code closed} (each request is redirected to HTTPS or refused), {@code
   * answers} or {@code unknown}; {@code location} the first place that answers, absent where it is
   * the server.
   */
  static Map<String, Object> of(NginxScope server) {
    NginxRewrite.Outcome phase = NginxRewrite.of(server.levels().get(0));
    if (phase == NginxRewrite.Outcome.CLOSED) {
      return Map.of("outcome", "closed");
    }
    if (phase == NginxRewrite.Outcome.ANSWERED) {
      return Map.of("outcome", "answers");
    }
    Map<String, Object> found = locations(server);
    boolean leavesSome = NginxRewrite.redirectsSome(server.levels().get(0));
    if (phase == NginxRewrite.Outcome.SOME
        || (leavesSome && "answers".equals(found.get("outcome")))) {
      Map<String, Object> some = new TreeMap<>(found);
      some.put("outcome", "unknown");
      return some;
    }
    return found;
  }

  private static Map<String, Object> locations(NginxScope server) {
    List<NginxDirective> locations =
        server.own("location").filter(one -> !isPassedOver(one)).toList();
    Map<String, Object> found = within(server.levels().get(0));
    boolean isEverywhere = locations.stream().anyMatch(NginxPlain::isEverything);
    return isEverywhere || "answers".equals(found.get("outcome"))
        ? found
        : Map.of("outcome", "answers");
  }

  /** The first location that answers, or that may; those within others are asked for themselves. */
  private static Map<String, Object> within(List<NginxDirective> block) {
    Map<String, Object> found = Map.of("outcome", "closed");
    for (NginxDirective one : block) {
      if (!one.is("location") || isPassedOver(one)) {
        continue;
      }
      for (Map<String, Object> each : List.of(itself(one), within(one.inner()))) {
        if ("answers".equals(each.get("outcome"))) {
          return each;
        }
        found = "unknown".equals(each.get("outcome")) ? each : found;
      }
    }
    return found;
  }

  private static Map<String, Object> itself(NginxDirective location) {
    NginxRewrite.Outcome phase = NginxRewrite.of(location.inner());
    if (phase == NginxRewrite.Outcome.CLOSED) {
      return Map.of("outcome", "closed");
    }
    boolean maybe =
        phase == NginxRewrite.Outcome.SOME || NginxRewrite.redirectsSome(location.inner());
    return Map.of("outcome", maybe ? "unknown" : "answers", "location", shown(location));
  }

  /** Nobody asks for it from outside, or only who proves a name. */
  private static boolean isPassedOver(NginxDirective location) {
    String path = path(location);
    return path.startsWith("@")
        || path.toLowerCase(Locale.ROOT).startsWith(ACME)
        || location.inner().stream().anyMatch(one -> one.is("internal"));
  }

  static boolean isEverything(NginxDirective location) {
    List<String> arguments = location.arguments();
    return path(location).equals("/") && !arguments.get(0).equals("=");
  }

  static String shown(NginxDirective location) {
    return String.join(" ", location.words());
  }

  private static String path(NginxDirective location) {
    List<String> arguments = location.arguments();
    return arguments.isEmpty() ? "" : arguments.get(arguments.size() - 1);
  }
}
