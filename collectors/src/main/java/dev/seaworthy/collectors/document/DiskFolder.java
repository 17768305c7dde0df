package dev.seaworthy.collectors.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of the file system.
 *
 * @param path the real one
 * @param name as the user named it
 */
record DiskFolder(Path path, String name) implements SourceFile.Folder {
  /** The folder of a file. */
  static SourceFile.Folder of(Path file, String name) {
    Path parent = file.getParent();
    int slash = name.lastIndexOf('/');
    return parent == null
        ? NONE
        : new DiskFolder(parent, slash < 0 ? "" : name.substring(0, slash + 1));
  }

  @Override
  public Optional<SourceFile> file(String below) {
    try {
      Path inside = path.resolve(below).normalize();
      if (!inside.startsWith(path) || !Files.isRegularFile(inside, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      return Optional.of(
          new SourceFile(name + below, Files.size(inside), () -> Files.newInputStream(inside)));
    } catch (InvalidPathException | IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> names(String below, int limit) throws IOException {
    Path inside = path.resolve(below).normalize();
    if (!inside.startsWith(path) || !Files.isDirectory(inside, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(inside)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().limit(limit).toList();
    }
  }
}
