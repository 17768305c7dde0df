package dev.seaworthy.cli.policy;

import java.nio.file.Path;
import java.util.List;

/** Which folders a command works on. */
final class Folders {
  private static final Path DEFAULT = Path.of("policies");

  private Folders() {}

  static List<Path> orDefault(List<Path> given) {
    return given.isEmpty() ? List.of(DEFAULT) : given;
  }
}
