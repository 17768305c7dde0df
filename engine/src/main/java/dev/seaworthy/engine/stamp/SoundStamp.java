package dev.seaworthy.engine.stamp;

import dev.seaworthy.engine.stamp.StampException.Fault;
import dev.seaworthy.engine.x509.X509;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * What a time stamp must be that we ask for or keep, whoever made it: SHA-2 throughout, the
 * certificate in it and named by its digest (ESSCertIDv2, RFC 5816), that certificate valid and for
 * time stamps alone (RFC 3161, section 2.3), and a signature that fits.
 */
final class SoundStamp {
  private static final int MIN_RSA_BITS = 2_048;

  private static final Set<ASN1ObjectIdentifier> DIGESTS =
      Set.of(
          NISTObjectIdentifiers.id_sha256,
          NISTObjectIdentifiers.id_sha384,
          NISTObjectIdentifiers.id_sha512);

  private static final Set<ASN1ObjectIdentifier> CURVES =
      Set.of(
          X9ObjectIdentifiers.prime256v1,
          org.bouncycastle.asn1.sec.SECObjectIdentifiers.secp384r1,
          org.bouncycastle.asn1.sec.SECObjectIdentifiers.secp521r1);

  private SoundStamp() {}

  static void require(TimeStamp stamp) throws StampException {
    try {
      X509CertificateHolder signer =
          stamp
              .carried()
              .orElseThrow(
                  () ->
                      new StampException(
                          Fault.NO_CERTIFICATE, "a time stamp carries no certificate of its own"));
      requireAlgorithms(stamp);
      requireKey(signer.getSubjectPublicKeyInfo());
      requirePurpose(signer);
      requireBound(stamp);
      requireValid(stamp, signer);
      stamp.requireSignedBy(signer);
    } catch (RuntimeException e) {
      // Bouncy Castle decodes lazily: any part may turn out to be malformed.
      throw new StampException(Fault.BAD_STAMP, "a part of a time stamp cannot be decoded");
    }
  }

  private static void requireAlgorithms(TimeStamp stamp) throws StampException {
    ASN1ObjectIdentifier digest =
        stamp.token().toCMSSignedData().getSignerInfos().getSigners().stream()
            .map(signer -> signer.getDigestAlgorithmID().getAlgorithm())
            .findFirst()
            .orElseThrow();
    if (!DIGESTS.contains(digest)) {
      throw new StampException(Fault.UNKNOWN_ALGORITHM, "a time stamp is not signed by SHA-2");
    }
  }

  private static void requireKey(SubjectPublicKeyInfo key) throws StampException {
    ASN1ObjectIdentifier kind = key.getAlgorithm().getAlgorithm();
    boolean accepted =
        X509.isRsa(key)
            ? !X509.isTooLarge(key) && isLargeEnough(key)
            : kind.equals(X9ObjectIdentifiers.id_ecPublicKey)
                && CURVES.contains(
                    ASN1ObjectIdentifier.getInstance(key.getAlgorithm().getParameters()));
    if (!accepted) {
      throw new StampException(
          Fault.WRONG_KEY_TYPE,
          "a time stamp's key is neither RSA of %d bits or more nor ECDSA on a curve of NIST's"
              .formatted(MIN_RSA_BITS));
    }
  }

  private static boolean isLargeEnough(SubjectPublicKeyInfo key) {
    try {
      return BouncyCastleProvider.getPublicKey(key) instanceof RSAPublicKey rsa
          && rsa.getModulus().compareTo(BigInteger.ONE.shiftLeft(MIN_RSA_BITS - 1)) > 0;
    } catch (java.io.IOException e) {
      return false;
    }
  }

  private static void requirePurpose(X509CertificateHolder signer) throws StampException {
    Extension usage = signer.getExtension(Extension.extendedKeyUsage);
    KeyPurposeId[] purposes =
        usage == null
            ? new KeyPurposeId[0]
            : ExtendedKeyUsage.getInstance(usage.getParsedValue()).getUsages();
    boolean alone = purposes.length == 1 && purposes[0].equals(KeyPurposeId.id_kp_timeStamping);
    if (usage == null || !usage.isCritical() || !alone) {
      throw new StampException(
          Fault.WRONG_PURPOSE, "a time stamp's certificate is not for time stamps alone");
    }
  }

  private static void requireBound(TimeStamp stamp) throws StampException {
    AttributeTable attributes = stamp.token().getSignedAttributes();
    Attribute attribute =
        attributes == null
            ? null
            : attributes.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
    ESSCertIDv2[] named =
        attribute == null
            ? new ESSCertIDv2[0]
            : SigningCertificateV2.getInstance(attribute.getAttributeValues()[0]).getCerts();
    if (named.length == 0 || !DIGESTS.contains(named[0].getHashAlgorithm().getAlgorithm())) {
      throw new StampException(
          Fault.CERTIFICATE_NOT_BOUND,
          "a time stamp does not name its certificate by a digest of SHA-2");
    }
  }

  private static void requireValid(TimeStamp stamp, X509CertificateHolder signer)
      throws StampException {
    if (!signer.isValidOn(Date.from(stamp.at()))) {
      throw new StampException(
          Fault.CERTIFICATE_NOT_VALID,
          "a time stamp's certificate was not valid at the time of the stamp");
    }
  }
}
