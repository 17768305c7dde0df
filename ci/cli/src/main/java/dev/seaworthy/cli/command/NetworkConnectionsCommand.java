package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.check.Sources;
import dev.seaworthy.cli.network.ConnectionsDot;
import dev.seaworthy.cli.network.ConnectionsJson;
import dev.seaworthy.cli.network.svg.ConnectionsSvg;
import dev.seaworthy.collectors.network.reach.Reachability;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the connections that manifests or a cluster allow. */
@Command(
    name = "connections",
    description = "List who can talk to whom, on which ports.",
    sortOptions = false,
    footer = {
      "",
      "Workloads, name spaces, policies, Services and ways in are read, from manifests or from a",
      "cluster. One line is one source and one destination with all ports that may pass; the",
      "rest is denied.",
      "",
      "Examples:",
      "  seaworthy network connections manifests/",
      "  seaworthy network connections --cluster --namespace shop",
      "  seaworthy network connections manifests/ --format json -o connections.json",
      "  seaworthy network connections manifests/ --format svg -o connections.svg",
      "",
      "Exit codes: 0 everything was judged, 2 something could not be, 3 bad usage, 4 internal error."
    })
final class NetworkConnectionsCommand implements Callable<Integer> {
  /** What is printed. */
  enum Form {
    TXT,
    JSON,
    DOT,
    SVG
  }

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "Files, folders, or `-` for standard input.")
  List<String> paths = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "txt",
      description = "txt, json, dot or svg (default: ${DEFAULT-VALUE}).")
  Form format = Form.TXT;

  @Option(names = "--ipv6", description = "List addresses of IPv6 outside the cluster too.")
  boolean ipv6;

  @Mixin ClusterOptions cluster = new ClusterOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin ReadingOptions reading = new ReadingOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  NetworkConnectionsCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException {
    Sources sources = cluster.with(paths, spec.commandLine());
    NetworkReading read = new NetworkReading(setup, output, reading, ipv6, spec.commandLine());
    Reachability reachability = read.of(sources);
    output.write(
        setup.console(),
        out -> {
          switch (format) {
            case TXT -> reachability.writeText(out);
            case JSON -> ConnectionsJson.write(reachability, out);
            case DOT -> ConnectionsDot.write(reachability, out);
            case SVG -> ConnectionsSvg.write(reachability, out);
          }
        });
    return read.isComplete() ? ExitCode.PASS : ExitCode.UNKNOWN;
  }
}
