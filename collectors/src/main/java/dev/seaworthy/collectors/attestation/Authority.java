package dev.seaworthy.collectors.attestation;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.x509.X509;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * One authority of a trusted root: a chain of certificates, each issued by the next, and the time
 * in which it is trusted.
 */
record Authority(List<X509CertificateHolder> chain, Validity validity) {
  Authority {
    chain = List.copyOf(chain);
  }

  static Authority read(Tree tree) throws Refusal {
    Members members = Members.of(tree, "an authority");
    List<X509CertificateHolder> chain = new ArrayList<>();
    for (Tree item : members.object("certChain").items("certificates")) {
      chain.add(Certificates.read(Members.of(item, "a certificate").bytes("rawBytes")));
    }
    if (chain.isEmpty()) {
      throw new Refusal("malformed", "an authority has no certificate");
    }
    return new Authority(chain, Validity.read(members));
  }

  /**
   * Whether the chain leads from {@code leaf} to its last certificate, all of it valid at a time.
   *
   * @param leaf may be the chain's first itself
   */
  boolean issued(X509CertificateHolder leaf, Instant at) {
    if (!validity.holds(at) || !leaf.isValidOn(Date.from(at))) {
      return false;
    }
    X509CertificateHolder below = leaf;
    for (X509CertificateHolder above : chain) {
      if (above.equals(below)) {
        continue;
      }
      if (!X509.mayIssue(above)
          || !above.isValidOn(Date.from(at))
          || !Certificates.isSignedBy(below, above)) {
        return false;
      }
      below = above;
    }
    return !below.equals(leaf);
  }

  /** The certificate that issued {@code leaf}, of a chain that leads to it. */
  Optional<X509CertificateHolder> above(X509CertificateHolder leaf) {
    return chain.stream().filter(one -> !one.equals(leaf)).findFirst();
  }
}
