package dev.seaworthy.collectors.x509;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the certificates of Java's own key stores, JKS and JCEKS. They stand there in clear: the
 * password only proves that nobody altered them, and encrypts keys.
 */
final class JavaStore {
  private static final int KEY = 1;
  private static final int CERTIFICATE = 2;
  private static final int SECRET_KEY = 3;
  private static final int SEAL_BYTES = 20;

  private final List<StoredCertificates.Entry> entries = new ArrayList<>();
  private final DataInputStream in;
  private int certificates;

  private JavaStore(byte[] bytes) {
    this.in = new DataInputStream(new ByteArrayInputStream(bytes));
  }

  static StoredCertificates read(String format, byte[] bytes) {
    JavaStore store = new JavaStore(bytes);
    List<StoredCertificates.Fault> faults = new ArrayList<>();
    try {
      store.read();
    } catch (StoreException e) {
      faults.add(e.fault());
    } catch (IOException e) {
      faults.add(
          StoreException.malformed("it ends within entry " + (store.entries.size() + 1)).fault());
    }
    return new StoredCertificates(format, store.entries, faults);
  }

  private void read() throws IOException, StoreException {
    in.readInt();
    int version = in.readInt();
    if (version != 1 && version != 2) {
      throw StoreException.malformed("its version is " + version);
    }
    int count = in.readInt();
    if (count < 0 || count > StoredCertificates.MAX_CERTIFICATES) {
      throw StoreException.tooCostly(
          "it says to hold %d entries, %d are read"
              .formatted(count & 0xFFFFFFFFL, StoredCertificates.MAX_CERTIFICATES));
    }
    for (int i = 0; i < count; i++) {
      entry(version);
    }
    if (in.available() != SEAL_BYTES) {
      throw StoreException.malformed("what follows its entries is no seal of 20 bytes");
    }
  }

  private void entry(int version) throws IOException, StoreException {
    int tag = in.readInt();
    String alias = in.readUTF();
    in.readLong();
    switch (tag) {
      case KEY -> {
        in.skipNBytes(length());
        int size = in.readInt();
        List<PemBlocks.Block> chain = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          chain.add(certificate(version));
        }
        add(alias, StoredCertificates.Purpose.KEY, chain);
      }
      case CERTIFICATE ->
          add(alias, StoredCertificates.Purpose.TRUSTED, List.of(certificate(version)));
      case SECRET_KEY ->
          // It is a serialized object without a length: whoever asks where it ends executes it.
          throw StoreException.notSupported(
              "entry %d is a secret key, behind which nothing can be read"
                  .formatted(entries.size() + 1));
      default ->
          throw StoreException.malformed(
              "entry %d is of no known kind".formatted(entries.size() + 1));
    }
  }

  private void add(String alias, StoredCertificates.Purpose purpose, List<PemBlocks.Block> chain) {
    entries.add(new StoredCertificates.Entry(alias, purpose, chain));
  }

  private PemBlocks.Block certificate(int version) throws IOException, StoreException {
    certificates++;
    if (certificates > StoredCertificates.MAX_CERTIFICATES) {
      throw StoreException.tooCostly(
          "it holds more than %d certificates".formatted(StoredCertificates.MAX_CERTIFICATES));
    }
    String type = version == 1 ? "X.509" : in.readUTF();
    byte[] bytes = in.readNBytes(length());
    if (!type.equals("X.509")) {
      throw StoreException.notSupported("it holds a certificate that is no X.509");
    }
    return PemBlocks.Block.ofDer(bytes);
  }

  private int length() throws IOException, StoreException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw StoreException.malformed(
          "entry %d is longer than the store".formatted(entries.size() + 1));
    }
    return length;
  }
}
