package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Instants;
import dev.seaworthy.collectors.document.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A Certificate of cert-manager: what its Secret is to hold.
 *
 * @param of which it is, {@code namespace/name}
 */
record DeclaredCertificate(String of, Section spec, Section status) {
  /** By the Secret they fill, {@code namespace/name}. */
  static Map<String, List<DeclaredCertificate>> bySecret(List<Manifest> manifests) {
    Map<String, List<DeclaredCertificate>> bySecret = new TreeMap<>();
    for (Manifest manifest : manifests) {
      if (manifest.kind().equals("Certificate")
          && manifest.apiVersion().startsWith("cert-manager.io/")) {
        String home = manifest.subject().namespace() + "/";
        Section root = new Section(manifest.root(), false, (problem, mark) -> {});
        DeclaredCertificate one =
            new DeclaredCertificate(
                home + manifest.subject().name(), root.inside("spec"), root.inside("status"));
        one.spec
            .text("secretName")
            .ifPresent(
                name -> bySecret.computeIfAbsent(home + name, id -> new ArrayList<>()).add(one));
      }
    }
    return bySecret;
  }

  /** The hosts and addresses it is for. */
  List<String> names() {
    return Stream.concat(spec.texts("dnsNames").stream(), spec.texts("ipAddresses").stream())
        .map(name -> name.toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }

  Map<String, Object> content() {
    Section key = spec.inside("privateKey");
    Section issuer = spec.inside("issuerRef");
    Map<String, Object> content = new TreeMap<>();
    content.put("certificate", of);
    content.put("names", names());
    content.put(
        "issuer",
        Map.of(
            "kind", issuer.text("kind").orElse("Issuer"),
            "name", issuer.text("name").orElse("")));
    spec.text("duration").ifPresent(text -> content.put("duration", text));
    spec.text("renewBefore").ifPresent(text -> content.put("renewBefore", text));
    key.text("algorithm").ifPresent(text -> content.put("algorithm", text));
    key.number("size").ifPresent(bits -> content.put("bits", bits));
    notAfter().ifPresent(time -> content.put("notAfter", time.getEpochSecond()));
    ready().ifPresent(word -> content.put("ready", word));
    return content;
  }

  /**
   * In what the Secret's certificate is not what was asked for; each with {@code field}, {@code
   * declared} and {@code found}.
   *
   * @param serves names that are asked for besides, whose absence is told elsewhere
   */
  static List<Map<String, Object>> contradictions(
      List<DeclaredCertificate> all, Certificate leaf, List<String> serves, Tree.Mapping secret) {
    DeclaredCertificate one = all.get(0);
    List<Map<String, Object>> found = new ArrayList<>();
    if (all.size() > 1) {
      List<String> owners = all.stream().map(DeclaredCertificate::of).toList();
      found.add(contradiction("secretName", one.of, String.join(", ", owners)));
    }
    one.compareNames(leaf, serves, found);
    one.compareKey(leaf, found);
    one.compareTimes(leaf, found);
    one.compareIssuer(secret, found);
    return found;
  }

  private void compareNames(
      Certificate leaf, List<String> serves, List<Map<String, Object>> found) {
    List<String> has = leaf.hostNames();
    List<String> missing =
        names().stream().filter(name -> !has.contains(name) && !serves.contains(name)).toList();
    String common = spec.text("commonName").orElse("").toLowerCase(Locale.ROOT);
    List<String> names = names();
    boolean more = has.stream().anyMatch(name -> !names.contains(name) && !name.equals(common));
    if (!missing.isEmpty() || (more && !names.isEmpty())) {
      found.add(contradiction("dnsNames", String.join(", ", names), String.join(", ", has)));
    }
    if (spec.truth("isCA") != leaf.isCa()) {
      found.add(
          contradiction("isCA", String.valueOf(spec.truth("isCA")), String.valueOf(leaf.isCa())));
    }
  }

  private void compareKey(Certificate leaf, List<Map<String, Object>> found) {
    Section key = spec.inside("privateKey");
    String algorithm = key.text("algorithm").orElse("");
    String expected = algorithm.equals("ECDSA") ? "EC" : algorithm;
    if (!expected.isEmpty() && !expected.equals(leaf.keyAlgorithm())) {
      found.add(contradiction("privateKey.algorithm", algorithm, leaf.keyAlgorithm()));
      return;
    }
    Optional<Long> bits = key.number("size");
    if (bits.isPresent() && bits.get() != leaf.keyBits()) {
      found.add(
          contradiction("privateKey.size", bits.get().toString(), String.valueOf(leaf.keyBits())));
    }
  }

  private void compareTimes(Certificate leaf, List<Map<String, Object>> found) {
    Optional<Instant> told = notAfter();
    if (told.isPresent() && !told.get().equals(leaf.notAfter())) {
      found.add(
          contradiction("status.notAfter", told.get().toString(), leaf.notAfter().toString()));
    }
    OptionalLong before = GoDuration.seconds(spec.text("renewBefore").orElse(""));
    long lifetime = leaf.notAfter().getEpochSecond() - leaf.notBefore().getEpochSecond();
    // Such a certificate is renewed again as soon as it is issued.
    if (before.isPresent() && before.getAsLong() >= lifetime) {
      found.add(
          contradiction(
              "renewBefore", spec.text("renewBefore").orElse(""), lifetime + "s of validity"));
    }
  }

  /** cert-manager notes on the Secret who issued what is in it. */
  private void compareIssuer(Tree.Mapping secret, List<Map<String, Object>> found) {
    String issuer = spec.inside("issuerRef").text("name").orElse("");
    secret
        .mapping("metadata")
        .flatMap(metadata -> metadata.mapping("annotations"))
        .flatMap(annotations -> annotations.text("cert-manager.io/issuer-name"))
        .filter(name -> !name.equals(issuer))
        .ifPresent(name -> found.add(contradiction("issuerRef.name", issuer, name)));
  }

  private Optional<Instant> notAfter() {
    return status.text("notAfter").flatMap(Instants::time);
  }

  private Optional<String> ready() {
    return status.list("conditions").stream()
        .filter(condition -> condition.text("type").filter("Ready"::equals).isPresent())
        .flatMap(condition -> condition.text("status").stream())
        .findFirst();
  }

  private static Map<String, Object> contradiction(String field, String declared, String found) {
    return new TreeMap<>(Map.of("field", field, "declared", declared, "found", found));
  }
}
