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
   */
  record Declared(Descriptor descriptor, Path file) implements Target {
    /** What names of evidence files are relative to. */
    Path folder() {
      return file.toAbsolutePath().normalize().resolveSibling(".").normalize();
    }

    /** The folder as the user named it, ending in {@code /}; empty for the working directory. */
    String shownFolder() {
      Path parent = file.getParent();
      return parent == null ? "" : parent.toString().replace('\\', '/') + "/";
    }
  }
}
