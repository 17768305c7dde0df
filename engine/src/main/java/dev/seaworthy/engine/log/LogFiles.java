package dev.seaworthy.engine.log;

import dev.seaworthy.engine.disk.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a log, as C2SP tlog-tiles lays them out. */
final class LogFiles {
  /** The level of {@link TilePath} that holds entries and not hashes. */
  static final int ENTRIES = -1;

  static final String CHECKPOINT = "checkpoint";

  /** Above any tile, bundle of entries or checkpoint. */
  private static final int MAX_BYTES = 1 << 25;

  private final Path folder;

  LogFiles(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  Path checkpointFile() {
    return folder.resolve(CHECKPOINT);
  }

  /** The signed checkpoint; empty where the folder has none. */
  Optional<String> checkpoint() throws LogException {
    return read(checkpointFile()).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  void writeCheckpoint(String note) throws LogException {
    write(checkpointFile(), note.getBytes(StandardCharsets.UTF_8));
  }

  /** A tile, which must be there with {@code width} hashes or entries. */
  byte[] tile(int level, long number, int width) throws LogException {
    Path file = file(TilePath.of(level, number, width));
    // A log may drop a partial tile once the whole one is there.
    Path whole = file(TilePath.of(level, number, TilePath.WIDTH));
    Optional<byte[]> bytes = read(file);
    return (bytes.isPresent() ? bytes : read(whole))
        .orElseThrow(() -> LogProblems.damaged(file, "is missing"));
  }

  void writeTile(int level, long number, int width, byte[] content) throws LogException {
    write(file(TilePath.of(level, number, width)), content);
    if (width == TilePath.WIDTH) {
      dropPartials(level, number);
    }
  }

  Path file(String path) {
    return folder.resolve(path);
  }

  private void dropPartials(int level, long number) throws LogException {
    Path partials = file(TilePath.partialsOf(level, number));
    if (!Files.isDirectory(partials, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.list(partials)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(partials);
    } catch (IOException | UncheckedIOException e) {
      throw LogProblems.unwritable(partials);
    }
  }

  static Optional<byte[]> read(Path file) throws LogException {
    try (InputStream in =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw LogProblems.damaged(file, "is larger than any file of a log");
      }
      return Optional.of(bytes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw LogProblems.unreadable(file);
    }
  }

  private static void write(Path file, byte[] content) throws LogException {
    try {
      Path parent = file.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      WholeFile.write(file, content);
    } catch (IOException e) {
      throw LogProblems.unwritable(file);
    }
  }
}
