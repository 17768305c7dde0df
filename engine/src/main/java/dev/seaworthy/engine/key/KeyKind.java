package dev.seaworthy.engine.key;

import java.io.IOException;
import java.util.Locale;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** Reads keys of any kind, and names kinds for people. */
final class KeyKind {
  private KeyKind() {}

  static String nameOf(AsymmetricKeyParameter key) {
    if (key instanceof ECKeyParameters ec) {
      return P256.is(ec.getParameters()) ? "ECDSA on P-256" : "ECDSA on another curve";
    }
    if (key instanceof MLDSAKeyParameters other) {
      return other.getParameters().getName().toUpperCase(Locale.ROOT);
    }
    if (key instanceof RSAKeyParameters) {
      return "RSA";
    }
    return key instanceof Ed25519PrivateKeyParameters || key instanceof Ed25519PublicKeyParameters
        ? "Ed25519"
        : "of another kind";
  }

  /** A key in PKCS#8. */
  static AsymmetricKeyParameter privateKey(byte[] der) throws KeyException {
    PrivateKeyInfo info;
    try {
      info = PrivateKeyInfo.getInstance(der);
    } catch (RuntimeException e) {
      throw new KeyException("the private key is not PKCS#8");
    }
    try {
      return PrivateKeyFactory.createKey(info);
    } catch (IOException | RuntimeException e) {
      throw unreadable("private", info.getPrivateKeyAlgorithm().getAlgorithm().getId());
    }
  }

  /** A key in a SubjectPublicKeyInfo. */
  static AsymmetricKeyParameter publicKey(byte[] der) throws KeyException {
    SubjectPublicKeyInfo info;
    try {
      info = SubjectPublicKeyInfo.getInstance(der);
    } catch (RuntimeException e) {
      throw new KeyException("the public key is not a SubjectPublicKeyInfo");
    }
    try {
      return PublicKeyFactory.createKey(info);
    } catch (IOException | RuntimeException e) {
      throw unreadable("public", info.getAlgorithm().getAlgorithm().getId());
    }
  }

  private static KeyException unreadable(String which, String algorithm) {
    return new KeyException(
        "the %s key is damaged, or of an algorithm that is not known (`%s`)"
            .formatted(which, algorithm));
  }
}
