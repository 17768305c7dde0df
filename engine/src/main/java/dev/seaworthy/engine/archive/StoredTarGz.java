package dev.seaworthy.engine.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * A gzipped tar in the ustar format: files alone, not compressed, without times or owners. A name
 * too long for it has an extended header.
 */
public final class StoredTarGz {
  private StoredTarGz() {}

  /**
   * Writes an archive, in the order of {@code files}.
   *
   * @param root what goes before each name, such as {@code bundle/}; may be empty
   */
  public static void write(String root, Map<String, byte[]> files, OutputStream out)
      throws IOException {
    StoredGzip gzip = new StoredGzip(out);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String name = root + file.getKey();
      byte[] bytes = file.getValue();
      if (UstarHeader.takes(name)) {
        write(UstarHeader.ofFile(name, bytes.length), bytes, gzip);
      } else {
        byte[] path = PaxPath.record(name);
        write(UstarHeader.of(PaxPath.TYPE, PaxPath.NAME, path.length), path, gzip);
        String cut = name.substring(0, UstarHeader.NAME_LENGTH);
        write(UstarHeader.ofFile(cut, bytes.length), bytes, gzip);
      }
    }
    gzip.write(new byte[2 * UstarHeader.BLOCK]);
    gzip.finish();
  }

  private static void write(byte[] header, byte[] bytes, OutputStream out) throws IOException {
    out.write(header);
    out.write(bytes);
    out.write(new byte[UstarHeader.padding(bytes.length)]);
  }
}
