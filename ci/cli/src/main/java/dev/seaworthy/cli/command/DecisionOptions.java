package dev.seaworthy.cli.command;

import dev.seaworthy.admission.server.DecisionFolder;
import dev.seaworthy.admission.server.Stamper;
import dev.seaworthy.admission.server.Stamping;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.key.KeyName;
import dev.seaworthy.cli.key.KeyOptions;
import dev.seaworthy.cli.stamp.TimeStamping;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.transfer.StampRequest;
import dev.seaworthy.engine.seal.Timestamps;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where a webhook keeps its decisions, and who attests when they were there. */
@Command
final class DecisionOptions {
  private static final int DAY_SECONDS = 86_400;

  @Option(
      names = "--decisions",
      paramLabel = "DIR",
      description =
          "Keep each decision in the log in DIR before it is told. Each server has a folder of its"
              + " own.")
  @Nullable Path decisions;

  @Option(
      names = "--decisions-key",
      paramLabel = KeyOptions.LABEL,
      description = "Sign the log's checkpoints with this key.")
  @Nullable KeyName decisionsKey;

  @Option(
      names = "--seal-seconds",
      paramLabel = "S",
      defaultValue = "60",
      description = "Sign a checkpoint of the log so often (default: ${DEFAULT-VALUE}).")
  int sealSeconds = 60;

  @Option(
      names = "--timestamp",
      paramLabel = "URL",
      description =
          "Have this authority (RFC 3161) attest when checkpoints of the log were there; may be"
              + " given several times. While none answers, decisions go on.")
  List<String> addresses = new ArrayList<>();

  @Option(
      names = "--timestamp-seconds",
      paramLabel = "S",
      defaultValue = "3600",
      description = "Ask for a time stamp so often (default: ${DEFAULT-VALUE}).")
  int timestampSeconds = 3600;

  /** What the options say; empty where decisions are not kept. */
  Optional<DecisionFolder> folder(KeyOptions keys, Console console, CommandSpec spec)
      throws ConfigurationException {
    Usage.require(
        spec,
        (decisions == null) == (decisionsKey == null),
        "--decisions and --decisions-key go together");
    requireSeconds(spec, "--seal-seconds", sealSeconds);
    requireSeconds(spec, "--timestamp-seconds", timestampSeconds);
    Usage.require(
        spec, addresses.isEmpty() || decisions != null, "--timestamp goes with --decisions");
    Usage.require(
        spec,
        addresses.size() <= Timestamps.MOST,
        "--timestamp is given %d times at most".formatted(Timestamps.MOST));
    for (String address : addresses) {
      StampRequest.requireAddress(address);
    }
    Path folder = decisions;
    KeyName signing = decisionsKey;
    return folder == null || signing == null
        ? Optional.empty()
        : Optional.of(
            new DecisionFolder(
                folder,
                keys.open(signing, console),
                Duration.ofSeconds(sealSeconds),
                stamping(console)));
  }

  private static void requireSeconds(CommandSpec spec, String option, int seconds) {
    Usage.require(
        spec,
        seconds > 0 && seconds <= DAY_SECONDS,
        "%s takes a number from 1 to %d".formatted(option, DAY_SECONDS));
  }

  private Optional<Stamping> stamping(Console console) {
    if (addresses.isEmpty()) {
      return Optional.empty();
    }
    Stamper stamper =
        (bytes, failed) -> new TimeStamping(console.clock(), failed).held(bytes, addresses);
    return Optional.of(new Stamping(stamper, Duration.ofSeconds(timestampSeconds)));
  }
}
