package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.engine.evidence.Subject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a path leads through besides roles and bindings: who there is, name spaces, pods and tokens.
 * Workloads and Secrets are read when they are first asked for, as most inputs never need them.
 */
final class EscalationWorld {
  private static final String SERVICE_ACCOUNTS = "system:serviceaccounts:";
  private static final String ENFORCE = "pod-security.kubernetes.io/enforce";
  private static final String TOKEN = "kubernetes.io/service-account-token";
  private static final String TOKEN_OF = "kubernetes.io/service-account.name";

  private final List<Manifest> manifests;
  private final SortedSet<RbacIdentity> users = new TreeSet<>();
  private final SortedMap<String, SortedSet<RbacIdentity>> accounts = new TreeMap<>();
  private final SortedMap<String, Manifest> declared = new TreeMap<>();
  private @Nullable PodAccounts pods;
  private @Nullable SortedMap<Subject, RbacIdentity> tokens;

  /**
   * @param identities everyone whom a binding names, and every declared account
   */
  EscalationWorld(
      List<Manifest> manifests,
      Collection<RbacIdentity> identities,
      Collection<String> boundNamespaces) {
    this.manifests = manifests;
    // These two are in every cluster.
    namespace("default");
    namespace("kube-system");
    boundNamespaces.forEach(this::namespace);
    identities.forEach(this::add);
    for (Manifest manifest : manifests) {
      if (manifest.kind().equals("Namespace")) {
        namespace(manifest.subject().name());
        declared.put(manifest.subject().name(), manifest);
      }
    }
  }

  /** Everybody, members of groups included; sorted. */
  SortedSet<RbacIdentity> everybody() {
    SortedSet<RbacIdentity> all = new TreeSet<>(users);
    accounts.values().forEach(some -> all.addAll(some));
    return all;
  }

  SortedSet<String> namespaces() {
    return new TreeSet<>(accounts.keySet());
  }

  boolean has(RbacIdentity identity) {
    Subject subject = identity.subject();
    return subject.kind().equals("ServiceAccount")
        ? accounts(subject.namespace()).contains(identity)
        : users.contains(identity);
  }

  /**
   * The service accounts of a name space, {@code default} among them.
   *
   * @param namespace empty for all
   */
  SortedSet<RbacIdentity> accounts(String namespace) {
    if (!namespace.isEmpty()) {
      return accounts.getOrDefault(namespace, new TreeSet<>());
    }
    SortedSet<RbacIdentity> all = new TreeSet<>();
    accounts.values().forEach(some -> all.addAll(some));
    return all;
  }

  /** Those users that a binding names, groups left aside. */
  SortedSet<RbacIdentity> users() {
    SortedSet<RbacIdentity> named = new TreeSet<>(users);
    named.removeIf(identity -> identity.user().isEmpty());
    return named;
  }

  /**
   * The accounts whose tokens the pods of a name space hold; all of them where none of its
   * workloads is known.
   *
   * @param pod the name of one pod; empty for all
   */
  SortedSet<RbacIdentity> accountsOfPods(String namespace, String pod) {
    if (assumesPods(namespace)) {
      return accounts(namespace);
    }
    SortedSet<RbacIdentity> held = new TreeSet<>();
    pods().in(namespace).stream()
        .filter(one -> pod.isEmpty() || one.mayBeCalled(pod))
        .forEach(one -> one.account().ifPresent(account -> held.add(account)));
    return held;
  }

  /** Whether no workload of a name space is known, so that any account may have a pod. */
  boolean assumesPods(String namespace) {
    return pods().in(namespace).isEmpty();
  }

  /** The first name space among {@code namespace}, or all where it is empty, for any pod. */
  Optional<String> withoutPodSecurity(String namespace) {
    Collection<String> candidates = namespace.isEmpty() ? namespaces() : List.of(namespace);
    return candidates.stream().filter(one -> !isRestricted(one)).findFirst();
  }

  /** Whether the labels of a name space are not known. */
  boolean assumesLabels(String namespace) {
    return !declared.containsKey(namespace);
  }

  /**
   * The accounts whose tokens lie in Secrets.
   *
   * @param namespace empty for all
   */
  Map<Subject, RbacIdentity> tokens(String namespace) {
    SortedMap<Subject, RbacIdentity> found = new TreeMap<>(tokens());
    found.keySet().removeIf(secret -> !reaches(namespace, secret.namespace()));
    return found;
  }

  private static boolean reaches(String scope, String namespace) {
    return scope.isEmpty() || scope.equals(namespace);
  }

  /** A level that is none is held to be {@code restricted} by the API server. */
  private boolean isRestricted(String namespace) {
    return Optional.ofNullable(declared.get(namespace))
        .flatMap(manifest -> manifest.root().mapping("metadata"))
        .flatMap(metadata -> metadata.mapping("labels"))
        .flatMap(labels -> labels.text(ENFORCE))
        .filter(level -> !level.equals("privileged"))
        .isPresent();
  }

  private void add(RbacIdentity identity) {
    Subject subject = identity.subject();
    if (subject.kind().equals("ServiceAccount")) {
      namespace(subject.namespace()).add(identity);
      return;
    }
    users.add(identity);
    if (subject.name().startsWith(SERVICE_ACCOUNTS)) {
      namespace(subject.name().substring(SERVICE_ACCOUNTS.length()));
    }
  }

  /** The accounts of {@code name}; Kubernetes makes the one called {@code default}. */
  private SortedSet<RbacIdentity> namespace(String name) {
    return accounts.computeIfAbsent(
        name, key -> new TreeSet<>(List.of(RbacIdentity.serviceAccount(key, "default"))));
  }

  private PodAccounts pods() {
    if (pods == null) {
      pods = new PodAccounts(manifests);
    }
    return pods;
  }

  private SortedMap<Subject, RbacIdentity> tokens() {
    if (tokens == null) {
      SortedMap<Subject, RbacIdentity> found = new TreeMap<>();
      manifests.stream()
          .filter(manifest -> manifest.kind().equals("Secret"))
          .forEach(
              secret -> token(secret).ifPresent(account -> found.put(secret.subject(), account)));
      tokens = found;
    }
    return tokens;
  }

  private static Optional<RbacIdentity> token(Manifest secret) {
    return Optional.of(secret.root())
        .filter(root -> root.text("type").filter(TOKEN::equals).isPresent())
        .flatMap(root -> root.mapping("metadata"))
        .flatMap(metadata -> metadata.mapping("annotations"))
        .flatMap(annotations -> annotations.text(TOKEN_OF))
        .map(name -> RbacIdentity.serviceAccount(secret.subject().namespace(), name));
  }
}
