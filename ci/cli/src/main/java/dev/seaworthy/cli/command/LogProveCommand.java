package dev.seaworthy.cli.command;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.ExitCode;
import dev.seaworthy.cli.check.InputFile;
import dev.seaworthy.cli.terminal.Console;
import dev.seaworthy.engine.log.LogException;
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

/** Proves that one entry is in a log. */
@Command(
    name = "prove",
    description =
        "Write the proof that an entry is in a log, or that the log extends an earlier state of it, for"
            + " who has not the log.",
    sortOptions = false,
    footer = {
      "",
      "The proof has the form of C2SP tlog-proof@v1. Hand it over with the entry. With --from it has",
      "that of C2SP tlog-witness, and is for who kept the earlier checkpoint.",
      "",
      "Examples:",
      "  seaworthy log show decisions --key log-key.pub --from 41 --to 42 > 41.json",
      "  seaworthy log prove decisions 41 --key log-key.pub -o 41.tlog-proof",
      "  seaworthy log check 41.tlog-proof 41.json --key log-key.pub",
      "  seaworthy log prove decisions --from checkpoint-of-october --key log-key.pub -o since-october",
      "",
      "Exit codes: 0 proven, 1 refused, 3 bad usage or configuration, 4 internal error."
    })
final class LogProveCommand implements Callable<Integer> {
  @Mixin LogOptions log = new LogOptions();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NUMBER",
      description = "The entry's number, from 0 on.")
  @Nullable Long index;

  @Option(
      names = "--from",
      paramLabel = "CHECKPOINT",
      description = "Prove that the log extends the one of this checkpoint, signed by the key.")
  @Nullable Path earlier;

  @Mixin OutputOptions output = new OutputOptions();
  @Mixin HelpOption help = new HelpOption();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;

  LogProveCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigurationException, LogException {
    Path before = earlier;
    Long number = index;
    Usage.require(spec, (before == null) != (number == null), "give either NUMBER or --from");
    String proof =
        before == null
            ? log.open().prove(Objects.requireNonNull(number)).text()
            : log.open().proveFrom(InputFile.text(before)).text();
    output.write(console, out -> out.append(proof));
    return ExitCode.PASS;
  }
}
