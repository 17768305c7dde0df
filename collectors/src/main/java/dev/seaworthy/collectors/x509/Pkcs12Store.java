package dev.seaworthy.collectors.x509;

import dev.seaworthy.engine.x509.X509;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.AuthenticatedSafe;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.operator.InputDecryptor;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;

/**
 * Reads the certificates of a PKCS#12 file (RFC 7292). Only safes that may hold certificates are
 * decrypted; shrouded keys stay as they are.
 */
final class Pkcs12Store {
  private static final int MAX_SAFES = 16;

  /** The empty one; for HMAC, a zero is the same, and Bouncy Castle takes it. */
  private static final List<char[]> NO_PASSWORD = List.of(new char[0], new char[1]);

  private static final int MAX_BAGS = 2 * StoredCertificates.MAX_CERTIFICATES;

  /** Java's mark of certificates that are there to trust others. */
  private static final ASN1ObjectIdentifier TRUSTED_USAGE =
      new ASN1ObjectIdentifier("2.16.840.1.113894.746875.1.1");

  private final List<char[]> tried;
  private final boolean given;
  private final DerivationBudget budget = new DerivationBudget();
  private final List<Pkcs12Bag> bags = new ArrayList<>();
  private final List<StoredCertificates.Fault> faults = new ArrayList<>();

  private Pkcs12Store(List<char[]> tried, boolean given) {
    this.tried = tried;
    this.given = given;
  }

  /** A sequence that begins with the version 3; lengths may take up to four bytes. */
  static boolean isPkcs12(byte[] bytes) {
    if (bytes.length < 8 || bytes[0] != 0x30) {
      return false;
    }
    int at = 2 + ((bytes[1] & 0x80) == 0 ? 0 : bytes[1] & 0x7F);
    return at + 2 < bytes.length && bytes[at] == 2 && bytes[at + 1] == 1 && bytes[at + 2] == 3;
  }

  static StoredCertificates read(byte[] bytes, List<char[]> passwords) {
    return passwords.isEmpty()
        ? read(bytes, new Pkcs12Store(NO_PASSWORD, false))
        : read(bytes, new Pkcs12Store(passwords, true));
  }

  /** Reads what is not encrypted. */
  static StoredCertificates readClear(byte[] bytes) {
    return read(bytes, new Pkcs12Store(List.of(), false));
  }

  private static StoredCertificates read(byte[] bytes, Pkcs12Store store) {
    try {
      store.read(bytes);
    } catch (StoreException e) {
      store.faults.add(e.fault());
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle meets malformed parts with a dozen unchecked types.
      store.faults.add(StoreException.malformed("its ASN.1 cannot be decoded").fault());
    }
    return new StoredCertificates("PKCS12", Pkcs12Bag.entries(store.bags), store.faults);
  }

  private void read(byte[] bytes) throws IOException, StoreException {
    ContentInfo outer = Pfx.getInstance(ASN1Primitive.fromByteArray(bytes)).getAuthSafe();
    if (!outer.getContentType().equals(PKCSObjectIdentifiers.data)) {
      throw StoreException.notSupported("it is sealed by a key instead of a password");
    }
    AuthenticatedSafe safes = AuthenticatedSafe.getInstance(octets(outer.getContent()));
    ContentInfo[] contents = safes.getContentInfo();
    if (contents.length > MAX_SAFES) {
      throw StoreException.tooCostly("it holds more than %d safes".formatted(MAX_SAFES));
    }
    for (ContentInfo content : contents) {
      try {
        readSafe(content);
      } catch (StoreException e) {
        faults.add(e.fault());
      }
    }
  }

  private void readSafe(ContentInfo content) throws IOException, StoreException {
    if (content.getContentType().equals(PKCSObjectIdentifiers.data)) {
      readBags(ASN1Sequence.getInstance(octets(content.getContent())));
    } else if (content.getContentType().equals(PKCSObjectIdentifiers.encryptedData)) {
      readBags(decrypted(EncryptedData.getInstance(content.getContent())));
    } else {
      throw StoreException.notSupported("a safe in it is encrypted for a key");
    }
  }

