package dev.seaworthy.collectors.attestation;

import dev.seaworthy.collectors.SignatureTrust;
import dev.seaworthy.engine.stamp.TimeStamp;
import dev.seaworthy.engine.x509.Authority;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Verifies signatures offline. A key that the release names verifies by itself. A certificate must
 * be issued by an authority of the trusted root, valid at a time that a time stamp or a log proves,
 * and name an identity that the release names. Whatever time stamp or entry of a trusted authority
 * or log comes along must hold; of a trusted root that names logs, an entry is asked.
 */
final class Verifier {
  private final Trust trust;

  Verifier(Trust trust) {
    this.trust = trust;
  }

  /** Who signed; a refusal where nobody whom we trust did. */
  Outcome verify(Signed signed) throws Refusal {
    Outcome outcome = new Outcome();
    List<Trust.NamedKey> signers = signers(signed);
    if (!signers.isEmpty()) {
      signers.forEach(outcome::signedBy);
      witnesses(signed, signers.get(0).key(), leafOf(signed), outcome);
      return outcome;
    }
    if (signed.certificate().isEmpty()) {
      throw notByKey(signed);
    }
    byCertificate(signed, signed.certificate().get(), outcome);
    return outcome;
  }

  private List<Trust.NamedKey> signers(Signed signed) throws Refusal {
    List<Trust.NamedKey> signers = new ArrayList<>();
    Optional<Refusal> cannot = Optional.empty();
    for (Trust.NamedKey one : trust.keys()) {
      try {
        if (signed.content().isSignedBy(one.key())) {
          signers.add(one);
        }
      } catch (Refusal e) {
        cannot = Optional.of(e);
      }
    }
    if (signers.isEmpty() && cannot.isPresent() && trust.keys().size() == 1) {
      throw cannot.get();
    }
    return signers;
  }

  /** Tells a signature that is broken from one that somebody else made. */
  private Refusal notByKey(Signed signed) {
    return trust.keys().stream()
        .filter(one -> one.key().hint().equals(signed.hint()))
        .findFirst()
        .map(
            one ->
                new Refusal(
                    "bad-signature",
                    "it names the key `%s`, whose signature it is not".formatted(one.name())))
        .orElseGet(
            () ->
                new Refusal(
                    "unknown-signer", "no key that `release.yaml` names made the signature"));
  }

  private void byCertificate(Signed signed, X509CertificateHolder leaf, Outcome outcome)
      throws Refusal {
    if (trust.roots().isEmpty()) {
      throw new Refusal(
          "no-trusted-root", "it is signed by a certificate, and no `trustedRoot` is named");
    }
    SignatureKey key = SignatureKey.of(leaf.getSubjectPublicKeyInfo());
    if (!signed.content().isSignedBy(key)) {
      throw new Refusal("bad-signature", "its certificate's key did not make the signature");
    }
    witnesses(signed, key, leafOf(signed), outcome);
    List<Instant> times = outcome.times();
    if (times.isEmpty()) {
      throw new Refusal(
          "no-trusted-time",
          "nothing proves when it was signed, so whether its certificate was valid is not known");
    }
    for (Instant at : times) {
      if (trust.roots().stream().noneMatch(root -> issues(root, leaf, at))) {
        throw new Refusal(
            "untrusted-certificate",
            "at %s, no trusted authority's certificate leads to the signer's".formatted(at));
      }
    }
    if (!Certificates.mayServe(leaf, KeyPurposeId.id_kp_codeSigning)) {
      throw new Refusal("not-for-signing", "its certificate is not one for signing code");
    }
    requireKnown(leaf, times.get(0));
    identify(leaf, key, outcome);
  }

  /** A trusted root that names logs of certificates asks that one of them knows the signer's. */
  private void requireKnown(X509CertificateHolder leaf, Instant at) throws Refusal {
    List<TrustedRoot.Log> logs =
        trust.roots().stream().flatMap(root -> root.certificateLogs().stream()).toList();
    if (logs.isEmpty()) {
      return;
    }
    Optional<Refusal> why = Optional.empty();
    for (X509CertificateHolder issuer : issuers(leaf, at)) {
      try {
        new CertificateStamps(leaf, issuer).verify(logs);
        return;
      } catch (Refusal e) {
        why = Optional.of(e);
      }
    }
    throw why.orElseThrow();
  }

  /** Those that the promises may be bound to; there is one at least once the chain has held. */
  private List<X509CertificateHolder> issuers(X509CertificateHolder leaf, Instant at) {
    return trust.roots().stream()
        .flatMap(root -> root.issuers().stream())
        .filter(authority -> authority.issued(leaf, at))
        .flatMap(authority -> authority.above(leaf).stream())
        .toList();
  }

  private static boolean issues(TrustedRoot root, X509CertificateHolder leaf, Instant at) {
    return root.issuers().stream().anyMatch(authority -> authority.issued(leaf, at));
  }

  private void identify(X509CertificateHolder leaf, SignatureKey key, Outcome outcome)
      throws Refusal {
    String issuer = Certificates.issuer(leaf);
    List<String> subjects = Certificates.subjects(leaf);
    for (SignatureTrust.Identity identity : trust.identities()) {
      for (String subject : subjects) {
        if (identity.issuer().equals(issuer) && fits(identity.subject(), subject)) {
          outcome.signedBy(issuer, subject, key);
          return;
        }
      }
    }
    throw new Refusal(
        "unknown-signer",
        "it is signed by `%s`, for whom `%s` vouches: no identity that `release.yaml` names"
            .formatted(String.join(", ", subjects), issuer));
  }

  private static boolean fits(String pattern, String subject) {
    StringBuilder regex = new StringBuilder();
    for (String part : pattern.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(subject).matches();
  }

  private void witnesses(Signed signed, SignatureKey key, byte[] leaf, Outcome outcome)
      throws Refusal {
    List<Authority> stampers =
        trust.roots().stream().flatMap(root -> root.stampers().stream()).toList();
    if (!stampers.isEmpty()) {
      for (TimeStamp stamp : signed.timeStamps()) {
        outcome.signedAt(
            Authorities.attested(stamp, signed.content().signature(), stampers), "timestamp");
      }
    }
    boolean logged = false;
    for (LogEntry entry : signed.entries()) {
      Optional<TrustedRoot.Log> log =
          trust.roots().stream().flatMap(root -> root.log(entry.logId()).stream()).findFirst();
      if (log.isPresent()) {
        entry
            .verify(log.get(), signed.content(), key, leaf)
            .ifPresent(at -> outcome.signedAt(at, "log"));
        outcome.logged(entry);
        logged = true;
      }
    }
    if (!logged && trust.roots().stream().anyMatch(root -> !root.logs().isEmpty())) {
      throw new Refusal(
          "not-logged", "the trusted root names logs, and none of them has the signature");
    }
  }

  private static byte[] leafOf(Signed signed) throws Refusal {
    try {
      return signed.certificate().isPresent()
          ? signed.certificate().get().getEncoded()
          : new byte[0];
    } catch (IOException e) {
      throw new Refusal("bad-certificate", "its certificate cannot be encoded");
    }
  }
}
