package dev.seaworthy.collectors.tls;

import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates made for a test. */
final class TestCertificates {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant END = Instant.parse("2027-01-01T00:00:00Z");
  private static final Provider PROVIDER = new BouncyCastleProvider();

  /** A certificate with its key, so that it can issue others. */
  record Made(X509CertificateHolder holder, KeyPair keys) {
    String pem() {
      StringWriter text = new StringWriter();
      try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
        writer.writeObject(holder);
      } catch (java.io.IOException e) {
        throw new UncheckedIOException(e);
      }
      return text.toString();
    }

    String keyPem() {
      StringWriter text = new StringWriter();
      try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
        writer.writeObject(keys.getPrivate());
      } catch (java.io.IOException e) {
        throw new UncheckedIOException(e);
      }
      return text.toString();
    }

    private String dn() {
      return holder.getSubject().toString();
    }
  }

  private TestCertificates() {}

  static Made root(String name) {
    KeyPair keys = keys("P-256");
    return make(name, name, keys, keys, "SHA256withECDSA", true, END);
  }

  static Made authority(String name, Made issuer) {
    return make(name, issuer.dn(), keys("P-256"), issuer.keys(), "SHA256withECDSA", true, END);
  }

  static Made server(String name, Made issuer, String... hosts) {
    return make(
        name, issuer.dn(), keys("P-256"), issuer.keys(), "SHA256withECDSA", false, END, hosts);
  }

  static Made selfSigned(String algorithm, String signature, boolean isCa, String... hosts) {
    KeyPair keys = keys(algorithm);
    return make("CN=self", "CN=self", keys, keys, signature, isCa, END, hosts);
  }

  static Made make(
      String subject,
      String issuer,
      KeyPair keys,
      KeyPair issuerKeys,
      String signature,
      boolean isCa,
      Instant end,
      String... hosts) {
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Name(issuer),
              BigInteger.valueOf(4711),
              Date.from(START),
              Date.from(end),
              new X500Name(subject),
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isCa));
      if (hosts.length > 0) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(
                Stream.of(hosts).map(TestCertificates::name).toArray(GeneralName[]::new)));
      }
      return new Made(
          builder.build(
              new JcaContentSignerBuilder(signature)
                  .setProvider(PROVIDER)
                  .build(issuerKeys.getPrivate())),
          keys);
    } catch (OperatorCreationException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GeneralName name(String host) {
    boolean address = host.matches("[0-9.]+") || host.contains(":");
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }

  /** {@code RSA-1024}, {@code Ed25519}, or the name of a curve. */
  static KeyPair keys(String kind) {
    try {
      if (kind.startsWith("RSA-")) {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", PROVIDER);
        generator.initialize(Integer.parseInt(kind.substring(4)));
        return generator.generateKeyPair();
      }
      if (kind.startsWith("Ed")) {
        return KeyPairGenerator.getInstance(kind, PROVIDER).generateKeyPair();
      }
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
      generator.initialize(new ECGenParameterSpec(kind));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
