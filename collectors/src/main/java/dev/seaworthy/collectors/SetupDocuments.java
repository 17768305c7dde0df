package dev.seaworthy.collectors;

import dev.seaworthy.collectors.document.Document;
import dev.seaworthy.collectors.document.Tree;
import java.util.Optional;

/** Documents that steer tools and are no evidence themselves. */
final class SetupDocuments {
  private SetupDocuments() {}

  /** Why {@code document} is left aside; empty if it is not. */
  static Optional<String> reason(Document document) {
    if (!(document instanceof Document.Structured structured)) {
      return Optional.empty();
    }
    return structured.root().asMapping().flatMap(root -> reason(structured.file().name(), root));
  }

  private static Optional<String> reason(String file, Tree.Mapping root) {
    String apiVersion = root.text("apiVersion").orElse("");
    String kind = root.text("kind").orElse("");
    String name = file.substring(file.lastIndexOf('/') + 1);
    if (apiVersion.startsWith("kustomize.config.k8s.io/")
        || (kind.isEmpty() && name.matches("kustomization\\.ya?ml"))) {
      return Optional.of("kustomization: what `kubectl kustomize` renders from it counts");
    }
    if (apiVersion.startsWith("seaworthy.dev/") && kind.equals("Release")) {
      return Optional.of("release descriptor");
    }
    if (root.text("mediaType").orElse("").startsWith("application/vnd.dev.sigstore.trustedroot")) {
      return Optional.of("Sigstore's trusted root: says whom to trust");
    }
    if (name.equals("Chart.yaml") && kind.isEmpty() && root.text("version").isPresent()) {
      return Optional.of("metadata of a Helm chart");
    }
    return Optional.empty();
  }
}
