package dev.seaworthy.collectors.tls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A certificate that could be read in full.
 *
 * @param sha256 its fingerprint in hexadecimal
 * @param line of its block, from 1; 0 where it was no PEM
 * @param notBefore in epoch seconds
 * @param notAfter in epoch seconds
 * @param selfSigned whether its own key verifies its signature
 */
record Certificate(
    X509CertificateHolder holder,
    String sha256,
    int line,
    String subject,
    String issuer,
    long notBefore,
    long notAfter,
    List<String> dnsNames,
    List<String> ipAddresses,
    boolean isCa,
    boolean selfSigned,
    Map<String, Object> key,
    Map<String, Object> signature) {

  boolean nameIssued(Certificate other) {
    return holder.getSubject().equals(other.holder.getIssuer());
  }

  /** Whether the key of this certificate, which may sign others, signed {@code other}. */
  boolean signed(Certificate other) {
    return nameIssued(other) && (isCa || selfSigned) && Signatures.verify(other.holder, holder);
  }

  boolean hasNames() {
    return !dnsNames.isEmpty() || !ipAddresses.isEmpty();
  }

  Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("subject", subject);
    tree.put("issuer", issuer);
    tree.put("serial", holder.getSerialNumber().toString(16));
    tree.put("notBefore", notBefore);
    tree.put("notAfter", notAfter);
    tree.put("dnsNames", dnsNames);
    tree.put("ipAddresses", ipAddresses);
    tree.put("isCa", isCa);
    tree.put("selfSigned", selfSigned);
    tree.put("key", key);
    tree.put("signature", signature);
    tree.put("sha256", sha256);
    return tree;
  }
}
