package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.cli.format.SnapshotTable;
import dev.seaworthy.engine.evidence.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gathers evidence and shows it, unjudged. */
@Command(
    name = "collect",
    description = "Gather evidence and print it, without judging it.",
    sortOptions = false,
    footer = {
      "",
      "Secret values never leave the collector: a commitment stands in their place.",
      "",
      "Examples:",
      "  seaworthy collect manifests/ --format table",
      "  seaworthy collect manifests/ scans/ -o snapshot.json",
      "  seaworthy collect --cluster --context staging --namespace shop",
      "",
      "Exit codes: 0 everything was read, 2 something could not be, 3 bad usage, 4 internal error."
    })
final class CollectCommand implements Callable<Integer> {
  /** What is printed. */
  enum Form {
    JSON,
    TABLE
  }

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "Files, folders, or `-` for standard input.")
  List<String> paths = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "json",
      description = "json (the snapshot) or table (default: ${DEFAULT-VALUE}).")
  Form format = Form.JSON;

  @Mixin OutputOptions output = new OutputOptions();
  @Mixin ClusterOptions cluster = new ClusterOptions();
  @Mixin ReadingOptions reading = new ReadingOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  CollectCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException {
    Snapshot snapshot =
        reading.gather(setup, output, spec.commandLine(), cluster.with(paths, spec.commandLine()));
    output.write(
        setup.console(),
        out -> {
          switch (format) {
            case JSON -> PrettyJson.write(snapshot.toCanonicalJson(), out);
            case TABLE -> SnapshotTable.write(snapshot, out);
          }
        });
    return snapshot.gaps().isEmpty() ? ExitCode.PASS : ExitCode.UNKNOWN;
  }
}
