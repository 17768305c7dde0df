package dev.seaworthy.engine.log;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.json.StrictBase64;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/** A hash of a Merkle tree: SHA-256 as RFC 6962 has it (section 2.1). */
public final class TreeHash {
  static final int BYTES = 32;

  /** The root of a tree without leaves. */
  static final TreeHash OF_NOTHING = new TreeHash(Digest.sha256().digest());

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final byte[] bytes;

  private TreeHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The hash of an entry. */
  public static TreeHash ofLeaf(byte[] entry) {
    MessageDigest sha = Digest.sha256();
    sha.update(LEAF);
    return new TreeHash(sha.digest(entry));
  }

  /** The hash of the node above two. */
  static TreeHash ofNode(TreeHash left, TreeHash right) {
    MessageDigest sha = Digest.sha256();
    sha.update(NODE);
    sha.update(left.bytes);
    return new TreeHash(sha.digest(right.bytes));
  }

  /** The hash that lies at {@code offset} of {@code bytes}. */
  static TreeHash at(byte[] bytes, int offset) {
    return new TreeHash(Arrays.copyOfRange(bytes, offset, offset + BYTES));
  }

  /**
   * Reads {@link #toString}.
   *
   * @throws IllegalArgumentException if it is not the base64 of 32 bytes, in its one form
   */
  public static TreeHash parse(String base64) {
    return StrictBase64.decode(base64)
        .filter(bytes -> bytes.length == BYTES)
        .map(TreeHash::new)
        .orElseThrow(() -> new IllegalArgumentException("not the base64 of a hash"));
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TreeHash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** In base64 (RFC 4648, section 4). */
  @Override
  public String toString() {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
