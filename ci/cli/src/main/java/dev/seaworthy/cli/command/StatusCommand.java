package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.check.StageRun;
import dev.seaworthy.cli.format.Presentation;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.cli.format.StandingHtml;
import dev.seaworthy.cli.format.StandingTable;
import dev.seaworthy.cli.gate.StandingReport;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Progress;
import dev.seaworthy.engine.gate.Ledger;
import dev.seaworthy.engine.gate.StoreException;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.seal.SealTrust;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how a release stands. */
@Command(
    name = "status",
    description =
        "Show all stages of a release: how each stands, what blocks, and what expires next.",
    sortOptions = false,
    footer = {
      "",
      "The state is nothing but the sealed verdicts in the store. One that was changed, is about",
      "another candidate, has expired, is sealed by a key that nobody trusts, or cannot be read is",
      "named and does not count.",
      "",
      "Examples:",
      "  seaworthy status --trust release-key.pub",
      "  seaworthy status release.yaml --trust release-key.pub --format html -o status.html",
      "",
      "Exit codes: 0 every stage through sign-off is open, 1 a stage failed, 2 neither, 3 bad"
          + " usage",
      "or configuration, 4 internal error."
    })
final class StatusCommand implements Callable<Integer> {
  /** What is printed. */
  enum Form {
    TABLE,
    JSON,
    HTML
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "RELEASE",
      defaultValue = "release.yaml",
      description = "The release descriptor (default: ${DEFAULT-VALUE}).")
  Path release = Path.of("release.yaml");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, json or html (default: ${DEFAULT-VALUE}).")
  Form format = Form.TABLE;

  @Mixin StoreOptions stored = new StoreOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  StatusCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    Console console = setup.console();
    StandingReport report = report(console);
    output.write(
        console,
        out -> {
          switch (format) {
            case TABLE ->
                StandingTable.write(
                    report,
                    new Presentation(output.palette(console), output.columns(console), ""),
                    out);
            case JSON -> PrettyJson.write(report.toJson(), out);
            case HTML -> StandingHtml.write(report, out);
          }
        });
    return ExitCode.of(report.standing().status());
  }

  private StandingReport report(Console console) throws ConfigurationException, PolicyException {
    SealTrust trusted = stored.trusted(setup, spec);
    try (Progress progress = output.progress(console)) {
      StageRun run = stored.run(release, setup, progress, spec.commandLine());
      return StandingReport.of(
          run.candidate(), Ledger.read(stored.open(), StoreOptions.question(run, trusted)));
    } catch (StoreException e) {
      throw StoreOptions.refused(e);
    }
  }
}
