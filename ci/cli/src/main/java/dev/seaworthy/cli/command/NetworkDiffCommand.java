package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.check.Sources;
import dev.seaworthy.cli.network.ConnectionsDiff;
import dev.seaworthy.collectors.network.reach.Reachability;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares the connections that two states allow, of manifests or clusters. */
@Command(
    name = "diff",
    description = "Tell which connections two states, of manifests or clusters, allow otherwise.",
    sortOptions = false,
    footer = {
      "",
      "Lines begin with + (added), - (removed) or ~ (other ports).",
      "",
      "Examples:",
      "  seaworthy network diff before/ after/ --format json",
      "  seaworthy network diff manifests/ --cluster --namespace shop",
      "  seaworthy network diff cluster:staging cluster:production",
      "",
      "Exit codes: 0 no difference, 1 a difference, 2 none was seen but something could not be",
      "judged, 3 bad usage, 4 internal error."
    })
final class NetworkDiffCommand implements Callable<Integer> {
  /** What is printed. */
  enum Form {
    TXT,
    JSON
  }

  @Mixin StateParameters states = new StateParameters();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "txt",
      description = "txt or json (default: ${DEFAULT-VALUE}).")
  Form format = Form.TXT;

  @Option(names = "--ipv6", description = "Compare addresses of IPv6 outside the cluster too.")
  boolean ipv6;

  @Mixin OutputOptions output = new OutputOptions();
  @Mixin ReadingOptions reading = new ReadingOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  NetworkDiffCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException {
    Sources before = states.before(spec.commandLine());
    Sources after = states.after(spec.commandLine());
    NetworkReading reader = new NetworkReading(setup, output, reading, ipv6, spec.commandLine());
    Reachability old = reader.of(before);
    ConnectionsDiff diff = new ConnectionsDiff(old, reader.of(after));
    output.write(
        setup.console(),
        out -> {
          switch (format) {
            case TXT -> diff.writeText(out);
            case JSON -> diff.writeJson(out);
          }
        });
    return ExitCode.of(!diff.isEmpty(), reader.isComplete());
  }
}
