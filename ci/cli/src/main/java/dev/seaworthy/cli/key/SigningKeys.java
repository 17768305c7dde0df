package dev.seaworthy.cli.key;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.engine.key.EncryptedPkcs8;
import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.MlDsaSigningKey;
import dev.seaworthy.engine.key.Pkcs12;
import dev.seaworthy.engine.key.RemoteSigners;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.key.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.ServiceLoader;

/** Opens private keys by their names. */
final class SigningKeys {
  private static final String TOKEN = "pkcs11";
  private static final int MAX_BYTES = 1 << 20;
  private static final String HELP = "look at `docs/reference/keys.md` for what it needs";

  private final KeyPassword password;
  private final Map<String, String> environment;

  SigningKeys(KeyPassword password, Map<String, String> environment) {
    this.password = password;
    this.environment = environment;
  }

  Signer open(KeyName key) throws ConfigurationException {
    String scheme = key.scheme().orElse("");
    if (scheme.equals(TOKEN)) {
      return new TokenKeys(password).open(TokenUri.parse(key));
    }
    return scheme.isEmpty() ? inFile(key) : remote(key, scheme);
  }

  MlDsaSigningKey longTerm(Path file) throws ConfigurationException {
    String pem = text(InputFile.bytes(file, MAX_BYTES));
    try {
      return EncryptedPkcs8.isIn(pem)
          ? MlDsaSigningKey.fromPkcs8(decrypted(pem, file.toString()))
          : MlDsaSigningKey.fromPem(pem);
    } catch (KeyException e) {
      throw unusable(
          file.toString(), e, "make one with `seaworthy keys generate --algorithm ml-dsa-65`");
    }
  }

  private Signer inFile(KeyName key) throws ConfigurationException {
    byte[] bytes = InputFile.bytes(key.file(), MAX_BYTES);
    String pem = text(bytes);
    try {
      if (Pkcs12.is(bytes)) {
        return Pkcs12.read(bytes, password.of(key.shown()), key.entry());
      }
      return EncryptedPkcs8.isIn(pem)
          ? SigningKey.fromPkcs8(decrypted(pem, key.shown()))
          : SigningKey.fromPem(pem);
    } catch (KeyException e) {
      throw unusable(
          key.shown(),
          e,
          "check the key and its password, or make one with `seaworthy keys generate`");
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private byte[] decrypted(String pem, String name) throws ConfigurationException, KeyException {
    return EncryptedPkcs8.decrypt(pem, password.of(name));
  }

  /** Has the service that keeps a key make the next. */
  KeyName successor(KeyName key) throws ConfigurationException {
    String scheme = key.scheme().orElse("");
    if (scheme.isEmpty() || scheme.equals(TOKEN)) {
      throw new ConfigurationException(
          "NO_SUCCESSOR",
          "`%s` is kept by no service that makes versions of it".formatted(key.shown()),
          "make a new key with `-o FILE`, or name one with `--to KEY`");
    }
    try {
      return new KeyName(service(scheme).succeed(key.text(), environment));
    } catch (KeyException e) {
      throw unusable(key.shown(), e, HELP);
    }
  }

  private Signer remote(KeyName key, String scheme) throws ConfigurationException {
    try {
      return service(scheme).open(key.text(), environment);
    } catch (KeyException e) {
      throw unusable(key.shown(), e, HELP);
    }
  }

  private static RemoteSigners service(String scheme) throws ConfigurationException {
    for (RemoteSigners signers : ServiceLoader.load(RemoteSigners.class)) {
      if (signers.scheme().equals(scheme)) {
        return signers;
      }
    }
    throw new ConfigurationException(
        "NO_SIGNER",
        "nothing here signs by keys of `%s://`".formatted(scheme),
        "name a file or `pkcs11:…`, or put a jar on the class path that serves that scheme");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static ConfigurationException unusable(String name, KeyException e, String fix) {
    return new ConfigurationException(
        "BAD_KEY", "`%s` cannot be used: %s".formatted(name, e.getMessage()), fix);
  }
}
