package dev.seaworthy.engine.json;

import java.security.MessageDigest;
import java.util.HexFormat;

/** Canonical JSON of which only the digest is kept, so that a large value need not be in memory. */
final class DigestText extends CanonicalText {
  private static final int BUFFER_BYTES = 1 << 16;

  private final MessageDigest digest = Digest.sha256();

  DigestText() {
    super(BUFFER_BYTES);
  }

  @Override
  int makeRoom(byte[] written, int count) {
    digest.update(written, 0, count);
    return 0;
  }

  Digest digest() {
    drain();
    return new Digest(HexFormat.of().formatHex(digest.digest()));
  }
}
