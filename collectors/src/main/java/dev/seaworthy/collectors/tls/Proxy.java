package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/** All that is configured for one Traefik: what routes name is looked up here. */
final class Proxy {
  final List<Router> routers = new ArrayList<>();
  final List<EntryPoint> entryPoints = new ArrayList<>();
  final List<Route> routes = new ArrayList<>();
  final Map<String, Middleware> middlewares = new HashMap<>();
  final Map<String, Backend> services = new HashMap<>();
  final Set<String> options = new HashSet<>();

  /** What is told once all of the proxy is read. */
  final List<Supplier<Observation>> named = new ArrayList<>();

  /** Whether something other than Traefik's own certificate answers where none is named. */
  boolean storeHasCertificate;

  /**
   * Reads the middlewares and services of a file, or of Traefik's API.
   *
   * @param place of {@code http}
   * @param full what a name means where another, the first, says it
   */
  void addNamed(Section http, Place place, BinaryOperator<String> full) {
    http.sections("middlewares")
        .forEach(
            (name, section) ->
                add(
                    full.apply(name, name),
                    Middleware.read(section, chain -> links(name, chain, full)),
                    place.at("middlewares", name),
                    Subject.of("Middleware", name)));
    http.sections("services")
        .forEach(
            (name, section) ->
                add(
                    BackendReader.ofFile(name, section, one -> full.apply(name, one)),
                    place.at("services", name),
                    Subject.of("TraefikService", name)));
  }

  private static List<String> links(String owner, Section chain, BinaryOperator<String> full) {
    return chain.texts("middlewares").stream().map(one -> full.apply(owner, one)).toList();
  }

  void add(String name, Middleware middleware, Place place, Subject subject) {
    middlewares.put(name, middleware);
    named.add(() -> observed(name, place, subject));
  }

  void add(Backend service, Place place, Subject subject) {
    services.put(service.name(), service);
    named.add(() -> observed(service, place, subject));
  }

  /** A way to speak to servers, by its full name. */
  void addTransport(String name, Section transport, Place place, Subject subject) {
    Map<String, Object> content = new TreeMap<>(Transport.content(transport));
    content.put("name", name);
    named.add(() -> place.evidence(EvidenceKinds.TLS_TRANSPORT, subject, content));
  }

  List<Observation> observations() {
    List<Observation> observations = new ArrayList<>();
    routers.forEach(router -> observations.add(observed(router)));
    entryPoints.forEach(entryPoint -> observations.add(entryPoint.observed()));
    routes.forEach(route -> observations.add(observed(route)));
    named.forEach(one -> observations.add(one.get()));
    return observations;
  }

  /** What a router leads to; names from elsewhere are left for whoever has all the evidence. */
  private Observation observed(Route route) {
    Router router = route.router();
    Map<String, Object> content = route.content();
    content.put("tls", router.tls().or(() -> inherited(router)).isPresent());
    content.putAll(described(route.backends()));
    return route.place().evidence(EvidenceKinds.TLS_ROUTER, router.subject(), content);
  }

  /** A backend that routers elsewhere may name. */
  Observation observed(Backend backend, Place place, Subject subject) {
    Map<String, Object> content = described(List.of(backend));
    content.put("name", backend.name());
    return place.evidence(EvidenceKinds.TLS_SERVICE, subject, content);
  }

  private Map<String, Object> described(List<Backend> backends) {
    Set<String> unresolved = new TreeSet<>();
    Map<String, Object> content = new TreeMap<>();
    content.put("services", Backend.flat(backends, services, unresolved));
    content.put("unresolvedServices", unresolved);
    return content;
  }

