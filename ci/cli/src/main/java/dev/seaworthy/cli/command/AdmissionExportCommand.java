package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.audit.BundleOutput;
import dev.seaworthy.cli.audit.DecisionCuts;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.cli.key.KeyName;
import dev.seaworthy.cli.key.KeyOptions;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.key.Signer;
import dev.seaworthy.engine.key.VerificationKey;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.seal.BundleException;
import dev.seaworthy.engine.seal.DecisionBundle;
import dev.seaworthy.engine.seal.DecisionBundle.Cut;
import dev.seaworthy.engine.seal.Period;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Packs the decisions of a period. */
@Command(
    name = "export",
    description = "Pack the decisions of a period, out of the replicas' logs, for an auditor.",
    sortOptions = false,
    footer = {
      "",
      "The bundle is a new folder or archive (BagIt, RFC 8493): the entries of each log, the proof",
      "that they are under its signed checkpoint, the time stamps that it has, counts, and a signed",
      "index. VERIFY.md in it says how to check it. Entries that wait for a checkpoint are not in it: export a while after the",
      "period. The same logs, period and key give the same bytes.",
      "",
      "Examples:",
      "  seaworthy admission export decisions-a decisions-b --log-key log-key.pub --key audit.pem"
          + " \\",
      "    --since 2026-11-01T00:00:00Z --until 2026-12-01T00:00:00Z -o november.tar.gz",
      "  seaworthy admission verify-export november.tar.gz --key audit.pub --log-key log-key.pub",
      "",
      "Exit codes: 0 packed, 1 a log is refused, 3 bad usage or configuration, 4 internal error."
    })
final class AdmissionExportCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders of logs, one a replica.")
  List<Path> folders = new ArrayList<>();

  @Option(
      names = "--log-key",
      required = true,
      paramLabel = "PUBLIC.pub",
      description = "The public key that signs the logs' checkpoints.")
  Path logKey = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = KeyOptions.LABEL,
      description = "Sign the bundle's index with this key.")
  KeyName key = new KeyName("");

  @Option(
      names = "--since",
      required = true,
      paramLabel = "TIME",
      description = "The period's first moment, such as 2026-11-01T00:00:00Z.")
  Instant since = Instant.EPOCH;

  @Option(
      names = "--until",
      required = true,
      paramLabel = "TIME",
      description = "The first moment after the period.")
  Instant until = Instant.EPOCH;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "PLACE",
      description = "What to write: a new folder, or an archive that ends in .zip or .tar.gz.")
  Path output = Path.of("");

  @Mixin KeyOptions keys = new KeyOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;

  AdmissionExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException, LogException {
    Usage.require(spec, since.isBefore(until), "--until takes a later time than --since");
    BundleOutput.requireFree(output);
    Signer signing = keys.open(key, console);
    VerificationKey trusted = SealedFiles.verificationKey(logKey);
    Period period = new Period(since, until);
    DecisionCuts cuts = new DecisionCuts(period, trusted, folders.size());
    List<Cut> taken = new ArrayList<>();
    for (Path folder : folders) {
      taken.add(cuts.of(folder));
    }
    SortedMap<String, byte[]> files;
    try {
      files = DecisionBundle.of(period, taken, signing);
    } catch (BundleException e) {
      throw new ConfigurationException(e.problem());
    }
    BundleOutput.write(files, output);
    console
        .out()
        .printf(
            "%s: %d entries of %d logs, signed by %s%n",
            Printable.of(output.toString()),
            taken.stream().mapToLong(cut -> cut.entries().size()).sum(),
            taken.size(),
            signing.verificationKey().id());
    return ExitCode.PASS;
  }
}
