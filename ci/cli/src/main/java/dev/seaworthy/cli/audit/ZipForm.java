package dev.seaworthy.cli.audit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * A zip archive (PKWARE's APPNOTE 6.3): files alone, stored, in name order, all of 1980-01-01. It
 * is written here and not by the JDK, whose headers are not the same in each version.
 */
final class ZipForm implements ArchiveForm {
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int LOCAL_LENGTH = 30;
  private static final int CENTRAL_LENGTH = 46;
  private static final int END_LENGTH = 22;

  /** Unix, version 3.0: so that the mode below is heeded. */
  private static final short MADE_BY = 0x031e;

  private static final short NEEDS = 10;
  private static final short DATE = 0x21;
  private static final int FILE_MODE = 0100644;
  private static final int TYPE_MASK = 0170000;
  private static final int LINK_TYPE = 0120000;
  private static final int FOLDER_TYPE = 0040000;

  /** Flags of what is encrypted, or has its sizes only after it. */
  private static final int UNREADABLE = 0b1001;

  @Override
  public String suffix() {
    return ".zip";
  }

  @Override
  public void write(SortedMap<String, byte[]> files, OutputStream out) throws IOException {
    long offset = 0;
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      byte[] name = (ROOT + file.getKey()).getBytes(StandardCharsets.US_ASCII);
      byte[] common = common(file.getValue(), name.length);
      out.write(buffer(4).putInt(LOCAL).array());
      out.write(common);
      out.write(name);
      out.write(file.getValue());
      directory.writeBytes(buffer(6).putInt(CENTRAL).putShort(MADE_BY).array());
      directory.writeBytes(common);
      // No comment, the first disk, no attributes of its own; then the mode.
      directory.writeBytes(buffer(14).putInt(6, FILE_MODE << 16).putInt(10, (int) offset).array());
      directory.writeBytes(name);
      offset += LOCAL_LENGTH + name.length + file.getValue().length;
    }
    out.write(directory.toByteArray());
    short count = (short) files.size();
    out.write(
        buffer(END_LENGTH)
            .putInt(END)
            .putInt(0)
            .putShort(count)
            .putShort(count)
            .putInt(directory.size())
            .putInt((int) offset)
            .array());
  }

  /** What the local and the central header of a file have in common. */
  private static byte[] common(byte[] file, int nameLength) {
    CRC32 crc = new CRC32();
    crc.update(file);
    return buffer(LOCAL_LENGTH - 4)
        .putShort(NEEDS)
        .putShort(8, DATE)
        .putInt(10, (int) crc.getValue())
        .putInt(14, file.length)
        .putInt(18, file.length)
        .putShort(22, (short) nameLength)
        .array();
  }

  @Override
  public void read(InputStream in, long length, ArchiveFiles into)
      throws IOException, BundleRefused {
    for (int signature = read(in, 4).getInt(); signature != END; ) {
      switch (signature) {
        case LOCAL -> file(in, into);
        case CENTRAL -> directoryEntry(in);
        default -> throw new ZipException("no header where one must be");
      }
      signature = read(in, 4).getInt();
    }
  }

  private static void file(InputStream in, ArchiveFiles into) throws IOException, BundleRefused {
    ByteBuffer header = read(in, LOCAL_LENGTH - 4);
    int flags = header.getShort(2);
    int method = header.getShort(4);
    long packed = unsigned(header.getInt(14));
    long size = unsigned(header.getInt(18));
    String name = text(in, header.getShort(22));
    in.skipNBytes(header.getShort(24) & 0xffff);
    if (method != 0 || packed != size) {
      throw ArchiveFiles.refused("COMPRESSED", name, "is compressed, and may be a bomb");
    }
    if ((flags & UNREADABLE) != 0) {
      throw new ZipException("encrypted, or of a size that is told later");
    }
    into.add(name, size, in);
  }

  private static void directoryEntry(InputStream in) throws IOException, BundleRefused {
    ByteBuffer header = read(in, CENTRAL_LENGTH - 4);
    String name = text(in, header.getShort(24));
    in.skipNBytes((header.getShort(26) & 0xffff) + (header.getShort(28) & 0xffff));
    int type = header.getInt(34) >>> 16 & TYPE_MASK;
    if (type == LINK_TYPE) {
      throw ArchiveFiles.refused("SYMLINK", name, "is a symbolic link");
    }
    if (type == FOLDER_TYPE || name.endsWith("/")) {
      throw ArchiveFiles.refused("NOT_A_FILE", name, "is a folder");
    }
  }

  private static String text(InputStream in, short length) throws IOException {
    return new String(read(in, length & 0xffff).array(), StandardCharsets.ISO_8859_1);
  }

  private static ByteBuffer read(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long unsigned(int value) {
    return value & 0xffffffffL;
  }

  private static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
