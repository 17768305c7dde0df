package dev.seaworthy.engine.policy.bundle;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.PolicyException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/**
 * A private key that signs policy bundles: ES256 with deterministic nonces (RFC 6979), so that
 * signing the same files again gives the same bytes.
 */
public final class BundleSigner {
  private static final X9ECParameters P256 = CustomNamedCurves.getByName("P-256");

  /** Named, for keys that spell their curve out are refused by most programs (RFC 5480). */
  private static final ECDomainParameters DOMAIN =
      new ECNamedDomainParameters(SECObjectIdentifiers.secp256r1, P256);

  private final ECPrivateKeyParameters key;

  private BundleSigner(ECPrivateKeyParameters key) {
    this.key = key;
  }

  /** A new key. */
  public static BundleSigner generate(SecureRandom random) {
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(new ECKeyGenerationParameters(DOMAIN, random));
    return new BundleSigner((ECPrivateKeyParameters) generator.generateKeyPair().getPrivate());
  }

  /**
   * Reads PKCS#8 in PEM.
   *
   * @param label what to call the key in messages: its file name
   * @throws PolicyException if it is not an unencrypted P-256 private key; the message never holds
   *     key material
   */
  public static BundleSigner fromPem(String pem, String label) throws PolicyException {
    byte[] der = PemText.decode(pem, "PRIVATE KEY", label);
    try {
      AsymmetricKeyParameter parsed = PrivateKeyFactory.createKey(der);
      if (parsed instanceof ECPrivateKeyParameters ec
          && ec.getParameters().getCurve().equals(DOMAIN.getCurve())) {
        return new BundleSigner(new ECPrivateKeyParameters(ec.getD(), DOMAIN));
      }
      throw notP256(label);
    } catch (IOException | IllegalArgumentException e) {
      throw notP256(label);
    }
  }

  /** PKCS#8 in PEM, unencrypted: keep the file readable by its owner alone. */
  public String toPem() {
    try {
      return PemText.encode(
          "PRIVATE KEY", PrivateKeyInfoFactory.createPrivateKeyInfo(key).getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException("encoding to memory cannot fail", e);
    }
  }

  /** The public half. */
  public BundleKey key() {
    return BundleKey.ofPoint(
        new FixedPointCombMultiplier().multiply(DOMAIN.getG(), key.getD()).getEncoded(false));
  }

  /** R and S side by side, as JSON Web Signatures have them. */
  byte[] sign(byte[] message) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, key);
    BigInteger[] rs = signer.generateSignature(Digest.sha256().digest(message));
    byte[] signature = new byte[BundleKey.SIGNATURE_LENGTH];
    int half = signature.length / 2;
    System.arraycopy(BigIntegers.asUnsignedByteArray(half, rs[0]), 0, signature, 0, half);
    System.arraycopy(BigIntegers.asUnsignedByteArray(half, rs[1]), 0, signature, half, half);
    return signature;
  }

  private static PolicyException notP256(String label) {
    return new PolicyException(
        "BUNDLE_KEY",
        "`%s` is not a P-256 private key in PKCS#8".formatted(label),
        "make a key pair with `seaworthy keys generate`");
  }
}
