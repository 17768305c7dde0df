package dev.seaworthy.admission.certify;

import dev.seaworthy.admission.web.ServerKeys;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A certificate that the Secret holds, and what it is good for. */
final class HeldCertificate {
  private static final int DNS_NAME = 2;

  private final X509Certificate leaf;

  private HeldCertificate(X509Certificate leaf) {
    this.leaf = leaf;
  }

  /** What can be served: a certificate, its own key, and the CA that signed it. */
  static Optional<HeldCertificate> of(Issue held) {
    List<X509Certificate> chain = Trust.certificates(held.certificate());
    if (chain.isEmpty() || !isOf(held.key(), chain.get(0))) {
      return Optional.empty();
    }
    X509Certificate leaf = chain.get(0);
    return Trust.certificates(held.authority()).stream().anyMatch(one -> signed(one, leaf))
        ? Optional.of(new HeldCertificate(leaf))
        : Optional.empty();
  }

  private static boolean isOf(String key, X509Certificate leaf) {
    try {
      Optional<PrivateKey> read = ServerKeys.read(key);
      return read.isPresent() && ServerKeys.belongTogether(leaf, read.get());
    } catch (IOException | GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean signed(X509Certificate authority, X509Certificate leaf) {
    try {
      leaf.verify(authority.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  Instant ends() {
    return leaf.getNotAfter().toInstant();
  }

  /** When it was issued; a clock that went back shows as time to come. */
  Instant issued() {
    return leaf.getNotBefore().toInstant().plus(CertifyTerms.BACKDATED);
  }

  /** Why another one is needed; empty while this one does. */
  Optional<String> shortfall(Instant now, CertifyTerms terms) {
    if (now.isBefore(leaf.getNotBefore().toInstant())) {
      return Optional.of("it is not valid yet");
    }
    if (!now.plus(terms.renewBefore()).isBefore(ends())) {
      return Optional.of("it ends at " + ends());
    }
    return names().containsAll(terms.names())
        ? Optional.empty()
        : Optional.of("it does not have all of the names");
  }

  private Set<String> names() {
    Set<String> names = new HashSet<>();
    try {
      Collection<List<?>> all = leaf.getSubjectAlternativeNames();
      if (all != null) {
        all.stream()
            .filter(one -> Integer.valueOf(DNS_NAME).equals(one.get(0)))
            .forEach(one -> names.add(String.valueOf(one.get(1))));
      }
    } catch (CertificateParsingException e) {
      return Set.of();
    }
    return names;
  }
}
