package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.document.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What of a Traefik middleware bears on TLS.
 *
 * @param hsts it sends Strict-Transport-Security with an age above zero
 * @param redirects it sends plain requests to HTTPS
 * @param chain the full names of the middlewares it stands for
 */
record Middleware(boolean hsts, boolean redirects, List<String> chain) {
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
    return new Middleware(hsts, redirects, chain);
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
