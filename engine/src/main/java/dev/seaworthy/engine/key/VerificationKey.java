package dev.seaworthy.engine.key;

import dev.seaworthy.engine.json.Digest;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** A public key that checks signatures: ECDSA on P-256 with SHA-256. */
public final class VerificationKey {
  private static final String PEM_TYPE = "PUBLIC KEY";

  private final ECPublicKeyParameters key;

  VerificationKey(ECPublicKeyParameters key) {
    this.key = key;
  }

  /**
   * Reads a SubjectPublicKeyInfo in PEM.
   *
   * @throws KeyException if it is not a P-256 public key
   */
  public static VerificationKey fromPem(String pem) throws KeyException {
    return fromPublicKeyInfo(Pem.read(pem, PEM_TYPE));
  }

  /**
   * Reads a SubjectPublicKeyInfo in DER.
   *
   * @throws KeyException as {@link #fromPem}
   */
  public static VerificationKey fromPublicKeyInfo(byte[] der) throws KeyException {
    AsymmetricKeyParameter parsed = KeyKind.publicKey(der);
    if (parsed instanceof ECPublicKeyParameters ec && P256.is(ec.getParameters())) {
      return new VerificationKey(new ECPublicKeyParameters(ec.getQ(), P256.DOMAIN));
    }
    throw new KeyException("the public key is not ECDSA on P-256 but " + KeyKind.nameOf(parsed));
  }

  /** A SubjectPublicKeyInfo in PEM. */
  public String toPem() {
    return Pem.write(PEM_TYPE, toPublicKeyInfo());
  }

  /** A SubjectPublicKeyInfo in DER. */
  public byte[] toPublicKeyInfo() {
    try {
      return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("encoding to memory cannot fail", e);
    }
  }

  /** The key's OpenSSH fingerprint, {@code SHA256:…}: the one key id that cosign takes. */
  public String id() {
    try {
      byte[] digest = Digest.sha256().digest(OpenSSHPublicKeyUtil.encodePublicKey(key));
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (IOException e) {
      throw new IllegalStateException("encoding to memory cannot fail", e);
    }
  }

  /** Whether {@code signature} is this key's over {@code message}, in its one accepted form. */
  public boolean verifies(byte[] message, byte[] signature) {
    try {
      BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(P256.DOMAIN.getN(), signature);
      if (!Arrays.equals(P256.encode(rs[0], P256.low(rs[1])), signature)) {
        return false;
      }
      return verifies(message, rs[0], rs[1]);
    } catch (IOException | RuntimeException e) {
      // The decoder reports malformed DER by several unchecked exceptions.
      return false;
    }
  }

  /** Whether {@code signature}, R and S side by side, is this key's over {@code message}. */
  public boolean verifiesRaw(byte[] message, byte[] signature) {
    return P256.decodeRaw(signature).filter(rs -> verifies(message, rs[0], rs[1])).isPresent();
  }

  private boolean verifies(byte[] message, BigInteger r, BigInteger s) {
    ECDSASigner verifier = new ECDSASigner();
    verifier.init(false, key);
    return verifier.verifySignature(Digest.sha256().digest(message), r, s);
  }
}
