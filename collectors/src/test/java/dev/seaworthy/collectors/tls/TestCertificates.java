package dev.seaworthy.collectors.tls;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates for tests. */
final class TestCertificates {
  static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant TO = Instant.parse("2027-01-01T00:00:00Z");

  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

  /** A certificate with its key. */
  record Made(X509CertificateHolder holder, KeyPair keys) {
    String pem() {
      return TestCertificates.pem("CERTIFICATE", encoded());
    }

    byte[] encoded() {
      try {
        return holder.getEncoded();
      } catch (java.io.IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** What a certificate is to say; each step gives a copy. */
  record Order(
      String name,
      String key,
      String signature,
      List<GeneralName> names,
      boolean ca,
      int pathLength,
      Instant notAfter) {
    Order withKey(String kind) {
      return new Order(name, kind, signature, names, ca, pathLength, notAfter);
    }

    Order signedWith(String algorithm) {
      return new Order(name, key, algorithm, names, ca, pathLength, notAfter);
    }

    Order dns(String host) {
      return with(new GeneralName(GeneralName.dNSName, host));
    }

    Order ip(String address) {
      return with(new GeneralName(GeneralName.iPAddress, address));
    }

    Order asCa(int length) {
      return new Order(name, key, signature, names, true, length, notAfter);
    }

    Order until(Instant end) {
      return new Order(name, key, signature, names, ca, pathLength, end);
    }

    Made selfSigned() {
      KeyPair keys = keys(key);
      return make(this, keys, new X500Name(name), keys);
    }

    Made signedBy(Made issuer) {
      return make(this, keys(key), issuer.holder().getSubject(), issuer.keys());
    }

    private Order with(GeneralName more) {
      List<GeneralName> all = new ArrayList<>(names);
      all.add(more);
      return new Order(name, key, signature, all, ca, pathLength, notAfter);
    }
  }

  private TestCertificates() {}

  static Order named(String commonName) {
    return new Order("CN=" + commonName, "P-256", "SHA256withECDSA", List.of(), false, -1, TO);
  }

  static Made root() {
    return named("root").asCa(-1).selfSigned();
  }

  static String pem(String label, byte[] bytes) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label);
  }

  private static Made make(Order order, KeyPair keys, X500Name issuer, KeyPair signing) {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            BigInteger.valueOf(4711),
            Date.from(FROM),
            Date.from(order.notAfter()),
            new X500Name(order.name()),
            keys.getPublic());
    if (!order.names().isEmpty()) {
      add(
          builder,
          Extension.subjectAlternativeName,
          new GeneralNames(order.names().toArray(GeneralName[]::new)));
    }
    if (order.ca()) {
      add(
          builder,
          Extension.basicConstraints,
          order.pathLength() < 0
              ? new BasicConstraints(true)
              : new BasicConstraints(order.pathLength()));
    }
    try {
      return new Made(
          builder.build(
              new JcaContentSignerBuilder(order.signature())
                  .setProvider(PROVIDER)
                  .build(signing.getPrivate())),
          keys);
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(
      JcaX509v3CertificateBuilder builder, ASN1ObjectIdentifier oid, ASN1Encodable value) {
    try {
      builder.addExtension(oid, true, value);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keys(String kind) {
    try {
      if (kind.startsWith("RSA-")) {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA", PROVIDER);
        rsa.initialize(Integer.parseInt(kind.substring("RSA-".length())));
        return rsa.generateKeyPair();
      }
      if (kind.startsWith("Ed")) {
        return KeyPairGenerator.getInstance(kind, PROVIDER).generateKeyPair();
      }
      KeyPairGenerator ec = KeyPairGenerator.getInstance("EC", PROVIDER);
      ec.initialize(new java.security.spec.ECGenParameterSpec(kind));
      return ec.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
