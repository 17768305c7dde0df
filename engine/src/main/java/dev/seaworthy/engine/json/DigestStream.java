package dev.seaworthy.engine.json;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Takes bytes and keeps only their digest, so that a large value need not stand in memory. */
final class DigestStream extends ByteArrayOutputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  private final MessageDigest digest = Digest.sha256();

  DigestStream() {
    super(BUFFER_BYTES);
  }

  @Override
  public synchronized void write(int b) {
    drainAt(BUFFER_BYTES);
    super.write(b);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    drainAt(BUFFER_BYTES - Math.min(length, BUFFER_BYTES));
    if (length < BUFFER_BYTES) {
      super.write(bytes, offset, length);
    } else {
      digest.update(bytes, offset, length);
    }
  }

  Digest digest() {
    drainAt(0);
    return new Digest(HexFormat.of().formatHex(digest.digest()));
  }

  private void drainAt(int fill) {
    if (count >= fill) {
      digest.update(buf, 0, count);
      reset();
    }
  }
}
