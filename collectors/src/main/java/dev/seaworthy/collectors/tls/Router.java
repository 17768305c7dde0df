package dev.seaworthy.collectors.tls;

import dev.seaworthy.engine.evidence.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One route as written, before anything it names is looked up.
 *
 * @param origin {@code IngressRoute}, {@code Ingress} or {@code file}
 * @param tls its own TLS settings; empty where it has none, though its entry points may
 * @param listedSecret a certificate that is loaded for the hosts whether or not {@code tls} is set;
 *     empty where there is none
 * @param rules for each of its rules the full names of the middlewares in force
 * @param shownMiddlewares the same as written, for people
 */
record Router(
    Place place,
    Subject subject,
    String origin,
    List<String> hosts,
    List<String> entryPoints,
    Optional<Tls> tls,
    String listedSecret,
    List<List<String>> rules,
    List<String> shownMiddlewares) {
  Router {
    hosts = List.copyOf(hosts);
    entryPoints = List.copyOf(entryPoints);
    rules = rules.stream().map(List::copyOf).toList();
    shownMiddlewares = List.copyOf(shownMiddlewares);
  }

  /**
   * TLS settings.
   *
   * @param options as shown; empty where none are named
   * @param optionsName in full
   * @param secretName empty where none is named
   * @param resolver of certificates; empty where none is named
   */
  record Tls(Map<String, Object> options, String optionsName, String secretName, String resolver) {
    /** These settings with a certificate where they name none. */
    Tls orSecret(String secret) {
      return secretName.isEmpty() && resolver.isEmpty()
          ? new Tls(options, optionsName, secret, "")
          : this;
    }

    static final Tls PLAIN = new Tls(Map.of(), "", "", "");

    Tls {
      options = Map.copyOf(options);
    }
  }
}
