package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What one Traefik is started with, apart from its entry points. */
final class StaticSettings {
  /** Providers that no other program's file has under this name. */
  private static final Set<String> PROVIDERS =
      Set.of(
          "kubernetesCRD",
          "kubernetesIngress",
          "kubernetesGateway",
          "consulCatalog",
          "docker",
          "swarm",
          "nomad",
          "ecs");

  private StaticSettings() {}

  /** Whether a file is a static one. */
  static boolean standIn(Section root) {
    return root.get("entryPoints").flatMap(Tree::asMapping).isPresent()
        || root.get("providers").flatMap(Tree::asMapping).stream()
            .map(mapping -> new Section(mapping, true, root.faults()))
            .anyMatch(providers -> PROVIDERS.stream().anyMatch(providers::has));
  }

  /**
   * Reads one as evidence.
   *
   * @param origin {@code file}, {@code ConfigMap} or {@code arguments}
   */
  static Observation observed(Place place, Subject subject, String origin, Section root) {
    Optional<Section> api = root.sectionOrTrue("api");
    Map<String, Object> content = new TreeMap<>();
    content.put("name", subject.name());
    subject.namespaceIfAny().ifPresent(namespace -> content.put("namespace", namespace));
    content.put("origin", origin);
    content.put("api", api.isPresent());
    content.put("apiInsecure", api.stream().anyMatch(one -> one.truth("insecure")));
    content.put("apiDebug", api.stream().anyMatch(one -> one.truth("debug")));
    // The dashboard is on wherever the API is, unless it is turned off.
    content.put("dashboard", api.stream().anyMatch(StaticSettings::hasDashboard));
    content.put("accessLog", root.sectionOrTrue("accessLog").isPresent());
    content.put("certificateResolvers", resolvers(root));
    content.put("transport", Transport.content(root.inside("serversTransport")));
    return place.evidence(EvidenceKinds.TLS_PROXY, subject, content);
  }

  private static boolean hasDashboard(Section api) {
    return !api.has("dashboard") || api.truth("dashboard");
  }

  private static List<Map<String, Object>> resolvers(Section root) {
    List<Map<String, Object>> resolvers = new ArrayList<>();
    root.sections("certificatesResolvers")
        .forEach(
            (name, section) -> {
              Section acme = section.inside("acme");
              boolean challenged =
                  List.of("dnsChallenge", "httpChallenge", "tlsChallenge").stream()
                      .anyMatch(one -> acme.has(one));
              resolvers.add(
                  Map.of(
                      "name", name,
                      "acme", section.has("acme"),
                      "challenge", challenged,
                      "tailscale", section.has("tailscale"),
                      "caServer", acme.text("caServer").orElse("")));
            });
    return resolvers;
  }
}
