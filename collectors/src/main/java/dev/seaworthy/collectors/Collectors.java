package dev.seaworthy.collectors;

import java.util.List;

/** The built-in collectors, in the order in which they are asked about a document. */
public final class Collectors {
  private Collectors() {}

  public static List<Collector> all() {
    return List.of();
  }
}
