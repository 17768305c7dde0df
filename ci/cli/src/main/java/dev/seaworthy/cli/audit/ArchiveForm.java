package dev.seaworthy.cli.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A way to hold an evidence bundle in one file. Each has one accepted form: what is written depends
 * on nothing but the files, and what is read must be to the byte what would be written of the files
 * in it. So no byte of an archive is without meaning, and no two programs can read it differently.
 */
interface ArchiveForm {
  /** The folder that every file lies in, so that unpacking makes one folder. */
  String ROOT = "evidence-bundle/";

  /** How the names of such files end. */
  String suffix();

  /** Writes all of an archive, in the order of the names. */
  void write(SortedMap<String, byte[]> files, OutputStream out) throws IOException;

  /**
   * Reads the files of an archive in whatever order they are.
   *
   * @param length of the archive, in bytes: what is in it cannot be longer, for nothing is
   *     compressed
   * @throws IOException if it ends too early or is damaged
   */
  void read(InputStream in, long length, ArchiveFiles into) throws IOException, BundleRefused;

  /** The forms there are. */
  static List<ArchiveForm> all() {
    return List.of(new ZipForm(), new TarGzForm());
  }

  /** The form that a file's name asks for; empty for a folder. */
  static Optional<ArchiveForm> of(Path path) {
    return all().stream().filter(form -> path.toString().endsWith(form.suffix())).findFirst();
  }
}
