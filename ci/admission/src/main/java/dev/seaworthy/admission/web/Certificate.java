package dev.seaworthy.admission.web;

import dev.seaworthy.admission.AdmissionException;
import dev.seaworthy.engine.evidence.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * A certificate chain and its private key, which were found to belong together.
 *
 * @param ends when the server's own certificate does
 */
public record Certificate(X509ExtendedKeyManager keys, Instant ends) {
  private static final int MAX_BYTES = 1 << 20;
  private static final String KEY_FIX = "name a PEM file with an unencrypted PKCS #8 or EC key";

  /**
   * Reads PEM files.
   *
   * @throws AdmissionException if one of them is none, or they do not belong together
   */
  public static Certificate read(Path chainFile, Path keyFile) throws AdmissionException {
    List<X509Certificate> chain = chain(chainFile);
    PrivateKey key = key(keyFile);
    try {
      if (!ServerKeys.belongTogether(chain.get(0), key)) {
        throw refused(
            "the key `%s` is not that of certificate `%s`".formatted(keyFile, chainFile),
            "write both files of one issue; a renewal is taken up once both are there");
      }
      return new Certificate(manager(chain, key), chain.get(0).getNotAfter().toInstant());
    } catch (GeneralSecurityException | IOException e) {
      throw refused("the key `%s` cannot be used".formatted(keyFile), "use an ECDSA or RSA key");
    }
  }

  private static List<X509Certificate> chain(Path file) throws AdmissionException {
    List<X509Certificate> chain = ServerKeys.certificates(bytes(file));
    if (chain.isEmpty()) {
      throw refused(
          "`%s` holds no certificate".formatted(file), "name a PEM file, the server's own first");
    }
    return chain;
  }

  private static PrivateKey key(Path file) throws AdmissionException {
    String text = new String(bytes(file), StandardCharsets.US_ASCII);
    try {
      return ServerKeys.read(text)
          .orElseThrow(
              () -> refused("`%s` holds no private key in clear".formatted(file), KEY_FIX));
    } catch (IOException e) {
      throw refused("`%s` holds no private key that can be read".formatted(file), KEY_FIX);
    }
  }

  private static X509ExtendedKeyManager manager(List<X509Certificate> chain, PrivateKey key)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    char[] password = {};
    store.setKeyEntry("server", key, password, chain.toArray(X509Certificate[]::new));
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, password);
    return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
  }

  private static byte[] bytes(Path file) throws AdmissionException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw refused("`%s` is too large".formatted(file), "check that it is the file you mean");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw refused(
          "`%s` cannot be read".formatted(file), "check that it is there and may be read");
    }
  }

  private static AdmissionException refused(String message, String fix) {
    return new AdmissionException(new Problem("BAD_CERTIFICATE", message, fix));
  }
}