  /** A middleware with what it chains, as routers elsewhere may name it. */
  Observation observed(String name, Place place, Subject subject) {
    Set<String> unresolved = new TreeSet<>();
    List<Middleware> all = expand(List.of(name), unresolved);
    return place.evidence(
        EvidenceKinds.TLS_MIDDLEWARE,
        subject,
        Map.of(
            "name", name,
            "limits", all.stream().anyMatch(Middleware::limits),
            "guards", all.stream().anyMatch(Middleware::guards),
            "redirectsToHttps", all.stream().anyMatch(Middleware::redirects),
            "unresolvedMiddlewares", unresolved));
  }

  private Observation observed(Router router) {
    Optional<Router.Tls> tls =
        router.tls().or(() -> inherited(router)).map(one -> one.orSecret(router.listedSecret()));
    Map<String, Object> content = new TreeMap<>();
    content.put("name", router.subject().name());
    router.subject().namespaceIfAny().ifPresent(namespace -> content.put("namespace", namespace));
    content.put("origin", router.origin());
    content.put("hosts", router.hosts());
    content.put("entryPoints", router.entryPoints());
    content.put("middlewares", router.shownMiddlewares());
    content.put("tls", tls.isPresent());
    content.put("certificate", tls.map(this::certificate).orElse(Names.DEFAULT));
    tls.ifPresent(one -> describe(one, content));
    effects(router, content);
    return router.place().evidence(EvidenceKinds.TLS_ROUTE, router.subject(), content);
  }

  /**
   * A router with settings of its own, even empty ones, inherits nothing. Where several proxies
   * have an entry point of this name, all must bring TLS.
   */
  private Optional<Router.Tls> inherited(Router router) {
    List<EntryPoint> listening =
        entryPoints.stream().filter(one -> router.entryPoints().contains(one.name())).toList();
    return listening.stream().allMatch(one -> one.tls().isPresent())
        ? listening.stream().flatMap(one -> one.tls().stream()).findFirst()
        : Optional.empty();
  }

  private String certificate(Router.Tls tls) {
    if (!tls.secretName().isEmpty()) {
      return "secret";
    }
    if (!tls.resolver().isEmpty()) {
      return "resolver";
    }
    return storeHasCertificate ? "store" : Names.DEFAULT;
  }

  private void describe(Router.Tls tls, Map<String, Object> content) {
    if (!tls.secretName().isEmpty()) {
      content.put("secretName", tls.secretName());
    }
    if (!tls.resolver().isEmpty()) {
      content.put("certResolver", tls.resolver());
    }
    if (!tls.options().isEmpty()) {
      content.put("options", tls.options());
      boolean builtIn = String.valueOf(tls.options().get("name")).equals(Names.DEFAULT);
      content.put("optionsFound", builtIn || options.contains(tls.optionsName()));
    }
  }

  /** An effect counts only where each of the route's rules has it. */
  private void effects(Router router, Map<String, Object> content) {
    boolean hsts = !router.rules().isEmpty();
    boolean redirects = hsts;
    Set<String> unresolved = new TreeSet<>();
    for (List<String> rule : router.rules()) {
      List<Middleware> inForce = expand(rule, unresolved);
      hsts &= inForce.stream().anyMatch(Middleware::hsts);
      redirects &= inForce.stream().anyMatch(Middleware::redirects);
    }
    content.put("hsts", hsts);
    content.put("redirectsToHttps", redirects);
    if (!unresolved.isEmpty()) {
      content.put("unresolvedMiddlewares", unresolved);
    }
  }

  private List<Middleware> expand(List<String> names, Set<String> unresolved) {
    List<Middleware> expanded = new ArrayList<>();
    names.forEach(name -> expand(name, new HashSet<>(), unresolved, expanded));
    return expanded;
  }

  private void expand(
      String name, Set<String> seen, Set<String> unresolved, List<Middleware> expanded) {
    if (!seen.add(name)) {
      return;
    }
    Middleware middleware = middlewares.get(name);
    if (middleware == null) {
      unresolved.add(name);
      return;
    }
    expanded.add(middleware);
    middleware.chain().forEach(next -> expand(next, seen, unresolved, expanded));
  }
}
