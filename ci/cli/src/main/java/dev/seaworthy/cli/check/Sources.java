package dev.seaworthy.cli.check;

import dev.seaworthy.collectors.cluster.ClusterSelection;
import java.util.List;
import java.util.Optional;

/**
 * What one command reads: paths, a cluster, or both.
 *
 * @param paths files, folders or {@code -}, as the user named them
 * @param cluster what to read of which cluster
 */
public record Sources(List<String> paths, Optional<ClusterSelection> cluster) {
  public Sources {
    paths = List.copyOf(paths);
    if (paths.isEmpty() && cluster.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to read");
    }
  }

  public static Sources of(List<String> paths) {
    return new Sources(paths, Optional.empty());
  }
}
