package dev.seaworthy.collectors.attestation;

import dev.seaworthy.engine.x509.X509;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.cert.X509CertificateHolder;

/** Reads X.509 certificates as Sigstore's Fulcio issues them. */
final class Certificates {
  /** https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md */
  private static final ASN1ObjectIdentifier ISSUER =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.8");

  /** The same, as it was written before: bare characters. */
  private static final ASN1ObjectIdentifier OLD_ISSUER =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.1");

  private static final ASN1ObjectIdentifier USER_NAME =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.7");

  private Certificates() {}

  static X509CertificateHolder read(byte[] der) throws Refusal {
    try {
      X509CertificateHolder holder = new X509CertificateHolder(der);
      // Bouncy Castle decodes lazily; what is malformed shows here.
      holder.getSubjectPublicKeyInfo().getEncoded();
      if (holder.getExtensions() != null) {
        holder.getExtensions().getEncoded();
      }
      return holder;
    } catch (IOException | RuntimeException e) {
      throw new Refusal("bad-certificate", "a certificate cannot be decoded");
    }
  }

  static boolean mayServe(X509CertificateHolder certificate, KeyPurposeId purpose) {
    if (certificate.getExtensions() == null) {
      return false;
    }
    ExtendedKeyUsage usage = ExtendedKeyUsage.fromExtensions(certificate.getExtensions());
    return usage != null && usage.hasKeyPurposeId(purpose);
  }

  /** Who vouched for the subject; empty where the certificate does not say. */
  static String issuer(X509CertificateHolder certificate) throws Refusal {
    Optional<byte[]> written = extension(certificate, ISSUER);
    if (written.isEmpty()) {
      return extension(certificate, OLD_ISSUER)
          .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
          .orElse("");
    }
    try {
      if (ASN1Primitive.fromByteArray(written.get()) instanceof ASN1String text) {
        return text.getString();
      }
    } catch (IOException e) {
      throw new Refusal("bad-certificate", "the certificate's issuer extension is malformed");
    }
    throw new Refusal("bad-certificate", "the certificate's issuer extension is no text");
  }

  private static Optional<byte[]> extension(
      X509CertificateHolder certificate, ASN1ObjectIdentifier id) {
    Extension extension = certificate.getExtension(id);
    return extension == null
        ? Optional.empty()
        : Optional.of(ASN1OctetString.getInstance(extension.getExtnValue()).getOctets());
  }

  /** Whom the certificate names: mail addresses, URIs and names of users. */
  static List<String> subjects(X509CertificateHolder certificate) {
    return X509.alternativeNames(certificate).stream()
        .flatMap(name -> subject(name).stream())
        .toList();
  }

  private static Optional<String> subject(GeneralName name) {
    ASN1Encodable value = name.getName();
    if (name.getTagNo() == GeneralName.otherName) {
      OtherName other = OtherName.getInstance(value);
      return other.getTypeID().equals(USER_NAME) && other.getValue() instanceof ASN1String text
          ? Optional.of(text.getString())
          : Optional.empty();
    }
    return name.getTagNo() == GeneralName.rfc822Name
            || name.getTagNo() == GeneralName.uniformResourceIdentifier
        ? Optional.of(value.toString())
        : Optional.empty();
  }
}
