package dev.seaworthy.engine.stamp;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.stamp.StampException.Fault;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;

/** A request for a time stamp (RFC 3161, section 2.4.1): SHA-256, a nonce, the certificate back. */
public final class TimeStampQuery {
  private final TimeStampRequest request;

  private TimeStampQuery(TimeStampRequest request) {
    this.request = request;
  }

  /**
   * Asks when {@code signature} was there.
   *
   * @param nonce never used before: by it an answer is known not to be an old one
   */
  public static TimeStampQuery over(byte[] signature, BigInteger nonce) {
    return overHash(
        NISTObjectIdentifiers.id_sha256.getId(), Digest.sha256().digest(signature), nonce);
  }

  /**
   * Asks when a hash value was there.
   *
   * @param algorithm the object identifier of its algorithm
   * @param nonce never used before
   */
  public static TimeStampQuery overHash(String algorithm, byte[] hash, BigInteger nonce) {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    return new TimeStampQuery(generator.generate(new ASN1ObjectIdentifier(algorithm), hash, nonce));
  }

  /** The TimeStampReq in DER. */
  public byte[] bytes() {
    try {
      return request.getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("encoding to memory cannot fail", e);
    }
  }

  /**
   * Reads what came back and requires that it answers this request and is sound.
   *
   * @param response a whole TimeStampResp
   */
  public TimeStamp answered(byte[] response) throws StampException {
    TimeStamp stamp = TimeStamp.read(response);
    if (!stamp.nonce().equals(Optional.of(request.getNonce()))
        || !stamp.hashAlgorithm().equals(request.getMessageImprintAlgOID().getId())) {
      throw new StampException(Fault.OTHER_REQUEST, "a time stamp answers another request");
    }
    if (!Arrays.equals(stamp.hash(), request.getMessageImprintDigest())) {
      throw new StampException(Fault.OTHER_SIGNATURE, "the time stamp is about another signature");
    }
    SoundStamp.require(stamp);
    ASN1ObjectIdentifier asked = request.getReqPolicy();
    if (asked != null && !asked.getId().equals(stamp.policy())) {
      throw new StampException(
          Fault.WRONG_STAMP_POLICY, "a time stamp is of another policy than was asked for");
    }
    return stamp;
  }

  /**
   * Reads a stamp that was kept, and requires that it is about {@code signature} and sound. Who
   * made it is not asked.
   */
  public static TimeStamp sound(byte[] response, byte[] signature) throws StampException {
    TimeStamp stamp = TimeStamp.read(response);
    stamp.requireOver(signature);
    SoundStamp.require(stamp);
    return stamp;
  }

  /**
   * The same of one that was kept without the answer that it came in.
   *
   * @param token a ContentInfo
   */
  public static TimeStamp soundToken(byte[] token) throws StampException {
    TimeStamp stamp = TimeStamp.readToken(token);
    SoundStamp.require(stamp);
    return stamp;
  }
}
