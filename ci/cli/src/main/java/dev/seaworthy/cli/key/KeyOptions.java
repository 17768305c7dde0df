package dev.seaworthy.cli.key;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.engine.key.MlDsaSigningKey;
import dev.seaworthy.engine.key.Signer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What opens a private key that is kept under a password. */
@Command
public final class KeyOptions {
  /** How help names a private key. */
  public static final String LABEL = "KEY";

  @Option(
      names = "--key-password-file",
      paramLabel = "FILE",
      description =
          "The password of the private key, or the PIN of its token, in a file that its owner"
              + " alone may read (default: $"
              + KeyPassword.VARIABLE
              + ", or asked for).")
  @Nullable Path passwordFile;

  /** What signs by the named key. */
  public Signer open(KeyName key, Console console) throws ConfigurationException {
    return new SigningKeys(password(console), console.environment()).open(key);
  }

  /** The name of the key that a service makes to follow the named one. */
  public KeyName successor(KeyName key, Console console) throws ConfigurationException {
    return new SigningKeys(password(console), console.environment()).successor(key);
  }

  /** The named ML-DSA-65 key. */
  public MlDsaSigningKey longTerm(Path file, Console console) throws ConfigurationException {
    return new SigningKeys(password(console), console.environment()).longTerm(file);
  }

  public KeyPassword password(Console console) {
    return new KeyPassword(console, passwordFile);
  }
}
