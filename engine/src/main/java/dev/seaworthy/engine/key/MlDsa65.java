package dev.seaworthy.engine.key;

import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;

/** ML-DSA-65 (FIPS 204), pure and with an empty context, as RFC 9881 has it. */
final class MlDsa65 {
  static final MLDSAParameters PARAMETERS = MLDSAParameters.ml_dsa_65;

  private MlDsa65() {}

  static boolean is(MLDSAKeyParameters key) {
    return PARAMETERS.getName().equals(key.getParameters().getName());
  }

  /** That a key is of another kind, which is named. */
  static KeyException refused(String which, AsymmetricKeyParameter key) {
    return new KeyException(
        "the %s key is %s, not %s".formatted(which, nameOf(key), MlDsaVerificationKey.ALGORITHM));
  }

  private static String nameOf(AsymmetricKeyParameter key) {
    if (key instanceof ECKeyParameters ec) {
      return P256.is(ec.getParameters()) ? "ECDSA on P-256" : "ECDSA on another curve";
    }
    if (key instanceof MLDSAKeyParameters other) {
      return other.getParameters().getName();
    }
    if (key instanceof RSAKeyParameters) {
      return "RSA";
    }
    return key instanceof Ed25519PrivateKeyParameters || key instanceof Ed25519PublicKeyParameters
        ? "Ed25519"
        : "of another kind";
  }
}
