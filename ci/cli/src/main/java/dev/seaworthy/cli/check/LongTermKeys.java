package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.MlDsaVerificationKey;
import java.nio.file.Path;

/** Reads public keys of those that sign verdicts besides, for when ECDSA no longer holds. */
public final class LongTermKeys {
  private LongTermKeys() {}

  public static MlDsaVerificationKey verificationKey(Path file) throws ConfigurationException {
    try {
      return MlDsaVerificationKey.fromPem(InputFile.text(file));
    } catch (KeyException e) {
      throw SealedFiles.unusable(
          file, e, "name the ML-DSA-65 public key (`.pub`) of who sealed the bundle");
    }
  }
}
