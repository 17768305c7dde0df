package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.check.SealedFiles;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.cli.terminal.Printable;
import dev.seaworthy.engine.log.Checkpoint;
import dev.seaworthy.engine.log.ConsistencyProof;
import dev.seaworthy.engine.log.InclusionProof;
import dev.seaworthy.engine.log.LogException;
import dev.seaworthy.engine.log.LogTrust;
import dev.seaworthy.engine.seal.LoggedVerdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks the proof that an entry is in a log, without the log. */
@Command(
    name = "check",
    description =
        "Check by a proof that an entry is in a log, or that a log extends an earlier state of it.",
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  seaworthy log check 41.tlog-proof 41.json --key log-key.pub",
      "  seaworthy log check verdict.tlog-proof verdict.seal --key log-key.pub",
      "  seaworthy log check since-october --from checkpoint-of-october --key log-key.pub",
      "",
      "Exit codes: 0 it is, 1 refused, 3 bad usage or configuration, 4 internal error."
    })
final class LogCheckCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "PROOF", description = "The proof.")
  Path proof = Path.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ENTRY",
      description = "The entry, as `log show` prints it, or the sealed verdict that was logged.")
  @Nullable Path entry;

  @Option(
      names = "--from",
      paramLabel = "CHECKPOINT",
      description = "Check that the log extends the one of this checkpoint, which you kept.")
  @Nullable Path earlier;

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
    String text = InputFile.text(proof);
    Path file = entry;
    Path before = earlier;
    Usage.require(spec, (file == null) != (before == null), "give either ENTRY or --from");
    String note =
        file == null
            ? extended(text, InputFile.text(Objects.requireNonNull(before)), trusted)
            : included(text, logged(InputFile.bytes(file)), trusted);
    trusted.cosignatures(note).forEach(seen -> console.out().println("seen by " + seen));
    return ExitCode.PASS;
  }

  private String included(String text, byte[] logged, LogTrust trusted) throws LogException {
    InclusionProof read = InclusionProof.parse(text);
    Checkpoint head = read.verify(logged, trusted);
    console
        .out()
        .printf(
            "%s: it is entry %d of %d%n", Printable.of(head.origin()), read.index(), head.size());
    return read.note();
  }

  private String extended(String text, String before, LogTrust trusted) throws LogException {
    ConsistencyProof read = ConsistencyProof.parse(text);
    Checkpoint head = read.verify(before, trusted);
    console
        .out()
        .printf(
            "%s: the log of %d entries (root %s) extends the one of %d%n",
            Printable.of(head.origin()), head.size(), head.root(), read.from());
    return read.note();
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
