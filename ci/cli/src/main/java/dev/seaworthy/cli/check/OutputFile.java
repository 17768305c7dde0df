package dev.seaworthy.cli.check;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.engine.disk.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes files that are there whole or not at all: into a new file of the same folder, forced to
 * the disk, then renamed over the old one.
 */
public final class OutputFile {
  /** Writes the content. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> COMMON =
      PosixFilePermissions.fromString("rw-r--r--");

  private OutputFile() {}

  public static void write(Path file, byte[] content) throws ConfigurationException {
    write(file, out -> out.write(content), COMMON);
  }

  public static void write(Path file, Content content) throws ConfigurationException {
    write(file, content, COMMON);
  }

  /** Writes a file that nobody but its owner may read, at any moment. */
  public static void writeSecret(Path file, byte[] content) throws ConfigurationException {
    write(file, out -> out.write(content), OWNER_ONLY);
  }

  /** Gives a file that is there another content and leaves who may read it as it is. */
  public static void rewrite(Path file, byte[] content) throws ConfigurationException {
    try {
      Set<PosixFilePermission> permissions =
          isPosix(folderOf(file)) ? Files.getPosixFilePermissions(file) : COMMON;
      write(file, out -> out.write(content), permissions);
    } catch (IOException e) {
      throw explained(file, e);
    }
  }

  private static void write(Path file, Content content, Set<PosixFilePermission> permissions)
      throws ConfigurationException {
    if (Files.isDirectory(file)) {
      throw refused(file, "it is a folder", "name a file");
    }
    try {
      // A link, a device or a pipe (`/dev/stdout`) is written through: to rename over it would
      // replace it.
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        writeThrough(file, content);
        return;
      }
      Path target = Files.exists(file) ? file.toRealPath() : file;
      writeBeside(target, content, permissions);
    } catch (IOException e) {
      throw explained(file, e);
    }
  }

  private static void writeThrough(Path file, Content content) throws IOException {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      content.writeTo(out);
    }
  }

  private static void writeBeside(Path file, Content content, Set<PosixFilePermission> permissions)
      throws IOException {
    Path folder = folderOf(file);
    Path temporary = Files.createTempFile(folder, ".seaworthy-", ".part", ownerOnly(folder));
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
          OutputStream out = Channels.newOutputStream(channel)) {
        OutputStream buffered = new java.io.BufferedOutputStream(out, 1 << 16);
        content.writeTo(buffered);
        buffered.flush();
        channel.force(true);
      }
      if (isPosix(folder)) {
        Files.setPosixFilePermissions(temporary, permissions);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      WholeFile.forceFolder(folder);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static Path folderOf(Path file) {
    return file.toAbsolutePath().normalize().resolveSibling(".").normalize();
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
    return isPosix(folder)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path folder) throws IOException {
    return Files.getFileStore(folder).supportsFileAttributeView("posix");
  }

  private static ConfigurationException explained(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      return refused(
          file, "the folder it is to lie in does not exist", "make the folder first: `mkdir -p`");
    }
    if (e instanceof AccessDeniedException || e instanceof FileAlreadyExistsException) {
      return refused(file, "permission denied", "name a file in a folder that you may write to");
    }
    String message = String.valueOf(e.getMessage());
    if (message.contains("No space left") || message.contains("quota")) {
      return refused(file, "the disk is full", "free some space and run the command again");
    }
    if (message.contains("Read-only")) {
      return refused(
          file, "the file system is read-only", "name a file in a folder that you may write to");
    }
    return refused(file, "the system refuses it", "name a file in another folder");
  }

  private static ConfigurationException refused(Path file, String why, String fix) {
    return new ConfigurationException(
        "CANNOT_WRITE", "`%s` was not written: %s".formatted(file, why), fix);
  }
}
