package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one of Traefik's own files, static or dynamic, into a proxy. */
final class TraefikFile {
  static final String ORIGIN = "file";
  private static final Set<String> HTTP =
      Set.of("routers", "middlewares", "services", "serversTransports");
  private static final Set<String> TLS = Set.of("options", "stores", "certificates");

  private final Place place;
  private final Section root;
  private final Proxy proxy;
  private final String provider;

  TraefikFile(Place place, Section root, Proxy proxy) {
    this(place, root, proxy, ORIGIN);
  }

  /**
   * One that another provider makes.
   *
   * @param provider as names end in it
   */
  TraefikFile(Place place, Section root, Proxy proxy, String provider) {
    this.place = place;
    this.root = root;
    this.proxy = proxy;
    this.provider = provider;
  }

  /** Whether a document that is no Kubernetes object has a part of Traefik's. */
  static boolean recognises(Tree tree) {
    Optional<Section> root =
        tree.asMapping()
            .filter(mapping -> mapping.get("apiVersion").isEmpty())
            .map(mapping -> new Section(mapping, true, (problem, mark) -> {}));
    return root.stream()
        .anyMatch(
            one ->
                holds(one, "http", HTTP)
                    || holds(one, "tls", TLS)
                    || one.get("entryPoints").stream().anyMatch(TraefikFile::isEntryPoints)
                    || (!one.has("entryPoints") && StaticSettings.standIn(one)));
  }

  /** Adds to the proxy; gives the evidence that needs nothing else to be known. */
  List<Observation> read() {
    root.sections("entryPoints")
        .forEach(
            (name, section) ->
                proxy.entryPoints.add(
                    EntryPoint.read(place.at("entryPoints", name), name, section)));
    if (StaticSettings.standIn(root)) {
      Subject subject = Subject.of("Traefik", place.source().file());
      proxy.named.add(() -> StaticSettings.observed(place, subject, ORIGIN, root));
    }
    root.section("http").ifPresent(this::readHttp);
    return root.section("tls").map(this::readTls).orElse(List.of());
  }

  private void readHttp(Section http) {
    proxy.addNamed(http, place.at("http"), (owner, name) -> full(name));
    http.sections("serversTransports")
        .forEach(
            (name, section) ->
                proxy.addTransport(
                    full(name),
                    section,
                    place.at("http", "serversTransports", name),
                    Subject.of("ServersTransport", name)));
    http.sections("routers").forEach(this::readRouter);
  }

  private void readRouter(String name, Section section) {
    String rule = section.text("rule").orElse("");
    List<String> middlewares = section.texts("middlewares");
    Router router =
        new Router(
            place.at("http", "routers", name),
            Subject.of("Router", name),
            provider,
            HostRule.hosts(rule),
            section.texts("entryPoints"),
            section.sectionOrTrue("tls").map(this::tls),
            "",
            List.of(middlewares.stream().map(this::full).toList()),
            middlewares);
    proxy.routers.add(router);
    proxy.routes.add(
        new Route(
            router.place(),
            router,
            name,
            rule,
            section.number("priority").orElse(0L),
            router.rules().get(0),
            section.text("service").map(this::full).map(Backend::reference).stream().toList(),
            Map.of()));
  }

  private Router.Tls tls(Section section) {
    Optional<String> options = section.text("options");
    return new Router.Tls(
        options.map(name -> Map.<String, Object>of("name", name)).orElse(Map.of()),
        options.map(this::full).orElse(""),
        "",
        section.text("certResolver").orElse(""));
  }

  private List<Observation> readTls(Section tls) {
    List<Observation> observations = new ArrayList<>();
    tls.sections("options")
        .forEach(
            (name, section) -> {
              proxy.options.add(full(name));
              observations.add(
                  TlsOptions.observed(
                      place.at("tls", "options", name),
                      Subject.of("TLSOption", name),
                      provider,
                      section));
            });
    Section store = tls.sections("stores").get(Names.DEFAULT);
    proxy.storeHasCertificate |=
        !tls.list("certificates").isEmpty()
            || (store != null
                && (store.has("defaultCertificate") || store.has("defaultGeneratedCert")));
    return observations;
  }

  private String full(String name) {
    return Names.of(provider, name);
  }

  private static boolean holds(Section root, String part, Set<String> keys) {
    return root.get(part).flatMap(Tree::asMapping).stream()
        .map(mapping -> new Section(mapping, true, root.faults()))
        .anyMatch(section -> keys.stream().anyMatch(section::has));
  }

  private static boolean isEntryPoints(Tree tree) {
    return tree.asMapping().stream()
        .anyMatch(
            mapping ->
                mapping.entries().values().stream()
                    .noneMatch(entry -> entry.value() instanceof Tree.Sequence));
  }
}
