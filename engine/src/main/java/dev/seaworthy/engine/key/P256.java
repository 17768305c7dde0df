package dev.seaworthy.engine.key;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.util.BigIntegers;

/** The curve NIST P-256 (secp256r1), and the forms in which we write and accept signatures. */
final class P256 {
  static final ECDomainParameters DOMAIN = domain();

  private static final int HALF_BYTES = 32;

  private P256() {}

  static boolean is(ECDomainParameters parameters) {
    return parameters.getCurve().equals(DOMAIN.getCurve())
        && parameters.getG().equals(DOMAIN.getG())
        && parameters.getN().equals(DOMAIN.getN());
  }

  /** Of s and n − s, both of which verify, the lower. */
  static BigInteger low(BigInteger s) {
    BigInteger other = DOMAIN.getN().subtract(s);
    return s.compareTo(other) <= 0 ? s : other;
  }

  static byte[] encode(BigInteger r, BigInteger s) {
    try {
      return StandardDSAEncoding.INSTANCE.encode(DOMAIN.getN(), r, s);
    } catch (IOException e) {
      throw new IllegalStateException("encoding to memory cannot fail", e);
    }
  }

  /**
   * The same signature with the lower s.
   *
   * @throws KeyException if it is no signature in ASN.1 DER
   */
  static byte[] lowered(byte[] der) throws KeyException {
    try {
      BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(DOMAIN.getN(), der);
      return encode(rs[0], low(rs[1]));
    } catch (IOException | RuntimeException e) {
      // The decoder reports malformed DER by several unchecked exceptions.
      throw new KeyException("what it gave is no ECDSA signature on P-256 in DER");
    }
  }

  /** {@link #encodeRaw} of what {@link #encode} gave. */
  static byte[] toRaw(byte[] der) {
    try {
      BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(DOMAIN.getN(), der);
      return encodeRaw(rs[0], rs[1]);
    } catch (IOException e) {
      throw new IllegalArgumentException("not a signature in DER", e);
    }
  }

  /** R and S side by side, as JSON Web Signatures have them (RFC 7518, section 3.4). */
  static byte[] encodeRaw(BigInteger r, BigInteger s) {
    byte[] signature = new byte[2 * HALF_BYTES];
    System.arraycopy(BigIntegers.asUnsignedByteArray(HALF_BYTES, r), 0, signature, 0, HALF_BYTES);
    System.arraycopy(
        BigIntegers.asUnsignedByteArray(HALF_BYTES, s), 0, signature, HALF_BYTES, HALF_BYTES);
    return signature;
  }

  /** The two numbers of {@link #encodeRaw}; empty when there are not as many bytes. */
  static Optional<BigInteger[]> decodeRaw(byte[] signature) {
    return signature.length == 2 * HALF_BYTES
        ? Optional.of(
            new BigInteger[] {
              new BigInteger(1, signature, 0, HALF_BYTES),
              new BigInteger(1, signature, HALF_BYTES, HALF_BYTES)
            })
        : Optional.empty();
  }

  /** Named, for keys that spell their curve out are refused by most programs (RFC 5480). */
  private static ECDomainParameters domain() {
    return new ECNamedDomainParameters(
        SECObjectIdentifiers.secp256r1, CustomNamedCurves.getByName("P-256"));
  }
}
