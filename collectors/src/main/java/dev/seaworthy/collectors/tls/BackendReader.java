package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.document.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads backends from files, from Traefik's objects and from annotated Services. */
final class BackendReader {
  private static final String ANNOTATION = "traefik.ingress.kubernetes.io/service.";

  private BackendReader() {}

  /**
   * One of a file's {@code http.services}.
   *
   * @param full makes a name one in full
   */
  static Backend ofFile(String name, Section service, Function<String, String> full) {
    for (String kind : List.of("weighted", "highestRandomWeight", "failover", "mirroring")) {
      Optional<Section> choice = service.section(kind);
      if (choice.isPresent()) {
        return choice(full.apply(name), kind, choice.get(), named(kind, choice.get(), full));
      }
    }
    Map<String, Object> facts = new TreeMap<>();
    service
        .section("loadBalancer")
        .ifPresent(
            balancer -> {
              facts.putAll(sticky(balancer));
              facts.put("servers", balancer.list("servers").size());
              balancer
                  .text("serversTransport")
                  .ifPresent(transport -> facts.put("transport", full.apply(transport)));
            });
    return new Backend(full.apply(name), "loadBalancer", facts, List.of());
  }

  private static List<Backend> named(String kind, Section choice, Function<String, String> full) {
    List<String> names = new ArrayList<>();
    if (kind.equals("weighted") || kind.equals("highestRandomWeight")) {
      choice.list("services").forEach(one -> one.text("name").ifPresent(names::add));
    } else {
      // A mirror gets copies, and what it answers goes nowhere.
      choice.text("service").ifPresent(names::add);
      choice.text("fallback").ifPresent(names::add);
    }
    return names.stream().map(full).map(Backend::reference).toList();
  }

  /** The services of one rule of an IngressRoute; several are a weighted choice without cookie. */
  static List<Backend> ofRule(Section rule, String namespace) {
    List<Backend> backends =
        rule.list("services").stream().map(one -> ofEntry(one, namespace)).toList();
    return backends.size() < 2
        ? backends
        : List.of(new Backend("", "weighted", Map.of(), backends));
  }

  /** A TraefikService. */
  static Backend ofObject(String fullName, Section spec, String namespace) {
    for (String kind : List.of("weighted", "highestRandomWeight")) {
      Optional<Section> weighted = spec.section(kind);
      if (weighted.isPresent()) {
        List<Backend> parts =
            weighted.get().list("services").stream().map(one -> ofEntry(one, namespace)).toList();
        return choice(fullName, kind, weighted.get(), parts);
      }
    }
    return new Backend(
        fullName,
        "mirroring",
        Map.of(),
        spec.section("mirroring").map(one -> ofEntry(one, namespace)).stream().toList());
  }

  private static Backend choice(String name, String kind, Section section, List<Backend> parts) {
    Map<String, Object> facts = new TreeMap<>(sticky(section));
    return new Backend(name, kind, facts, parts);
  }

  private static Backend ofEntry(Section entry, String namespace) {
    String name = entry.text("name").orElse("");
    String home = entry.text("namespace").orElse(namespace);
    if (entry.text("kind").filter("TraefikService"::equals).isPresent() || name.contains("@")) {
      return Backend.reference(Names.ofObject(home, name));
    }
    Map<String, Object> facts = new TreeMap<>(sticky(entry));
    port(entry.get("port")).ifPresent(port -> facts.put("port", port));
    if (entry.truth("nativeLB")) {
      facts.put("nativeLb", true);
    }
    entry
        .text("serversTransport")
        .ifPresent(transport -> facts.put("transport", Names.ofObject(namespace, transport)));
    return new Backend(Names.ofObject(home, name), "Service", facts, List.of());
  }

  /** A Service as its annotations make it for Ingresses. */
  static Backend ofAnnotated(String fullName, Section service) {
    Map<String, Object> facts = new TreeMap<>();
    Section annotations = service.inside("metadata").inside("annotations");
    if (isTrue(annotations, "sticky.cookie")) {
      facts.put(
          "sticky",
          cookie(
              annotation(annotations, "sticky.cookie.name"),
              isTrue(annotations, "sticky.cookie.secure"),
              isTrue(annotations, "sticky.cookie.httponly"),
              annotation(annotations, "sticky.cookie.samesite")));
    }
    if (isTrue(annotations, "nativelb")) {
      facts.put("nativeLb", true);
    }
    String transport = annotation(annotations, "serverstransport");
    if (!transport.isEmpty()) {
      facts.put("transport", transport);
    }
    return new Backend(fullName, "Service", facts, List.of());
  }

  static Optional<String> port(Optional<Tree> port) {
    return port.filter(one -> one instanceof Tree.Scalar).map(one -> String.valueOf(one.plain()));
  }

  private static Map<String, Object> sticky(Section section) {
    return section
        .section("sticky")
        .flatMap(sticky -> sticky.sectionOrTrue("cookie"))
        .map(
            one ->
                Map.<String, Object>of(
                    "sticky",
                    cookie(
                        one.text("name").orElse(""),
                        one.truth("secure"),
                        one.truth("httpOnly"),
                        one.text("sameSite").orElse(""))))
        .orElse(Map.of());
  }

  private static Map<String, Object> cookie(
      String name, boolean secure, boolean httpOnly, String sameSite) {
    return Map.of(
        "name", name,
        "secure", secure,
        "httpOnly", httpOnly,
        "sameSite", sameSite.toLowerCase(Locale.ROOT));
  }

  private static String annotation(Section annotations, String name) {
    return annotations.text(ANNOTATION + name).orElse("");
  }

  private static boolean isTrue(Section annotations, String name) {
    return annotation(annotations, name).equalsIgnoreCase("true");
  }
}
