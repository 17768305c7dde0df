package dev.seaworthy.engine.policy.bundle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Writes bundle archives whose bytes depend on nothing but the files: entries in name order, no
 * times, no owners, and gzip without compression, for compressors differ from one zlib to the next.
 */
public final class BundleWriter {
  private static final int BLOCK = 512;

  /** The most that one stored block of deflate holds (RFC 1951, section 3.2.4). */
  private static final int MAX_STORED = 65535;

  private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private BundleWriter() {}

  /** The archive of these files. */
  public static byte[] write(BundleFiles files) {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    for (String name : files.names()) {
      byte[] content = files.get(name).orElseThrow();
      tar.writeBytes(header(name, content.length));
      tar.writeBytes(content);
      tar.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }
    tar.writeBytes(new byte[2 * BLOCK]);
    return gzip(tar.toByteArray());
  }

  private static byte[] header(String name, int size) {
    ByteBuffer header = ByteBuffer.allocate(BLOCK);
    put(header, 0, name);
    put(header, 100, "0000644");
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, octal(size, 11));
    put(header, 136, octal(0, 11));
    put(header, 148, " ".repeat(8));
    put(header, 156, "0");
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte one : header.array()) {
      sum += one & 0xff;
    }
    put(header, 148, octal(sum, 6) + "\0 ");
    return header.array();
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 64);
    out.writeBytes(GZIP_HEADER);
    int position = 0;
    do {
      int length = Math.min(MAX_STORED, content.length - position);
      boolean last = position + length == content.length;
      out.writeBytes(
          littleEndian(5)
              .put((byte) (last ? 1 : 0))
              .putShort((short) length)
              .putShort((short) ~length)
              .array());
      out.write(content, position, length);
      position += length;
    } while (position < content.length);
    CRC32 crc = new CRC32();
    crc.update(content);
    out.writeBytes(littleEndian(8).putInt((int) crc.getValue()).putInt(content.length).array());
    return out.toByteArray();
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void put(ByteBuffer header, int at, String text) {
    header.put(at, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String octal(int value, int digits) {
    String text = Integer.toOctalString(value);
    return "0".repeat(digits - text.length()) + text;
  }
}
