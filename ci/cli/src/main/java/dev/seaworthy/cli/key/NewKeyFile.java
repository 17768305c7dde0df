package dev.seaworthy.cli.key;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.OutputFile;
import dev.seaworthy.engine.key.EncryptedPkcs8;
import dev.seaworthy.engine.key.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;

/** Makes a key in a file that its owner alone may read. */
public final class NewKeyFile {
  private NewKeyFile() {}

  public static SigningKey write(Path file, boolean encrypt, KeyPassword password)
      throws ConfigurationException {
    SecureRandom random = new SecureRandom();
    SigningKey key = SigningKey.generate(random);
    String pem =
        encrypt
            ? EncryptedPkcs8.encrypt(key.toPkcs8(), password.chosen(), random)
            : EncryptedPkcs8.inClear(key.toPkcs8());
    OutputFile.writeSecret(file, pem.getBytes(StandardCharsets.US_ASCII));
    return key;
  }
}
