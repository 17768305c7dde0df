package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.x509.PemBlocks;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.x509.X509;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * One X.509 certificate, read whole, so that what is wrong with it shows at once.
 *
 * @param line where its block begins
 * @param content as {@code tls/certificate} has it
 */
record Certificate(
    X509CertificateHolder holder,
    int line,
    boolean isCa,
    boolean selfSigned,
    Map<String, Object> content) {
  private static final String DNS_NAMES = "dnsNames";
  private static final String IP_ADDRESSES = "ipAddresses";

  /** What could not be read, in words. */
  static final class UnreadableException extends Exception {
    UnreadableException(String message) {
      super(message);
    }
  }

  static Certificate read(PemBlocks.Block block) throws UnreadableException {
    try {
      X509CertificateHolder holder = new X509CertificateHolder(block.der());
      X509.requireNames(holder);
      boolean selfSigned =
          holder.getSubject().equals(holder.getIssuer()) && X509.isSignedBy(holder, holder);
      boolean isCa = X509.mayIssue(holder);
      Map<String, Object> content = content(holder, isCa, selfSigned);
      return new Certificate(holder, block.line(), isCa, selfSigned, content);
    } catch (IOException e) {
      throw new UnreadableException("its ASN.1 cannot be decoded");
    } catch (RuntimeException e) {
      // Bouncy Castle decodes lazily, and meets malformed parts with a dozen unchecked types.
      throw new UnreadableException("a part of it cannot be decoded");
    }
  }

  /** Whether the signature verifies with the key of {@code issuer}; names are not compared. */
  boolean isSignedBy(Certificate issuer) {
    return X509.isSignedBy(holder, issuer.holder);
  }

  Instant notAfter() {
    return holder.getNotAfter().toInstant();
  }

  Instant notBefore() {
    return holder.getNotBefore().toInstant();
  }

  /** The names and addresses it may stand for. */
  List<String> hostNames() {
    List<String> names = new ArrayList<>();
    for (String key : List.of(DNS_NAMES, IP_ADDRESSES)) {
      ((List<?>) Objects.requireNonNull(content.get(key)))
          .forEach(name -> names.add(String.valueOf(name)));
    }
    return names;
  }

  String keyAlgorithm() {
    return String.valueOf(key().get("algorithm"));
  }

  int keyBits() {
    return Integer.parseInt(String.valueOf(key().get("bits")));
  }

  private Map<?, ?> key() {
    return (Map<?, ?>) Objects.requireNonNull(content.get("key"));
  }

  /** Whether it names hosts it may stand for, which a CA's own certificate has no use for. */
  boolean namesHosts() {
    return X509.alternativeNames(holder).stream()
        .anyMatch(
            name ->
                name.getTagNo() == GeneralName.dNSName || name.getTagNo() == GeneralName.iPAddress);
  }

  boolean names(Certificate issuer) {
    return holder.getIssuer().equals(issuer.holder.getSubject());
  }

  boolean isSameAs(Certificate other) {
    return holder.equals(other.holder);
  }

  /** How many intermediate issuers may stand below this one; empty where unlimited. */
  Optional<Integer> pathLength() {
    BasicConstraints constraints = BasicConstraints.fromExtensions(holder.getExtensions());
    return constraints == null
        ? Optional.empty()
        : Optional.ofNullable(constraints.getPathLenConstraint()).map(BigInteger::intValue);
  }

  private static Map<String, Object> content(
      X509CertificateHolder holder, boolean isCa, boolean selfSigned)
      throws IOException, UnreadableException {
    Map<String, Object> content = new TreeMap<>();
    content.put("subject", holder.getSubject().toString());
    content.put("issuer", holder.getIssuer().toString());
    content.put("serial", holder.getSerialNumber().toString(16));
    content.put("notBefore", holder.getNotBefore().toInstant().getEpochSecond());
    content.put("notAfter", holder.getNotAfter().toInstant().getEpochSecond());
    content.put("isCa", isCa);
    content.put("selfSigned", selfSigned);
    content.put("key", CertificateAlgorithms.key(holder.getSubjectPublicKeyInfo()));
    content.put("signature", CertificateAlgorithms.signature(holder.getSignatureAlgorithm()));
    content.put("sha256", Digest.of(holder.getEncoded()).hex());
    content.put(DNS_NAMES, dnsNames(holder));
    content.put(IP_ADDRESSES, ipAddresses(holder));
    content.putAll(CertificateExtensions.content(holder));
    return content;
  }

  /** The subject's common name is no host name, whatever it says: clients stopped looking. */
  private static List<String> dnsNames(X509CertificateHolder holder) {
    List<String> names = new ArrayList<>();
    for (GeneralName name : X509.alternativeNames(holder)) {
      if (name.getTagNo() == GeneralName.dNSName) {
        names.add(name.getName().toString().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  private static List<String> ipAddresses(X509CertificateHolder holder) throws UnreadableException {
    List<String> addresses = new ArrayList<>();
    for (GeneralName name : X509.alternativeNames(holder)) {
      if (name.getTagNo() == GeneralName.iPAddress) {
        byte[] octets = ASN1OctetString.getInstance(name.getName()).getOctets();
        try {
          addresses.add(InetAddress.getByAddress(octets).getHostAddress());
        } catch (UnknownHostException e) {
          throw new UnreadableException("an alternative name is not an IP address");
        }
      }
    }
    return addresses;
  }
}
