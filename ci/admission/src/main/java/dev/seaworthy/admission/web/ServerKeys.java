package dev.seaworthy.admission.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Private keys of servers, and the certificates that go with them. */
public final class ServerKeys {
  private static final byte[] CHALLENGE = "challenge".getBytes(StandardCharsets.US_ASCII);

  private ServerKeys() {}

  /**
   * The first private key in a PEM text; empty if it holds none in clear.
   *
   * @throws IOException if what it holds is no key that can be used
   */
  public static Optional<PrivateKey> read(String text) throws IOException {
    try (PEMParser pem = new PEMParser(new StringReader(text))) {
      // Java's own provider calls `EC` what Bouncy Castle's calls `ECDSA`.
      JcaPEMKeyConverter converter =
          new JcaPEMKeyConverter().setAlgorithmMapping(X9ObjectIdentifiers.id_ecPublicKey, "EC");
      // OpenSSL writes the curve's parameters before an EC key.
      for (Object found = pem.readObject(); found != null; found = pem.readObject()) {
        Optional<PrivateKey> key = key(found, converter);
        if (key.isPresent()) {
          return key;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<PrivateKey> key(Object found, JcaPEMKeyConverter converter)
      throws PEMException {
    if (found instanceof PrivateKeyInfo info) {
      return Optional.of(converter.getPrivateKey(info));
    }
    if (found instanceof PEMKeyPair pair) {
      // The public half may be left out.
      return Optional.of(converter.getPrivateKey(pair.getPrivateKeyInfo()));
    }
    return Optional.empty();
  }

  /**
   * All certificates that a text holds, in its order; none if one of them cannot be read.
   *
   * @param text in PEM or DER
   */
  public static List<X509Certificate> certificates(byte[] text) {
    List<X509Certificate> read = new ArrayList<>();
    try {
      CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(text))
          .forEach(one -> read.add((X509Certificate) one));
    } catch (GeneralSecurityException e) {
      return List.of();
    }
    return read;
  }

  /** Whether a certificate is of this very key. */
  public static boolean belongTogether(X509Certificate certificate, PrivateKey key)
      throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> key.getAlgorithm();
        };
    if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
      return false;
    }
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(key);
    signing.update(CHALLENGE);
    byte[] signature = signing.sign();
    Signature verifying = Signature.getInstance(algorithm);
    verifying.initVerify(certificate.getPublicKey());
    verifying.update(CHALLENGE);
    return verifying.verify(signature);
  }
}
