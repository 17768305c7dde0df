package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.policy.bundle.BundleKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.bouncycastle.cert.X509CertificateHolder;

/** Whether keys were used by those, and then, as a trust root says. */
final class KeyCheck {
  private final TrustRoot trust;

  KeyCheck(TrustRoot trust) {
    this.trust = trust;
  }

  /** Keys that are trusted in two roles, so that one person could do what takes two. */
  List<Problem> sharedKeys() {
    Map<String, Set<String>> roles = new TreeMap<>();
    add(roles, trust.sealer().toPem(), Role.ENGINE);
    trust.authors().forEach(author -> add(roles, author.toPem(), Role.AUTHOR));
    trust.rules().keys().forEach(key -> add(roles, key.key().toPem(), key.role()));
    for (TrustedStamper stamper : trust.rules().stampers()) {
      for (X509CertificateHolder one : stamper.authority().chain()) {
        add(roles, pem(one), Role.TIMESTAMP_AUTHORITY);
      }
    }
    List<Problem> problems = new ArrayList<>();
    roles.forEach(
        (pem, held) -> {
          if (held.size() > 1) {
            problems.add(
                new Problem(
                    "SAME_KEY",
                    "one key is trusted as %s: `%s`".formatted(String.join(" and ", held), id(pem)),
                    "give each role a key of its own: `seaworthy keys generate`"));
          }
        });
    return problems;
  }

  /**
   * Keys that were not valid when they signed.
   *
   * @param at when the verdict was signed
   * @param authors whether nothing is wrong with the policies if these keys alone sign them
   */
  List<Problem> outdated(Instant at, Predicate<List<BundleKey>> authors) {
    List<Problem> problems = new ArrayList<>();
    List<TrustedKey> sealers =
        trust.rules().of(Role.ENGINE).filter(key -> isSealer(key.key())).toList();
    if (!sealers.isEmpty() && sealers.stream().noneMatch(key -> key.isValidAt(at))) {
      problems.add(refusal(sealers.get(0), at));
    }
    List<TrustedKey> invalid =
        trust.rules().of(Role.AUTHOR).filter(key -> !key.isValidAt(at)).toList();
    Set<String> names = new TreeSet<>();
    invalid.forEach(key -> names.add(key.key().id()));
    List<BundleKey> valid =
        trust.authors().stream().filter(author -> !names.contains(author.id())).toList();
    if (!invalid.isEmpty() && !authors.test(valid)) {
      problems.add(refusal(invalid.get(0), at));
    }
    return problems;
  }

  /**
   * Keys that were revoked, unless it is attested that what they signed was there before. Any other
   * word about the time may be that of who took the key.
   *
   * @param attested when authorities say that the verdict's signature was there
   * @param authors as of {@link #outdated}
   */
  List<Problem> revoked(Optional<Instant> attested, Predicate<List<BundleKey>> authors) {
    List<Problem> problems = new ArrayList<>();
    refused(trust.sealer().id(), attested)
        .ifPresent(one -> problems.add(revoked(one, trust.sealer().id(), attested)));
    List<BundleKey> left =
        trust.authors().stream()
            .filter(author -> refused(author.id(), attested).isEmpty())
            .toList();
    if (left.size() < trust.authors().size() && !authors.test(left)) {
      for (BundleKey author : trust.authors()) {
        refused(author.id(), attested)
            .ifPresent(one -> problems.add(revoked(one, author.id(), attested)));
      }
    }
    return problems;
  }

  /** For people, where the sealer's key was revoked after it sealed; else empty. */
  String revokedLater() {
    return trust
        .rules()
        .revocationOf(trust.sealer().id())
        .map(one -> "; it was there before the key was revoked (%s)".formatted(one.at()))
        .orElse("");
  }

  private Optional<Revocation> refused(String id, Optional<Instant> attested) {
    return trust
        .rules()
        .revocationOf(id)
        .filter(one -> attested.filter(at -> at.isBefore(one.from())).isEmpty());
  }

  private Problem revoked(Revocation revocation, String id, Optional<Instant> attested) {
    String name =
        trust.rules().keys().stream()
            .filter(key -> key.key().id().equals(id))
            .map(TrustedKey::name)
            .findFirst()
            .orElse(id);
    return new Problem(
        "KEY_REVOKED",
        "`%s` was revoked at %s (%s), counts until %s, and %s"
            .formatted(
                name,
                revocation.at(),
                revocation.reason(),
                revocation.from(),
                attested
                    .map("its signature is attested at %s"::formatted)
                    .orElse("no authority attests that its signature was there before")),
        "ask for a bundle by a key that counts, or for one with time stamps of before");
  }

  private boolean isSealer(VerificationKey key) {
    return key.id().equals(trust.sealer().id());
  }

  /** The same of one key. */
  static Optional<Problem> outdated(TrustedKey key, Instant at) {
    return key.isValidAt(at) ? Optional.empty() : Optional.of(refusal(key, at));
  }

  private static Problem refusal(TrustedKey key, Instant at) {
    boolean early = at.isBefore(key.from());
    return new Problem(
        early ? "KEY_NOT_YET_VALID" : "KEY_EXPIRED",
        "`%s` is trusted %s %s, and it was used for what is of %s"
            .formatted(key.name(), early ? "from" : "until", early ? key.from() : key.until(), at),
        "find out who used it then; ask for a bundle by a key that was valid");
  }

  private static void add(Map<String, Set<String>> roles, String pem, Role role) {
    roles.computeIfAbsent(pem, ignored -> new TreeSet<>()).add(role.id());
  }

  private static String pem(X509CertificateHolder certificate) {
    try {
      return VerificationKey.fromPublicKeyInfo(certificate.getSubjectPublicKeyInfo().getEncoded())
          .toPem();
    } catch (java.io.IOException | dev.seaworthy.engine.key.KeyException e) {
      // Of a kind that no other role has.
      return certificate.getSubject() + " " + certificate.getSerialNumber();
    }
  }

  private static String id(String pem) {
    try {
      return VerificationKey.fromPem(pem).id();
    } catch (dev.seaworthy.engine.key.KeyException e) {
      throw new IllegalStateException("only keys of one kind are shared", e);
    }
  }
}
