package dev.seaworthy.engine.policy.bundle;

import dev.seaworthy.engine.archive.StoredGzip;
import dev.seaworthy.engine.archive.StoredTarGz;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes bundle archives whose bytes depend on nothing but the files: entries in name order, no
 * times, no owners, and gzip without compression, for compressors differ from one zlib to the next.
 */
public final class BundleWriter {
  private BundleWriter() {}

  /** The archive of these files. */
  public static byte[] write(BundleFiles files) {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    for (String name : files.names()) {
      contents.put(name, files.get(name).orElseThrow());
    }
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try {
      StoredTarGz.write("", contents, archive);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    return archive.toByteArray();
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
