package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Hints;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.x509.PemBlocks;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The certificates in Secrets, held against the routes that serve them and against what
 * cert-manager was asked for. The manifests hold certificates and no keys.
 */
final class SecretCertificates {
  /** What routes serve; other keys are trusted, or loaded by a program that nothing tells of. */
  private static final String SERVED = "tls.crt";

  private static final String CA = "ca.crt";
  private static final List<String> VALUES = List.of("data", "stringData");

  /** Kept by the cluster itself, and no part of any release. */
  private static final Set<String> FOREIGN =
      Set.of("kubernetes.io/service-account-token", "bootstrap.kubernetes.io/token");

  private final List<Manifest> manifests;
  private final List<Path> trustFiles;
  private final SecretRoutes routes;
  private final Map<String, List<DeclaredCertificate>> declared;
  private final List<Observation> observations = new ArrayList<>();

  SecretCertificates(List<Manifest> manifests, List<Path> trustFiles) {
    this.manifests = manifests;
    this.trustFiles = trustFiles;
    this.routes = new SecretRoutes(manifests);
    this.declared = DeclaredCertificate.bySecret(manifests);
  }

  List<Observation> observations() {
    List<Manifest> secrets = manifests.stream().filter(one -> one.kind().equals("Secret")).toList();
    if (secrets.isEmpty()) {
      return List.of();
    }
    CertificateFile anchors = new CertificateFile(secrets.get(0).source().file());
    List<Certificate> trust = anchors.trust(new Hints(List.of(), trustFiles));
    secrets.forEach(secret -> read(secret, trust));
    if (!observations.isEmpty()) {
      observations.addAll(anchors.gaps());
    }
    return observations;
  }

  private void read(Manifest secret, List<Certificate> trust) {
    Tree.Mapping root = secret.root();
    if (root.text("type").filter(FOREIGN::contains).isPresent()) {
      return;
    }
    Map<String, Value> values = values(root);
    Optional<Value> served = Optional.ofNullable(values.get(SERVED)).filter(Value::isThere);
    for (Map.Entry<String, Value> entry : values.entrySet()) {
      Value value = entry.getValue();
      boolean copy =
          served.isPresent() && !entry.getKey().equals(SERVED) && value.isCopyOf(served.get());
      if (value.unread() && served.filter(one -> !one.equals(value)).isEmpty()) {
        gap(secret, entry.getKey(), value);
      }
      if (value.isThere() && !copy) {
        add(secret, root, entry.getKey(), value, anchors(values, trust));
      }
    }
  }

  /** Where the release names no anchors, an authority beside the certificate is taken for one. */
  private List<Certificate> anchors(Map<String, Value> values, List<Certificate> trust) {
    Value beside = values.get(CA);
    return trustFiles.isEmpty() && beside != null ? beside.certificates() : trust;
  }

  private void add(
      Manifest secret, Tree.Mapping root, String key, Value value, List<Certificate> trust) {
    Subject subject = secret.subject();
    boolean main = key.equals(SERVED);
    String id = subject.namespace() + "/" + subject.name();
    List<DeclaredCertificate> declarations =
        main ? declared.getOrDefault(id, List.of()) : List.of();
    List<String> hosts = main ? routes.hosts(id) : List.of();
    List<String> servedBy = main ? routes.servedBy(id) : List.of();
    List<String> serves =
        servedBy.isEmpty() && !declarations.isEmpty() ? declarations.get(0).names() : hosts;
    Map<String, Object> content =
        ServedChain.content(
            value.certificates(), trust, !trustFiles.isEmpty(), serves, hasKey(root));
    if (servedBy.isEmpty()
        && declarations.isEmpty()
        && !ServedChain.AUTHORITY.equals(content.get("role"))) {
      content.put("role", ServedChain.HELD);
    }
    Map<String, Object> told = new TreeMap<>();
    told.put("key", key);
    told.put("type", root.text("type").orElse("Opaque"));
    told.put("servedBy", servedBy);
    content.put("secret", told);
    if (!declarations.isEmpty()) {
      content.put("declared", declarations.get(0).content());
      content.put(
          "contradictions",
          DeclaredCertificate.contradictions(
              declarations, value.certificates().get(0), serves, root));
    }
    Subject named =
        main
            ? subject
            : new Subject(subject.kind(), subject.namespace(), subject.name() + "#" + key);
    Locations here = path -> secret.locations().locate(JsonPath.of(value.field(), key));
    try {
      observations.add(
          new Evidence(
              EvidenceKinds.CERTIFICATE, named, source(secret), CanonicalJson.of(content), here));
    } catch (NotCanonicalException e) {
      gap(secret, key, value);
    }
  }

  private static boolean hasKey(Tree.Mapping root) {
    return VALUES.stream()
        .flatMap(field -> root.mapping(field).stream())
        .anyMatch(values -> values.get("tls.key").isPresent());
  }

  /** By their keys; what {@code stringData} says counts. */
  private static Map<String, Value> values(Tree.Mapping root) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (String field : VALUES) {
      Optional<Tree.Mapping> all = root.mapping(field);
      for (String key : all.map(one -> one.entries().keySet()).orElse(Set.of())) {
        all.flatMap(one -> one.mapping(key))
            .flatMap(one -> Value.of(field, one))
            .ifPresent(value -> values.put(key, value));
      }
    }
    return values;
  }

  private static Source source(Manifest secret) {
    return new Source(TlsCollector.NAME, secret.source().file(), secret.source().document());
  }

  private void gap(Manifest secret, String key, Value value) {
    Subject subject = secret.subject();
    Problem problem = TlsProblems.unreadSecret(subject.namespace() + "/" + subject.name(), key);
    observations.add(
        new Gap(
            problem,
            source(secret),
            secret.locations().locate(JsonPath.of(value.field(), key)),
            List.of(EvidenceKinds.CERTIFICATE)));
  }

  /**
   * One value with certificates.
   *
   * @param field it stands in
   * @param unread whether there are more that cannot be read
   */
  private record Value(String field, List<Certificate> certificates, boolean unread) {
    static Optional<Value> of(String field, Tree.Mapping redacted) {
      boolean unread = redacted.get("certificatesUnread").isPresent();
      List<Tree> listed = redacted.items("certificates");
      if (listed.isEmpty() && !unread) {
        return Optional.empty();
      }
      List<Certificate> certificates = new ArrayList<>();
      for (Tree one : listed) {
        try {
          String base64 = one.asText().orElse("");
          certificates.add(Certificate.read(new PemBlocks.Block(base64, 0)));
        } catch (Certificate.UnreadableException | IllegalArgumentException e) {
          unread = true;
        }
      }
      return Optional.of(new Value(field, certificates, unread));
    }

    boolean isThere() {
      return !certificates.isEmpty();
    }

    /** Whether it is another form of the same, as cert-manager's key stores are. */
    boolean isCopyOf(Value other) {
      return isThere() && certificates.get(0).isSameAs(other.certificates.get(0));
    }
  }
}
