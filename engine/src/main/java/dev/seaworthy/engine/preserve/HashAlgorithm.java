package dev.seaworthy.engine.preserve;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;

/** A hash algorithm that a chain of an evidence record may be of. */
public enum HashAlgorithm {
  SHA_256("SHA-256", NISTObjectIdentifiers.id_sha256),
  SHA_384("SHA-384", NISTObjectIdentifiers.id_sha384),
  SHA_512("SHA-512", NISTObjectIdentifiers.id_sha512),
  SHA3_256("SHA3-256", NISTObjectIdentifiers.id_sha3_256),
  SHA3_384("SHA3-384", NISTObjectIdentifiers.id_sha3_384),
  SHA3_512("SHA3-512", NISTObjectIdentifiers.id_sha3_512);

  private final String name;
  private final String oid;

  HashAlgorithm(String name, ASN1ObjectIdentifier oid) {
    this.name = name;
    this.oid = oid.getId();
  }

  /** The one of an object identifier; empty where that is none of these. */
  static Optional<HashAlgorithm> of(String oid) {
    return Stream.of(values()).filter(one -> one.oid().equals(oid)).findFirst();
  }

  /** The one of a name that {@link #id} gives. */
  public static Optional<HashAlgorithm> parse(String id) {
    return Stream.of(values()).filter(one -> one.id().equals(id)).findFirst();
  }

  /** Its name on command lines and in reports: {@code sha3-512}. */
  public String id() {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Its object identifier. */
  public String oid() {
    return oid;
  }

  /** The hash of {@code bytes}. */
  public Hash hash(byte[] bytes) {
    return Hash.of(computation().digest(bytes));
  }

  /** The hash of several values, one after the other as they are given. */
  Hash hash(Collection<Hash> values) {
    MessageDigest computation = computation();
    values.forEach(value -> computation.update(value.bytes()));
    return Hash.of(computation.digest());
  }

  private MessageDigest computation() {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform since 9 has SHA-2 and SHA-3", e);
    }
  }
}
