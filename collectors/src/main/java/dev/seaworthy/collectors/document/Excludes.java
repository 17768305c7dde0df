package dev.seaworthy.collectors.document;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/**
 * Globs of files to leave aside. A glob is held against the whole shown name and against its last
 * part, so that {@code values.yaml} and {@code charts/**} both do what they seem to.
 */
final class Excludes {
  private final List<PathMatcher> globs;

  Excludes(List<String> globs) {
    this.globs =
        globs.stream()
            .map(glob -> glob.endsWith("/") ? glob.substring(0, glob.length() - 1) : glob)
            .flatMap(glob -> Stream.of(glob, "**/" + glob))
            .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
            .toList();
  }

  boolean match(String name) {
    Path path = Path.of(name);
    return globs.stream().anyMatch(glob -> glob.matches(path));
  }
}
