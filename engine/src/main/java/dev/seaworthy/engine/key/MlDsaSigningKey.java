package dev.seaworthy.engine.key;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.generators.MLDSAKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.MLDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;

/**
 * A private key that signs for longer than ECDSA may hold: ML-DSA-65 (FIPS 204) in its
 * deterministic variant, so that the same message and key give the same bytes.
 */
public final class MlDsaSigningKey {
  private static final String PEM_TYPE = "PRIVATE KEY";

  private final MLDSAPrivateKeyParameters key;

  private MlDsaSigningKey(MLDSAPrivateKeyParameters key) {
    this.key = key;
  }

  /** A new key. */
  public static MlDsaSigningKey generate(SecureRandom random) {
    MLDSAKeyPairGenerator generator = new MLDSAKeyPairGenerator();
    generator.init(new MLDSAKeyGenerationParameters(random, MlDsa65.PARAMETERS));
    return new MlDsaSigningKey(
        (MLDSAPrivateKeyParameters) generator.generateKeyPair().getPrivate());
  }

  /**
   * Reads PKCS#8 in PEM (RFC 9881, section 6), in any of its three forms.
   *
   * @throws KeyException if it is not an unencrypted ML-DSA-65 private key; the message never holds
   *     key material
   */
  public static MlDsaSigningKey fromPem(String pem) throws KeyException {
    return fromPkcs8(Pem.read(pem, PEM_TYPE));
  }

  /**
   * Reads PKCS#8 in DER.
   *
   * @throws KeyException as {@link #fromPem}
   */
  public static MlDsaSigningKey fromPkcs8(byte[] der) throws KeyException {
    AsymmetricKeyParameter parsed = KeyKind.privateKey(der);
    if (parsed instanceof MLDSAPrivateKeyParameters key && MlDsa65.is(key)) {
      return new MlDsaSigningKey(key);
    }
    throw MlDsa65.refused("private", parsed);
  }

  /**
   * PKCS#8 in PEM, unencrypted, with the seed alone where it is known, as RFC 9881 recommends: keep
   * the file readable by its owner alone.
   */
  public String toPem() {
    return Pem.write(PEM_TYPE, toPkcs8());
  }

  /** The same in DER. */
  public byte[] toPkcs8() {
    MLDSAPrivateKeyParameters written =
        key.getSeed() == null
            ? key
            : key.getParametersWithFormat(MLDSAPrivateKeyParameters.SEED_ONLY);
    try {
      return PrivateKeyInfoFactory.createPrivateKeyInfo(written).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("encoding to memory cannot fail", e);
    }
  }

  /** The public half. */
  public MlDsaVerificationKey verificationKey() {
    return new MlDsaVerificationKey(key.getPublicKeyParameters());
  }

  /** Signs, with no randomness and an empty context. */
  public byte[] sign(byte[] message) {
    MLDSASigner signer = new MLDSASigner();
    signer.init(true, key);
    signer.update(message, 0, message.length);
    try {
      return signer.generateSignature();
    } catch (CryptoException e) {
      throw new IllegalStateException("a whole key signs any message", e);
    }
  }

  /** Never the key itself. */
  @Override
  public String toString() {
    return "MlDsaSigningKey[" + verificationKey().id() + "]";
  }
}
