package dev.seaworthy.admission.certify;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A new certificate, its key, and the CA that signed it, all in PEM (RFC 7468). The CA's key is
 * thrown away: each issue has a CA of its own, and nothing that could sign is kept.
 */
record Issue(String certificate, String key, String authority) {
  private static final String SIGNATURE = "SHA256withECDSA";
  private static final int SERIAL_BITS = 127;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Issues a certificate for servers (RFC 5280). */
  static Issue at(Instant now, CertifyTerms terms) {
    try {
      KeyPair signing = keys();
      KeyPair serving = keys();
      BigInteger number = serial();
      X500Name signer = new X500Name("CN=seaworthy admission CA " + number.toString(16));
      X509CertificateHolder authority = authority(signer, number, signing, now, terms);
      X509CertificateHolder leaf = leaf(signer, signing, serving, now, terms);
      return new Issue(pem(leaf), pem(serving.getPrivate()), pem(authority));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("every Java has ECDSA on P-256", e);
    }
  }

  private static X509CertificateHolder authority(
      X500Name name, BigInteger number, KeyPair keys, Instant now, CertifyTerms terms)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name, number, from(now), until(now, terms), name, keys.getPublic());
    JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(keys.getPublic()));
    return builder.build(new JcaContentSignerBuilder(SIGNATURE).build(keys.getPrivate()));
  }

  private static X509CertificateHolder leaf(
      X500Name signer, KeyPair signing, KeyPair serving, Instant now, CertifyTerms terms)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            signer,
            serial(),
            from(now),
            until(now, terms),
            new X500Name("CN=seaworthy admission"),
            serving.getPublic());
    JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    builder.addExtension(Extension.subjectAlternativeName, false, names(terms.names()));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        ids.createAuthorityKeyIdentifier(signing.getPublic()));
    return builder.build(new JcaContentSignerBuilder(SIGNATURE).build(signing.getPrivate()));
  }

  private static GeneralNames names(List<String> names) {
    return new GeneralNames(
        names.stream()
            .map(name -> new GeneralName(GeneralName.dNSName, name))
            .toArray(GeneralName[]::new));
  }

  private static Date from(Instant now) {
    return Date.from(now.minus(CertifyTerms.BACKDATED));
  }

  private static Date until(Instant now, CertifyTerms terms) {
    return Date.from(now.plus(terms.validity()));
  }

  private static BigInteger serial() {
    return new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE);
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static String pem(Object one) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(one instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : one);
    }
    return text.toString();
  }
}
