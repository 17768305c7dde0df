package dev.seaworthy.engine.x509;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Who is trusted to issue certificates, or to sign by one: a chain of certificates, each issued by
 * the next, and the time in which it is trusted.
 *
 * @param chain from the certificate that signs, or the one above it, to the root; not empty
 * @param from the first moment of trust
 * @param to the last one
 */
public record Authority(List<X509CertificateHolder> chain, Instant from, Instant to) {
  public Authority {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("an authority has a certificate");
    }
  }

  /** Whether it is trusted at a time. */
  public boolean isTrustedAt(Instant at) {
    return !at.isBefore(from) && !at.isAfter(to);
  }

  /**
   * Whether it is trusted at a time, and its chain leads from {@code leaf} to its last certificate,
   * all of it valid then.
   *
   * @param leaf may be the chain's first itself
   */
  public boolean issued(X509CertificateHolder leaf, Instant at) {
    if (!isTrustedAt(at) || !leaf.isValidOn(Date.from(at))) {
      return false;
    }
    X509CertificateHolder below = leaf;
    for (X509CertificateHolder above : chain) {
      if (above.equals(below)) {
        continue;
      }
      if (!X509.mayIssue(above) || !above.isValidOn(Date.from(at)) || !isIssuedBy(below, above)) {
        return false;
      }
      below = above;
    }
    return !below.equals(leaf);
  }

  /** The certificate that issued {@code leaf}, of a chain that leads to it. */
  public Optional<X509CertificateHolder> above(X509CertificateHolder leaf) {
    return chain.stream().filter(one -> !one.equals(leaf)).findFirst();
  }

  /** Whether {@code certificate} names {@code issuer} as its own and has its signature. */
  public static boolean isIssuedBy(
      X509CertificateHolder certificate, X509CertificateHolder issuer) {
    try {
      return certificate.getIssuer().equals(issuer.getSubject())
          && X509.isSignedBy(certificate, issuer);
    } catch (RuntimeException e) {
      // Bouncy Castle decodes names lazily.
      return false;
    }
  }
}
