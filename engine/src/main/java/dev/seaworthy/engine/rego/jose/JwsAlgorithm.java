package dev.seaworthy.engine.rego.jose;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.pki.AnyPrivateKey;
import dev.seaworthy.engine.rego.pki.AnyPublicKey;
import dev.seaworthy.engine.rego.pki.Hash;
import dev.seaworthy.engine.rego.pki.Signatures;
import dev.seaworthy.engine.rego.pki.Signing;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/** A way to sign tokens (RFC 7518, 8037). */
public enum JwsAlgorithm {
  HS256("HS256", Family.HMAC, Hash.SHA256),
  HS384("HS384", Family.HMAC, Hash.SHA384),
  HS512("HS512", Family.HMAC, Hash.SHA512),
  RS256("RS256", Family.RSA, Hash.SHA256),
  RS384("RS384", Family.RSA, Hash.SHA384),
  RS512("RS512", Family.RSA, Hash.SHA512),
  PS256("PS256", Family.PSS, Hash.SHA256),
  PS384("PS384", Family.PSS, Hash.SHA384),
  PS512("PS512", Family.PSS, Hash.SHA512),
  ES256("ES256", Family.ECDSA, Hash.SHA256),
  ES384("ES384", Family.ECDSA, Hash.SHA384),
  ES512("ES512", Family.ECDSA, Hash.SHA512),
  /** Its hash is part of it. */
  EDDSA("EdDSA", Family.EDWARDS, Hash.SHA512);

  private enum Family {
    HMAC,
    RSA,
    PSS,
    ECDSA,
    EDWARDS
  }

  private final String id;
  private final Family family;
  private final Hash hash;

  JwsAlgorithm(String id, Family family, Hash hash) {
    this.id = id;
    this.family = family;
    this.hash = hash;
  }

  /** An algorithm by its name in tokens. */
  public static Optional<JwsAlgorithm> named(String id) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.id.equals(id)).findFirst();
  }

  /** Whether a key made a signature, with whatever salt or length of halves. */
  public boolean verifiesLoosely(JoseKey key, byte[] message, byte[] signature) {
    AnyPublicKey publicKey = key.publicKey();
    return switch (family) {
      case PSS -> Signatures.pss(publicKey, hash, message, signature, -1);
      case ECDSA -> Signatures.ecdsa(publicKey, hash, message, signature);
      case HMAC -> isMac(key, message, signature);
      case RSA -> Signatures.rsa(publicKey, hash, message, signature);
      case EDWARDS -> Signatures.ed25519(publicKey, message, signature);
    };
  }

  /** Whether a key, or the private key that belongs to it, made a signature. */
  public boolean verifies(JoseKey key, byte[] message, byte[] signature) {
    AnyPublicKey publicKey = key.anyPublicKey();
    return switch (family) {
      case HMAC -> isMac(key, message, signature);
      case RSA -> Signatures.rsa(publicKey, hash, message, signature);
      case PSS -> Signatures.pss(publicKey, hash, message, signature, hash.bytes());
      case ECDSA -> Signatures.ecdsaExact(publicKey, hash, message, signature);
      case EDWARDS -> Signatures.ed25519(publicKey, message, signature);
    };
  }

  private boolean isMac(JoseKey key, byte[] message, byte[] signature) {
    byte[] secret = key.secret();
    return secret != null && MessageDigest.isEqual(hash.mac(secret, message), signature);
  }

  /**
   * Signs.
   *
   * @throws RegoException if the key is of another kind, or not private
   */
  public byte[] sign(JoseKey key, byte[] message) {
    byte[] secret = key.secret();
    AnyPrivateKey privateKey = key.privateKey();
    if (family == Family.HMAC && secret != null) {
      return hash.mac(secret, message);
    }
    if (family == Family.RSA && privateKey instanceof AnyPrivateKey.Rsa rsa) {
      return Signing.rsa(rsa, hash, message);
    }
    if (family == Family.PSS && privateKey instanceof AnyPrivateKey.Rsa rsa) {
      return Signing.pss(rsa, hash, message);
    }
    if (family == Family.ECDSA && privateKey instanceof AnyPrivateKey.Ec ec) {
      return Signing.ecdsa(ec, hash, message);
    }
    if (family == Family.EDWARDS && privateKey instanceof AnyPrivateKey.Edwards edwards) {
      return Signing.ed25519(edwards, message);
    }
    throw RegoException.failed("the key cannot sign by %s".formatted(id));
  }
}
