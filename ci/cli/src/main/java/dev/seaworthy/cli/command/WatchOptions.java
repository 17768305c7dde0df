package dev.seaworthy.cli.command;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Whether, and how often, a cluster is judged again. */
@Command
final class WatchOptions {
  private static final int LONGEST_SECONDS = 86_400;

  @Option(
      names = "--watch",
      description =
          "Follow the cluster and judge again when it changes; one line for each verdict that is"
              + " not the one before, until Ctrl-C or SIGTERM.")
  boolean watch;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      description = "With --watch: at least so long between two judgements (default: 10).")
  int interval = 10;

  Duration interval(CommandSpec spec) {
    Usage.require(
        spec,
        interval > 0 && interval <= LONGEST_SECONDS,
        "--interval takes a number of seconds from 1 to 86400");
    return Duration.ofSeconds(interval);
  }
}
