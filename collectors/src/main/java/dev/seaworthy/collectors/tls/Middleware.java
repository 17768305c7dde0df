package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.document.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What of a Traefik middleware the controls ask about.
 *
 * @param hsts it sends Strict-Transport-Security with an age above zero
 * @param redirects it sends plain requests to HTTPS
 * @param limits it bounds how many requests a client may make, in a time or at once
 * @param guards it lets only some clients through: by their address or by who they are
 * @param chain the full names of the middlewares it stands for
 */
record Middleware(
    boolean hsts, boolean redirects, boolean limits, boolean guards, List<String> chain) {
  private static final List<String> GUARDS = List.of("basicAuth", "digestAuth", "forwardAuth");
  private static final List<String> ALLOW_LISTS = List.of("ipAllowList", "ipWhiteList");
  private static final Pattern AGE =
      Pattern.compile("(?i)(^|.*;)\\s*max-age=\"?0*[1-9][0-9]*\"?\\s*(;.*|$)");

  Middleware {
    chain = List.copyOf(chain);
  }

  /**
   * Reads one.
   *
   * @param links names the members of a chain in full
   */
  static Middleware read(Section section, Function<Section, List<String>> links) {
    Optional<Section> headers = section.section("headers");
    boolean hsts =
        headers.stream().anyMatch(one -> one.isPositive("stsSeconds") || setsByHand(one));
    boolean redirects =
        section.section("redirectScheme").flatMap(one -> one.text("scheme")).stream()
            .anyMatch("https"::equalsIgnoreCase);
    List<String> chain = section.section("chain").map(links).orElse(List.of());
    return new Middleware(hsts, redirects, limits(section), guards(section), chain);
  }

  /** A rate limit without an average is none. */
  private static boolean limits(Section section) {
    return section.has("inFlightReq")
        || section.section("rateLimit").stream().anyMatch(one -> one.isPositive("average"));
  }

  private static boolean guards(Section section) {
    return GUARDS.stream().anyMatch(section::has)
        || ALLOW_LISTS.stream()
            .flatMap(name -> section.section(name).stream())
            .anyMatch(Middleware::isNarrow);
  }

  private static boolean isNarrow(Section allowList) {
    List<String> ranges = allowList.words("sourceRange");
    return !ranges.isEmpty() && ranges.stream().noneMatch(range -> range.endsWith("/0"));
  }

  private static boolean setsByHand(Section headers) {
    Map<String, Tree.Entry> custom =
        headers
            .section("customResponseHeaders")
            .map(one -> one.mapping().entries())
            .orElse(Map.of());
    return custom.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("Strict-Transport-Security"))
        .flatMap(header -> header.getValue().value().asText().stream())
        .anyMatch(value -> AGE.matcher(value).matches());
  }
}
