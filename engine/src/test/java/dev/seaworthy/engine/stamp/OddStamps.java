package dev.seaworthy.engine.stamp;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.bouncycastle.util.CollectionStore;
import org.jspecify.annotations.Nullable;

/** Answers of authorities that do not keep to the rules. */
final class OddStamps {
  /** What is odd, and what we call it. */
  enum Oddity {
    OLD_CERTIFICATE_DIGEST(
        "RSA", 2048, "SHA256withRSA", StampException.Fault.CERTIFICATE_NOT_BOUND),
    SHORT_KEY("RSA", 1024, "SHA256withRSA", StampException.Fault.WRONG_KEY_TYPE),
    OTHER_KEY("DSA", 2048, "SHA256withDSA", StampException.Fault.WRONG_KEY_TYPE),
    OLD_SIGNATURE("RSA", 2048, "SHA1withRSA", StampException.Fault.UNKNOWN_ALGORITHM),
    OTHER_PURPOSE("RSA", 2048, "SHA256withRSA", StampException.Fault.WRONG_PURPOSE),
    NO_CERTIFICATE("RSA", 2048, "SHA256withRSA", StampException.Fault.NO_CERTIFICATE);

    private final String kind;
    private final int bits;
    private final String algorithm;
    private final StampException.Fault fault;

    Oddity(String kind, int bits, String algorithm, StampException.Fault fault) {
      this.kind = kind;
      this.bits = bits;
      this.algorithm = algorithm;
      this.fault = fault;
    }

    StampException.Fault fault() {
      return fault;
    }
  }

  private OddStamps() {}

  /** An answer in the name of a certificate of P-256, by another key. */
  static byte[] forged(X509CertificateHolder named, byte[] query, Instant at) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    ContentSigner signer =
        new JcaContentSignerBuilder("SHA256withECDSA")
            .build(generator.generateKeyPair().getPrivate());
    return answer(signer, named, named, NISTObjectIdentifiers.id_sha256, query, at);
  }

  static byte[] answer(Oddity oddity, byte[] query, Instant at) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(oddity.kind);
    generator.initialize(oddity.bits);
    KeyPair pair = generator.generateKeyPair();
    ContentSigner signer = new JcaContentSignerBuilder(oddity.algorithm).build(pair.getPrivate());
    X509CertificateHolder certificate =
        certificate(pair, signer, at, KeyPurposeId.id_kp_timeStamping);
    ASN1ObjectIdentifier digest =
        oddity == Oddity.OLD_CERTIFICATE_DIGEST
            ? OIWObjectIdentifiers.idSHA1
            : NISTObjectIdentifiers.id_sha256;
    // Bouncy Castle signs by no other certificate, but takes along what it is given.
    X509CertificateHolder carried =
        oddity == Oddity.OTHER_PURPOSE
            ? certificate(pair, signer, at, KeyPurposeId.id_kp_serverAuth)
            : certificate;
    return oddity == Oddity.NO_CERTIFICATE
        ? answer(signer, certificate, null, digest, query, at)
        : answer(signer, certificate, carried, digest, query, at);
  }

  private static byte[] answer(
      ContentSigner signer,
      X509CertificateHolder certificate,
      @Nullable X509CertificateHolder carried,
      ASN1ObjectIdentifier digest,
      byte[] query,
      Instant at)
      throws Exception {
    TimeStampTokenGenerator tokens =
        new TimeStampTokenGenerator(
            new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                .build(signer, certificate),
            new BcDigestCalculatorProvider().get(new AlgorithmIdentifier(digest)),
            new ASN1ObjectIdentifier(TestAuthority.POLICY));
    if (carried != null) {
      tokens.addCertificates(new CollectionStore<>(List.of(carried)));
    }
    return new TimeStampResponseGenerator(tokens, Set.of(NISTObjectIdentifiers.id_sha256))
        .generate(new TimeStampRequest(query), BigInteger.ONE, Date.from(at))
        .getEncoded();
  }

  private static X509CertificateHolder certificate(
      KeyPair pair, ContentSigner signer, Instant at, KeyPurposeId purpose) throws Exception {
    X500Name name = new X500Name("CN=odd");
    return new JcaX509v3CertificateBuilder(
            name,
            BigInteger.ONE,
            Date.from(at.minusSeconds(60)),
            Date.from(at.plusSeconds(60)),
            name,
            pair.getPublic())
        .addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose))
        .build(signer);
  }
}
