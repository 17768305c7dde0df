package dev.seaworthy.engine.key;

import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.MLDSAKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;

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
        "the %s key is %s, not %s"
            .formatted(which, KeyKind.nameOf(key), MlDsaVerificationKey.ALGORITHM));
  }
}
