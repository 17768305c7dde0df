package dev.seaworthy.cli.check;

import dev.seaworthy.cli.descriptor.Descriptor;
import java.nio.file.Path;
import java.util.List;

/** What is to be checked. */
sealed interface Target {
  /** Files and folders of whatever kind. */
  record Paths(List<String> paths) implements Target {}

  /**
   * A release that is described.
   *
   * @param file the descriptor, as the user named it
   * @param base what that name is relative to; empty for the working directory
   */
  record Declared(Descriptor descriptor, Path file, Path base) implements Target {
    /** What names of evidence files are relative to. */
    Path folder() {
      return base.resolve(file).toAbsolutePath().normalize().resolveSibling(".").normalize();
    }

    /** The folder as the user named it, ending in {@code /}; empty for the working directory. */
    String shownFolder() {
      Path parent = file.getParent();
      return parent == null ? "" : parent.toString().replace('\\', '/') + "/";
    }
  }
}
