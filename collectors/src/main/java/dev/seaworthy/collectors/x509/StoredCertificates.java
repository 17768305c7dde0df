package dev.seaworthy.collectors.x509;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The certificates of a key store. Keys are passed over: they are neither decrypted nor kept.
 *
 * @param format {@code PKCS12}, {@code JKS} or {@code JCEKS}
 * @param entries in the order in which they are stored
 * @param faults why some of it could not be read
 */
public record StoredCertificates(String format, List<Entry> entries, List<Fault> faults) {
  /** Of a store that serves somebody; what holds more is a trap. */
  public static final int MAX_BYTES = 8 << 20;

  static final int MAX_CERTIFICATES = 1_000;

  private static final int JKS = 0xFEEDFEED;
  private static final int JCEKS = 0xCECECECE;

  /** What certificates are stored for. */
  public enum Purpose {
    /** A private key's chain, the key's own certificate first. */
    KEY,
    /** To trust others. */
    TRUSTED,
    /** The store does not say. */
    NOT_TOLD
  }

  /**
   * Certificates that are stored together.
   *
   * @param alias empty where they have none
   */
  public record Entry(String alias, Purpose purpose, List<PemBlocks.Block> chain) {
    public Entry {
      chain = List.copyOf(chain);
    }
  }

  /** Why something cannot be read, by what mends it. */
  public enum Cause {
    MALFORMED,
    NO_PASSWORD,
    WRONG_PASSWORD,
    TOO_COSTLY,
    NOT_SUPPORTED
  }

  /**
   * What is wrong.
   *
   * @param why as the end of a sentence
   */
  public record Fault(Cause cause, String why) {}

  public StoredCertificates {
    entries = List.copyOf(entries);
    faults = List.copyOf(faults);
  }

  /** Whether {@code bytes} begin as a key store of a known format does. */
  public static boolean isStore(byte[] bytes) {
    return isJava(bytes) || Pkcs12Store.isPkcs12(bytes);
  }

  /**
   * Reads a store.
   *
   * @param bytes no more than {@link #MAX_BYTES}
   * @param passwords each is tried; where there are none, the empty one is
   */
  public static StoredCertificates read(byte[] bytes, List<char[]> passwords) {
    if (isJava(bytes)) {
      return JavaStore.read(magic(bytes) == JKS ? "JKS" : "JCEKS", bytes);
    }
    return Pkcs12Store.read(bytes, passwords);
  }

  /** Reads what a store holds without any encryption. */
  public static StoredCertificates readClear(byte[] bytes) {
    return isJava(bytes) ? read(bytes, List.of()) : Pkcs12Store.readClear(bytes);
  }

  private static boolean isJava(byte[] bytes) {
    return magic(bytes) == JKS || magic(bytes) == JCEKS;
  }

  private static int magic(byte[] bytes) {
    return bytes.length < Integer.BYTES ? 0 : ByteBuffer.wrap(bytes).getInt();
  }
}
