package dev.seaworthy.collectors.tls;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTNamedCurves;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.DSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.jcajce.util.MessageDigestUtils;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureNameFinder;

/** What a certificate says about its key and its signature, in the words policies use. */
final class KeyFacts {
  private KeyFacts() {}

  /** Algorithm, and bits and curve where they are known. */
  static Map<String, Object> key(SubjectPublicKeyInfo info) throws IOException {
    ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
    Map<String, Object> facts = new LinkedHashMap<>();
    if (algorithm.equals(EdECObjectIdentifiers.id_Ed25519)) {
      facts.put("algorithm", "Ed25519");
      facts.put("bits", 256);
      return facts;
    }
    if (algorithm.equals(EdECObjectIdentifiers.id_Ed448)) {
      facts.put("algorithm", "Ed448");
      facts.put("bits", 456);
      return facts;
    }
    facts.put("algorithm", algorithm.getId());
    measured(info, facts);
    return facts;
  }

  private static void measured(SubjectPublicKeyInfo info, Map<String, Object> facts)
      throws IOException {
    AsymmetricKeyParameter key;
    try {
      key = PublicKeyFactory.createKey(info);
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("not recognised")) {
        // An algorithm of its own number is a fact; a key of a known one that is broken is not.
        return;
      }
      throw e;
    }
    if (key instanceof RSAKeyParameters rsa) {
      boolean pss = info.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS);
      facts.put("algorithm", pss ? "RSASSA-PSS" : "RSA");
      facts.put("bits", rsa.getModulus().bitLength());
    } else if (key instanceof ECPublicKeyParameters ec) {
      facts.put("algorithm", "EC");
      facts.put("bits", ec.getParameters().getCurve().getFieldSize());
      if (info.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve) {
        facts.put("curve", curve(curve));
      }
    } else if (key instanceof DSAPublicKeyParameters dsa) {
      facts.put("algorithm", "DSA");
      facts.put("bits", dsa.getParameters().getP().bitLength());
    }
  }

  private static String curve(ASN1ObjectIdentifier id) {
    String nist = NISTNamedCurves.getName(id);
    String other = nist == null ? ECNamedCurveTable.getName(id) : nist;
    return other == null ? id.getId() : other;
  }

  /** The algorithm in JCA's spelling, and the hash where the algorithm has one. */
  static Map<String, Object> signature(AlgorithmIdentifier algorithm) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("algorithm", signatureName(algorithm));
    AlgorithmIdentifier digest = new DefaultDigestAlgorithmIdentifierFinder().find(algorithm);
    if (digest != null) {
      facts.put("hash", MessageDigestUtils.getDigestName(digest.getAlgorithm()));
    }
    return facts;
  }

  private static String signatureName(AlgorithmIdentifier algorithm) {
    DefaultSignatureNameFinder finder = new DefaultSignatureNameFinder();
    if (!finder.hasAlgorithmName(algorithm.getAlgorithm())) {
      return algorithm.getAlgorithm().getId();
    }
    String name = finder.getAlgorithmName(algorithm);
    return name.toUpperCase(Locale.ROOT).startsWith("ED")
        ? "Ed" + name.substring(2)
        : name.replace("WITH", "with");
  }
}
