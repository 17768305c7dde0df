package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
          "Ingress",
          "ConfigMap",
          "Deployment",
          "DaemonSet",
          "StatefulSet",
          "Pod");
  private static final List<String> AFFECTED =
      List.of("tls/options", "tls/route", "tls/entry-point");

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
      case "ConfigMap" -> new TraefikConfigMap(place, proxy, AFFECTED).read(root, observations);
      case "Ingress" -> readIngress(manifest, place, section);
      case "TLSOption", "TLSStore", "Middleware", "IngressRoute" -> {
        if (isTraefik(root)) {
          readTraefik(manifest, place, section);
        }
      }
      default -> readWorkload(place, root);
    }
  }

  private void readIngress(Manifest manifest, Place place, Section section) {
    switch (classes.server(section.mapping())) {
      case TRAEFIK -> proxy.routers.add(IngressReader.read(place, manifest.subject(), section));
      case OTHER -> {
        // Traefik's controls do not ask about it.
      }
      case UNKNOWN -> {
        String name = IngressClasses.name(section.mapping()).orElse("");
        observations.add(
            place.gap(
                TlsProblems.unknownIngressClass(manifest.subject().toString(), name),
                place.locations().locate(JsonPath.of("spec", "ingressClassName")),
                List.of(EvidenceKinds.TLS_ROUTE)));
      }
    }
  }

  private void readTraefik(Manifest manifest, Place place, Section section) {
    Section empty =
        new Section(new Tree.Mapping(section.mapping().mark(), Map.of()), false, section.faults());
    Section spec = section.section("spec").orElse(empty);
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
          proxy.middlewares.put(
              name,
              Middleware.read(spec, chain -> IngressRouteReader.references(chain, namespace)));
      default ->
          proxy.routers.add(IngressRouteReader.read(place.at("spec"), manifest.subject(), spec));
    }
  }

  /** Traefik runs where a container has its arguments, whatever the image is called. */
  private void readWorkload(Place place, Tree.Mapping root) {
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
          .flatMap(EntryPointArguments::read)
          .ifPresent(tree -> readStatic(container, tree));
    }
  }

  private void readStatic(Place container, Tree.Mapping tree) {
    Section root = new Section(tree, true, faults(container));
    Place arguments = container.at("args");
    root.sections("entryPoints")
        .forEach(
            (name, section) -> proxy.entryPoints.add(EntryPoint.read(arguments, name, section)));
  }

  private Section.Faults faults(Place place) {
    return (problem, mark) ->
        observations.add(
            place.gap(
                problem,
                new Location(place.source().file(), mark.line(), mark.column()),
                AFFECTED));
  }

  private static boolean isTraefik(Tree.Mapping root) {
    String apiVersion = root.text("apiVersion").orElse("");
    return apiVersion.startsWith("traefik.io/") || apiVersion.startsWith("traefik.containo.us/");
  }
}
