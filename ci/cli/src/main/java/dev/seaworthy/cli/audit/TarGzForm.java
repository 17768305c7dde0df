package dev.seaworthy.cli.audit;

import dev.seaworthy.engine.archive.PaxPath;
import dev.seaworthy.engine.archive.StoredTarGz;
import dev.seaworthy.engine.archive.UstarHeader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.SortedMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A gzipped tar in the ustar format: files alone, in name order, without times or owners. A name
 * too long for it has an extended header that says the name and no more.
 */
final class TarGzForm implements ArchiveForm {
  private static final int BLOCK = UstarHeader.BLOCK;

  /** It unpacks to more than it is long, which what is not compressed never does. */
  private static final class Compressed extends IOException {}

  @Override
  public String suffix() {
    return ".tar.gz";
  }

  @Override
  public void write(SortedMap<String, byte[]> files, OutputStream out) throws IOException {
    StoredTarGz.write(ROOT, files, out);
  }

  @Override
  public void read(InputStream in, long length, ArchiveFiles into)
      throws IOException, BundleRefused {
    try (InputStream tar = new Unpacked(new GZIPInputStream(in), length)) {
      for (byte[] block = block(tar); block[0] != 0; block = block(tar)) {
        entry(block, tar, into);
      }
    } catch (Compressed e) {
      throw ArchiveFiles.refused("COMPRESSED", "*" + suffix(), "is compressed, and may be a bomb");
    }
  }

  private static void entry(byte[] block, InputStream tar, ArchiveFiles into)
      throws IOException, BundleRefused {
    UstarHeader header = header(block);
    if (header.type() == PaxPath.TYPE) {
      String name = longName(header, tar);
      UstarHeader next = header(block(tar));
      header = new UstarHeader(name, next.size(), next.type());
    }
    if (header.type() == '1' || header.type() == '2') {
      throw ArchiveFiles.refused("SYMLINK", header.name(), "is a link");
    }
    if (!header.isFile()) {
      throw notPlain(header);
    }
    into.add(header.name(), header.size(), tar);
    tar.skipNBytes(UstarHeader.padding(header.size()));
  }

  private static String longName(UstarHeader header, InputStream tar)
      throws IOException, BundleRefused {
    if (header.size() > BLOCK) {
      throw notPlain(header);
    }
    byte[] record = tar.readNBytes((int) header.size());
    tar.skipNBytes(UstarHeader.padding(header.size()));
    return PaxPath.name(record).orElseThrow(() -> notPlain(header));
  }

  private static BundleRefused notPlain(UstarHeader header) {
    return ArchiveFiles.refused("NOT_A_FILE", header.name(), "is not a plain file");
  }

  private static UstarHeader header(byte[] block) throws ZipException {
    try {
      return UstarHeader.parse(block, 0);
    } catch (UstarHeader.Damaged e) {
      throw new ZipException(e.how());
    }
  }

  private static byte[] block(InputStream tar) throws IOException {
    byte[] block = tar.readNBytes(BLOCK);
    if (block.length < BLOCK) {
      throw new EOFException();
    }
    return block;
  }

  /** What comes out of gzip, no more than goes in. */
  private static final class Unpacked extends FilterInputStream {
    private long left;

    Unpacked(InputStream in, long most) {
      super(in);
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = super.read(bytes, from, length);
      left -= Math.max(count, 0);
      if (left < 0) {
        throw new Compressed();
      }
      return count;
    }
  }
}
