package dev.seaworthy.cli.store;

import dev.seaworthy.engine.disk.FolderLock;
import dev.seaworthy.engine.disk.WholeFile;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.gate.StoreException;
import dev.seaworthy.engine.gate.VerdictStore;
import dev.seaworthy.engine.json.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of sealed verdicts, each in {@code <64 hexadecimal digits>.seal}. It may be copied,
 * committed or merged with another by copying files. Names that begin with a dot are the store's
 * own: its lock, and what a crash left half written.
 */
public final class FolderStore implements VerdictStore {
  private static final String SUFFIX = ".seal";

  /** Above any honest verdict. */
  private static final int MAX_BYTES = 512 << 20;

  /** A gate holds the lock for as long as the store takes to be read: a minute is never honest. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path folder;
  private final FolderLock lock;

  public FolderStore(Path folder) {
    this.folder = folder;
    this.lock = new FolderLock(folder, PATIENCE);
  }

  @Override
  public void read(Reader reader) throws StoreException {
    for (Path file : files()) {
      String name = String.valueOf(file.getFileName());
      Optional<Digest> digest = digestIn(name);
      if (digest.isPresent()) {
        read(file, digest.get(), reader);
      } else {
        reader.unreadable(
            name,
            new Problem(
                "NO_VERDICT",
                "it is not named as the verdicts of a store are",
                "move it out of the store"));
      }
    }
  }

  @Override
  public boolean append(byte[] sealed, Condition condition) throws StoreException {
    try {
      Files.createDirectories(folder);
      FolderLock.Held held = lock.take();
      try {
        return condition.holds() && put(sealed);
      } finally {
        held.close();
      }
    } catch (IOException e) {
      throw refused("STORE_NOT_WRITTEN", "written", e);
    }
  }

  private boolean put(byte[] sealed) throws IOException {
    Path file = folder.resolve(Digest.of(sealed).hex() + SUFFIX);
    if (!isThere(file, sealed)) {
      WholeFile.write(file, sealed);
    }
    return true;
  }

  private List<Path> files() throws StoreException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw refused("STORE_NOT_READ", "read", e);
    }
  }

  /** Links are not followed: a store is what lies in its folder. */
  private static void read(Path file, Digest digest, Reader reader) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      unreadable(file, "it is no regular file", reader);
      return;
    }
    byte[] bytes;
    try (InputStream in =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      unreadable(file, "the system refuses it", reader);
      return;
    }
    if (bytes.length > MAX_BYTES) {
      unreadable(file, "it is larger than any verdict", reader);
      return;
    }
    reader.verdict(digest, bytes);
  }

  private static void unreadable(Path file, String why, Reader reader) {
    reader.unreadable(
        String.valueOf(file.getFileName()),
        new Problem(
            "UNREADABLE", "it cannot be read: " + why, "restore it from a copy, or remove it"));
  }

  private static boolean isThere(Path file, byte[] sealed) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == sealed.length
        && Arrays.equals(Files.readAllBytes(file), sealed);
  }

  private static Optional<Digest> digestIn(String name) {
    if (!name.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    String text = "sha256:" + name.substring(0, name.length() - SUFFIX.length());
    return Digest.isWellFormed(text) ? Optional.of(Digest.parse(text)) : Optional.empty();
  }

  private StoreException refused(String code, String done, Exception e) {
    boolean file = Files.exists(folder) && !Files.isDirectory(folder);
    String why = file ? "it is no folder" : "the system refuses it";
    boolean busy = e instanceof FolderLock.BusyException;
    return new StoreException(
        code,
        "the store `%s` cannot be %s: %s"
            .formatted(folder, done, busy ? "another process holds its lock" : why),
        busy
            ? "wait until the other gate ends, and run this one again"
            : "name a folder that you may read and write, on a disk that has room");
  }
}
