package dev.seaworthy.cli.audit;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.OutputFile;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/** Writes an evidence bundle, whole or not at all: beside its place, then moved there. */
public final class BundleOutput {
  private BundleOutput() {}

  /**
   * Refuses a place where something is.
   *
   * @throws ConfigurationException if there is
   */
  public static void requireFree(Path target) throws ConfigurationException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new ConfigurationException(
          "ALREADY_THERE",
          "there is something at `%s`, and a bundle is never written over".formatted(target),
          "name a new place: `-o PLACE`");
    }
  }

  /** Writes the files into a new folder, or a new archive where the name asks for one. */
  public static void write(SortedMap<String, byte[]> files, Path target)
      throws ConfigurationException {
    requireFree(target);
    Optional<ArchiveForm> form = ArchiveForm.of(target);
    if (form.isPresent()) {
      OutputFile.write(target, out -> form.get().write(files, out));
    } else {
      writeFolder(files, target);
    }
  }

  /** Writes the files into a new folder, whatever its name. */
  public static void writeFolder(SortedMap<String, byte[]> files, Path target)
      throws ConfigurationException {
    try {
      Path parent = target.toAbsolutePath().normalize().resolveSibling(".").normalize();
      Path part = Files.createDirectory(parent.resolve(".seaworthy-" + UUID.randomUUID()));
      try {
        writeAll(files, part);
        move(part, target);
      } finally {
        remove(part);
      }
    } catch (FileAlreadyExistsException e) {
      requireFree(target);
    } catch (IOException e) {
      throw new ConfigurationException(
          "CANNOT_WRITE",
          "`%s` was not written: the system refuses it".formatted(target),
          "name a place in a folder that is there and that you may write to, with space left");
    }
  }

  private static void writeAll(SortedMap<String, byte[]> files, Path folder)
      throws IOException, ConfigurationException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path place = folder.resolve(file.getKey());
      Files.createDirectories(place.resolveSibling("."));
      OutputFile.write(place, file.getValue());
    }
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target);
    }
  }

  private static void remove(Path part) throws IOException {
    if (Files.exists(part)) {
      MoreFiles.deleteRecursively(part, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
