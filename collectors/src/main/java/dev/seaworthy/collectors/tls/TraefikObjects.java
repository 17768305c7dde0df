package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Joins Traefik's objects, Ingresses, and Traefik's own configuration where a manifest holds it.
 */
final class TraefikObjects {
  private static final Set<String> KINDS =
      Set.of(
          "TLSOption",
          "TLSStore",
          "Middleware",
          "IngressRoute",
          "TraefikService",
          "ServersTransport",
          "Ingress",
          "Service",
          "ConfigMap",
          "Deployment",
          "DaemonSet",
          "StatefulSet",
          "Pod");

  private final List<Manifest> manifests;
  private final IngressClasses classes;
  private final Proxy proxy = new Proxy();
  private final List<Observation> observations = new ArrayList<>();

  TraefikObjects(List<Manifest> manifests) {
    this.manifests = manifests;
    this.classes = new IngressClasses(manifests);
  }

  List<Observation> observations() {
    manifests.stream().filter(one -> KINDS.contains(one.kind())).forEach(this::read);
    observations.addAll(proxy.observations());
    return observations;
  }

  private void read(Manifest manifest) {
    Source from = manifest.source();
    Source source = new Source(TlsCollector.NAME, from.file(), from.document());
    Place place = new Place(source, manifest.locations(), JsonPath.ROOT);
    Tree.Mapping root = manifest.root();
    Section section = new Section(root, false, faults(place));
    switch (manifest.kind()) {
      case "ConfigMap" ->
          new TraefikConfigMap(place, proxy, TlsCollector.TRAEFIK).read(root, observations);
      case "Ingress" -> readIngress(manifest, place, section);
      case "Service" ->
          proxy.services.put(
              Names.ofService(manifest.subject().namespace(), manifest.subject().name()),
              BackendReader.ofAnnotated(manifest.subject().name(), section));
      case "TLSOption",
          "TLSStore",
          "Middleware",
          "IngressRoute",
          "TraefikService",
          "ServersTransport" -> {
        if (isTraefik(root)) {
          readTraefik(manifest, place, section);
        }
      }
      default -> readWorkload(place, manifest.subject(), root);
    }
  }

  private void readIngress(Manifest manifest, Place place, Section section) {
    switch (classes.server(section.mapping())) {
      case TRAEFIK -> IngressReader.read(place, manifest.subject(), section, proxy);
      case OTHER -> {
        // Traefik's controls do not ask about it.
      }
      case UNKNOWN -> {
        String name = IngressClasses.name(section.mapping()).orElse("");
        observations.add(
            place.gap(
                TlsProblems.unknownIngressClass(manifest.subject().toString(), name),
                place.locations().locate(JsonPath.of("spec", "ingressClassName")),
                List.of(EvidenceKinds.TLS_ROUTE, EvidenceKinds.TLS_ROUTER)));
      }
    }
  }

  private void readTraefik(Manifest manifest, Place place, Section section) {
    Section spec = section.inside("spec");
    String namespace = manifest.subject().namespace();
    String name = Names.ofObject(namespace, manifest.subject().name());
    switch (manifest.kind()) {
      case "TLSOption" -> {
        proxy.options.add(name);
        observations.add(
            TlsOptions.observed(place.at("spec"), manifest.subject(), "TLSOption", spec));
      }
      case "TLSStore" ->
          proxy.storeHasCertificate |=
              manifest.subject().name().equals(Names.DEFAULT)
                  && (spec.has("defaultCertificate") || spec.has("defaultGeneratedCert"));
      case "Middleware" ->
          proxy.add(
              name,
              Middleware.read(spec, chain -> IngressRouteReader.references(chain, namespace)),
              place.at("spec"),
              manifest.subject());
      case "TraefikService" ->
          proxy.add(
              BackendReader.ofObject(name, spec, namespace), place.at("spec"), manifest.subject());
      case "ServersTransport" ->
          proxy.addTransport(name, spec, place.at("spec"), manifest.subject());
      default -> IngressRouteReader.read(place.at("spec"), manifest.subject(), spec, proxy);
    }
  }

  /** Traefik runs where a container has its arguments, whatever the image is called. */
  private void readWorkload(Place place, Subject subject, Tree.Mapping root) {
    boolean pod = root.text("kind").filter("Pod"::equals).isPresent();
    Place spec = pod ? place.at("spec") : place.at("spec", "template", "spec");
    Optional<Tree.Mapping> at = Optional.of(root);
    for (Object step : spec.path().steps()) {
      at = at.flatMap(mapping -> mapping.mapping((String) step));
    }
    List<Tree> containers = at.map(one -> one.items("containers")).orElse(List.of());
    for (int i = 0; i < containers.size(); i++) {
      Place container = spec.at("containers", i);
      containers
          .get(i)
          .asMapping()
          .flatMap(StaticArguments::read)
          .ifPresent(tree -> readStatic(container, subject, tree));
    }
  }

  private void readStatic(Place container, Subject subject, Tree.Mapping tree) {
    Section root = new Section(tree, true, faults(container));
    Place arguments = container.at("args");
    root.sections("entryPoints")
        .forEach(
            (name, section) -> proxy.entryPoints.add(EntryPoint.read(arguments, name, section)));
    proxy.named.add(() -> StaticSettings.observed(arguments, subject, "arguments", root));
  }

  private Section.Faults faults(Place place) {
    return (problem, mark) ->
        observations.add(
            place.gap(
                problem,
                new Location(place.source().file(), mark.line(), mark.column()),
                TlsCollector.TRAEFIK));
  }

  private static boolean isTraefik(Tree.Mapping root) {
    String apiVersion = root.text("apiVersion").orElse("");
    return apiVersion.startsWith("traefik.io/") || apiVersion.startsWith("traefik.containo.us/");
  }
}
