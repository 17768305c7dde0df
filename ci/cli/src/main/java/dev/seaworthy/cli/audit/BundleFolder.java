package dev.seaworthy.cli.audit;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.seal.BundleNames;
import dev.seaworthy.engine.seal.BundleReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads an evidence bundle from a folder. It follows no link and trusts no name. */
final class BundleFolder {
  /** Above any honest bundle, and what fits in memory. */
  static final long MAX_BYTES = 1L << 30;

  private static final int MAX_DEPTH = 8;

  private final Path root;
  private final SortedMap<String, byte[]> files = new TreeMap<>();
  private long total;

  private BundleFolder(Path root) {
    this.root = root;
  }

  /**
   * The files, by their names with {@code /} between folders.
   *
   * @throws BundleRefused if it holds what no bundle holds
   * @throws ConfigurationException if it cannot be read
   */
  static SortedMap<String, byte[]> read(Path root) throws BundleRefused, ConfigurationException {
    BundleFolder folder = new BundleFolder(root);
    try {
      folder.readAll(root, 0);
    } catch (IOException e) {
      throw new ConfigurationException(
          "CANNOT_READ",
          "`%s` cannot be read as a whole".formatted(root),
          "let this user read every file in it: `chmod -R u+rX`");
    }
    return folder.files;
  }

  private void readAll(Path folder, int depth) throws IOException, BundleRefused {
    if (depth > MAX_DEPTH) {
      throw refused("TOO_DEEP", folder, "lies deeper than any file of a bundle");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      boolean empty = true;
      // Sorted, so that of several things to refuse the same one is named everywhere.
      for (Path entry : entries.sorted().toList()) {
        empty = false;
        read(entry, depth);
      }
      if (empty && depth > 0) {
        throw refused("EMPTY_FOLDER", folder, "is a folder without files");
      }
    }
  }

  private void read(Path entry, int depth) throws IOException, BundleRefused {
    BasicFileAttributes attributes =
        Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (attributes.isSymbolicLink()) {
      throw refused("SYMLINK", entry, "is a symbolic link");
    }
    if (attributes.isDirectory()) {
      readAll(entry, depth + 1);
    } else if (attributes.isRegularFile()) {
      add(entry);
    } else {
      throw refused("NOT_A_FILE", entry, "is neither file nor folder");
    }
  }

  private void add(Path file) throws IOException, BundleRefused {
    if (files.size() == BundleNames.MAX_FILES) {
      throw new BundleRefused(BundleNames.tooMany());
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes((int) (MAX_BYTES - total) + 1);
      total += bytes.length;
      if (total > MAX_BYTES) {
        throw BundleRefused.tooLarge();
      }
      files.put(name(file), bytes);
    }
  }

  private String name(Path file) {
    StringBuilder name = new StringBuilder();
    root.relativize(file).forEach(step -> name.append(name.isEmpty() ? "" : "/").append(step));
    return name.toString();
  }

  private BundleRefused refused(String code, Path place, String what) {
    return new BundleRefused(
        new Problem(
            code, "`%s` %s".formatted(BundleNames.shown(name(place)), what), BundleReport.FIX));
  }
}
