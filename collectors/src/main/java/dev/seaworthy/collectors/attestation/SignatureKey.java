package dev.seaworthy.collectors.attestation;

import dev.seaworthy.engine.json.Digest;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.Prehash;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.Ed25519phSigner;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * A public key of one of the kinds that cosign signs with: ECDSA on P-256 and P-384, RSA (PKCS #1
 * v1.5 and PSS) and Ed25519. Any other is refused by its name.
 */
final class SignatureKey {
  /** What is hashed before it is signed. */
  enum Hash {
    SHA256("SHA2_256", "sha256"),
    SHA384("SHA2_384", "sha384");

    private final String name;
    private final String prefix;

    Hash(String name, String prefix) {
      this.name = name;
      this.prefix = prefix;
    }

    static Hash named(String name) throws Refusal {
      for (Hash hash : values()) {
        if (hash.name.equals(name)) {
          return hash;
        }
      }
      throw new Refusal("unknown-hash", "the digest's algorithm `%s` is not known".formatted(name));
    }

    /** As digests are written: {@code sha256}. */
    String prefix() {
      return prefix;
    }

    byte[] of(byte[] message) {
      org.bouncycastle.crypto.Digest digest = digest();
      digest.update(message, 0, message.length);
      byte[] result = new byte[digest.getDigestSize()];
      digest.doFinal(result, 0);
      return result;
    }

    private org.bouncycastle.crypto.Digest digest() {
      return this == SHA256 ? new SHA256Digest() : new SHA384Digest();
    }
  }

  private static final int MIN_RSA_BITS = 2048;
  private static final int MAX_RSA_BITS = 8192;

  private final byte[] publicKeyInfo;
  private final AsymmetricKeyParameter key;
  private final String algorithm;

  private SignatureKey(byte[] publicKeyInfo, AsymmetricKeyParameter key, String algorithm) {
    this.publicKeyInfo = publicKeyInfo;
    this.key = key;
    this.algorithm = algorithm;
  }

  /** Reads a SubjectPublicKeyInfo in DER. */
  static SignatureKey of(byte[] der) throws Refusal {
    try {
      SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(der);
      return of(info);
    } catch (RuntimeException e) {
      throw new Refusal("bad-key", "it is no public key");
    }
  }

  static SignatureKey of(SubjectPublicKeyInfo info) throws Refusal {
    String identifier = info.getAlgorithm().getAlgorithm().getId();
    try {
      AsymmetricKeyParameter key = PublicKeyFactory.createKey(info);
      return new SignatureKey(info.getEncoded(), key, algorithm(key, identifier));
    } catch (IOException | RuntimeException e) {
      throw unknown(identifier);
    }
  }

  private static String algorithm(AsymmetricKeyParameter key, String identifier) throws Refusal {
    if (key instanceof Ed25519PublicKeyParameters) {
      return "Ed25519";
    }
    if (key instanceof RSAKeyParameters rsa) {
      int bits = rsa.getModulus().bitLength();
      if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
        throw new Refusal("weak-key", "an RSA key of %d bits is not taken".formatted(bits));
      }
      return "RSA " + bits;
    }
    if (key instanceof ECPublicKeyParameters ec) {
      int bits = ec.getParameters().getCurve().getFieldSize();
      BigInteger order = ec.getParameters().getN();
      if (isCurve("P-256", order) || isCurve("P-384", order)) {
        return "ECDSA P-" + bits;
      }
      throw unknown("ECDSA on a curve of %d bits".formatted(bits));
    }
    throw unknown(identifier);
  }

  private static boolean isCurve(String name, BigInteger order) {
    return CustomNamedCurves.getByName(name).getN().equals(order);
  }

  private static Refusal unknown(String name) {
    return new Refusal(
        "unknown-algorithm",
        "a key of algorithm `%s` is not taken; ECDSA P-256 and P-384, RSA and Ed25519 are"
            .formatted(name));
  }

  /** Such as {@code ECDSA P-256}. */
  String algorithm() {
    return algorithm;
  }

  byte[] publicKeyInfo() {
    return publicKeyInfo.clone();
  }

  /** The SHA-256 of the SubjectPublicKeyInfo in base64: cosign's hint. */
  String hint() {
    return Base64.getEncoder().encodeToString(Digest.sha256().digest(publicKeyInfo));
  }

  /** Whether it can check a signature when only the digest of what is signed is known. */
  boolean signsDigests() {
    return !(key instanceof Ed25519PublicKeyParameters);
  }

  boolean verifies(byte[] message, byte[] signature) {
    if (key instanceof Ed25519PublicKeyParameters) {
      // cosign hashes before it signs (Ed25519ph, RFC 8032, section 5.1); others do not.
      return verifies(new Ed25519Signer(), key, message, signature)
          || verifies(new Ed25519phSigner(new byte[0]), key, message, signature);
    }
    return hashes().stream().anyMatch(hash -> verifiesDigest(hash, hash.of(message), signature));
  }

  /** Before its third version cosign used SHA-256 with each key. */
  private List<Hash> hashes() {
    return algorithm.equals("ECDSA P-384")
        ? List.of(Hash.SHA384, Hash.SHA256)
        : List.of(Hash.SHA256);
  }

  boolean verifiesDigest(Hash hash, byte[] digest, byte[] signature) {
    try {
      if (key instanceof ECPublicKeyParameters ec) {
        return ecdsa(ec, digest, signature);
      }
      return key instanceof RSAKeyParameters rsa && rsa(rsa, hash, digest, signature);
    } catch (IOException | RuntimeException e) {
      // The decoders report what is malformed by several unchecked exceptions.
      return false;
    }
  }

  private static boolean ecdsa(ECPublicKeyParameters key, byte[] digest, byte[] signature)
      throws IOException {
    // Insists on DER, so that a signature has one form.
    BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(key.getParameters().getN(), signature);
    ECDSASigner verifier = new ECDSASigner();
    verifier.init(false, key);
    return verifier.verifySignature(digest, rs[0], rs[1]);
  }

  private static boolean rsa(RSAKeyParameters key, Hash hash, byte[] digest, byte[] signature) {
    int bits = key.getModulus().bitLength();
    if (signature.length != (bits + 7) / 8) {
      return false;
    }
    Signer pkcs1 = new RSADigestSigner(Prehash.forDigest(hash.digest()));
    // Go salts with as many bytes as fit, if nobody says how many.
    int longest = (bits + 6) / 8 - digest.length - 2;
    return verifies(pkcs1, key, digest, signature)
        || pss(key, hash, digest, signature, digest.length)
        || pss(key, hash, digest, signature, longest);
  }

  private static boolean pss(
      RSAKeyParameters key, Hash hash, byte[] digest, byte[] signature, int salt) {
    Signer verifier =
        PSSSigner.createRawSigner(
            new RSABlindedEngine(), hash.digest(), hash.digest(), salt, PSSSigner.TRAILER_IMPLICIT);
    return verifies(verifier, key, digest, signature);
  }

  private static boolean verifies(
      Signer verifier, AsymmetricKeyParameter key, byte[] message, byte[] signature) {
    verifier.init(false, key);
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }
}
