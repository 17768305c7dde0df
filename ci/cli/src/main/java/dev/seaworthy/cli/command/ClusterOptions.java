package dev.seaworthy.cli.command;

import dev.seaworthy.cli.check.Sources;
import dev.seaworthy.collectors.cluster.ClusterSelection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which cluster is read, and what of it. */
@Command
final class ClusterOptions {
  @Option(
      names = "--cluster",
      description = "Read a live cluster, by get and list only; with paths, those too.")
  boolean cluster;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "With --cluster: this context of the kubeconfig (default: its current one).")
  String context = "";

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "With --cluster: this file (default: as kubectl, else the pod's own identity).")
  @Nullable Path kubeconfig;

  @Option(
      names = "--namespace",
      paramLabel = "NS",
      description = "With --cluster: only this namespace; may be repeated (default: all).")
  List<String> namespaces = new ArrayList<>();

  @Option(
      names = "--selector",
      paramLabel = "LABELS",
      description = "With --cluster: only objects that this label selector takes.")
  String selector = "";

  @Option(
      names = "--kinds",
      paramLabel = "KIND[,KIND]",
      description =
          "With --cluster: only these kinds, as kubectl names them (default: all that can be"
              + " listed but logs and measurements).")
  List<String> kinds = new ArrayList<>();

  @Option(
      names = "--owned",
      description = "With --cluster: also pods, replica sets and jobs whose controller is read.")
  boolean owned;

  /** What is to be read: {@code paths}, and the cluster if one is asked for. */
  Sources with(List<String> paths, CommandLine commandLine) {
    requireUsed(cluster, commandLine);
    if (!cluster && paths.isEmpty()) {
      throw new ParameterException(commandLine, "missing required parameter: PATH, or --cluster");
    }
    return new Sources(paths, cluster ? Optional.of(selection(context)) : Optional.empty());
  }

  /** What is to be read of one cluster, and nothing else. */
  Sources of(String context) {
    return new Sources(List.of(), Optional.of(selection(context)));
  }

  /** Refuses options that say what to read of a cluster where none is read. */
  void requireUsed(boolean read, CommandLine commandLine) {
    boolean chosen =
        kubeconfig != null
            || owned
            || !(context + selector).isEmpty()
            || !(namespaces.isEmpty() && kinds.isEmpty());
    if (chosen && !read) {
      throw new ParameterException(
          commandLine,
          "--context, --kubeconfig, --namespace, --selector, --kinds and --owned go with --cluster");
    }
  }

  private ClusterSelection selection(String context) {
    return new ClusterSelection(
        context, Optional.ofNullable(kubeconfig), split(namespaces), selector, split(kinds), owned);
  }

  private static List<String> split(List<String> lists) {
    return lists.stream()
        .flatMap(list -> Stream.of(list.split(",")))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }
}
