package dev.seaworthy.cli.check;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to call a candidate that no descriptor names. */
final class Undeclared {
  static final String VERSION = "undeclared";

  private Undeclared() {}

  /**
   * The last part of each path, since where they lie on a machine is no part of a verdict, and the
   * cluster by the context that was asked for.
   */
  static String name(Sources sources) {
    Stream<String> cluster =
        sources.cluster().stream()
            .map(one -> one.context().isEmpty() ? "cluster" : "cluster:" + one.context());
    return Stream.concat(sources.paths().stream().map(Undeclared::last), cluster)
        .distinct()
        .collect(Collectors.joining("+"));
  }

  private static String last(String path) {
    if (path.equals("-")) {
      return "stdin";
    }
    Path name = Path.of(path).toAbsolutePath().normalize().getFileName();
    return name == null ? "root" : name.toString();
  }
}
