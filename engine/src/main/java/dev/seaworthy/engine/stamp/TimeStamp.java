package dev.seaworthy.engine.stamp;

import dev.seaworthy.engine.stamp.StampException.Fault;
import dev.seaworthy.engine.x509.Authority;
import dev.seaworthy.engine.x509.X509;
import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/** A time stamp of RFC 3161 over a signature. */
public final class TimeStamp {
  private static final Map<String, String> HASHES =
      Map.of(
          NISTObjectIdentifiers.id_sha256.getId(), "SHA-256",
          NISTObjectIdentifiers.id_sha384.getId(), "SHA-384",
          NISTObjectIdentifiers.id_sha512.getId(), "SHA-512");

  private final TimeStampToken token;

  private TimeStamp(TimeStampToken token) {
    this.token = token;
  }

  /** Reads a whole TimeStampResp. */
  public static TimeStamp read(byte[] response) throws StampException {
    try {
      TimeStampToken token =
          new TimeStampResponse(TimeStampResp.getInstance(decoded(response))).getTimeStampToken();
      if (token != null) {
        return new TimeStamp(token);
      }
    } catch (TSPException | IOException | RuntimeException e) {
      throw undecodable();
    }
    throw new StampException(Fault.STAMP_REFUSED, "a time stamp's authority refused it");
  }

  /** Reads one without the answer that it came in: a ContentInfo. */
  public static TimeStamp readToken(byte[] token) throws StampException {
    try {
      return new TimeStamp(new TimeStampToken(ContentInfo.getInstance(decoded(token))));
    } catch (TSPException | IOException | RuntimeException e) {
      throw undecodable();
    }
  }

  private static ASN1Primitive decoded(byte[] bytes) throws IOException, StampException {
    if (!DerShape.isSane(bytes)) {
      throw undecodable();
    }
    return ASN1Primitive.fromByteArray(bytes);
  }

  private static StampException undecodable() {
    return new StampException(Fault.BAD_STAMP, "a time stamp cannot be decoded");
  }

  /** When its authority says it was made. */
  public Instant at() {
    return token.getTimeStampInfo().getGenTime().toInstant();
  }

  /** Under which policy of its authority it was made: an object identifier. */
  public String policy() {
    return token.getTimeStampInfo().getPolicy().getId();
  }

  /** The object identifier of the algorithm of the hash that it is about. */
  public String hashAlgorithm() {
    return token.getTimeStampInfo().getMessageImprintAlgOID().getId();
  }

  /** The hash that it is about. */
  public byte[] hash() {
    return token.getTimeStampInfo().getMessageImprintDigest();
  }

  /** The same without the answer that it came in: a ContentInfo, its lengths definite. */
  public byte[] toToken() {
    try {
      return token.getEncoded(ASN1Encoding.DL);
    } catch (IOException e) {
      throw new IllegalStateException("encoding to memory cannot fail", e);
    }
  }

  /** What it repeats of the request; empty where that had none. */
  Optional<BigInteger> nonce() {
    return Optional.ofNullable(token.getTimeStampInfo().getNonce());
  }

  TimeStampToken token() {
    return token;
  }

  /** When one of {@code authorities} saw {@code signature}. */
  public Instant verify(byte[] signature, Collection<Authority> authorities) throws StampException {
    requireOver(signature);
    for (Authority authority : authorities) {
      if (isBy(authority)) {
        return at();
      }
    }
    throw new StampException(
        Fault.UNKNOWN_AUTHORITY, "no trusted authority made the signature's time stamp");
  }

  /**
   * Whether {@code authority} made it while it was trusted.
   *
   * @throws StampException if it names the authority, and its signature does not fit
   */
  public boolean isBy(Authority authority) throws StampException {
    try {
      Optional<X509CertificateHolder> signer = signer(authority);
      if (signer.isPresent() && authority.issued(signer.get(), at())) {
        requireSignedBy(signer.get());
        return true;
      }
      return false;
    } catch (RuntimeException e) {
      throw badSignature();
    }
  }

  /** Requires that its certificate is valid then, for time stamps alone, and fits its signature. */
  void requireSignedBy(X509CertificateHolder signer) throws StampException {
    try {
      // Also holds the certificate's purpose and the certificate's digest in the token.
      token.validate(
          new JcaSimpleSignerInfoVerifierBuilder().setProvider(X509.PROVIDER).build(signer));
    } catch (TSPException | OperatorCreationException | CertificateException | RuntimeException e) {
      throw badSignature();
    }
  }

  private static StampException badSignature() {
    return new StampException(
        Fault.BAD_STAMP_SIGNATURE, "a time stamp's own signature does not fit");
  }

  /** Requires that it is about {@code signature}. */
  public void requireOver(byte[] signature) throws StampException {
    String hash = HASHES.get(token.getTimeStampInfo().getMessageImprintAlgOID().getId());
    if (hash == null) {
      throw new StampException(Fault.UNKNOWN_ALGORITHM, "a time stamp's hash is none of SHA-2's");
    }
    try {
      byte[] digest = MessageDigest.getInstance(hash).digest(signature);
      if (!MessageDigest.isEqual(digest, token.getTimeStampInfo().getMessageImprintDigest())) {
        throw new StampException(
            Fault.OTHER_SIGNATURE, "the time stamp is about another signature");
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-2", e);
    }
  }

  /** The certificate that it carries of who signed it, which tokens need not. */
  @SuppressWarnings("unchecked")
  public Optional<X509CertificateHolder> carried() {
    Collection<X509CertificateHolder> carried = token.getCertificates().getMatches(token.getSID());
    return carried.stream().findFirst();
  }

  private Optional<X509CertificateHolder> signer(Authority authority) {
    List<X509CertificateHolder> chain = authority.chain();
    return token.getSID().match(chain.get(0)) ? Optional.of(chain.get(0)) : carried();
  }
}
