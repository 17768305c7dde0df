package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.Gathering;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.check.Sources;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.collectors.kubernetes.PodPath;
import dev.seaworthy.collectors.kubernetes.PodPathException;
import dev.seaworthy.engine.evidence.Snapshot;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How files are read. */
@Command
final class ReadingOptions {
  private static final int MOST_THREADS = 256;

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description = "Leave aside files and folders whose name or path matches; may be repeated.")
  List<String> exclude = new ArrayList<>();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Work on N things at once (default: the number of processors). The result is"
              + " the same for every N.")
  int threads;

  @Option(
      names = "--pod-path",
      paramLabel = "KIND=PATH",
      description =
          "Where a custom kind keeps its pod spec: `example.com/v1/Worker=spec.template.spec`,"
              + " through a list `spec.jobs[*].template.spec`; may be repeated.")
  List<String> podPaths = new ArrayList<>();

  @Mixin RenderingOptions rendering = new RenderingOptions();

  /** The set-up, with reading as the options have it. */
  Setup with(Setup setup) throws ConfigurationException {
    List<PodPath> declared = new ArrayList<>();
    for (String text : podPaths) {
      declared.add(podPath(text));
    }
    return rendering.with(setup).with(declared);
  }

  private static PodPath podPath(String text) throws ConfigurationException {
    int end = text.indexOf('=');
    if (end < 1) {
      throw new ConfigurationException(
          "BAD_POD_PATH",
          "--pod-path `%s` names no path".formatted(text),
          "write `--pod-path example.com/v1/Worker=spec.template.spec`");
    }
    try {
      return PodPath.of(text.substring(0, end), text.substring(end + 1));
    } catch (PodPathException e) {
      throw new ConfigurationException(e.problem());
    }
  }

  /** Gathers what {@code sources} hold, and shows how far it is. */
  Snapshot gather(Setup setup, OutputOptions output, CommandLine commandLine, Sources sources)
      throws ConfigurationException {
    try (Progress progress = output.progress(setup.console())) {
      return new Gathering(with(setup), progress, exclude, threads(commandLine)).of(sources);
    }
  }

  /** As {@link #gather}; of a cluster only what RBAC allows whom. */
  Snapshot gatherPermissions(
      Setup setup, OutputOptions output, CommandLine commandLine, Sources sources)
      throws ConfigurationException {
    try (Progress progress = output.progress(setup.console())) {
      return Gathering.forPermissions(with(setup), progress, exclude, threads(commandLine))
          .of(sources);
    }
  }

  int threads(CommandLine commandLine) {
    if (threads < 0 || threads > MOST_THREADS) {
      throw new ParameterException(
          commandLine, "--threads takes a number from 1 to " + MOST_THREADS);
    }
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
