package dev.seaworthy.collectors.tls;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Snapshot;
import java.util.List;
import java.util.stream.Collectors;

/** Objects of Traefik for tests, and what is read from them in words. */
final class TraefikSamples {
  static final String HSTS =
      """
      ---
      apiVersion: traefik.io/v1alpha1
      kind: Middleware
      metadata: {name: hsts, namespace: harbor}
      spec: {headers: {stsSeconds: 31536000}}
      ---
      apiVersion: traefik.io/v1alpha1
      kind: Middleware
      metadata: {name: both, namespace: harbor}
      spec: {chain: {middlewares: [{name: hsts}, {name: to-https}, {name: both}]}}
      ---
      apiVersion: traefik.io/v1alpha1
      kind: Middleware
      metadata: {name: to-https, namespace: harbor}
      spec: {redirectScheme: {scheme: https, permanent: true}}
      """;

  static final String ROUTE =
      """
      ---
      apiVersion: traefik.io/v1alpha1
      kind: IngressRoute
      metadata: {name: erp, namespace: harbor}
      spec:
        entryPoints: [websecure]
        routes:
        - match: Host(`erp.example`) && PathPrefix(`/web`)
          kind: Rule
          middlewares: [{name: MIDDLEWARE}]
        tls: TLS
      """;

  private TraefikSamples() {}

  static String route(String middleware, String tls) {
    return ROUTE.replace("MIDDLEWARE", middleware).replace("TLS", tls);
  }

  static List<String> entryPoints(Snapshot snapshot) {
    return snapshot.ofKind("tls/entry-point").stream()
        .map(one -> one.content().node())
        .map(
            one ->
                one.get("name").textValue()
                    + " "
                    + one.get("address").textValue()
                    + " "
                    + effects(one))
        .toList();
  }

  static String effects(JsonNode content) {
    String effects =
        List.of("hsts", "redirectsToHttps", "tls").stream()
            .filter(key -> content.path(key).asBoolean())
            .collect(Collectors.joining(" "));
    return content.has("unresolvedMiddlewares") ? "unresolved " + effects : effects;
  }
}
