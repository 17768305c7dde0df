package dev.seaworthy.cli.check;

import dev.seaworthy.collectors.cluster.ClusterSelection;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What one command reads: paths, a cluster, or both.
 *
 * @param paths files, folders or {@code -}, as the user named them
 * @param cluster what to read of which cluster
 * @param folder what the paths are relative to, and what a descriptor among them may not ask
 *     beyond; empty for the working directory, which confines nothing
 */
public record Sources(List<String> paths, Optional<ClusterSelection> cluster, Path folder) {
  public Sources {
    paths = List.copyOf(paths);
    if (paths.isEmpty() && cluster.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to read");
    }
  }

  /** Whether evidence may come from the folder only. */
  boolean isConfined() {
    return !folder.toString().isEmpty();
  }

  /** Paths that are relative to the working directory, and a cluster. */
  public Sources(List<String> paths, Optional<ClusterSelection> cluster) {
    this(paths, cluster, Path.of(""));
  }

  public static Sources of(List<String> paths) {
    return new Sources(paths, Optional.empty());
  }
}
