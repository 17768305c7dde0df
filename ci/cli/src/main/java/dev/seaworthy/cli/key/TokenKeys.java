package dev.seaworthy.cli.key;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.key.ForeignSigner;
import dev.seaworthy.engine.key.KeyException;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.key.VerificationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Optional;

/**
 * Keys on tokens, through the JDK's PKCS#11 provider. It sees a private key only where its
 * certificate lies beside it; nothing of the certificate but its public key is looked at.
 */
final class TokenKeys {
  private static final String FIX =
      "see what is on it: `pkcs11-tool --module LIBRARY --list-slots`, then `--list-objects`";

  private final KeyPassword password;

  TokenKeys(KeyPassword password) {
    this.password = password;
  }

  Signer open(TokenUri uri) throws ConfigurationException {
    if (!Files.isRegularFile(uri.module())) {
      throw refused(uri, "there is no library `%s`".formatted(uri.module()));
    }
    Provider provider = new TokenSlots(uri.module()).provider(uri.token(), uri.shown());
    char[] pin = pin(uri);
    try {
      KeyStore store = KeyStore.getInstance("PKCS11", provider);
      store.load(null, pin);
      if (store.getKey(uri.object(), null) instanceof PrivateKey key) {
        Certificate certificate = store.getCertificate(uri.object());
        VerificationKey open =
            VerificationKey.fromPublicKeyInfo(certificate.getPublicKey().getEncoded());
        return new ForeignSigner(uri.shown(), open, message -> signature(provider, key, message));
      }
      throw refused(
          uri, "there is no private key `%s` with a certificate beside it".formatted(uri.object()));
    } catch (KeyException e) {
      throw SigningKeys.unusable(uri.shown(), e, FIX);
    } catch (IOException e) {
      throw refused(
          uri,
          e.getCause() instanceof UnrecoverableKeyException
              ? "its PIN is wrong; some tokens lock after a few of these"
              : "the token cannot be read");
    } catch (GeneralSecurityException | ProviderException e) {
      throw refused(uri, "the token cannot be read");
    } finally {
      Arrays.fill(pin, '\0');
    }
  }

  private char[] pin(TokenUri uri) throws ConfigurationException {
    Optional<Path> file = uri.pinSource();
    return file.isPresent()
        ? SecretFile.text(file.get()).strip().toCharArray()
        : password.of(uri.shown());
  }

  private static byte[] signature(Provider provider, PrivateKey key, byte[] message)
      throws KeyException {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA", provider);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException | ProviderException e) {
      throw new KeyException("the token refused: is it still there?");
    }
  }

  private static ConfigurationException refused(TokenUri uri, String why) {
    return new ConfigurationException(
        "BAD_TOKEN", "`%s` cannot be used: %s".formatted(uri.shown(), why), FIX);
  }
}
