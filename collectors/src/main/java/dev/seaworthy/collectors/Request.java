package dev.seaworthy.collectors;

import java.nio.file.Path;
import java.util.List;

/**
 * Paths to read together.
 *
 * @param paths files, folders or {@code -} for standard input, as the user named them
 * @param base the folder that relative paths begin at
 * @param hints what the user adds about these paths
 * @param promised the collector that must find evidence under them; empty where any may
 */
public record Request(List<String> paths, Path base, Hints hints, String promised) {
  public Request {
    paths = List.copyOf(paths);
  }

  /** Paths of unknown content, relative to {@code base}. */
  public static Request of(List<String> paths, Path base) {
    return new Request(paths, base, Hints.NONE, "");
  }
}
