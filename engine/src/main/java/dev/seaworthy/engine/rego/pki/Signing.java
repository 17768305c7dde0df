package dev.seaworthy.engine.rego.pki;

import dev.seaworthy.engine.rego.RegoException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.List;
import javax.crypto.Cipher;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Signs, always the same way: the same key and message make the same signature. */
public final class Signing {
  private static final int MIN_RSA_BITS = 1024;
  private static final int ED25519_BYTES = 64;
  private static final List<BigInteger> NOTHING =
      List.of(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

  private Signing() {}

  /** An RSA signature by PKCS #1, version 1.5. */
  public static byte[] rsa(AnyPrivateKey.Rsa key, Hash hash, byte[] message) {
    int bytes = (key.publicKey().modulus().bitLength() + 7) / 8;
    return raise(key, RsaPadding.pkcs1(hash, message, bytes));
  }

  /** An RSA signature by PSS. The salt, as long as the hash, follows from key and message. */
  public static byte[] pss(AnyPrivateKey.Rsa key, Hash hash, byte[] message) {
    byte[] salt = hash.mac(Numbers.bytes(key.exponent()), message);
    int bits = key.publicKey().modulus().bitLength() - 1;
    return raise(key, RsaPadding.pss(hash, message, salt, bits));
  }

  private static byte[] raise(AnyPrivateKey.Rsa key, byte[] padded) {
    BigInteger modulus = key.publicKey().modulus();
    boolean isUsable =
        modulus.bitLength() >= MIN_RSA_BITS
            && modulus.bitLength() <= RsaCheck.MAX_BITS
            && key.publicKey().exponent() <= Integer.MAX_VALUE
            && padded.length > 0;
    if (!isUsable || !key.agreesWith(NOTHING)) {
      throw RegoException.failed("crypto/rsa: the key cannot be used");
    }
    RSAPrivateCrtKeySpec numbers =
        new RSAPrivateCrtKeySpec(
            modulus,
            BigInteger.valueOf(key.publicKey().exponent()),
            key.exponent(),
            key.prime(0),
            key.prime(1),
            key.exponent(0),
            key.exponent(1),
            key.coefficient());
    try {
      PrivateKey jdkKey = KeyFactory.getInstance("RSA").generatePrivate(numbers);
      // The JDK's arithmetic hides the exponent from those who watch the time it takes.
      Cipher cipher = Cipher.getInstance("RSA/ECB/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, jdkKey);
      byte[] full = Numbers.bytes(Numbers.read(padded), (modulus.bitLength() + 7) / 8);
      return cipher.doFinal(full);
    } catch (GeneralSecurityException e) {
      throw RegoException.failed("crypto/rsa: the key cannot be used");
    }
  }

  /** An ECDSA signature, both halves as long as the curve's coordinates (RFC 6979, 7518). */
  public static byte[] ecdsa(AnyPrivateKey.Ec key, Hash hash, byte[] message) {
    Curve curve = key.publicKey().curve();
    if (key.secret().signum() == 0 || key.secret().compareTo(curve.domain().getN()) >= 0) {
      throw RegoException.failed("ecdsa: invalid private key");
    }
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(hash.lightweight()));
    signer.init(true, new ECPrivateKeyParameters(key.secret(), curve.domain()));
    BigInteger[] numbers = signer.generateSignature(hash.digest(message));
    byte[] signature = new byte[2 * curve.bytes()];
    System.arraycopy(Numbers.bytes(numbers[0], curve.bytes()), 0, signature, 0, curve.bytes());
    System.arraycopy(
        Numbers.bytes(numbers[1], curve.bytes()), 0, signature, curve.bytes(), curve.bytes());
    return signature;
  }

  /** An Ed25519 signature (RFC 8032). */
  public static byte[] ed25519(AnyPrivateKey.Edwards key, byte[] message) {
    if (!key.signs()) {
      throw RegoException.failed("the key is for agreeing on secrets, not for signing");
    }
    byte[] signature = new byte[ED25519_BYTES];
    Ed25519.sign(key.seed(), 0, message, 0, message.length, signature, 0);
    return signature;
  }
}
