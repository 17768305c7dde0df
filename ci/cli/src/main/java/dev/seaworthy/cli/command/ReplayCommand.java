package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.audit.BundleTable;
import dev.seaworthy.cli.audit.OpenedBundle;
import dev.seaworthy.cli.audit.ReplayReport;
import dev.seaworthy.cli.check.RuntimeChoice;
import dev.seaworthy.cli.check.Runtimes;
import dev.seaworthy.cli.check.Setup;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.Tracer;
import dev.seaworthy.engine.seal.BundleException;
import dev.seaworthy.engine.seal.Replay;
import dev.seaworthy.engine.seal.TrustRoot;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges again what an evidence bundle holds. */
@Command(
    name = "replay",
    description =
        "Judge again from an evidence bundle alone, and demand the same verdict to the byte.",
    sortOptions = false,
    footer = {
      "",
      "The bundle is verified first. Then its evidence is judged by its policies as of the time it",
      "records, by both runtimes. Where the verdict differs, the first difference of each control",
      "is shown. Of a redacted bundle, controls that look at hidden values are indeterminate.",
      "",
      "Examples:",
      "  seaworthy replay evidence-18.0.4 --key release-key.pub",
      "",
      "Exit codes: 0 the same verdict, 1 another one or not authentic, 2 the same as far as hidden",
      "values allow to tell, 3 bad usage or configuration, 4 internal error."
    })
final class ReplayCommand implements Callable<Integer> {
  @Parameters(
      arity = "1",
      paramLabel = "BUNDLE",
      description = "The folder, .zip or .tar.gz of the bundle.")
  Path bundle = Path.of("");

  @Mixin TrustOptions trusting = new TrustOptions();

  @Mixin FormOption form = new FormOption();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Setup setup;

  ReplayCommand(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Integer call() throws ConfigurationException, PolicyException {
    TrustRoot trust = trusting.root(setup, spec);
    OpenedBundle opened = OpenedBundle.at(bundle, trust, setup.console().clock().instant());
    PrintStream out = setup.console().out();
    if (!opened.report().holds()) {
      BundleTable.write(
          opened.report(), form.format == FormOption.Form.JSON ? setup.console().err() : out);
      setup.console().err().println("NOT AUTHENTIC: nothing was replayed");
      return ExitCode.FAIL;
    }
    ReplayReport report = replay(opened);
    switch (form.format) {
      case TABLE -> report.write(out);
      case JSON -> PrettyJson.print(report.toJson(), out);
    }
    if (!report.replay().identical()) {
      return ExitCode.FAIL;
    }
    return report.replay().indeterminate().isEmpty() ? ExitCode.PASS : ExitCode.UNKNOWN;
  }

  private ReplayReport replay(OpenedBundle opened) throws ConfigurationException, PolicyException {
    PolicyRuntime runtime = setup.runtime().apply(RuntimeChoice.BOTH);
    try {
      int threads = Runtime.getRuntime().availableProcessors();
      return new ReplayReport(
          Replay.of(opened.files(), runtime, threads, new Tracer(Runtimes.explaining())),
          setup.identity().apply(runtime));
    } catch (BundleException e) {
      throw new ConfigurationException(e.problem());
    }
  }
}
