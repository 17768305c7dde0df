package dev.seaworthy.engine.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** A gzipped tar in the ustar format: files alone, not compressed, without times or owners. */
public final class StoredTarGz {
  private StoredTarGz() {}

  /**
   * Writes an archive, in the order of {@code files}.
   *
   * @param root what goes before each name, such as {@code bundle/}; may be empty
   * @throws IllegalArgumentException if a name is too long for ustar
   */
  public static void write(String root, Map<String, byte[]> files, OutputStream out)
      throws IOException {
    StoredGzip gzip = new StoredGzip(out);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      byte[] bytes = file.getValue();
      gzip.write(UstarHeader.ofFile(root + file.getKey(), bytes.length));
      gzip.write(bytes);
      gzip.write(new byte[UstarHeader.padding(bytes.length)]);
    }
    gzip.write(new byte[2 * UstarHeader.BLOCK]);
    gzip.finish();
  }
}
