package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.network.PodSet;
import dev.seaworthy.engine.evidence.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which service accounts the pods of workloads run as, and which of them find a token inside. */
final class PodAccounts {
  /**
   * The pods that one object makes.
   *
   * @param account whose token is mounted; empty if none is
   */
  record Pods(String kind, String name, Optional<RbacIdentity> account) {
    /** Controllers put a suffix of their own behind the object's name. */
    boolean mayBeCalled(String pod) {
      return kind.equals("Pod") ? pod.equals(name) : pod.startsWith(name + "-");
    }
  }

  private final Map<String, List<Pods>> byNamespace = new HashMap<>();

  PodAccounts(List<Manifest> manifests) {
    Set<Subject> withoutToken = new HashSet<>();
    manifests.stream()
        .filter(manifest -> manifest.kind().equals("ServiceAccount"))
        .filter(manifest -> manifest.root().isFalse("automountServiceAccountToken"))
        .forEach(manifest -> withoutToken.add(manifest.subject()));
    manifests.stream()
        // A template alone makes no pods.
        .filter(manifest -> !manifest.kind().equals("PodTemplate"))
        .filter(Manifest::makesPods)
        .forEach(manifest -> add(manifest, withoutToken));
  }

  /** The pods of a name space; empty if none of its workloads is known. */
  List<Pods> in(String namespace) {
    return byNamespace.getOrDefault(namespace, List.of());
  }

  Set<String> namespaces() {
    return byNamespace.keySet();
  }

  private void add(Manifest manifest, Set<Subject> withoutToken) {
    Optional<Tree.Mapping> spec =
        PodSet.template(manifest).flatMap(template -> template.mapping("spec"));
    if (spec.isPresent()) {
      Subject made = manifest.subject();
      Subject account = new Subject("ServiceAccount", made.namespace(), account(spec.get()));
      Optional<RbacIdentity> token =
          hasToken(spec.get(), withoutToken.contains(account))
              ? Optional.of(RbacIdentity.of(account))
              : Optional.empty();
      byNamespace
          .computeIfAbsent(made.namespace(), key -> new ArrayList<>())
          .add(new Pods(made.kind(), made.name(), token));
    }
  }

  /** {@code serviceAccount} is the old name of the field, which still works. */
  private static String account(Tree.Mapping spec) {
    return spec.text("serviceAccountName")
        .or(() -> spec.text("serviceAccount"))
        .filter(name -> !name.isEmpty())
        .orElse("default");
  }

  /** The pod's own word counts before its account's; a projected volume needs neither. */
  private static boolean hasToken(Tree.Mapping spec, boolean accountDeclines) {
    boolean asked = spec.isTrue("automountServiceAccountToken");
    boolean declined = spec.isFalse("automountServiceAccountToken") || accountDeclines;
    return asked || !declined || spec.items("volumes").stream().anyMatch(PodAccounts::projects);
  }

  private static boolean projects(Tree volume) {
    return volume
        .asMapping()
        .flatMap(one -> one.mapping("projected"))
        .map(projected -> projected.items("sources"))
        .orElse(List.of())
        .stream()
        .flatMap(source -> source.asMapping().stream())
        .flatMap(source -> source.mapping("serviceAccountToken").stream())
        // A token for another audience is refused by the API server.
        .anyMatch(token -> token.text("audience").orElse("").isEmpty());
  }
}
