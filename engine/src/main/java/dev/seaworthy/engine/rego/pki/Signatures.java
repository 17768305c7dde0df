package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.RegoException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/** Checks signatures. A key of another kind than asked for checks nothing. */
public final class Signatures {
  private static final int MIN_RSA_BITS = 1024;
  private static final int ED25519_BYTES = 64;

  private Signatures() {}

  /** An RSA signature by PKCS #1, version 1.5. */
  public static boolean rsa(
      @Nullable AnyPublicKey key, Hash hash, byte[] message, byte[] signature) {
    byte[] opened = key instanceof AnyPublicKey.Rsa rsa ? open(rsa, signature) : null;
    return opened != null
        && MessageDigest.isEqual(opened, RsaPadding.pkcs1(hash, message, opened.length));
  }

  /**
   * An RSA signature by PSS.
   *
   * @param saltBytes how long the salt is; -1 for any length
   */
  public static boolean pss(
      @Nullable AnyPublicKey key, Hash hash, byte[] message, byte[] signature, int saltBytes) {
    if (!(key instanceof AnyPublicKey.Rsa rsa)) {
      return false;
    }
    byte[] opened = open(rsa, signature);
    int bits = rsa.modulus().bitLength() - 1;
    return opened != null && RsaPadding.isPss(hash, message, opened, bits, saltBytes);
  }

  /** What an RSA signature holds; null if Go would not look. */
  private static byte @Nullable [] open(AnyPublicKey.Rsa key, byte[] signature) {
    BigInteger modulus = key.modulus();
    int bits = modulus.bitLength();
    boolean isUsable =
        bits >= MIN_RSA_BITS
            && bits <= RsaCheck.MAX_BITS
            && modulus.testBit(0)
            && key.exponent() >= 3
            && key.exponent() <= Integer.MAX_VALUE
            && key.exponent() % 2 == 1;
    int bytes = (bits + 7) / 8;
    BigInteger number = Numbers.read(signature);
    if (!isUsable || signature.length != bytes || number.compareTo(modulus) >= 0) {
      return null;
    }
    return Numbers.bytes(number.modPow(BigInteger.valueOf(key.exponent()), modulus), bytes);
  }

  /** An ECDSA signature: the first number in the first half, the second in the other. */
  public static boolean ecdsa(
      @Nullable AnyPublicKey key, Hash hash, byte[] message, byte[] signature) {
    int half = signature.length / 2;
    BigInteger r = Numbers.read(Arrays.copyOf(signature, half));
    BigInteger s = Numbers.read(Arrays.copyOfRange(signature, half, signature.length));
    return key instanceof AnyPublicKey.Ec ec && ecdsa(ec, hash.digest(message), r, s);
  }

  /** An ECDSA signature whose halves are as long as the curve's coordinates (RFC 7518). */
  public static boolean ecdsaExact(
      @Nullable AnyPublicKey key, Hash hash, byte[] message, byte[] signature) {
    return key instanceof AnyPublicKey.Ec ec
        && signature.length == 2 * ec.curve().bytes()
        && ecdsa(key, hash, message, signature);
  }

  /** An ECDSA signature in DER. */
  static boolean ecdsaDer(@Nullable AnyPublicKey key, Hash hash, byte[] message, byte[] signature) {
    try {
      Der outer = new Der(signature);
      Der numbers = outer.read(Der.SEQUENCE, "malformed");
      BigInteger r = numbers.integer("malformed");
      BigInteger s = numbers.integer("malformed");
      return outer.isEmpty()
          && numbers.isEmpty()
          && key instanceof AnyPublicKey.Ec ec
          && ecdsa(ec, hash.digest(message), r, s);
    } catch (RegoException e) {
      return false;
    }
  }

  private static boolean ecdsa(AnyPublicKey.Ec key, byte[] digest, BigInteger r, BigInteger s) {
    ECPoint point = key.curve().point(key.x(), key.y());
    if (point == null) {
      return false;
    }
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, new ECPublicKeyParameters(point, key.curve().domain()));
    return signer.verifySignature(digest, r, s);
  }

  /** An Ed25519 signature (RFC 8032). */
  public static boolean ed25519(@Nullable AnyPublicKey key, byte[] message, byte[] signature) {
    return key instanceof AnyPublicKey.Ed25519 edwards
        && signature.length == ED25519_BYTES
        && Ed25519.verify(signature, 0, edwards.point(), 0, message, 0, message.length);
  }
}
