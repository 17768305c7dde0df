package dev.seaworthy.signers.vault;

import dev.seaworthy.engine.key.KeyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS with those whom a file of certificates names, and with no others. */
final class TrustedCertificates {
  private TrustedCertificates() {}

  static SSLContext in(Path pem) throws KeyException {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("vault" + store.size(), one);
      }
      if (store.size() == 0) {
        throw unusable();
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw unusable();
    }
  }

  private static KeyException unusable() {
    return new KeyException("the file that `VAULT_CACERT` names holds no certificates in PEM");
  }
}
