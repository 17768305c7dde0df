package dev.seaworthy.collectors.tls;

import dev.seaworthy.engine.x509.X509;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTNamedCurves;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.DSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.Ed448PublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.jcajce.util.MessageDigestUtils;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureNameFinder;

/** Names and sizes of the keys and signatures of certificates. */
final class CertificateAlgorithms {
  private CertificateAlgorithms() {}

  /** A key of a kind we cannot size has 0 bits and its object identifier for a name. */
  static Map<String, Object> key(SubjectPublicKeyInfo info) throws IOException {
    ASN1ObjectIdentifier oid = info.getAlgorithm().getAlgorithm();
    if (X509.isRsa(info)) {
      // Taken as written: Bouncy Castle looks for factors, for minutes if the number is large.
      return named("RSA", RSAPublicKey.getInstance(info.parsePublicKey()).getModulus().bitLength());
    }
    if (X509.isTooLarge(info)) {
      return named(oid.getId(), 0);
    }
    AsymmetricKeyParameter key;
    try {
      key = PublicKeyFactory.createKey(info);
    } catch (IOException e) {
      return named(oid.getId(), 0);
    }
    if (key instanceof ECPublicKeyParameters ec) {
      Map<String, Object> named = named("EC", ec.getParameters().getN().bitLength());
      String curve = curve(info);
      if (!curve.isEmpty()) {
        named.put("curve", curve);
      }
      return named;
    }
    if (key instanceof Ed25519PublicKeyParameters) {
      return named("Ed25519", 256);
    }
    if (key instanceof Ed448PublicKeyParameters) {
      return named("Ed448", 456);
    }
    return key instanceof DSAPublicKeyParameters dsa
        ? named("DSA", dsa.getParameters().getP().bitLength())
        : named(oid.getId(), 0);
  }

  /** {@code SHA256withRSA}, and the hash in it; no hash where the scheme brings none. */
  static Map<String, Object> signature(AlgorithmIdentifier identifier) {
    Map<String, Object> signature = new TreeMap<>();
    String name = new DefaultSignatureNameFinder().getAlgorithmName(identifier);
    signature.put("algorithm", name.replace("WITH", "with").replaceFirst("^ED(?=[0-9])", "Ed"));
    signature.put("hash", hash(identifier));
    return signature;
  }

  private static String hash(AlgorithmIdentifier identifier) {
    AlgorithmIdentifier digest = new DefaultDigestAlgorithmIdentifierFinder().find(identifier);
    return digest == null ? "" : MessageDigestUtils.getDigestName(digest.getAlgorithm());
  }

  /** Explicit parameters name no curve: nobody can tell which it is. */
  private static String curve(SubjectPublicKeyInfo info) {
    if (!(info.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier oid)) {
      return "";
    }
    String nist = NISTNamedCurves.getName(oid);
    String name = nist == null ? ECNamedCurveTable.getName(oid) : nist;
    return name == null ? oid.getId() : name;
  }

  private static Map<String, Object> named(String algorithm, int bits) {
    return new TreeMap<>(Map.of("algorithm", algorithm, "bits", bits));
  }
}
