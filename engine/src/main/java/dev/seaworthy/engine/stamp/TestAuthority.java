package dev.seaworthy.engine.stamp;

import dev.seaworthy.engine.key.SigningKey;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.x509.Authority;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.bouncycastle.util.CollectionStore;

/**
 * An authority for tests and demonstrations, which nobody may trust: its names say TEST, and its
 * policy lies in the arc for examples. The same keys, times and numbers give the same bytes.
 */
public final class TestAuthority {
  /** Under which it stamps: in the arc {@code 2.999}, which is for examples (ITU-T X.660). */
  public static final String POLICY = "2.999.3161";

  private static final String NAME = "CN=Seaworthy TEST time stamps - do not trust";
  private static final int YEARS = 10;
  private static final int DAYS_A_YEAR = 365;
  private static final DigestCalculatorProvider DIGESTS = new BcDigestCalculatorProvider();

  private final SigningKey key;
  private final X509CertificateHolder certificate;
  private final X509CertificateHolder root;

  private TestAuthority(
      SigningKey key, X509CertificateHolder certificate, X509CertificateHolder root) {
    this.key = key;
    this.certificate = certificate;
    this.root = root;
  }

  /**
   * A new authority.
   *
   * @param rootKey of the certificate that issues the authority's own
   * @param from when both certificates begin; they last ten years
   */
  public static TestAuthority of(SigningKey rootKey, SigningKey key, Instant from) {
    return of(rootKey, key, from, from.plus((long) YEARS * DAYS_A_YEAR, ChronoUnit.DAYS));
  }

  /** The same, with an end. */
  public static TestAuthority of(SigningKey rootKey, SigningKey key, Instant from, Instant until) {
    X500Name rootName = new X500Name(NAME + " (root)");
    X509CertificateHolder root =
        certificate(
            rootName,
            rootName,
            rootKey.verificationKey(),
            rootKey,
            List.of(from, until),
            List.of(
                extension(Extension.basicConstraints, new BasicConstraints(0)),
                extension(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign))));
    X509CertificateHolder leaf =
        certificate(
            rootName,
            new X500Name(NAME),
            key.verificationKey(),
            rootKey,
            List.of(from, until),
            List.of(
                extension(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature)),
                extension(
                    Extension.extendedKeyUsage,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping))));
    return new TestAuthority(key, leaf, root);
  }

  /** Its own certificate, and the one that issued it. */
  public List<X509CertificateHolder> chain() {
    return List.of(certificate, root);
  }

  /** What someone who trusts it all the same would hold. */
  public Authority trusted() {
    return new Authority(chain(), Instant.MIN, Instant.MAX);
  }

  /**
   * Answers a request.
   *
   * @param query a TimeStampReq
   * @param at the time to put into the stamp, to the second
   * @param serial of the stamp; never given before
   * @return a TimeStampResp
   * @throws StampException if the request cannot be read
   */
  public byte[] answer(byte[] query, Instant at, BigInteger serial) throws StampException {
    try {
      TimeStampRequest request = new TimeStampRequest(query);
      TimeStampTokenGenerator tokens =
          new TimeStampTokenGenerator(
              signer(at),
              DIGESTS.get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
              new ASN1ObjectIdentifier(POLICY));
      tokens.setAccuracySeconds(1);
      tokens.addCertificates(new CollectionStore<>(List.of(certificate)));
      TimeStampResponseGenerator answers =
          new TimeStampResponseGenerator(
              tokens,
              Set.of(
                  NISTObjectIdentifiers.id_sha256,
                  NISTObjectIdentifiers.id_sha384,
                  NISTObjectIdentifiers.id_sha512,
                  NISTObjectIdentifiers.id_sha3_256,
                  NISTObjectIdentifiers.id_sha3_384,
                  NISTObjectIdentifiers.id_sha3_512));
      return answers.generate(request, serial, Date.from(at)).getEncoded();
    } catch (TSPException | IOException | OperatorCreationException | RuntimeException e) {
      throw new StampException(
          StampException.Fault.BAD_STAMP, "the request for a time stamp cannot be read");
    }
  }

  /** With the time of the stamp as the time of signing, which would else be the clock's. */
  private SignerInfoGenerator signer(Instant at) throws OperatorCreationException {
    Attribute signingTime =
        new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(at))));
    return new SignerInfoGeneratorBuilder(DIGESTS)
        .setSignedAttributeGenerator(
            new DefaultSignedAttributeTableGenerator(new AttributeTable(signingTime)))
        .build(new KeySigner(key), certificate);
  }

  private static Extension extension(ASN1ObjectIdentifier id, ASN1Encodable value) {
    try {
      return new Extension(id, true, value.toASN1Primitive().getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException("encoding to memory cannot fail", e);
    }
  }

  private static X509CertificateHolder certificate(
      X500Name issuer,
      X500Name subject,
      VerificationKey key,
      SigningKey issuerKey,
      List<Instant> period,
      List<Extension> extensions) {
    byte[] info = key.toPublicKeyInfo();
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            issuer,
            // Another for each key, so that no two certificates of an issuer have one.
            new BigInteger(1, dev.seaworthy.engine.json.Digest.sha256().digest(info))
                .shiftRight(97),
            Date.from(period.get(0)),
            Date.from(period.get(1)),
            subject,
            SubjectPublicKeyInfo.getInstance(info));
    try {
      for (Extension extension : extensions) {
        builder.addExtension(extension);
      }
    } catch (IOException e) {
      throw new IllegalStateException("encoding to memory cannot fail", e);
    }
    return builder.build(new KeySigner(issuerKey));
  }
}