  private void readBags(ASN1Sequence safe) throws StoreException {
    for (ASN1Encodable one : safe) {
      if (bags.size() >= MAX_BAGS) {
        throw StoreException.tooCostly("it holds more than %d entries".formatted(MAX_BAGS));
      }
      SafeBag bag = SafeBag.getInstance(one);
      ASN1ObjectIdentifier kind = bag.getBagId();
      if (kind.equals(PKCSObjectIdentifiers.certBag)) {
        readCertificate(bag);
      } else if (kind.equals(PKCSObjectIdentifiers.keyBag)
          || kind.equals(PKCSObjectIdentifiers.pkcs8ShroudedKeyBag)) {
        bags.add(Pkcs12Bag.ofKey(name(bag), localKey(bag)));
      } else if (kind.equals(PKCSObjectIdentifiers.safeContentsBag)) {
        throw StoreException.notSupported("it holds safes within safes");
      }
    }
  }

  private void readCertificate(SafeBag bag) throws StoreException {
    CertBag certificate = CertBag.getInstance(bag.getBagValue());
    if (!certificate.getCertId().equals(PKCSObjectIdentifiers.x509Certificate)) {
      throw StoreException.notSupported("it holds a certificate that is no X.509");
    }
    byte[] der = octets(certificate.getCertValue());
    boolean trusted = attribute(bag, TRUSTED_USAGE).isPresent();
    bags.add(Pkcs12Bag.ofCertificate(name(bag), localKey(bag), trusted, der));
  }

  /** What a safe holds; a wrong password gives noise, which is no sequence. */
  private ASN1Sequence decrypted(EncryptedData data) throws StoreException {
    for (char[] password : tried) {
      // Programs differ in how they write the empty password in the old scheme.
      for (boolean zero : password.length == 0 ? List.of(false, true) : List.of(false)) {
        budget.spend(data.getEncryptionAlgorithm());
        Optional<ASN1Sequence> safe = decrypted(data, password, zero);
        if (safe.isPresent()) {
          return safe.get();
        }
      }
    }
    throw StoreException.password(given);
  }

  private static Optional<ASN1Sequence> decrypted(
      EncryptedData data, char[] password, boolean zero) {
    try {
      InputDecryptor decryptor =
          new JcePKCSPBEInputDecryptorProviderBuilder()
              .setProvider(X509.PROVIDER)
              .setTryWrongPKCS12Zero(zero)
              .build(password)
              .get(data.getEncryptionAlgorithm());
      byte[] encrypted = data.getContent().getOctets();
      try (InputStream in = decryptor.getInputStream(new ByteArrayInputStream(encrypted))) {
        ASN1Sequence safe = ASN1Sequence.getInstance(in.readAllBytes());
        // Decoded lazily: noise shows where a bag is looked at.
        for (ASN1Encodable one : safe) {
          SafeBag.getInstance(one);
        }
        return Optional.of(safe);
      }
    } catch (IOException | OperatorCreationException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static byte[] octets(ASN1Encodable value) {
    return ASN1OctetString.getInstance(value).getOctets();
  }

  private static String name(SafeBag bag) {
    return attribute(bag, PKCSObjectIdentifiers.pkcs_9_at_friendlyName)
        .map(value -> ASN1BMPString.getInstance(value).getString())
        .orElse("");
  }

  private static String localKey(SafeBag bag) {
    return attribute(bag, PKCSObjectIdentifiers.pkcs_9_at_localKeyId)
        .map(value -> ASN1OctetString.getInstance(value).toString())
        .orElse("");
  }

  private static Optional<ASN1Encodable> attribute(SafeBag bag, ASN1ObjectIdentifier type) {
    ASN1Set attributes = bag.getBagAttributes();
    if (attributes != null) {
      for (ASN1Encodable one : attributes) {
        Attribute attribute = Attribute.getInstance(one);
        if (attribute.getAttrType().equals(type)) {
          return Optional.of(attribute.getAttrValues().getObjectAt(0));
        }
      }
    }
    return Optional.empty();
  }
}
