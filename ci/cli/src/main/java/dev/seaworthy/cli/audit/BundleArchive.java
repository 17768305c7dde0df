package dev.seaworthy.cli.audit;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.seal.BundleNames;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.zip.ZipException;

/**
 * Reads an evidence bundle from an archive, into no more memory than its files take: the archive is
 * read once for the files, and once more to compare it with the form that they have.
 */
final class BundleArchive {
  /** Where the bytes of an archive are. */
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  private static final int BUFFER = 1 << 13;

  /** What forms add to a file at most: headers, names and padding. */
  private static final int OVERHEAD = 4096;

  private static final long MAX_LENGTH =
      BundleFolder.MAX_BYTES + (long) OVERHEAD * (BundleNames.MAX_FILES + 1);

  private BundleArchive() {}

  /**
   * The files, by their names with {@code /} between folders.
   *
   * @throws BundleRefused if it holds what no bundle holds, or is not in the one accepted form
   * @throws ConfigurationException if it cannot be read
   */
  static SortedMap<String, byte[]> read(Path archive, ArchiveForm form)
      throws BundleRefused, ConfigurationException {
    try {
      long length = Files.size(archive);
      return read(() -> Files.newInputStream(archive), length, form);
    } catch (IOException e) {
      throw new ConfigurationException(
          "CANNOT_READ",
          e instanceof NoSuchFileException
              ? "there is no file `%s`".formatted(archive)
              : "`%s` cannot be read as a whole".formatted(archive),
          "name an evidence bundle that this user may read");
    }
  }

  /** The same, from bytes that can be read twice. */
  static SortedMap<String, byte[]> read(Source archive, long length, ArchiveForm form)
      throws IOException, BundleRefused {
    if (length > MAX_LENGTH) {
      throw BundleRefused.tooLarge();
    }
    SortedMap<String, byte[]> files = files(archive, form, length);
    requireOneForm(archive, form, files);
    return files;
  }

  private static SortedMap<String, byte[]> files(Source archive, ArchiveForm form, long length)
      throws IOException, BundleRefused {
    ArchiveFiles files = new ArchiveFiles();
    try (InputStream in = new BufferedInputStream(archive.open(), BUFFER)) {
      form.read(in, length, files);
    } catch (EOFException | ZipException e) {
      throw otherForm("it is cut off or damaged");
    }
    return files.all();
  }

  private static void requireOneForm(
      Source archive, ArchiveForm form, SortedMap<String, byte[]> files)
      throws IOException, BundleRefused {
    try (InputStream in = new BufferedInputStream(archive.open(), BUFFER);
        ExpectedBytes expected = new ExpectedBytes(in)) {
      form.write(files, expected);
      if (!expected.areAll()) {
        throw otherForm("its bytes are not those that these files are packed to");
      }
    }
  }

  private static BundleRefused otherForm(String how) {
    return new BundleRefused(
        new Problem(
            "OTHER_FORM",
            "the archive is not as it was packed: " + how,
            "get the bundle from its maker again; if you packed it yourself, unpack it and verify"
                + " the folder"));
  }
}
