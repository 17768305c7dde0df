package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.Gathering;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.check.Sources;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.network.reach.Reachability;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Snapshot;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Reads objects for the network commands, and tells what could not be judged. */
final class NetworkReading {
  private static final List<String> NEEDED =
      List.of(EvidenceKinds.NETWORK_POLICY, EvidenceKinds.WORKLOAD, EvidenceKinds.OBJECT);

  private final Setup setup;
  private final OutputOptions output;
  private final ReadingOptions reading;
  private final boolean ipv6;
  private final CommandLine commandLine;
  private boolean complete = true;

  NetworkReading(
      Setup setup,
      OutputOptions output,
      ReadingOptions reading,
      boolean ipv6,
      CommandLine commandLine) {
    this.setup = setup;
    this.output = output;
    this.reading = reading;
    this.ipv6 = ipv6;
    this.commandLine = commandLine;
  }

  /** Whether everything asked for was read and judged. */
  boolean isComplete() {
    return complete;
  }

  Reachability of(Sources sources) throws ConfigurationException {
    Snapshot snapshot = gather(sources);
    Reachability read = Reachability.of(Manifest.in(snapshot.evidence()));
    Reachability reachability = ipv6 ? read.withIpv6() : read;
    List<Gap> gaps =
        Stream.concat(
                snapshot.gaps().stream().filter(NetworkReading::matters),
                reachability.gaps().stream())
            .toList();
    Messages messages = new Messages(setup.console().err());
    gaps.forEach(gap -> messages.error(gap.location(), gap.problem()));
    complete &= gaps.isEmpty();
    List<String> host = reachability.onHostNetwork();
    if (!host.isEmpty()) {
      output.note(
          setup.console(),
          "on the host's network, where many network plug-ins apply no policy: "
              + String.join(", ", host));
    }
    return reachability;
  }

  private Snapshot gather(Sources sources) throws ConfigurationException {
    try (Progress progress = output.progress(setup.console())) {
      return Gathering.forNetworks(
              reading.with(setup), progress, reading.exclude, reading.threads(commandLine))
          .of(sources);
    }
  }

  private static boolean matters(Gap gap) {
    return NEEDED.stream().anyMatch(gap::mayHide);
  }
}
