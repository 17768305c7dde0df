package dev.seaworthy.cli.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Compares what is written to it with what a stream holds. */
final class ExpectedBytes extends OutputStream {
  private final InputStream found;
  private boolean same = true;

  ExpectedBytes(InputStream found) {
    this.found = found;
  }

  @Override
  public void write(int one) throws IOException {
    same = same && found.read() == (one & 0xff);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    for (int at = from; same && at < from + length; at += 1 << 16) {
      int end = Math.min(at + (1 << 16), from + length);
      byte[] part = found.readNBytes(end - at);
      same = Arrays.equals(part, 0, part.length, bytes, at, end);
    }
  }

  /** Whether all was the same, and nothing is left. */
  boolean areAll() throws IOException {
    return same && found.read() < 0;
  }
}
