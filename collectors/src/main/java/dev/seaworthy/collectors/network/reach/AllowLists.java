package dev.seaworthy.collectors.network.reach;

import com.google.common.base.Splitter;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.KubernetesObjects;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which routes let in private addresses alone. One that takes the client's address from a header
 * ({@code ipStrategy}) is none: who reaches the proxy may write the header.
 */
final class AllowLists {
  private static final String TRAEFIK_MIDDLEWARES =
      "traefik.ingress.kubernetes.io/router.middlewares";

  private static final List<String> NGINX_RANGES =
      List.of(
          "nginx.ingress.kubernetes.io/whitelist-source-range",
          "nginx.ingress.kubernetes.io/allowlist-source-range");

  private final Set<String> guards = new HashSet<>();

  AllowLists(List<Manifest> manifests) {
    for (Manifest manifest : manifests) {
      if (manifest.kind().startsWith("Middleware") && isGuard(manifest)) {
        guards.add(key(manifest.subject().namespace(), manifest.subject().name()));
      }
    }
  }

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }

  private static boolean isGuard(Manifest manifest) {
    Tree.Mapping root = manifest.root();
    boolean known =
        WaysIn.TRAEFIK.contains(KubernetesObjects.group(root.text("apiVersion").orElse("")));
    return known
        && Stream.of("ipAllowList", "ipWhiteList")
            .flatMap(key -> root.mapping("spec").flatMap(spec -> spec.mapping(key)).stream())
            .anyMatch(AllowLists::admitsPrivateAlone);
  }

  private static boolean admitsPrivateAlone(Tree.Mapping list) {
    List<String> ranges =
        list.items("sourceRange").stream().map(one -> one.asText().orElse("")).toList();
    return list.get("ipStrategy").isEmpty() && areInternal(ranges);
  }

  private static boolean areInternal(List<String> ranges) {
    return !ranges.isEmpty() && ranges.stream().noneMatch(PublicAddresses::mayHold);
  }

  /** Whether a route of an IngressRoute names such a middleware. */
  boolean guard(String namespace, Tree.Mapping route) {
    return route.items("middlewares").stream()
        .flatMap(one -> one.asMapping().stream())
        .anyMatch(
            one ->
                guards.contains(
                    key(one.text("namespace").orElse(namespace), one.text("name").orElse(""))));
  }

  /** Whether an Ingress is guarded by its annotations. */
  boolean guardIngress(Tree.Mapping root) {
    return root.mapping("metadata")
        .flatMap(metadata -> metadata.mapping("annotations"))
        .filter(annotations -> isInternal(annotations))
        .isPresent();
  }

  private boolean isInternal(Tree.Mapping annotations) {
    Splitter commas = Splitter.on(',').trimResults().omitEmptyStrings();
    Set<String> named = new HashSet<>();
    guards.forEach(guard -> named.add(guard.replace('/', '-') + "@kubernetescrd"));
    boolean byTraefik =
        annotations.text(TRAEFIK_MIDDLEWARES).stream()
            .flatMap(commas::splitToStream)
            .anyMatch(named::contains);
    return byTraefik
        || NGINX_RANGES.stream()
            .flatMap(name -> annotations.text(name).stream())
            .anyMatch(text -> areInternal(commas.splitToList(text)));
  }
}
