package dev.seaworthy.engine.archive;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * Wraps bytes as one gzip member (RFC 1952) without compressing them, for compressors differ from
 * one zlib to the next. The same bytes in give the same bytes out, however they are written.
 */
public final class StoredGzip extends FilterOutputStream {
  /** The most that one stored block of deflate holds (RFC 1951, section 3.2.4). */
  private static final int MAX_STORED = 65535;

  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private final byte[] block = new byte[MAX_STORED];
  private final CRC32 crc = new CRC32();
  private int filled;

  /** By RFC 1952 the size counts modulo 2^32. */
  private int size;

  public StoredGzip(OutputStream out) throws IOException {
    super(out);
    out.write(HEADER);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    crc.update(bytes, from, length);
    size += length;
    for (int done = 0; done < length; ) {
      // Not before there is more: the last block is marked as such, and may be full.
      if (filled == MAX_STORED) {
        writeBlock(false);
      }
      int count = Math.min(length - done, MAX_STORED - filled);
      System.arraycopy(bytes, from + done, block, filled, count);
      filled += count;
      done += count;
    }
  }

  /** Ends the member; the stream beneath stays open. */
  public void finish() throws IOException {
    writeBlock(true);
    out.write(littleEndian(8).putInt((int) crc.getValue()).putInt(size).array());
    out.flush();
  }

  private void writeBlock(boolean last) throws IOException {
    out.write(
        littleEndian(5)
            .put((byte) (last ? 1 : 0))
            .putShort((short) filled)
            .putShort((short) ~filled)
            .array());
    out.write(block, 0, filled);
    filled = 0;
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
