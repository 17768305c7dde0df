package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.Gathering;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.check.Sources;
import dev.seaworthy.cli.terminal.Progress;
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

  @Mixin RenderingOptions rendering = new RenderingOptions();

  /** Gathers what {@code sources} hold, and shows how far it is. */
  Snapshot gather(Setup setup, OutputOptions output, CommandLine commandLine, Sources sources)
      throws ConfigurationException {
    try (Progress progress = output.progress(setup.console())) {
      return new Gathering(rendering.with(setup), progress, exclude, threads(commandLine))
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
