package dev.seaworthy.collectors.tls;

import java.net.IDN;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What certificates tell that stand together in a file, or that a server sent together. */
final class ServedChain {
  /** The role of certificates that serve no host. */
  static final String AUTHORITY = "ca";

  /** The role of certificates that nothing is known to serve. */
  static final String HELD = "held";

  private ServedChain() {}

  /**
   * As {@code tls/certificate} has it.
   *
   * @param trust the anchors
   * @param trustGiven whether anybody named some
   * @param serves hosts that they must cover
   */
  static Map<String, Object> content(
      List<Certificate> certificates,
      List<Certificate> trust,
      boolean trustGiven,
      List<String> serves,
      boolean privateKey) {
    Chain chain = new Chain(certificates);
    Map<String, Object> content = new TreeMap<>();
    content.put("chain", certificates.stream().map(Certificate::content).toList());
    content.put("ordered", chain.isOrdered());
    content.put("signed", chain.isSigned());
    content.put("anchored", chain.isAnchored(trust, trustGiven));
    content.put("trustGiven", trustGiven);
    content.put("nameConstraintsKept", chain.keepsNameConstraints());
    content.put("serves", serves.stream().map(ServedChain::ascii).toList());
    content.put("role", isAuthority(certificates, serves) ? AUTHORITY : "server");
    content.put("privateKey", privateKey);
    certificates.stream()
        .map(Certificate::notAfter)
        .min(Comparator.naturalOrder())
        .ifPresent(first -> content.put("expires", first.getEpochSecond()));
    return content;
  }

  /**
   * As certificates have it: labels of other scripts in their ASCII form (RFC 9525, section 6.3).
   */
  private static String ascii(String host) {
    if (host.chars().allMatch(c -> c < 0x80)) {
      return host;
    }
    try {
      return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException e) {
      // No name that a certificate could have; it stays uncovered.
      return host;
    }
  }

  /** `openssl req -x509` marks a server's self-signed certificate as a CA, too. */
  private static boolean isAuthority(List<Certificate> certificates, List<String> serves) {
    return serves.isEmpty()
        && certificates.stream().allMatch(one -> one.isCa() && !one.namesHosts());
  }
}
