package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.audit.OpenedBundle;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.cli.format.PrettyJson;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.engine.seal.BundleException;
import dev.seaworthy.engine.seal.DecisionBundle;
import dev.seaworthy.engine.seal.DecisionCoverage;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks what {@link AdmissionExportCommand} packed. */
@Command(
    name = "verify-export",
    description = "Check that exported decisions are in the logs they are said to be of.",
    sortOptions = false,
    footer = {
      "",
      "Prints what the bundle covers, as JSON. No key is taken from the bundle.",
      "",
      "Examples:",
      "  seaworthy admission verify-export november.tar.gz --key audit.pub --log-key log-key.pub",
      "",
      "Exit codes: 0 it holds, 1 it is refused, 3 bad usage or configuration, 4 internal error."
    })
final class AdmissionVerifyExportCommand implements Callable<Integer> {
  @Parameters(
      arity = "1",
      paramLabel = "BUNDLE",
      description = "What was exported: its folder, .zip or .tar.gz.")
  Path bundle = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = "PUBLIC.pub",
      description = "Public key of who must have exported it.")
  Path key = Path.of("");

  @Option(
      names = "--log-key",
      required = true,
      paramLabel = "PUBLIC.pub",
      description = "The public key that signs the logs' checkpoints.")
  Path logKey = Path.of("");

  @Mixin HelpOption help = new HelpOption();

  private final Console console;

  AdmissionVerifyExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException, BundleException {
    DecisionCoverage coverage =
        DecisionBundle.verify(
            OpenedBundle.filesOf(bundle),
            SealedFiles.verificationKey(key),
            SealedFiles.verificationKey(logKey));
    PrettyJson.print(coverage.json(), console.out());
    return ExitCode.PASS;
  }
}
