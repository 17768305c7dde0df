package dev.seaworthy.collectors.tls;

import java.security.Provider;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** Verifies signatures of certificates, weak ones too: whether they are allowed is policy. */
final class Signatures {
  /** Passed along and never registered, since it would slow down every digest of the process. */
  private static final Provider PROVIDER = new BouncyCastleProvider();

  private Signatures() {}

  /** Whether {@code issuer}'s key verifies {@code certificate}; false where it cannot be told. */
  static boolean verify(X509CertificateHolder certificate, X509CertificateHolder issuer) {
    try {
      return certificate.isSignatureValid(
          new JcaContentVerifierProviderBuilder().setProvider(PROVIDER).build(issuer));
    } catch (CertException
        | OperatorCreationException
        | java.security.cert.CertificateException
        | IllegalArgumentException
        | IllegalStateException e) {
      return false;
    }
  }
}
