package dev.seaworthy.collectors.tls;

import com.google.common.net.InetAddresses;
import dev.seaworthy.engine.json.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;

/** Reads certificates from bytes that anyone may have written. */
final class CertificateReader {
  private static final Map<String, String> MAIL = Map.of("1.2.840.113549.1.9.1", "EMAILADDRESS");

  private CertificateReader() {}

  /**
   * The certificate; empty where the bytes are none.
   *
   * @param line of its block
   */
  static Optional<Certificate> read(byte[] bytes, int line, boolean mayTrail) {
    try {
      return Optional.of(certificate(first(bytes, mayTrail), line));
    } catch (IOException | RuntimeException e) {
      // Parsers of ASN.1 throw whatever they trip over: casts, indexes, arguments.
      return Optional.empty();
    }
  }

  /** OpenSSL's trusted certificates carry more after the certificate itself. */
  private static byte[] first(byte[] bytes, boolean mayTrail) throws IOException {
    try (ASN1InputStream in = new ASN1InputStream(bytes)) {
      ASN1Primitive value = in.readObject();
      if (value == null || (!mayTrail && in.readObject() != null)) {
        throw new IOException("not one value");
      }
      return mayTrail ? value.getEncoded() : bytes;
    }
  }

  private static Certificate certificate(byte[] der, int line) throws IOException {
    X509CertificateHolder holder = new X509CertificateHolder(der);
    List<String> dnsNames = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    names(holder, dnsNames, addresses);
    BasicConstraints constraints = BasicConstraints.fromExtensions(extensions(holder));
    boolean selfIssued = holder.getSubject().equals(holder.getIssuer());
    return new Certificate(
        holder,
        Digest.of(der).hex(),
        line,
        name(holder.getSubject()),
        name(holder.getIssuer()),
        holder.getNotBefore().toInstant().getEpochSecond(),
        holder.getNotAfter().toInstant().getEpochSecond(),
        List.copyOf(dnsNames),
        List.copyOf(addresses),
        constraints != null && constraints.isCA(),
        selfIssued && Signatures.verify(holder, holder),
        KeyFacts.key(holder.getSubjectPublicKeyInfo()),
        KeyFacts.signature(holder.getSignatureAlgorithm()));
  }

  /** The common name is no fallback: clients have stopped reading it. */
  private static void names(
      X509CertificateHolder holder, List<String> dnsNames, List<String> addresses)
      throws IOException {
    Optional<GeneralNames> names =
        Optional.ofNullable(
            GeneralNames.fromExtensions(
                extensions(holder), org.bouncycastle.asn1.x509.Extension.subjectAlternativeName));
    if (names.isEmpty()) {
      return;
    }
    for (GeneralName name : names.get().getNames()) {
      if (name.getTagNo() == GeneralName.dNSName) {
        dnsNames.add(((ASN1String) name.getName()).getString());
      } else if (name.getTagNo() == GeneralName.iPAddress) {
        byte[] octets = ASN1OctetString.getInstance(name.getName()).getOctets();
        addresses.add(InetAddresses.toAddrString(InetAddress.getByAddress(octets)));
      }
    }
  }

  private static Extensions extensions(X509CertificateHolder holder) {
    Extensions extensions = holder.getExtensions();
    return extensions == null
        ? new Extensions(new org.bouncycastle.asn1.x509.Extension[0])
        : extensions;
  }

  private static String name(X500Name name) throws IOException {
    return new X500Principal(name.getEncoded()).getName(X500Principal.RFC2253, MAIL);
  }
}
