package dev.seaworthy.engine.log;

import dev.seaworthy.engine.disk.WholeFile;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The files of entries that wait for a checkpoint, each named by the index of its first entry. */
final class Pending {
  private static final String SUFFIX = ".pending";

  /** Takes entries in their order. */
  @FunctionalInterface
  interface Entries {
    void take(byte[] entry) throws LogException;
  }

  private final Path folder;

  Pending(Path log) {
    this.folder = log.resolve("pending");
  }

  /** Begins the file for the entries from {@code first} on. */
  WriteAhead begin(long first) throws LogException {
    Path file = folder.resolve(String.format(Locale.ROOT, "%020d%s", first, SUFFIX));
    try {
      Files.createDirectories(folder);
      return WriteAhead.create(file);
    } catch (IOException e) {
      throw LogProblems.unwritable(file);
    }
  }

  /** Keeps the names of files beyond a crash of the machine. */
  void force() {
    WholeFile.forceFolder(folder);
  }

  /** The files there are, first entries first. */
  List<Path> files() throws LogException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw LogProblems.unreadable(folder);
    }
  }

  /** The index of a file's first entry. */
  static long first(Path file) throws LogException {
    String name = String.valueOf(file.getFileName());
    try {
      return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    } catch (NumberFormatException e) {
      throw LogProblems.damaged(file, "is not named by an index");
    }
  }

  /** How the reading of a file ended. */
  enum End {
    /** With its last entry. */
    WHOLE,
    /** In the midst of an entry, which nobody was told was taken. */
    TORN,
    /** Before entries that a disk or somebody spoiled. */
    DAMAGED
  }

  /** Hands a file's entries over, as far as they are whole. */
  static End read(Path file, Entries entries) throws LogException {
    try (InputStream raw =
            Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        DataInputStream in = new DataInputStream(new BufferedInputStream(raw))) {
      long left = Files.size(file);
      while (left >= WriteAhead.HEADER_BYTES) {
        int length = in.readInt();
        int checksum = in.readInt();
        left -= WriteAhead.HEADER_BYTES;
        if (length <= 0 || length > EntryBundle.MAX_ENTRY_BYTES) {
          return length == 0 && checksum == 0 && isZero(in) ? End.TORN : End.DAMAGED;
        }
        if (length > left) {
          return End.TORN;
        }
        byte[] entry = in.readNBytes(length);
        left -= length;
        if (WriteAhead.checksum(entry) != checksum) {
          return left == 0 ? End.TORN : End.DAMAGED;
        }
        entries.take(entry);
      }
      return left == 0 ? End.WHOLE : End.TORN;
    } catch (IOException e) {
      throw LogProblems.unreadable(file);
    }
  }

  /** What a file system may leave where it had the length on disk and not yet the content. */
  private static boolean isZero(InputStream in) throws IOException {
    for (int next = in.read(); next != -1; next = in.read()) {
      if (next != 0) {
        return false;
      }
    }
    return true;
  }

  /** Keeps a copy of a damaged file for people to look at; gives its name. */
  Path keep(Path file) throws LogException {
    Path kept = folder.resolve(file.getFileName() + ".damaged");
    try {
      return Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw LogProblems.unwritable(kept);
    }
  }

  /** Takes a file away whose entries are under a checkpoint. */
  void drop(Path file) throws LogException {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw LogProblems.unwritable(file);
    }
  }
}
