package dev.seaworthy.engine.x509;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/**
 * Questions to certificates (RFC 5280). Bouncy Castle decodes lazily: each may meet a malformed
 * part, with any of a dozen unchecked types.
 */
public final class X509 {
  /** Passed where it is needed and never registered: the JDK's own algorithms stay first. */
  public static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

  /** Above what RSA of 16,384 bits and any scheme of today needs. */
  private static final int MAX_KEY_BYTES = 4_096;

  /**
   * RSA of 4,096 bits. In larger numbers Bouncy Castle looks for factors too long; Java does not.
   */
  private static final int MAX_SEARCHED_RSA_BYTES = 600;

  private X509() {}

  /** Whether {@code key} is of RSA, under whichever of its names. */
  public static boolean isRsa(SubjectPublicKeyInfo key) {
    ASN1ObjectIdentifier kind = key.getAlgorithm().getAlgorithm();
    return kind.equals(PKCSObjectIdentifiers.rsaEncryption)
        || kind.equals(PKCSObjectIdentifiers.id_RSASSA_PSS);
  }

  /** Whether {@code key} is so large that to work with it would take longer than anybody waits. */
  public static boolean isTooLarge(SubjectPublicKeyInfo key) {
    return bytes(key) > MAX_KEY_BYTES;
  }

  /** Of the key itself, and of what describes its curve. */
  private static int bytes(SubjectPublicKeyInfo key) {
    try {
      return key.getEncoded().length;
    } catch (IOException e) {
      return Integer.MAX_VALUE;
    }
  }

  /** Whether the signature verifies with the key of {@code issuer}; names are not compared. */
  public static boolean isSignedBy(X509CertificateHolder holder, X509CertificateHolder issuer) {
    SubjectPublicKeyInfo key = issuer.getSubjectPublicKeyInfo();
    if (isTooLarge(key)) {
      return false;
    }
    try {
      JcaContentVerifierProviderBuilder verifiers = new JcaContentVerifierProviderBuilder();
      if (!isRsa(key) || bytes(key) <= MAX_SEARCHED_RSA_BYTES) {
        verifiers.setProvider(PROVIDER);
      }
      return holder.isSignatureValid(verifiers.build(issuer));
    } catch (CertException | OperatorCreationException | CertificateException e) {
      return false;
    } catch (RuntimeException e) {
      // A signature, or a key, whose own encoding is malformed verifies nothing.
      return false;
    }
  }

  /**
   * Decodes the names that are compared later.
   *
   * @throws RuntimeException where one cannot be decoded
   */
  @SuppressWarnings("ReturnValueIgnored")
  public static void requireNames(X509CertificateHolder holder) {
    holder.getSubject().hashCode();
    holder.getIssuer().hashCode();
  }

  /** A CA by basic constraints; a key usage that leaves signing out takes it back. */
  public static boolean mayIssue(X509CertificateHolder holder) {
    if (holder.getExtensions() == null) {
      return false;
    }
    BasicConstraints constraints = BasicConstraints.fromExtensions(holder.getExtensions());
    KeyUsage usage = KeyUsage.fromExtensions(holder.getExtensions());
    return constraints != null
        && constraints.isCA()
        && (usage == null || usage.hasUsages(KeyUsage.keyCertSign));
  }

  /** Whom it names beside its subject. */
  public static List<GeneralName> alternativeNames(X509CertificateHolder holder) {
    if (holder.getExtensions() == null) {
      return List.of();
    }
    GeneralNames names =
        GeneralNames.fromExtensions(holder.getExtensions(), Extension.subjectAlternativeName);
    return names == null ? List.of() : List.of(names.getNames());
  }
}
