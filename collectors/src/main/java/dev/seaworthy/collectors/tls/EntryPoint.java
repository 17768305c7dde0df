package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A port that Traefik listens on.
 *
 * @param tls settings that routers without their own inherit
 * @param middlewares that stand before those of every router
 * @param settings timeouts, and whose word about the client's address is taken
 */
record EntryPoint(
    Place place,
    String name,
    String address,
    boolean redirects,
    Optional<Router.Tls> tls,
    List<String> middlewares,
    Map<String, Object> settings) {
  private static final long READ_SECONDS = 60;
  private static final long IDLE_SECONDS = 180;

  EntryPoint {
    middlewares = List.copyOf(middlewares);
    settings = Map.copyOf(settings);
  }

  /** Reads one of a static file. */
  static EntryPoint read(Place place, String name, Section section) {
    Optional<Section> http = section.section("http");
    Optional<Section> redirection =
        http.flatMap(one -> one.section("redirections")).flatMap(one -> one.section("entryPoint"));
    boolean redirects =
        redirection.stream()
            .anyMatch(
                one ->
                    one.has("to") && one.text("scheme").orElse("https").equalsIgnoreCase("https"));
    Optional<Router.Tls> tls = http.flatMap(one -> one.sectionOrTrue("tls")).map(EntryPoint::tls);
    return new EntryPoint(
        place,
        name,
        section.text("address").orElse(""),
        redirects,
        tls,
        http.map(one -> one.words("middlewares")).orElse(List.of()),
        settings(section));
  }

  /** With Traefik's defaults of version 3; 0 seconds are no limit. */
  private static Map<String, Object> settings(Section section) {
    Section timeouts = section.inside("transport").inside("respondingTimeouts");
    return Map.of(
        "readSeconds", timeouts.seconds("readTimeout", READ_SECONDS),
        "writeSeconds", timeouts.seconds("writeTimeout", 0),
        "idleSeconds", timeouts.seconds("idleTimeout", IDLE_SECONDS),
        "asDefault", section.truth("asDefault"),
        "forwardedHeaders", trust(section.inside("forwardedHeaders")),
        "proxyProtocol", trust(section.inside("proxyProtocol")));
  }

  private static Map<String, Object> trust(Section section) {
    return Map.of("insecure", section.truth("insecure"), "trustedIPs", section.words("trustedIPs"));
  }

  Observation observed() {
    Map<String, Object> content = new TreeMap<>(settings);
    content.put("name", name);
    content.put("address", address);
    content.put("redirectsToHttps", redirects);
    content.put("tls", tls.isPresent());
    content.put("middlewares", middlewares);
    return place.evidence(EvidenceKinds.TLS_ENTRY_POINT, Subject.of("EntryPoint", name), content);
  }

  private static Router.Tls tls(Section section) {
    String options = section.text("options").orElse("");
    return new Router.Tls(
        options.isEmpty() ? Map.of() : Map.of("name", options),
        options.isEmpty() ? "" : Names.ofFile(options),
        "",
        section.text("certResolver").orElse(""));
  }
}
