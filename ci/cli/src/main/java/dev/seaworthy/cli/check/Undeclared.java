package dev.seaworthy.cli.check;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What to call a candidate that no descriptor names. */
final class Undeclared {
  static final String VERSION = "undeclared";

  private Undeclared() {}

  /** The last part of each path: where they lie on a machine is no part of a verdict. */
  static String name(List<String> paths) {
    return paths.stream().map(Undeclared::last).distinct().collect(Collectors.joining("+"));
  }

  private static String last(String path) {
    if (path.equals("-")) {
      return "stdin";
    }
    Path name = Path.of(path).toAbsolutePath().normalize().getFileName();
    return name == null ? "root" : name.toString();
  }
}
