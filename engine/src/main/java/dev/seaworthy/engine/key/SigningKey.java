package dev.seaworthy.engine.key;

import dev.seaworthy.engine.json.Digest;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * A private key that signs: ECDSA on P-256 with SHA-256 and deterministic nonces (RFC 6979), so
 * that the same message and key give the same bytes.
 */
public final class SigningKey implements Signer {
  private static final String PEM_TYPE = "PRIVATE KEY";

  private final ECPrivateKeyParameters key;

  private SigningKey(ECPrivateKeyParameters key) {
    this.key = key;
  }

  /** A new key. */
  public static SigningKey generate(SecureRandom random) {
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(new ECKeyGenerationParameters(P256.DOMAIN, random));
    AsymmetricCipherKeyPair pair = generator.generateKeyPair();
    return new SigningKey((ECPrivateKeyParameters) pair.getPrivate());
  }

  /**
   * Reads PKCS#8 in PEM.
   *
   * @throws KeyException if it is not an unencrypted P-256 private key; the message never holds key
   *     material
   */
  public static SigningKey fromPem(String pem) throws KeyException {
    return fromPkcs8(Pem.read(pem, PEM_TYPE));
  }

  /**
   * Reads PKCS#8 in DER.
   *
   * @throws KeyException as {@link #fromPem}
   */
  public static SigningKey fromPkcs8(byte[] der) throws KeyException {
    AsymmetricKeyParameter parsed = KeyKind.privateKey(der);
    if (parsed instanceof ECPrivateKeyParameters ec && P256.is(ec.getParameters())) {
      try {
        return new SigningKey(new ECPrivateKeyParameters(ec.getD(), P256.DOMAIN));
      } catch (RuntimeException e) {
        throw new KeyException("the private key is not a number that P-256 has");
      }
    }
    throw new KeyException("the private key is not ECDSA on P-256 but " + KeyKind.nameOf(parsed));
  }

  /** PKCS#8 in PEM, unencrypted: keep the file readable by its owner alone. */
  public String toPem() {
    return Pem.write(PEM_TYPE, toPkcs8());
  }

  /** PKCS#8 in DER, unencrypted. */
  public byte[] toPkcs8() {
    try {
      return PrivateKeyInfoFactory.createPrivateKeyInfo(key).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("encoding to memory cannot fail", e);
    }
  }

  @Override
  public VerificationKey verificationKey() {
    return new VerificationKey(
        new ECPublicKeyParameters(
            new FixedPointCombMultiplier().multiply(P256.DOMAIN.getG(), key.getD()), P256.DOMAIN));
  }

  @Override
  public byte[] sign(byte[] message) {
    BigInteger[] rs = signature(message);
    return P256.encode(rs[0], P256.low(rs[1]));
  }

  /** With the s that the nonce gave, as policy bundles have always been signed. */
  @Override
  public byte[] signRaw(byte[] message) {
    BigInteger[] rs = signature(message);
    return P256.encodeRaw(rs[0], rs[1]);
  }

  private BigInteger[] signature(byte[] message) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, key);
    return signer.generateSignature(Digest.sha256().digest(message));
  }

  /** Never the key itself. */
  @Override
  public String toString() {
    return "SigningKey[" + verificationKey().id() + "]";
  }
}
