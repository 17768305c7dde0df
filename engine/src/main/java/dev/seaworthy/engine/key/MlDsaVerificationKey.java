package dev.seaworthy.engine.key;

import dev.seaworthy.engine.json.Digest;
import java.io.IOException;
import java.util.Base64;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** A public key that checks signatures of ML-DSA-65 (FIPS 204), pure and with an empty context. */
public final class MlDsaVerificationKey {
  /** The algorithm's name, with which its key ids begin. */
  public static final String ALGORITHM = "ML-DSA-65";

  private static final String PEM_TYPE = "PUBLIC KEY";

  private final MLDSAPublicKeyParameters key;

  MlDsaVerificationKey(MLDSAPublicKeyParameters key) {
    this.key = key;
  }

  /**
   * Reads a SubjectPublicKeyInfo in PEM (RFC 9881, section 4).
   *
   * @throws KeyException if it is not an ML-DSA-65 public key
   */
  public static MlDsaVerificationKey fromPem(String pem) throws KeyException {
    AsymmetricKeyParameter parsed = KeyKind.publicKey(Pem.read(pem, PEM_TYPE));
    if (parsed instanceof MLDSAPublicKeyParameters key && MlDsa65.is(key)) {
      return new MlDsaVerificationKey(key);
    }
    throw MlDsa65.refused("public", parsed);
  }

  /** A SubjectPublicKeyInfo in PEM. */
  public String toPem() {
    return Pem.write(PEM_TYPE, toPublicKeyInfo());
  }

  private byte[] toPublicKeyInfo() {
    try {
      return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("encoding to memory cannot fail", e);
    }
  }

  /**
   * The algorithm and the SHA-256 of the SubjectPublicKeyInfo in DER: {@code ML-DSA-65:SHA256:…},
   * since there is no OpenSSH fingerprint of such keys.
   */
  public String id() {
    byte[] digest = Digest.sha256().digest(toPublicKeyInfo());
    return ALGORITHM + ":SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
  }

  /** Whether {@code signature} is this key's over {@code message}. */
  public boolean verifies(byte[] message, byte[] signature) {
    MLDSASigner verifier = new MLDSASigner();
    verifier.init(false, key);
    verifier.update(message, 0, message.length);
    try {
      return verifier.verifySignature(signature);
    } catch (RuntimeException e) {
      // Malformed signatures are reported by several unchecked exceptions.
      return false;
    }
  }
}
