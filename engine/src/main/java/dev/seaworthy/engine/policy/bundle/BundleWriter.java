package dev.seaworthy.engine.policy.bundle;

import dev.seaworthy.engine.archive.StoredGzip;
import dev.seaworthy.engine.archive.UstarHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Writes bundle archives whose bytes depend on nothing but the files: entries in name order, no
 * times, no owners, and gzip without compression, for compressors differ from one zlib to the next.
 */
public final class BundleWriter {
  private BundleWriter() {}

  /** The archive of these files. */
  public static byte[] write(BundleFiles files) {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    for (String name : files.names()) {
      byte[] content = files.get(name).orElseThrow();
      tar.writeBytes(UstarHeader.ofFile(name, content.length));
      tar.writeBytes(content);
      tar.writeBytes(new byte[UstarHeader.padding(content.length)]);
    }
    tar.writeBytes(new byte[2 * UstarHeader.BLOCK]);
    return gzip(tar.toByteArray());
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 64);
    try (StoredGzip gzip = new StoredGzip(out)) {
      gzip.write(content);
      gzip.finish();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    return out.toByteArray();
  }
}
