package dev.seaworthy.collectors.x509;

import dev.seaworthy.engine.x509.X509;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A certificate or a key of a PKCS#12 file, whose attributes tell what belongs together.
 *
 * @param localKey the same for a key and its certificate; empty where there is none
 * @param trusted whether it is marked as there to trust others
 * @param certificate empty for a key
 * @param read what it says; empty for a key, and where it is no certificate, which its reader tells
 */
record Pkcs12Bag(
    String name,
    String localKey,
    boolean trusted,
    Optional<PemBlocks.Block> certificate,
    Optional<X509CertificateHolder> read) {
  static Pkcs12Bag ofKey(String name, String localKey) {
    return new Pkcs12Bag(name, localKey, false, Optional.empty(), Optional.empty());
  }

  static Pkcs12Bag ofCertificate(String name, String localKey, boolean trusted, byte[] der) {
    return new Pkcs12Bag(
        name, localKey, trusted, Optional.of(PemBlocks.Block.ofDer(der)), read(der));
  }

  /**
   * What the bags of a file amount to. The file does not order certificates: a program that serves
   * them finds the issuers of a key's certificate by their names.
   */
  static List<StoredCertificates.Entry> entries(List<Pkcs12Bag> bags) {
    List<Pkcs12Bag> certificates =
        bags.stream().filter(bag -> bag.certificate().isPresent()).toList();
    List<StoredCertificates.Entry> entries = new ArrayList<>();
    Set<Pkcs12Bag> used = new HashSet<>();
    Map<X500Name, Pkcs12Bag> bySubject = bySubject(certificates);
    for (Pkcs12Bag key : bags.stream().filter(bag -> bag.certificate().isEmpty()).toList()) {
      Optional<Pkcs12Bag> own = certificates.stream().filter(key::isOf).findFirst();
      own.ifPresent(leaf -> entries.add(chain(key, leaf, bySubject, used)));
    }
    for (Pkcs12Bag one : certificates) {
      if (one.trusted()) {
        used.add(one);
        entries.add(entry(one.name(), StoredCertificates.Purpose.TRUSTED, List.of(one)));
      }
    }
    List<Pkcs12Bag> rest = certificates.stream().filter(one -> !used.contains(one)).toList();
    if (!rest.isEmpty()) {
      entries.add(entry("", StoredCertificates.Purpose.NOT_TOLD, rest));
    }
    return entries;
  }

  /** Whether this key is that of {@code other}; some programs tell by the name alone. */
  private boolean isOf(Pkcs12Bag other) {
    return localKey.isEmpty()
        ? !name.isEmpty() && name.equals(other.name)
        : localKey.equals(other.localKey);
  }

  private static StoredCertificates.Entry chain(
      Pkcs12Bag key, Pkcs12Bag leaf, Map<X500Name, Pkcs12Bag> bySubject, Set<Pkcs12Bag> used) {
    Set<Pkcs12Bag> chain = new LinkedHashSet<>();
    Optional<Pkcs12Bag> next = Optional.of(leaf);
    while (next.isPresent() && chain.add(next.get())) {
      next = next.get().read().map(one -> bySubject.get(one.getIssuer()));
    }
    used.addAll(chain);
    String name = key.name().isEmpty() ? leaf.name() : key.name();
    return entry(name, StoredCertificates.Purpose.KEY, List.copyOf(chain));
  }

  private static Map<X500Name, Pkcs12Bag> bySubject(List<Pkcs12Bag> certificates) {
    Map<X500Name, Pkcs12Bag> bySubject = new HashMap<>();
    for (Pkcs12Bag one : certificates) {
      one.read().ifPresent(read -> bySubject.putIfAbsent(read.getSubject(), one));
    }
    return bySubject;
  }

  private static StoredCertificates.Entry entry(
      String name, StoredCertificates.Purpose purpose, List<Pkcs12Bag> bags) {
    return new StoredCertificates.Entry(
        name, purpose, bags.stream().map(bag -> bag.certificate().orElseThrow()).toList());
  }

  private static Optional<X509CertificateHolder> read(byte[] der) {
    try {
      X509CertificateHolder holder = new X509CertificateHolder(der);
      X509.requireNames(holder);
      return Optional.of(holder);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
