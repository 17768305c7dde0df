package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.log.Checkpoint;
import dev.seaworthy.engine.log.InclusionProof;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.LogTrust;
import dev.seaworthy.engine.seal.LoggedVerdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks the proof that an entry is in a log, without the log. */
@Command(
    name = "check",
    description = "Check by a proof that an entry is in a log.",
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  seaworthy log check 41.tlog-proof 41.json --key log-key.pub",
      "  seaworthy log check verdict.tlog-proof verdict.seal --key log-key.pub",
      "",
      "Exit codes: 0 it is, 1 refused, 3 bad usage or configuration, 4 internal error."
    })
final class LogCheckCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "PROOF", description = "The proof.")
  Path proof = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "ENTRY",
      description = "The entry, as `log show` prints it, or the sealed verdict that was logged.")
  Path entry = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = "PUBLIC.pem",
      description = "The public key that signs the log's checkpoints.")
  Path key = Path.of("");

  @Mixin WitnessOptions witnesses = new WitnessOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;

  LogCheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException, LogException {
    LogTrust trusted = new LogTrust(SealedFiles.verificationKey(key), witnesses.read(spec));
    InclusionProof read = InclusionProof.parse(InputFile.text(proof));
    Checkpoint head = read.verify(logged(InputFile.bytes(entry)), trusted);
    console
        .out()
        .printf(
            "%s: it is entry %d of %d%n", Printable.of(head.origin()), read.index(), head.size());
    trusted.cosignatures(read.note()).forEach(seen -> console.out().println("seen by " + seen));
    return ExitCode.PASS;
  }

  private static byte[] logged(byte[] file) {
    return LoggedVerdict.entryOf(file).orElseGet(() -> line(file));
  }

  /** A line ends in a line feed, which is no part of the entry. */
  private static byte[] line(byte[] file) {
    return new String(file, StandardCharsets.UTF_8)
        .stripTrailing()
        .getBytes(StandardCharsets.UTF_8);
  }
}
