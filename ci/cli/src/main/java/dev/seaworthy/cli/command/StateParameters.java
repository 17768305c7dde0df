package dev.seaworthy.cli.command;

import dev.seaworthy.cli.check.Sources;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/**
 * The two states that are compared. Each is a path, or a cluster by the name that coverage gives
 * it: {@code cluster:CONTEXT}, or {@code cluster:} for the current context.
 */
@Command
final class StateParameters {
  private static final String CLUSTER = "cluster:";

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "The state before: a file, a folder, or `cluster:CONTEXT`.")
  String before = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "B",
      description = "The state after; with --cluster it is that cluster.")
  String after = "";

  @Mixin ClusterOptions cluster = new ClusterOptions();

  /** The state before. */
  Sources before(CommandLine commandLine) {
    requireTwo(commandLine);
    return sources(before);
  }

  /** The state after. */
  Sources after(CommandLine commandLine) {
    requireTwo(commandLine);
    return cluster.cluster ? cluster.of(cluster.context) : sources(after);
  }

  private Sources sources(String state) {
    return isCluster(state)
        ? cluster.of(state.substring(CLUSTER.length()))
        : Sources.of(List.of(state));
  }

  private void requireTwo(CommandLine commandLine) {
    if (cluster.cluster == !after.isEmpty()) {
      throw new ParameterException(
          commandLine,
          after.isEmpty()
              ? "missing required parameter: B, or --cluster"
              : "--cluster stands in the place of B; write `cluster:CONTEXT` to compare clusters");
    }
    cluster.requireUsed(cluster.cluster || isCluster(before) || isCluster(after), commandLine);
    if (!cluster.cluster && !cluster.context.isEmpty()) {
      throw new ParameterException(
          commandLine, "--context goes with --cluster; `cluster:CONTEXT` names its own");
    }
  }

  private static boolean isCluster(String state) {
    return state.startsWith(CLUSTER);
  }
}
