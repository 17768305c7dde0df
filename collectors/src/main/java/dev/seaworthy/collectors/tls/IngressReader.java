package dev.seaworthy.collectors.tls;

import dev.seaworthy.engine.evidence.Subject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads an Ingress with the annotations that Traefik understands. */
final class IngressReader {
  private static final String ROUTER = "traefik.ingress.kubernetes.io/router.";

  private IngressReader() {}

  static Router read(Place place, Subject subject, Section ingress) {
    Optional<Section> spec = ingress.section("spec");
    Optional<Section> annotations =
        ingress.section("metadata").flatMap(metadata -> metadata.section("annotations"));
    List<String> middlewares = words(annotations, "middlewares");
    return new Router(
        place.at("spec"),
        subject,
        "Ingress",
        hosts(spec),
        words(annotations, "entrypoints"),
        tls(annotations),
        listedSecret(spec),
        List.of(middlewares),
        middlewares);
  }

  private static List<String> hosts(Optional<Section> spec) {
    Set<String> hosts = new LinkedHashSet<>();
    for (Section rule : spec.map(one -> one.list("rules")).orElse(List.of())) {
      rule.text("host").ifPresent(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    }
    return List.copyOf(hosts);
  }

  /**
   * Only annotations, or the entry point, make Traefik speak TLS for an Ingress: {@code spec.tls}
   * loads certificates and no more.
   */
  private static Optional<Router.Tls> tls(Optional<Section> annotations) {
    Optional<String> options = annotation(annotations, "tls.options");
    boolean resolved = annotation(annotations, "tls.certresolver").isPresent();
    boolean asked = annotation(annotations, "tls").filter("true"::equalsIgnoreCase).isPresent();
    return asked || resolved || options.isPresent()
        ? Optional.of(
            new Router.Tls(
                options.map(name -> Map.<String, Object>of("name", name)).orElse(Map.of()),
                options.orElse(""),
                "",
                resolved))
        : Optional.empty();
  }

  /** One entry without a secret leaves its hosts to the default certificate. */
  private static String listedSecret(Optional<Section> spec) {
    List<Optional<String>> secrets =
        spec.map(one -> one.list("tls")).orElse(List.of()).stream()
            .map(one -> one.text("secretName"))
            .toList();
    boolean complete = !secrets.isEmpty() && secrets.stream().allMatch(Optional::isPresent);
    return complete ? secrets.get(0).orElse("") : "";
  }

  private static List<String> words(Optional<Section> annotations, String name) {
    return annotation(annotations, name).stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static Optional<String> annotation(Optional<Section> annotations, String name) {
    return annotations.flatMap(one -> one.text(ROUTER + name));
  }
}
