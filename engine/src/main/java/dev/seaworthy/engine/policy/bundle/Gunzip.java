package dev.seaworthy.engine.policy.bundle;

import dev.seaworthy.engine.policy.PolicyException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks one gzip member (RFC 1952) that fills its file. Stricter than the JDK's stream, which
 * passes over trailing bytes and takes several members for one.
 */
final class Gunzip {
  private static final int HEADER = 10;
  private static final int TRAILER = 8;
  private static final int FLAG_NAME = 8;

  /** Small archives may shrink much; large ones that do are bombs. Rego and WASM shrink to 1/5. */
  private static final int RATIO = 100;

  private static final int RATIO_FROM = 1 << 20;

  private final byte[] archive;
  private final String label;

  private Gunzip(byte[] archive, String label) {
    this.archive = archive;
    this.label = label;
  }

  static byte[] unpack(byte[] archive, String label) throws PolicyException {
    return new Gunzip(archive, label).unpack();
  }

  private byte[] unpack() throws PolicyException {
    int start = deflateStart();
    int length = archive.length - start - TRAILER;
    if (length <= 0) {
      throw damaged("it ends too early");
    }
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(archive, start, length);
      byte[] content = inflate(inflater);
      if (inflater.getRemaining() > 0) {
        throw damaged("bytes follow its end");
      }
      checkTrailer(content);
      return content;
    } catch (DataFormatException e) {
      throw damaged("its compressed data is invalid");
    } finally {
      inflater.end();
    }
  }

  private int deflateStart() throws PolicyException {
    if (archive.length < HEADER
        || archive[0] != 0x1f
        || archive[1] != (byte) 0x8b
        || archive[2] != 8) {
      throw new PolicyException(
          "BUNDLE_NOT_ARCHIVE",
          "`%s` is not a gzip archive".formatted(label),
          "give a bundle built by `seaworthy policy build`");
    }
    int flags = archive[3];
    if ((flags & ~FLAG_NAME) != 0) {
      throw damaged("its gzip header has fields that no bundle needs");
    }
    int start = HEADER;
    if ((flags & FLAG_NAME) != 0) {
      while (start < archive.length && archive[start] != 0) {
        start++;
      }
      start++;
    }
    return start;
  }

  private byte[] inflate(Inflater inflater) throws DataFormatException, PolicyException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(archive.length);
    byte[] buffer = new byte[1 << 16];
    while (!inflater.finished()) {
      int count = inflater.inflate(buffer);
      if (count == 0 && !inflater.finished()) {
        throw damaged("it ends too early");
      }
      out.write(buffer, 0, count);
      checkSize(out.size());
    }
    return out.toByteArray();
  }

  private void checkSize(int unpacked) throws PolicyException {
    if (unpacked > ArchiveReader.MAX_UNPACKED) {
      throw ArchiveReader.tooLarge(label, "unpacks to more than", ArchiveReader.MAX_UNPACKED);
    }
    if (unpacked > RATIO_FROM && unpacked / RATIO > archive.length) {
      throw new PolicyException(
          "BUNDLE_TOO_LARGE",
          "`%s` unpacks to more than %d times its size".formatted(label, RATIO),
          "build the bundle anew with `seaworthy policy build`");
    }
  }

  private void checkTrailer(byte[] content) throws PolicyException {
    ByteBuffer trailer =
        ByteBuffer.wrap(archive, archive.length - TRAILER, TRAILER).order(ByteOrder.LITTLE_ENDIAN);
    CRC32 crc = new CRC32();
    crc.update(content);
    if (trailer.getInt() != (int) crc.getValue() || trailer.getInt() != content.length) {
      throw damaged("its checksum does not fit its content");
    }
  }

  private PolicyException damaged(String how) {
    return ArchiveReader.damaged(label, how);
  }
}
