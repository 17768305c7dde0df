package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.stamp.TimeStamping;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Messages;
import dev.seaworthy.engine.seal.BundleException;
import dev.seaworthy.engine.seal.Supplement;
import dev.seaworthy.engine.seal.Timestamps;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Who is asked to attest when a verdict was sealed. */
@Command
final class TimestampOptions {
  @Option(
      names = "--timestamp",
      paramLabel = "URL",
      description =
          "Have this authority (RFC 3161) attest when the verdict was sealed; may be given several"
              + " times. At least one must answer.")
  List<String> addresses = new ArrayList<>();

  @Option(
      names = "--timestamp-optional",
      description = "Go on, and say so, where no authority answers.")
  boolean optional;

  /** Refuses options that do not go together, before anything is judged. */
  void check(CommandSpec spec, boolean sealing) {
    Usage.require(
        spec,
        sealing || (addresses.isEmpty() && !optional),
        "--timestamp is for verdicts that are sealed: give --key and --seal");
    Usage.require(
        spec, !optional || !addresses.isEmpty(), "--timestamp-optional needs --timestamp");
    Usage.require(
        spec,
        addresses.size() <= Timestamps.MOST,
        "--timestamp is given %d times at most".formatted(Timestamps.MOST));
  }

  /** Asks for them when a bundle is made; what fails is told. */
  Supplement supplement(Console console) {
    return Timestamps.by(
        signature -> {
          try {
            return stamps(signature, console);
          } catch (ConfigurationException e) {
            throw new BundleException(e.diagnostics().get(0).problem());
          }
        });
  }

  /** The time stamps of a sealed verdict; what fails is told. */
  List<byte[]> of(byte[] seal, Console console) throws ConfigurationException {
    return stamps(Timestamps.stamped(seal), console);
  }

  private List<byte[]> stamps(byte[] signature, Console console) throws ConfigurationException {
    Messages messages = new Messages(console.err());
    return new TimeStamping(console.clock(), messages::error).of(signature, addresses, !optional);
  }
}
