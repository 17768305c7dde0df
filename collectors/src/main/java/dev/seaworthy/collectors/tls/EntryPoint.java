package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Subject;
import java.util.Map;
import java.util.Optional;

/**
 * A port that Traefik listens on.
 *
 * @param tls settings that routers without their own inherit
 */
record EntryPoint(
    Place place, String name, String address, boolean redirects, Optional<Router.Tls> tls) {

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
    return new EntryPoint(place, name, section.text("address").orElse(""), redirects, tls);
  }

  Observation observed() {
    return place.evidence(
        EvidenceKinds.TLS_ENTRY_POINT,
        Subject.of("EntryPoint", name),
        Map.of(
            "name",
            name,
            "address",
            address,
            "redirectsToHttps",
            redirects,
            "tls",
            tls.isPresent()));
  }

  private static Router.Tls tls(Section section) {
    String options = section.text("options").orElse("");
    return new Router.Tls(
        options.isEmpty() ? Map.of() : Map.of("name", options),
        options.isEmpty() ? "" : Names.ofFile(options),
        "",
        section.has("certResolver"));
  }
}
