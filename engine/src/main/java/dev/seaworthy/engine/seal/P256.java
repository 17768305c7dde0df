package dev.seaworthy.engine.seal;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** The curve NIST P-256 (secp256r1), and the one form in which we write and accept signatures. */
final class P256 {
  static final ECDomainParameters DOMAIN = domain();

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

  /** Named, for keys that spell their curve out are refused by most programs (RFC 5480). */
  private static ECDomainParameters domain() {
    return new ECNamedDomainParameters(
        SECObjectIdentifiers.secp256r1, CustomNamedCurves.getByName("P-256"));
  }
}
