package dev.seaworthy.cli.command;

import dev.seaworthy.admission.CacheTerms;
import dev.seaworthy.admission.Reach;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.FollowedObjects;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.collectors.cluster.ClusterSelection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which cluster's objects are followed, and how much of them is held. */
@Command
final class CacheOptions {
  @Option(
      names = "--cluster",
      description =
          "Judge each object among the cluster's own, which are listed once and then watched.")
  boolean cluster;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "With --cluster: this context of the kubeconfig (default: its current one).")
  @Nullable String context;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "With --cluster: this file (default: as kubectl, else the pod's own identity).")
  @Nullable Path kubeconfig;

  @Option(
      names = "--max-staleness-seconds",
      paramLabel = "S",
      defaultValue = "60",
      description =
          "With --cluster: objects that the API server has not proved for so long are unknown"
              + " (default: ${DEFAULT-VALUE}).")
  int maxStalenessSeconds = 60;

  @Option(
      names = "--max-cached-objects",
      paramLabel = "N",
      defaultValue = "20000",
      description =
          "With --cluster: hold no more objects; a kind that does not fit is unknown (default:"
              + " ${DEFAULT-VALUE}).")
  int maxCachedObjects = 20_000;

  @Option(
      names = "--max-cached-mib",
      paramLabel = "MIB",
      defaultValue = "0",
      description =
          "With --cluster: the same of their JSON (default: a part of the memory that Java may"
              + " use).")
  int maxCachedMib;

  @Option(
      names = "--among",
      paramLabel = "namespace|cluster",
      defaultValue = "cluster",
      description =
          "With --cluster: judge an object among all others, or among those of its name space and"
              + " those outside any, which costs less (default: ${DEFAULT-VALUE}).")
  Reach among = Reach.CLUSTER;

  /**
   * JSON takes three to four times its size once it is ready to be judged, and a list that is read
   * anew is there twice for a while.
   */
  private static final int MEMORY_PER_BYTE = 12;

  /** Begins to follow the cluster, if one is asked for. */
  Optional<FollowedObjects> begin(Setup setup, boolean declared, CommandSpec spec)
      throws ConfigurationException {
    Usage.require(
        spec,
        cluster || (context == null && kubeconfig == null),
        "--context and --kubeconfig go with --cluster");
    Usage.require(spec, !(cluster && declared), "name one of --cluster and --snapshot");
    Usage.require(
        spec,
        maxStalenessSeconds >= 2 && maxStalenessSeconds <= 3_600,
        "--max-staleness-seconds takes a number from 2 to 3600");
    Usage.require(spec, maxCachedObjects > 0, "--max-cached-objects takes a number above 0");
    Usage.require(
        spec,
        maxCachedMib >= 0 && maxCachedMib <= 1 << 20,
        "--max-cached-mib takes a number from 1 to 1048576");
    return cluster
        ? Optional.of(FollowedObjects.begin(setup, selection(), terms()))
        : Optional.empty();
  }

  private ClusterSelection selection() {
    return new ClusterSelection(
        context == null ? "" : context,
        Optional.ofNullable(kubeconfig),
        List.of(),
        "",
        List.of(),
        false);
  }

  private CacheTerms terms() {
    long bytes =
        maxCachedMib == 0
            ? Runtime.getRuntime().maxMemory() / MEMORY_PER_BYTE
            : (long) maxCachedMib << 20;
    return new CacheTerms(Duration.ofSeconds(maxStalenessSeconds), maxCachedObjects, bytes, among);
  }
}
